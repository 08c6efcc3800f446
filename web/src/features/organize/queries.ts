import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { LocalizedText } from '@gac/shared/values';
import type { EvaluationDetail, QueuePanel, WorkerList } from '../../api/views.ts';
import { attempt, load, useApi, type Api, type ApiResult } from '../../lib/api.ts';
import type { ListSearch } from './list-search.ts';

/** Panels look again this often; the stream tells them earlier. */
export const LOOK_MS = 5_000;
/** Rows of one page of the list. */
export const PAGE = 50;
const fresh = { staleTime: 2_000 } as const;

/** The challenges that the viewer organizes: whoever may ask this may see these pages. */
export const organizedQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'challenges'], staleTime: 30_000, queryFn: () => load(api.GET('/api/organize/challenges')) });
export const panelQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'queue', 'panel'], ...fresh, queryFn: () => load(api.GET('/api/organize/queue')) });
export const runningQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'queue', 'running'], ...fresh, queryFn: () => load(api.GET('/api/organize/queue/running')) });
export const failuresQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'queue', 'failures'], ...fresh, queryFn: () => load(api.GET('/api/organize/queue/failures')) });
export const actionsQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'queue', 'actions'], ...fresh, queryFn: () => load(api.GET('/api/organize/queue/actions')) });
export const workersQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'queue', 'workers'], ...fresh, queryFn: () => load(api.GET('/api/organize/workers')) });
export const parkedQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'queue', 'parked'], ...fresh, queryFn: () => load(api.GET('/api/parked-jobs')) });
/** The stream adds to it. */
export const samplesQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'samples'], staleTime: Infinity, queryFn: () => load(api.GET('/api/organize/queue/samples')) });
export const evaluationQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['organize', 'evaluation', id],
    ...fresh,
    queryFn: () => load(api.GET('/api/organize/evaluations/{id}', { params: { path: { id } } })),
  });
export const listQuery = (api: Api, slug: string, { page = 1, ...filter }: ListSearch) =>
  queryOptions({
    queryKey: ['organize', 'list', slug, filter, page],
    ...fresh,
    queryFn: () =>
      load(
        api.GET('/api/organize/challenges/{slug}/submissions', {
          params: { path: { slug }, query: { ...filter, offset: (page - 1) * PAGE } },
        }),
      ),
  });

/** What an organizer does, and to what. `challenge` null: to every challenge. */
export type Deed =
  | { kind: 'pause' | 'resume'; challenge: { slug: string; title: LocalizedText } | null }
  | { kind: 'drain' | 'takeBack'; worker: string }
  | { kind: 'rerun'; jobs: readonly { handler: string; eventId: string }[] | null; name: string }
  | { kind: 'requeue' | 'again' | 'cancel' | 'fail'; id: string; attempt: number; receipt: string };
export interface Words {
  reason: string;
  /** For `fail`: the class, and what the team is told. */
  failure?: { class: FailureClass; message: string };
}

type Answer = QueuePanel | WorkerList | EvaluationDetail | { rerun: number };
function send(api: Api, deed: Deed, { reason, failure }: Words): Promise<ApiResult<Answer>> {
  switch (deed.kind) {
    case 'pause':
      return attempt(api.POST('/api/organize/queue/pause', { body: { challenge: deed.challenge?.slug ?? null, reason } }));
    case 'resume':
      return attempt(api.POST('/api/organize/queue/resume', { body: { challenge: deed.challenge?.slug ?? null, reason } }));
    case 'drain':
      return attempt(api.POST('/api/organize/workers/drain', { body: { worker: deed.worker, reason } }));
    case 'takeBack':
      return attempt(api.POST('/api/organize/workers/take-back', { body: { worker: deed.worker, reason } }));
    case 'rerun':
      return attempt(api.POST('/api/parked-jobs/rerun', { body: { jobs: deed.jobs === null ? null : [...deed.jobs] } }));
    default: {
      const params = { path: { id: deed.id } };
      const body = { attempt: deed.attempt, reason };
      if (deed.kind === 'cancel') return attempt(api.POST('/api/organize/evaluations/{id}/cancel', { params, body }));
      if (deed.kind === 'fail' && failure)
        return attempt(api.POST('/api/organize/evaluations/{id}/fail', { params, body: { ...body, ...failure } }));
      return attempt(api.POST('/api/organize/evaluations/{id}/requeue', { params, body }));
    }
  }
}
/** Does it; a refusal is an answer. Everything organizers see is asked again. */
export function useDeed(deed: Deed) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (words: Words) => {
      const result = await send(api, deed, words);
      // A refusal too: it says that the page is behind.
      await client.invalidateQueries({ queryKey: ['organize'], predicate: ({ queryKey }) => queryKey[1] !== 'samples' });
      return result;
    },
  });
}
