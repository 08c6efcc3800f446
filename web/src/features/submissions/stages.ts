import { isTerminal, SUBMISSION_STATES, type SubmissionState } from '@gac/shared/rules/lifecycle';
import type { LogLine, SubmissionView } from '../../api/views.ts';
import { MINUTE } from '../../lib/format.ts';
import type { StateFilter, TableSearch } from './table-search.ts';

/** The way of a submission as it is shown (SU-9). */
const STAGES = ['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING'] as const;

export interface StageView {
  state: SubmissionState;
  /** When it was entered, ISO; null when it was not. */
  at: string | null;
  look: 'done' | 'current' | 'waiting' | 'skipped' | 'bad';
}
type History = SubmissionView['history'];
/** What belongs to the run of now. A submission that failed by a fault of ours is received again (C-10) and goes the whole way anew. */
export const runOf = (history: History): History => history.slice(Math.max(0, history.map(({ state }) => state).lastIndexOf('RECEIVED')));
/** When the run of now began, ISO. */
export const runBegan = ({ history, receivedAt }: Pick<SubmissionView, 'history' | 'receivedAt'>): string =>
  runOf(history)[0]?.at ?? receivedAt;
/** True when it ended by a fault of ours: it is run again by itself, so more will come (C-10, SU-12). */
export const awaitsRerun = ({ state, failure }: Pick<SubmissionView, 'state' | 'failure'>): boolean =>
  state === 'FAILED' && failure?.side === 'platform';
/** A rank comes within seconds of a score; afterwards nobody waits for it any more. */
const RANK_WAIT_MS = 2 * MINUTE;
/** True while something may still change by itself. `now`: ms. */
export function isActive(view: Pick<SubmissionView, 'state' | 'failure' | 'rankChange' | 'history'>, now: number): boolean {
  if (!isTerminal(view.state) || awaitsRerun(view)) return true;
  const scoredAt = runOf(view.history).find((entry) => entry.state === 'SCORED')?.at;
  return view.state === 'SCORED' && view.rankChange === null && scoredAt !== undefined && now - Date.parse(scoredAt) < RANK_WAIT_MS;
}
/** The submission with the state a log line tells. Lines of an earlier run, and states this one has, change nothing. */
export function withState<T extends Pick<SubmissionView, 'state' | 'history'>>(view: T, line: LogLine): T {
  const state = line.kind === 'state' ? SUBMISSION_STATES.find((name) => name === line.data['state']) : undefined;
  const run = runOf(view.history);
  // What ended goes on only as a run that the server knows of.
  if (state === undefined || isTerminal(view.state) || run.some((entry) => entry.state === state)) return view;
  if (run[0] && Date.parse(line.at) < Date.parse(run[0].at)) return view;
  return { ...view, state, history: [...view.history, { state, at: line.at }] };
}
const GOOD_ENDS: readonly SubmissionState[] = ['SCORED', 'WITHDRAWN', 'DISQUALIFIED'];

/**
 * The states of a submission's run in order with the time each was entered: the way passed, where it stands, what is still to come, and the end.
 * A way that ended early shows what was never reached as skipped.
 */
export function stagesOf({ state, history }: Pick<SubmissionView, 'state' | 'history'>): StageView[] {
  const run = runOf(history);
  const entered = (name: SubmissionState) => run.find((entry) => entry.state === name)?.at ?? null;
  const over = isTerminal(state);
  const reached = Math.max(...STAGES.map((name, i) => (name === state || entered(name) !== null ? i : -1)));
  const way = STAGES.map((name, i): StageView => ({
    state: name,
    at: entered(name),
    look: i < reached || (i === reached && over) ? 'done' : i === reached ? 'current' : over ? 'skipped' : 'waiting',
  }));
  const end: StageView = over
    ? { state, at: entered(state), look: GOOD_ENDS.includes(state) ? 'done' : 'bad' }
    : { state: 'SCORED', at: null, look: 'waiting' };
  // A score that was taken back was a score first.
  const scored: StageView[] =
    over && state !== 'SCORED' && GOOD_ENDS.includes(state)
      ? [
          { state: 'SCORED', at: entered('SCORED'), look: 'done' },
          { ...end, look: 'bad' },
        ]
      : [end];
  return [...way, ...scored];
}

/** Whether the score of a submission counts; null when it has none. A withdrawn one has a score that no longer does. */
export const countedOf = (state: SubmissionState): boolean | null =>
  state === 'SCORED' ? true : state === 'WITHDRAWN' || state === 'DISQUALIFIED' ? false : null;

/** True when it has taken over twice the longest estimate that was given at the beginning (SU-9). Times in ms. */
export const isLate = (beganAt: string, firstHighMs: number | null, now: number): boolean =>
  firstHighMs !== null && now - Date.parse(beganAt) > 2 * firstHighMs;

/** Scored ones, those under way, and those that ended without a score that counts. */
const filterOf = (state: SubmissionState): StateFilter => (state === 'SCORED' ? 'scored' : isTerminal(state) ? 'ended' : 'open');
const fold = (text: string): string => text.normalize('NFC').toLowerCase();
interface Filterable {
  number: number;
  state: SubmissionState;
  note: string;
  fileName: string;
  receipt: string;
}
/** Rows that fit the filters; the text is looked for in number, note, file name and receipt. */
export function filterRows<T extends Filterable>(rows: readonly T[], { state, q }: TableSearch): T[] {
  const wanted = q === undefined ? null : fold(q);
  return rows.filter(
    (row) =>
      (state === undefined || filterOf(row.state) === state) &&
      (wanted === null || [`${row.number}`, row.note, row.fileName, row.receipt].some((text) => fold(text).includes(wanted))),
  );
}

export interface HistoryPoint {
  number: number;
  value: number;
  best: number;
}
/** The primary score of every scored submission, oldest first, with the best up to then. */
export function historyOf(
  rows: readonly { number: number; state: SubmissionState; scores: readonly { value: number | null; direction: 'asc' | 'desc' }[] }[],
): HistoryPoint[] {
  const points: HistoryPoint[] = [];
  for (const row of [...rows].sort((a, b) => a.number - b.number)) {
    const score = row.scores[0];
    if (row.state !== 'SCORED' || !score || score.value === null) continue;
    const last = points.at(-1)?.best;
    const best = last === undefined ? score.value : score.direction === 'desc' ? Math.max(last, score.value) : Math.min(last, score.value);
    points.push({ number: row.number, value: score.value, best });
  }
  return points;
}
/** How much better (positive) a score is than the best before it; null when there is nothing to compare. */
export function gainOver(score: { value: number | null; direction: 'asc' | 'desc' }, bestBefore: number | null): number | null {
  if (score.value === null || bestBefore === null) return null;
  return score.direction === 'desc' ? score.value - bestBefore : bestBefore - score.value;
}
