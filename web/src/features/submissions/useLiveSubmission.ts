import { useQuery, useQueryClient } from '@tanstack/react-query';
import { isTerminal, SUBMISSION_STATES } from '@gac/shared/rules/lifecycle';
import { useEffect, useEffectEvent, useState } from 'react';
import type { LogLine, SubmissionView } from '../../api/views.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { MINUTE } from '../../lib/format.ts';
import { openLive, type LiveState } from '../../lib/live.ts';
import { problemOf, type Problem } from '../../lib/problems.ts';
import { hasGap, lineOf, mergeLog, NO_LOG, type SeenLog } from './log.ts';
import { logQuery, submissionQuery } from './queries.ts';

const POLL_MS = 2_500;
/** A rank comes within seconds of a score; afterwards nobody waits for it any more. */
const RANK_WAIT_MS = 2 * MINUTE;

/** True while something may still change by itself. `now`: ms. */
function isActive({ state, rankChange, history }: SubmissionView, now: number): boolean {
  if (!isTerminal(state)) return true;
  const scoredAt = history.find((entry) => entry.state === 'SCORED')?.at;
  return state === 'SCORED' && rankChange === null && scoredAt !== undefined && now - Date.parse(scoredAt) < RANK_WAIT_MS;
}

/** The submission with the state a log line tells; the next answer of the server brings the rest. */
function withState(view: SubmissionView, line: LogLine): SubmissionView {
  const state = line.kind === 'state' ? SUBMISSION_STATES.find((name) => name === line.data['state']) : undefined;
  if (state === undefined || view.history.some((entry) => entry.state === state)) return view;
  return { ...view, state, history: [...view.history, { state, at: line.at }] };
}

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
    refetchInterval: ({ state: { data } }) => (data && isActive(data, clock.now()) ? POLL_MS : false),
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
    if (!line || !seen || hasGap(seen)) void client.invalidateQueries({ queryKey, exact: true });
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
