/**
 * Codabench's and CodaLab's run contract: the tree /app, a prediction step, a scoring step, scores.json or scores.txt.
 * Sources: Codabench's compute worker and docs/bundles.md. What differs for safety: the reference is mounted in the scorer's sandbox alone.
 */
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { CappedFolder } from '../../../../platform/sandbox/types.ts';
import type { BundleTree } from '../bundles/tree.ts';
import { argvOf, type CommandPlace } from './command.ts';
import type { CodabenchTask, Stage, Submission } from './contract.ts';
import { readMetadata } from './metadata.ts';
import { endTogether, imageProgram, statusFile, submittedTree, treeOf } from './prediction.ts';
import { readScores } from './codabench-scores.ts';
import type { StepProgram, StepResults, StopRule } from './step.ts';
import type { Place, Scored, TaskRun } from './task-run.ts';
import { pour } from './trees.ts';
import { faultOf, TaskFailed, wasLimited } from './verdict.ts';

/** How long an ingestion may still write its own things once the scorer has the scores. */
const INGESTION_GRACE_MS = 2000;

/** What the prediction step left, and what went wrong in it without ending the task: Codabench scores whatever is there. */
interface Predicted {
  /** With the worker's `metadata`: what is shown at /app/input/res, and the folder of ours it lies in. */
  tree: BundleTree;
  folder: string;
  isEmpty: boolean;
  fault: TaskFailed | null;
}

export async function runCodabench(run: TaskRun, task: CodabenchTask, submission: Submission): Promise<Scored> {
  const predicted = await predictionStep(run, task, submission);
  const { results, output } = await scoringStep(run, task, predicted);
  const fault = scoringFault(run, predicted, results);
  if (fault) throw fault;
  const { into } = await run.collect(output, 'scoring', ['scores.json', 'scores.txt', 'per_case.json', 'metadata']);
  try {
    return await readScores(run, into, task.columns);
  } catch (error) {
    // No scores because there was nothing to score: what happened before says more.
    throw error instanceof TaskFailed && error.code === 'scorer-no-scores' ? (blame(predicted) ?? error) : error;
  }
}

async function predictionStep(run: TaskRun, task: CodabenchTask, submission: Submission): Promise<Predicted> {
  const tree = submission.kind === 'image' ? EMPTY : await submissionTree(run, submission);
  const { command, isResult } = submission.kind === 'image' ? { command: null, isResult: false } : await wayOf(run, task, tree);
  const output = await run.cappedFolder(run.limits.prediction.output);
  // Before any program runs: ingestion and scorer find the files of a result submission among the predictions.
  if (isResult) await fill(output, tree);
  const programs = await predictionPrograms(run, task, { submission, tree, command, output });
  const results = programs.length > 0 ? await run.step('prediction', programs, endTogether) : {};
  const fault = predictionFault(run, results);
  const { files, rejected, into } = await run.collect(output, 'prediction', null);
  if (programs.length > 0 && files.some(({ path }) => path === 'metadata')) throw new TaskFailed('wrote-metadata');
  const status = statusFile(results);
  await writeFile(join(into, 'metadata'), status, { mode: 0o644 });
  const kept = [...files.filter(({ path }) => path !== 'metadata'), { path: 'metadata', bytes: status.length }];
  const tooMuch = rejected.find(({ reason }) => reason === 'too-large' || reason === 'too-many');
  return {
    tree: treeOf(kept.map(({ path, bytes }) => ({ path, bytes, source: join(into, path) }))),
    folder: into,
    isEmpty: files.length === 0,
    fault: fault ?? (tooMuch ? new TaskFailed('wrote-too-much', { file: tooMuch.path, reason: tooMuch.reason }) : null),
  };
}
const EMPTY = treeOf([]);

async function submissionTree(run: TaskRun, submission: Exclude<Submission, { kind: 'image' }>): Promise<BundleTree> {
  if (submission.kind !== 'file') return submission.tree;
  run.warn('submission-is-one-file', { file: submission.name });
  return submittedTree(run, null, submission);
}

/** Without metadata it is a set of results (or a module for the ingestion): its files are the predictions, to begin with. */
async function wayOf(run: TaskRun, task: CodabenchTask, tree: BundleTree): Promise<{ command: string | null; isResult: boolean }> {
  const { file, command, isYaml } = await readMetadata(tree);
  if (!isYaml) run.warn('metadata-not-yaml', { program: 'submission' });
  else if (file !== null && command === null && !task.ingestion) run.warn('submission-has-no-command');
  return { command, isResult: file === null };
}

async function fill(output: CappedFolder, tree: BundleTree): Promise<void> {
  try {
    await pour(tree, output.path, 'to-change');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new TaskFailed('submission-too-large');
    throw error;
  }
}

const PREDICTING = { stage: 'prediction', ingestionOnlyDuringScoring: false } as const;
interface Prediction {
  submission: Submission;
  tree: BundleTree;
  command: string | null;
  output: CappedFolder;
}

async function predictionPrograms(
  run: TaskRun,
  task: CodabenchTask,
  { submission, tree, command, output }: Prediction,
): Promise<StepProgram[]> {
  const shared = [...(await inputOf(run, task)), { folder: output, target: '/app/output' }, await emptyData(run)];
  const own = await run.workingCopy(tree, '/app/program');
  const programs: StepProgram[] = [];
  if (submission.kind === 'image') programs.push(imageProgram(submission, shared));
  else {
    const argv = argvOf(command, { role: 'program', ...PREDICTING });
    if (argv) programs.push(run.program('program', argv, '/app/program', [own, ...shared]));
  }
  if (task.ingestion && !task.ingestionOnlyDuringScoring) {
    const argv = commandOf('ingestion', task.ingestion.command, { role: 'ingestion', ...PREDICTING });
    const program = await run.workingCopy(task.ingestion.tree, '/app/program');
    programs.push(run.program('ingestion', argv, '/app/program', [program, { ...own, target: '/app/ingested_program' }, ...shared]));
  }
  return programs;
}

async function inputOf(run: TaskRun, { input }: CodabenchTask): Promise<Place[]> {
  return input ? [{ source: await run.folderOf(input), target: '/app/input_data' }] : [];
}
const emptyData = async (run: TaskRun): Promise<Place> => ({ source: await run.folderOf(EMPTY), target: '/app/data' });

function commandOf(program: 'ingestion' | 'scorer', command: string | null, place: CommandPlace): string[] {
  const argv = argvOf(command, place);
  if (!argv) throw new TaskFailed('scorer-no-command', { program });
  return argv;
}

/** A limit ends the task; an exit code does not, and is remembered for the case that there is nothing to score. */
function predictionFault(run: TaskRun, { program, ingestion }: StepResults): TaskFailed | null {
  const { sandbox } = run.limits.prediction;
  const faults = [program && faultOf('submission', program, sandbox), ingestion && faultOf('ingestion', ingestion, sandbox)];
  for (const [index, result] of [program, ingestion].entries()) {
    const fault = faults[index];
    if (fault && result && (wasLimited(result) || fault.code === 'sandbox-fault')) throw fault;
  }
  const fault = faults.find((one) => one) ?? null;
  if (fault) run.warn('program-failed-but-scored', fault.fields);
  return fault;
}

const SCORING: StopRule = (ended, { status }) =>
  ended === 'program' ? { role: 'ingestion', afterMs: status === 'ok' ? INGESTION_GRACE_MS : 0 } : null;

async function scoringStep(
  run: TaskRun,
  task: CodabenchTask,
  { tree, folder }: Predicted,
): Promise<{ results: StepResults; output: CappedFolder }> {
  const { ingestionOnlyDuringScoring } = task;
  const place = { stage: 'scoring' satisfies Stage, ingestionOnlyDuringScoring } as const;
  const argv = commandOf('scorer', task.scoring.command, { role: 'program', ...place });
  const output = await run.cappedFolder(run.limits.scoring.output);
  const sharedFolder = await run.cappedFolder(run.limits.scoring.output);
  const shared: Place[] = [
    ...(ingestionOnlyDuringScoring ? await inputOf(run, task) : []),
    { folder: output, target: '/app/output' },
    { folder: sharedFolder, target: '/app/shared' },
    await emptyData(run),
  ];
  const reference: Place[] = task.reference ? [{ source: await run.folderOf(task.reference), target: '/app/input/ref' }] : [];
  const results = (target: string): Promise<Place> => run.workingCopy(tree, target, folder);
  const scorer = [await run.workingCopy(task.scoring.tree, '/app/program'), ...reference, await results('/app/input/res'), ...shared];
  const programs = [run.program('program', argv, '/app/program', scorer)];
  if (task.ingestion && ingestionOnlyDuringScoring) {
    const command = commandOf('ingestion', task.ingestion.command, { role: 'ingestion', ...place });
    const own = await run.workingCopy(task.ingestion.tree, '/app/program');
    if (task.reference) run.warn('ingestion-sees-no-reference');
    run.warn('ingestion-can-write-scores');
    // Copies of its own: what participants' code writes there, the scorer never sees.
    programs.push(
      run.program('ingestion', command, '/app/program', [
        own,
        await results('/app/ingested_program'),
        await results('/app/input/res'),
        ...shared,
      ]),
    );
  }
  return { results: await run.step('scoring', programs, SCORING), output };
}

/** The scorer's end decides; where participants' code had failed before or beside it, that is the reason. */
function scoringFault(run: TaskRun, predicted: Predicted, { program, ingestion }: StepResults): TaskFailed | null {
  const { sandbox } = run.limits.scoring;
  const beside = ingestion ? faultOf('ingestion', ingestion, sandbox) : null;
  const fault = program ? faultOf('scorer', program, sandbox) : null;
  if (fault?.code === 'sandbox-fault') return fault;
  if (beside?.code === 'sandbox-fault') return beside;
  if (ingestion?.status === 'cancelled' && fault === null) run.warn('ingestion-stopped', { seconds: INGESTION_GRACE_MS / 1000 });
  if (fault) return beside ?? blame(predicted) ?? fault;
  if (beside) run.warn('program-failed-but-scored', beside.fields);
  return null;
}
const blame = ({ fault, isEmpty }: Predicted): TaskFailed | null => fault ?? (isEmpty ? new TaskFailed('nothing-written') : null);
