import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { SubmissionList, SubmissionView } from '../../api/views.ts';
import { attempt, load, useApi, type Api, type ApiResult } from '../../lib/api.ts';
import { mergeAnswer, mergeLog, NO_LOG, type SeenLog } from './log.ts';

/** Rows of one answer. */
const PAGE = 50;
const MOST = 2000;

/** All submissions of the team in a phase, newest first: the table, its filters and the own history need them together. */
export const submissionsQuery = (api: Api, phaseId: string) =>
  queryOptions({
    queryKey: ['phase', phaseId, 'submissions'],
    staleTime: 10_000,
    queryFn: async ({ signal }): Promise<SubmissionList> => {
      const page = (offset: number) =>
        load(api.GET('/api/phases/{phaseId}/submissions', { params: { path: { phaseId }, query: { offset } }, signal }));
      const first = await page(0);
      const offsets = Array.from(
        { length: Math.ceil((Math.min(first.total, MOST) - first.items.length) / PAGE) },
        (_, i) => (i + 1) * PAGE,
      );
      const rest = first.items.length < first.total ? await Promise.all(offsets.map(page)) : [];
      // Something sent meanwhile moves the pages: nobody may be listed twice.
      const items = [...new Map([first, ...rest].flatMap((part) => part.items).map((item) => [item.id, item])).values()];
      return { ...first, items };
    },
  });

/** The newest submissions of the team in a phase: one answer. */
export const newestQuery = (api: Api, phaseId: string) =>
  queryOptions({
    queryKey: ['phase', phaseId, 'submissions', 'newest'],
    staleTime: 10_000,
    queryFn: ({ signal }): Promise<SubmissionList> =>
      load(api.GET('/api/phases/{phaseId}/submissions', { params: { path: { phaseId } }, signal })),
  });

export const submissionQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['submission', id],
    staleTime: 2_000,
    queryFn: () => load(api.GET('/api/submissions/{id}', { params: { path: { id } } })),
  });

/** The board on which submissions of the page stand; null when there is none that is public. */
export const BoardContext = createContext<string | null>(null);

/** The team's rank of now, null when it has none; with `without`, a submission's id, also the rank if that one were withdrawn. */
const ownRankQuery = (api: Api, boardId: string, without: string | undefined) =>
  queryOptions({
    queryKey: ['standing', boardId, 'rank', without ?? null],
    staleTime: 5_000,
    queryFn: async () => {
      const { row, rankWithout = null } = await load(
        api.GET('/api/boards/{boardId}/standing', { params: { path: { boardId }, query: without === undefined ? {} : { without } } }),
      );
      return { rank: row?.rank ?? null, rankWithout };
    },
  });
/** That of the page's board; undefined while it is not known. Asked only with `wanted`. */
export function useOwnRank(wanted: boolean, without?: string): { rank: number | null; rankWithout: number | null } | undefined {
  const api = useApi();
  const boardId = useContext(BoardContext);
  return useQuery({ ...ownRankQuery(api, boardId ?? '', without), enabled: wanted && boardId !== null }).data;
}

/** The log, line after line: each answer adds what came after the last one. The server answers in parts, so it is asked until nothing more comes. */
export const logQuery = (api: Api, id: string) => {
  const queryKey = ['submission', id, 'log'] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<SeenLog> => {
      // The stream may bring lines between two answers.
      const known = (): SeenLog => client.getQueryData<SeenLog>(queryKey) ?? NO_LOG;
      for (let seen = known(); ;) {
        const query = { after: seen.whole };
        const { lines } = await load(api.GET('/api/submissions/{id}/log', { params: { path: { id }, query }, signal }));
        seen = mergeAnswer(mergeLog(seen, known().lines), lines);
        if (lines.length === 0) return seen;
      }
    },
  });
};

/** Takes a submission's new state into everything that shows it. */
function useAdopt(): (view: SubmissionView) => void {
  const client = useQueryClient();
  return (view) => {
    client.setQueryData(['submission', view.id], view);
    client.setQueryData(['phase', view.phaseId, 'quota'], view.quota);
    void client.invalidateQueries({ queryKey: ['phase', view.phaseId, 'submissions'] });
    void client.invalidateQueries({ queryKey: ['standing'] });
  };
}
type Change = { kind: 'note'; note: string } | { kind: 'cancel' } | { kind: 'withdraw' };
/** Changes one submission; a refusal is an answer, nothing is thrown. */
export function useChange(id: string) {
  const api = useApi();
  const adopt = useAdopt();
  return useMutation({
    mutationFn: async (change: Change): Promise<ApiResult<SubmissionView>> => {
      const params = { path: { id } };
      const result =
        change.kind === 'note'
          ? await attempt(api.PATCH('/api/submissions/{id}', { params, body: { note: change.note } }))
          : change.kind === 'cancel'
            ? await attempt(api.POST('/api/submissions/{id}/cancel', { params }))
            : await attempt(api.POST('/api/submissions/{id}/withdraw', { params }));
      if (result.ok) adopt(result.data);
      return result;
    },
  });
}
