import type { FailureClass } from '@gac/shared/rules/lifecycle';
import { OUTCOME_CLASSES, type OutcomeWarning } from '@gac/shared/scoring/outcome';
import { describeOutcome, describeOutcomeWarning } from '@gac/shared/scoring/outcome-texts';
import type { Lang } from '@gac/shared/values';
import type { BundleBoard } from '../bundles/bundle.ts';
import { computeColumns } from '../bundles/compute-columns.ts';
import type { LogName, ScoreSet, TaskOutcome } from './contract.ts';

type Scores = Record<string, number>;
export interface BundleRunReport {
  status: TaskOutcome['status'];
  /** Of the first task that failed. */
  class: FailureClass | null;
  message: string | null;
  tasks: {
    index: number;
    status: TaskOutcome['status'];
    /** By column; by split and label (EvalAI) or by part and metric (Hugging Face). */
    scores: Scores | Record<string, Scores>;
    computed: Scores;
    ignored: readonly string[];
    wallMs: number;
    peakBytes: number;
    log: Readonly<Partial<Record<LogName, string>>>;
  }[];
  warnings: { code: string; message: string; task: number | null; file: string | null; line: number | null }[];
}

/** As found in the archive, or while running. */
export type RunWarning = { code: string; message: string; file: string | null; line: number | null } | OutcomeWarning;
/** Null: what was submitted could not be opened, and so nothing ran. */
export interface TaskRan {
  index: number;
  outcome: TaskOutcome | null;
}

export function reportOf(ran: readonly TaskRan[], found: readonly RunWarning[], board: BundleBoard | null, lang: Lang): BundleRunReport {
  const tasks = ran.map(({ index, outcome }) => taskReport(index, outcome, board));
  const failed = ran.find(({ outcome }) => outcome?.status !== 'SCORED');
  const warnings = [
    ...found.map((warning) => worded(warning, null, lang)),
    ...ran.flatMap(({ index, outcome }) => (outcome?.warnings ?? []).map((warning) => worded(warning, index, lang))),
  ];
  const verdict = failed ? verdictOf(failed, ran.length > 1, found, lang) : { class: null, message: null };
  return { status: failed ? 'FAILED' : 'SCORED', ...verdict, tasks, warnings };
}

function verdictOf(
  { index, outcome }: TaskRan,
  isOneOfSeveral: boolean,
  found: readonly RunWarning[],
  lang: Lang,
): Pick<BundleRunReport, 'class' | 'message'> {
  if (!outcome?.message) {
    const reason = found.map((warning) => worded(warning, null, lang).message).at(-1) ?? '';
    return {
      class: OUTCOME_CLASSES['submission-unreadable'],
      message: describeOutcome({ code: 'submission-unreadable', fields: { reason } }, lang),
    };
  }
  // Whoever runs a bundle here is its organizer: the reason that participants are not told stands in brackets.
  const detail = outcome.detail === null ? '' : ` [${outcome.detail}]`;
  const place = isOneOfSeveral ? { ko: `과제 ${index}: `, en: `task ${index}: ` }[lang] : '';
  return { class: outcome.class, message: `${place}${describeOutcome(outcome.message, lang)}${detail}` };
}

function taskReport(index: number, outcome: TaskOutcome | null, board: BundleBoard | null): BundleRunReport['tasks'][number] {
  if (!outcome) return { index, status: 'FAILED', scores: {}, computed: {}, ignored: [], wallMs: 0, peakBytes: 0, log: {} };
  const { status, scores, ignored, wallMs, peakBytes, logs } = outcome;
  const own = scores.find(({ split }) => split === null)?.values ?? {};
  const computed = board && scores.length > 0 ? computeColumns(board, own) : {};
  return { index, status, scores: plainScores(scores), computed, ignored, wallMs: Math.round(wallMs), peakBytes, log: logs };
}

function plainScores(sets: readonly ScoreSet[]): Scores | Record<string, Scores> {
  const [first, ...others] = sets;
  if (first?.split === null && others.length === 0) return { ...first.values };
  return Object.fromEntries(sets.map(({ split, values }) => [split ?? '', { ...values }]));
}

function worded(warning: RunWarning, task: number | null, lang: Lang): BundleRunReport['warnings'][number] {
  if ('message' in warning) return { ...warning, task };
  return { code: warning.code, message: describeOutcomeWarning(warning, lang), task, file: null, line: null };
}
