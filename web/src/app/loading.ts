import type { QueryExecuteOptions, QueryKey } from '@tanstack/react-query';
import { notFound } from '@tanstack/react-router';
import { problemOf } from '../lib/problems.ts';
import type { AppContext } from './context.ts';

/** What the page needs: from the cache, or fetched. */
export const held = <T, K extends QueryKey>(context: AppContext, query: QueryExecuteOptions<T, Error, T, T, K>): Promise<T> =>
  context.queryClient.query({ ...query, staleTime: 'static' });
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
