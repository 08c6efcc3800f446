import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { openLive, type LiveState } from '../../lib/live.ts';
import { importQuery } from './queries.ts';

const POLL_MS = 5_000;

/** Follows an import: whenever it is not what it was, it is asked for anew. */
export function useImportLive(id: string, lastSeq: number): LiveState {
  const client = useQueryClient();
  const { queryKey } = importQuery(useApi(), id);
  const [state, setState] = useState<LiveState>('connecting');
  const anew = useEffectEvent(() => void client.invalidateQueries({ queryKey }));
  const start = useEffectEvent(() => String(lastSeq));
  useEffect(
    () =>
      openLive({
        url: `/api/organize/imports/${id}/events`,
        lastEventId: start(),
        onEvent: () => anew(),
        onState: setState,
        poll: () => anew(),
        pollMs: POLL_MS,
      }),
    [id],
  );
  return state;
}
