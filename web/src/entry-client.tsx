import { hydrate, type DehydratedState } from '@tanstack/react-query';
import { createBrowserHistory } from '@tanstack/react-router';
import { hydrateRoot } from 'react-dom/client';
import { App, createQueryClient } from './app/providers.tsx';
import { createAppRouter } from './app/router.tsx';
import type { AppContext, FirstState } from './app/context.ts';
import { sessionQuery } from './features/accounts/queries.ts';
import { loadProblemTexts } from './i18n/lazyProblems.ts';
import { chance } from './lib/backoff.ts';
import { createApi } from './lib/api.ts';
import { createClock, systemNow } from './lib/clock.ts';
import { createConnectionMonitor, installConnectionMonitor } from './lib/connection.ts';
import { problemOf } from './lib/problems.ts';
import { followSystemTheme, writeCookie } from './lib/theme.ts';
import { later, wait } from './lib/wait.ts';
import './styles.ts';

/** The state the server left, taken as fresh by this machine's clock: a wrong clock must not cause a second load. */
function takeQueries(state: FirstState): DehydratedState {
  const queries = state.queries as DehydratedState;
  for (const query of queries.queries) query.state.dataUpdatedAt = systemNow();
  return queries;
}

async function start(): Promise<void> {
  const state = JSON.parse(document.getElementById('gac-state')?.textContent ?? '{}') as FirstState;
  const clock = createClock(systemNow, state.now);
  const queryClient = createQueryClient();
  hydrate(queryClient, takeQueries(state));

  const monitor = createConnectionMonitor(
    {
      now: () => clock.now(),
      random: chance,
      wait: (ms) => wait(ms),
      probe: () =>
        fetch('/api/session', { cache: 'no-store' }).then(
          () => true,
          () => false,
        ),
    },
    () => {
      void queryClient.invalidateQueries();
      // What could not be shown for want of a connection mends itself.
      void router.invalidate();
    },
  );
  installConnectionMonitor(monitor);
  window.addEventListener('offline', () => monitor.failed());
  const api = createApi(async (request) => {
    // Problems are told in the language of the page, which need not be the browser's.
    request.headers.set('accept-language', document.documentElement.lang);
    try {
      const response = await fetch(request);
      monitor.answered();
      return response;
    } catch (cause) {
      if (!request.signal.aborted) monitor.failed();
      throw cause;
    }
  }, location.origin);

  const context: AppContext = { queryClient, api, clock, initialLang: state.lang, origin: state.origin, missing: new Set(state.missing) };
  const router = createAppRouter(context, createBrowserHistory(), true);
  // Tells the router that the page is already there: no pending screen, no Suspense boundary the server did not write.
  router.ssr = { manifest: undefined };
  await Promise.all([router.load(), state.status === 200 ? undefined : loadProblemTexts()]);
  context.missing.clear();
  hydrateRoot(document.getElementById('app') as HTMLElement, <App router={router} context={context} zone={state.zone} />, {
    // A problem that a page shows in its place is told already; anything else is a fault of ours.
    onCaughtError: (error) => {
      if (problemOf(error) === null) reportError(error);
    },
  });
  // The page may be older than it looks: made under load, long on its way, or kept by the browser. Deadlines are told by the server's time of now.
  void queryClient.query({ ...sessionQuery(api, clock), staleTime: 0 }).catch(() => undefined);
  followSystemTheme();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone !== state.zone) writeCookie('gac_tz', zone);
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = `/${state.textFonts}`;
  document.head.append(sheet);
  // They must be at hand before the connection is lost.
  later(2000, () => void loadProblemTexts().catch(() => undefined));
}
void start();
