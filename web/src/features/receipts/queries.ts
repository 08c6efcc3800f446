import { queryOptions } from '@tanstack/react-query';
import { load, type Api } from '../../lib/api.ts';

/** What anybody who holds the number may see. */
export const receiptQuery = (api: Api, receipt: string) =>
  queryOptions({
    queryKey: ['receipt', receipt],
    staleTime: 30_000,
    queryFn: () => load(api.GET('/api/receipts/{receipt}', { params: { path: { receipt } } })),
  });
