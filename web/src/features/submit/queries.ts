import { queryOptions } from '@tanstack/react-query';
import { load, type Api } from '../../lib/api.ts';

/** What the team may still send in a phase. Needs a team that has accepted the rules. */
export const quotaQuery = (api: Api, phaseId: string) =>
  queryOptions({
    queryKey: ['phase', phaseId, 'quota'],
    staleTime: 15_000,
    queryFn: () => load(api.GET('/api/phases/{phaseId}/quota', { params: { path: { phaseId } } })),
  });

/** Where a file sent now would stand. Renewed while the page is looked at. */
export const queueQuery = (api: Api, phaseId: string) =>
  queryOptions({
    queryKey: ['phase', phaseId, 'queue'],
    staleTime: 5_000,
    refetchInterval: 10_000,
    queryFn: () => load(api.GET('/api/phases/{phaseId}/queue', { params: { path: { phaseId } } })),
  });
