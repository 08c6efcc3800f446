import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { ApiContext, OriginContext } from '../lib/api.ts';
import { ClockContext } from '../lib/clock.ts';
import { isPassing, problemOf } from '../lib/problems.ts';
import { ZoneHintContext } from '../ui/Time.tsx';
import type { AppContext } from './context.ts';
import type { AppRouter } from './router.tsx';

/** Retries what may pass by itself, twice; a refusal is an answer and is shown at once. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => {
          const problem = problemOf(error);
          return failures < 2 && problem !== null && isPassing(problem);
        },
      },
    },
  });

/** The whole app; the same tree on the server and in the browser. */
export const App = ({ router, context, zone }: { router: AppRouter; context: AppContext; zone: string | null }) => (
  <StrictMode>
    <QueryClientProvider client={context.queryClient}>
      <ApiContext value={context.api}>
        <ClockContext value={context.clock}>
          <ZoneHintContext value={zone}>
            <OriginContext value={context.origin}>
              <RouterProvider router={router} />
            </OriginContext>
          </ZoneHintContext>
        </ClockContext>
      </ApiContext>
    </QueryClientProvider>
  </StrictMode>
);
