/** A competition archive and a submission in, scores out: the run that the platform makes, without a server. */
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OutcomeWarning } from '@gac/shared/scoring/outcome';
import type { Lang, LocalizedText } from '@gac/shared/values';
import type { Bundle, BundleBoard, BundleFinding, BundleTask } from '../bundles/bundle.ts';
import { readBundle } from '../bundles/read-bundle.ts';
import type { TreeFile } from '../bundles/tree.ts';
import { reportOf, type BundleRunReport, type TaskRan } from './bundle-report.ts';
import { chooseRun, concernsRunning, type ChosenRun, type RunWish } from './choose-run.ts';
import type { Bench, Stage, Submission, TaskSpec } from './contract.ts';
import { boardsOf, taskSpecOf } from './from-bundle.ts';
import { openSubmission } from './open-submission.ts';
import { runTask } from './run-task.ts';
import { usualLimits } from './task-limits.ts';

export interface BundleRunOptions extends RunWish {
  /** Zip file or folder. */
  archive: string;
  /** EvalAI: instead of the annotation of the phase. */
  annotation: string | null;
  lang: Lang;
  onStage?: (task: number, stage: Stage) => void;
  signal: AbortSignal;
}
export interface BundleProblem {
  code: string;
  message: string;
  file: string | null;
  line: number | null;
}
/** `unusable`: the archive, or what was wished of it, can't be run. */
export type BundleRun = { kind: 'ran'; report: BundleRunReport } | { kind: 'unusable'; problems: BundleProblem[] };

/** Runs a submission on the tasks of one phase. The bench's scratch folder is filled, and left to the caller. */
export async function runBundle(bench: Bench, options: BundleRunOptions): Promise<BundleRun> {
  const { archive, lang } = options;
  const bundle = await readBundle(archive, { scratch: await folderIn(bench, 'bundle') });
  options.signal.throwIfAborted();
  const errors = bundle.findings.filter(({ severity }) => severity === 'error');
  const problems = bundle.format === null ? errors : errors.filter(concernsRunning);
  if (problems.length > 0) return { kind: 'unusable', problems: problems.map((one) => shown(one, lang)) };
  const chosen = chooseRun(bundle, options);
  if (!chosen.ok)
    return { kind: 'unusable', problems: [{ code: chosen.refusal.code, message: chosen.refusal[lang], file: null, line: null }] };
  const run = await runChosen(bench, bundle, chosen.value, options);
  if (run.kind === 'unusable') return { kind: 'unusable', problems: [{ ...run.problem, message: run.problem.message[lang] }] };
  const found = [...bundle.findings.map((one) => shown(one, lang)), ...run.warnings.map((one) => ('message' in one ? shown(one, lang) : one))];
  return { kind: 'ran', report: reportOf(run.ran, found, run.board, lang) };
}

/** What came of a run, in no language yet. */
export type ChosenOutcome =
  | { kind: 'ran'; ran: readonly TaskRan[]; warnings: readonly (BundleFinding | OutcomeWarning)[]; board: BundleBoard | null }
  | { kind: 'unusable'; problem: { code: string; message: LocalizedText; file: null; line: null } };
type RunOptions = Pick<BundleRunOptions, 'submission' | 'annotation' | 'onStage' | 'signal'>;

/** Runs a submission on the tasks that were chosen of an archive that is read already. */
export const runChosen = (bench: Bench, bundle: Omit<Bundle, 'raw' | 'findings'>, chosen: ChosenRun, options: RunOptions): Promise<ChosenOutcome> =>
  new ChosenRunning(bench, bundle, chosen, options).run();

class ChosenRunning {
  private opened: Promise<Submission | null> | null = null;
  private readonly warnings: (BundleFinding | OutcomeWarning)[];

  constructor(
    private readonly bench: Bench,
    private readonly bundle: Omit<Bundle, 'raw' | 'findings'>,
    private readonly chosen: ChosenRun,
    private readonly options: RunOptions,
  ) {
    this.warnings = bench.runtimes.python.problems.map(({ remedy }) => ({ code: 'packages-missing', fields: { remedy } }) as const);
  }

  async run(): Promise<ChosenOutcome> {
    const { bundle, chosen, options } = this;
    const annotation = options.annotation === null ? null : await fileAt(options.annotation);
    const ran: TaskRan[] = [];
    for (const task of chosen.tasks) {
      const spec = await taskSpecOf({ bundle, phase: chosen.phase, task, annotation });
      if (!spec) return { kind: 'unusable', problem: noScorer(task) };
      ran.push({ index: task.index, outcome: await this.outcomeOf(task, spec) });
    }
    return { kind: 'ran', ran, warnings: this.warnings, board: boardsOf(bundle, chosen.phase)[0] ?? null };
  }

  private async outcomeOf(task: BundleTask, spec: TaskSpec): Promise<TaskRan['outcome']> {
    const { bench, chosen, options } = this;
    const submission = await (this.opened ??= this.submission(spec.kind));
    if (!submission) return null;
    const hooks = { signal: options.signal, onStage: (stage: Stage) => options.onStage?.(task.index, stage) };
    const scratch = await folderIn(bench, `task-${task.index}`);
    return runTask({ ...bench, scratch }, spec, submission, usualLimits(chosen.phase.stepTimeLimitMs), hooks);
  }

  /** Null when it can't be unpacked; why is among the warnings. */
  private async submission(kind: TaskSpec['kind']): Promise<Submission | null> {
    const { chosen, options } = this;
    if (chosen.solution) return { kind: 'tree', tree: chosen.solution };
    const opened = await openSubmission(options.submission, kind, await folderIn(this.bench, 'submission'));
    this.warnings.push(...opened.findings);
    return opened.ok ? opened.submission : null;
  }
}

const shown = ({ code, message, file, line }: BundleFinding, lang: Lang): BundleProblem => ({ code, message: message[lang], file, line });

/** Programs of several users pass through it; names in it say nothing. */
async function folderIn({ scratch }: Bench, name: string): Promise<string> {
  const folder = join(scratch, name);
  await mkdir(folder, { mode: 0o755 });
  return folder;
}
async function fileAt(path: string): Promise<TreeFile> {
  return { path: basename(path), source: path, bytes: (await stat(path)).size, executable: false };
}

function noScorer({ index }: BundleTask): Extract<ChosenOutcome, { kind: 'unusable' }>['problem'] {
  const message = {
    ko: `과제 ${index}에 여기서 실행할 수 있는 채점 프로그램이 없습니다.`,
    en: `Task ${index} has no scoring program that can be run here.`,
  };
  return { code: 'no-scorer', message, file: null, line: null };
}
