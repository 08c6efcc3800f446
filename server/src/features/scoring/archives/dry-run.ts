import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DryRunSolution, DryRunTask } from '@gac/shared/contract/imports';
import { describeOutcomeCause, describeOutcomeWarning } from '@gac/shared/scoring/outcome-texts';
import { OUTCOME_CLASSES, type OutcomeMessage, type OutcomeWarning } from '@gac/shared/scoring/outcome';
import type { LocalizedText } from '@gac/shared/values';
import { computeColumns } from '../engine/bundles/compute-columns.ts';
import type { BundleBoard, BundleFinding, BundleSolution } from '../engine/bundles/bundle.ts';
import type { ReadArchive } from '../engine/bundle-contract.ts';
import type { TaskRan } from '../engine/programs/bundle-report.ts';
import { chooseRun } from '../engine/programs/choose-run.ts';
import type { Bench, ScoreSet, TaskOutcome } from '../engine/programs/contract.ts';
import { runChosen, type ChosenOutcome } from '../engine/programs/run-bundle.ts';

/** What a program printed in a dry run. */
export interface DryRunLog {
  solution: number;
  task: number;
  name: string;
  text: string;
}
export interface DryRunOutcome {
  results: DryRunSolution[];
  logs: DryRunLog[];
}
/** Of a log, the end that is kept, and the end that is shown with the result. In characters. */
const KEPT = 256 * 1024;
const TAIL = 4_000;
const MOST_NAMES = 100;
/** The database takes no U+0000. */
const printable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');
const both = (say: (lang: 'ko' | 'en') => string): LocalizedText => ({ ko: printable(say('ko')), en: printable(say('en')) });

/** Runs and scores every solution that came with an archive, by the code that `gac bundle run` runs. */
export async function dryRun(bench: Bench, bundle: ReadArchive, signal: AbortSignal): Promise<DryRunOutcome> {
  const outcome: DryRunOutcome = { results: [], logs: [] };
  for (const solution of bundle.solutions) {
    if (!solution.tree) continue;
    const ran = await runSolution(bench, bundle, solution, signal);
    outcome.results.push(ran.result);
    outcome.logs.push(...ran.logs);
  }
  return outcome;
}

async function runSolution(
  bench: Bench,
  bundle: ReadArchive,
  { index, name }: BundleSolution,
  signal: AbortSignal,
): Promise<{ result: DryRunSolution; logs: DryRunLog[] }> {
  const unrun = (problem: LocalizedText) => ({ result: { index, name, status: 'FAILED' as const, problem, tasks: [] }, logs: [] });
  const submission = `solution:${index}`;
  const chosen = chooseRun(bundle, { submission, phase: null, task: null });
  if (!chosen.ok) return unrun({ ko: chosen.refusal.ko, en: chosen.refusal.en });
  const scratch = join(bench.scratch, `solution-${index}`);
  await mkdir(scratch, { mode: 0o755 });
  const run = await runChosen({ ...bench, scratch }, bundle, chosen.value, { submission, annotation: null, signal });
  if (run.kind === 'unusable') return unrun(run.problem.message);
  const logs = run.ran.flatMap((ran) => logsOf(index, ran));
  const nameOf = (task: number): string => bundle.tasks.find((one) => one.index === task)?.name ?? '';
  const tasks = run.ran.map((ran) => taskResult(ran, nameOf(ran.index), run, logs));
  return {
    result: { index, name, status: tasks.every(({ status }) => status === 'SCORED') ? 'SCORED' : 'FAILED', problem: null, tasks },
    logs,
  };
}

const logsOf = (solution: number, { index, outcome }: TaskRan): DryRunLog[] =>
  Object.entries(outcome?.logs ?? {}).map(([name, text]) => ({ solution, task: index, name, text: printable(text).slice(-KEPT) }));

type Ran = Extract<ChosenOutcome, { kind: 'ran' }>;
function taskResult({ index, outcome }: TaskRan, name: string, { board, warnings }: Ran, logs: readonly DryRunLog[]): DryRunTask {
  const general = warnings.map(worded);
  if (!outcome) {
    const reason = general.at(-1) ?? { ko: '', en: '' };
    const message: OutcomeMessage = { code: 'submission-unreadable', fields: { reason: reason.en } };
    const failure = {
      class: OUTCOME_CLASSES[message.code],
      message: both((lang) => describeOutcomeCause({ ...message, fields: { reason: reason[lang] } }, lang)),
      detail: null,
    };
    return { index, name, status: 'FAILED', scores: [], ignored: [], wallMs: 0, peakBytes: 0, failure, warnings: general, logs: [] };
  }
  return {
    index,
    name,
    status: outcome.status,
    scores: scoresOf(outcome.scores, board),
    ignored: outcome.ignored.slice(0, MOST_NAMES).map((ignored) => printable(ignored).slice(0, MOST_NAMES)),
    wallMs: Math.round(outcome.wallMs),
    peakBytes: outcome.peakBytes,
    failure: failureOf(outcome),
    warnings: [...general, ...outcome.warnings.map(worded)],
    logs: logs
      .filter(({ task }) => task === index)
      .map(({ name: log, text }) => ({ name: log, bytes: Buffer.byteLength(text), tail: text.slice(-TAIL) })),
  };
}

function failureOf({ message, detail }: TaskOutcome): DryRunTask['failure'] {
  if (!message) return null;
  // Whoever imports is the organizer: they are told the reason that participants are not.
  return {
    class: OUTCOME_CLASSES[message.code],
    message: both((lang) => describeOutcomeCause(message, lang)),
    detail: detail === null ? null : printable(detail).slice(0, TAIL),
  };
}

function scoresOf(sets: readonly ScoreSet[], board: BundleBoard | null): DryRunTask['scores'] {
  const given = sets.flatMap(({ split, values }) =>
    Object.entries(values).map(([key, value]) => ({ split, key, value, isComputed: false })),
  );
  const own = sets.find(({ split }) => split === null)?.values;
  const computed =
    board && own ? Object.entries(computeColumns(board, own)).map(([key, value]) => ({ split: null, key, value, isComputed: true })) : [];
  return [...given, ...computed];
}

const worded = (warning: BundleFinding | OutcomeWarning): LocalizedText =>
  'message' in warning ? warning.message : both((lang) => describeOutcomeWarning(warning, lang));
