import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { openLive, type LiveEvent, type LiveState } from '../../lib/live.ts';
import { LOOK_MS, samplesQuery } from './queries.ts';
import { addSample, sampleOf } from './samples.ts';

/** Follows the queue: every sample is added to the history, and panels look again when something was done or the numbers differ. */
export function useQueueLive(lastSeq: number | undefined): LiveState {
  const api = useApi();
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const { queryKey } = samplesQuery(api);
  const lookAgain = () => void client.invalidateQueries({ queryKey: ['organize', 'queue'] });
  const anew = () => void client.invalidateQueries({ queryKey });
  const take = useEffectEvent((event: LiveEvent) => {
    if (event.type === 'reset') anew();
    if (event.type === 'changed') lookAgain();
    const sample = event.type === 'sample' ? sampleOf(event.data) : null;
    const known = client.getQueryData(queryKey);
    if (!sample || !known) return;
    const before = known.items.at(-1);
    client.setQueryData(queryKey, addSample(known, sample));
    if (before && (sample.ended > 0 || before.running !== sample.running)) lookAgain();
  });
  const missed = useEffectEvent(anew);
  const start = useEffectEvent(() => String(lastSeq ?? ''));
  const ready = lastSeq !== undefined;
  useEffect(() => {
    if (!ready) return;
    return openLive({
      url: '/api/organize/queue/events',
      lastEventId: start(),
      onEvent: (event) => take(event),
      onState: setState,
      poll: () => missed(),
      pollMs: LOOK_MS,
    });
  }, [ready]);
  return state;
}
