import { queryOptions } from '@tanstack/react-query';
import { attempt, load, type Api } from '../../lib/api.ts';
import { ProblemError } from '../../lib/problems.ts';

export const challengesQuery = (api: Api) =>
  queryOptions({ queryKey: ['challenges'], staleTime: 60_000, queryFn: () => load(api.GET('/api/challenges')) });

export const challengeQuery = (api: Api, slug: string) =>
  queryOptions({
    queryKey: ['challenges', slug],
    staleTime: 60_000,
    queryFn: () => load(api.GET('/api/challenges/{slug}', { params: { path: { slug } } })),
  });

/** The viewer's own relation to a challenge. `viewer`: the account's id; null when nobody is signed in, and then nothing is asked. */
export const participationQuery = (api: Api, slug: string, viewer: string | null) =>
  queryOptions({
    queryKey: ['participation', slug, viewer],
    staleTime: 60_000,
    queryFn: async () => {
      if (viewer === null) return null;
      const result = await attempt(api.GET('/api/challenges/{slug}/participation', { params: { path: { slug } } }));
      if (result.ok) return result.data;
      if (result.problem.code === 'unauthenticated') return null;
      throw new ProblemError(result.problem);
    },
  });
