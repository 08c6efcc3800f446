import { hashKey, type QueryExecuteOptions, type QueryKey } from '@tanstack/react-query';
import { notFound } from '@tanstack/react-router';
import { sessionQuery } from '../features/accounts/queries.ts';
import { ProblemError, problemOf, type Problem } from '../lib/problems.ts';
import type { AppContext } from './context.ts';

const NOT_FOUND: Problem = { type: '', title: '', status: 404, detail: '', code: 'not-found', traceId: '' };
/** What the page needs: from the cache, or fetched. */
export const held = <T, K extends QueryKey>(context: AppContext, query: QueryExecuteOptions<T, Error, T, T, K>): Promise<T> =>
  // What the server has looked for in vain is not asked for again by the page that says so.
  context.missing.has(hashKey(query.queryKey))
    ? Promise.reject(new ProblemError(NOT_FOUND))
    : context.queryClient.query({ ...query, staleTime: 'static' });
/** Who is looking: the account's id, or null. A session that cannot be read counts as nobody's. */
export const viewerOf = (context: AppContext): Promise<string | null> =>
  held(context, sessionQuery(context.api, context.clock)).then(
    ({ account }) => account?.id ?? null,
    () => null,
  );
/** What the page can do without: fetched ahead, and its absence is the page's own business. */
export const ahead = async <T, K extends QueryKey>(context: AppContext, query: QueryExecuteOptions<T, Error, T, T, K>): Promise<void> => {
  await context.queryClient.query(query).catch(() => undefined);
};
/** A thing the server does not know (or will not tell) is a missing page, not a broken one. */
export async function orMissing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own signal is a plain object
    if (problemOf(error)?.status === 404) throw notFound();
    throw error;
  }
}
