import { useQuery, useQueryClient } from '@tanstack/react-query';
import { isTerminal } from '@gac/shared/rules/lifecycle';
import { useEffect, useEffectEvent, useState } from 'react';
import type { LogLine, SubmissionView } from '../../api/views.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { openLive, type LiveState } from '../../lib/live.ts';
import { problemOf, type Problem } from '../../lib/problems.ts';
import { hasGap, lineOf, mergeLog, NO_LOG, type SeenLog } from './log.ts';
import { logQuery, submissionQuery } from './queries.ts';
import { awaitsRerun, isActive, withState } from './stages.ts';

const POLL_MS = 2_500;
/** A rerun comes minutes later. */
const RERUN_POLL_MS = 15_000;

export interface LiveSubmission {
  view: SubmissionView | undefined;
  problem: Problem | null;
  log: SeenLog;
  /** How news come; null when nothing more is expected. */
  live: LiveState | null;
  retry: () => void;
}
/** A submission with its log, kept up to date: a stream, and polling for what the stream does not tell (place in the queue) or when there is none. */
export function useLiveSubmission(id: string): LiveSubmission {
  const api = useApi();
  const clock = useClock();
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>('connecting');
  const query = useQuery({
    ...submissionQuery(api, id),
    refetchInterval: ({ state: { data } }) => (data && isActive(data, clock.now()) ? (awaitsRerun(data) ? RERUN_POLL_MS : POLL_MS) : false),
  });
  const log = useQuery(logQuery(api, id));
  const view = query.data;
  const active = view !== undefined && isActive(view, clock.now());

  const take = useEffectEvent((line: LogLine | null) => {
    const { queryKey } = logQuery(api, id);
    if (line) {
      client.setQueryData(queryKey, (seen: SeenLog = NO_LOG) => mergeLog(seen, [line]));
      client.setQueryData(submissionQuery(api, id).queryKey, (known) => known && withState(known, line));
    }
    const seen = client.getQueryData(queryKey);
    // A fetch under way asks until nothing more comes: to begin it anew with every line would keep it from ending.
    if (!line || !seen || hasGap(seen)) void client.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false });
    void client.invalidateQueries({ queryKey: ['submission', id], exact: true });
  });
  const poll = useEffectEvent(() => void log.refetch());
  const lastSeq = useEffectEvent(() => String(log.data?.whole ?? 0));

  const ready = log.isFetched && active;
  useEffect(() => {
    if (!ready) return;
    return openLive({
      url: `/api/submissions/${id}/events`,
      lastEventId: lastSeq(),
      onEvent: (event) => take(lineOf(event)),
      onState: setLive,
      poll: () => poll(),
      pollMs: POLL_MS,
    });
  }, [id, ready]);

  const phaseId = view?.phaseId;
  const state = view?.state;
  const ranked = view?.rankChange !== null;
  useEffect(() => {
    if (phaseId === undefined || state === undefined || !isTerminal(state)) return;
    void client.invalidateQueries({ queryKey: ['phase', phaseId] });
    void client.invalidateQueries({ queryKey: ['standing'] });
    // The stream ends with the submission; its last lines may have been on the way.
    void client.invalidateQueries({ queryKey: ['submission', id, 'log'] });
  }, [client, id, phaseId, state, ranked]);
  return { view, problem: problemOf(query.error), log: log.data ?? NO_LOG, live: active ? live : null, retry: () => void query.refetch() };
}
