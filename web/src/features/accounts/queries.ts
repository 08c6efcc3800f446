import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { AccountView, CreateAccount, SessionView, SignIn } from '../../api/views.ts';
import { attempt, load, useApi, type Api, type ApiResult } from '../../lib/api.ts';
import type { Clock } from '../../lib/clock.ts';

/** Who is asking. Its answer also sets the page's clock. */
export const sessionQuery = (api: Api, clock: Clock) =>
  queryOptions({
    queryKey: ['session'],
    staleTime: 60_000,
    queryFn: async () => {
      const sentAt = clock.local();
      const session = await load(api.GET('/api/session'));
      clock.sync(session.serverTime, clock.local() - sentAt);
      return session;
    },
  });
/** The signed-in account, or null. The root route loads it, so it is there at once. */
export function useAccount(api: Api, clock: Clock): AccountView | null {
  return useSuspenseQuery(sessionQuery(api, clock)).data.account;
}

/** Whether the organizers' pages are there for this account; what it may do on them the server says. */
export const isOrganizer = (account: AccountView | null): boolean =>
  account?.roles.some((role) => role === 'organizer' || role === 'administrator') ?? false;

/** What is the same for everybody. */
const PUBLIC = ['session', 'challenges', 'board'];
/** Everything a person sees may differ after signing in or out: what is somebody's own is forgotten, the rest asked again. */
function useFreshStart() {
  const client = useQueryClient();
  return async () => {
    client.removeQueries({ predicate: ({ queryKey: [name] }) => !PUBLIC.some((known) => known === name) });
    await client.invalidateQueries();
  };
}
export function useSignIn() {
  const api = useApi();
  const fresh = useFreshStart();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SignIn) => {
      const result = await attempt(api.POST('/api/session', { body }));
      if (result.ok) {
        client.setQueryData(['session'], result.data);
        await fresh();
      }
      return result;
    },
  });
}
export function useRegister() {
  const api = useApi();
  const fresh = useFreshStart();
  return useMutation({
    mutationFn: async (body: CreateAccount): Promise<ApiResult<AccountView>> => {
      const result = await attempt(api.POST('/api/accounts', { body }));
      if (result.ok) await fresh();
      return result;
    },
  });
}
export function useSignOut() {
  const api = useApi();
  const fresh = useFreshStart();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const result = await attempt(api.DELETE('/api/session'));
      if (result.ok) {
        // Known before anything is asked again: what is shown turns to that of a stranger, and nothing asks for an account's own.
        client.setQueryData<SessionView>(['session'], (session) => session && { ...session, account: null });
        await fresh();
      }
      return result;
    },
  });
}
