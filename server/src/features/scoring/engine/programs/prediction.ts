/** Participants' code makes predictions: the first step of a task, with nothing hidden in sight. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ENTRY_POINT_NAMES, ENTRY_POINTS } from '@gac/shared/scoring/entry-points';
import type { CappedFolder } from '../../../../platform/sandbox/types.ts';
import type { BundleTree } from '../bundles/tree.ts';
import { argvOf } from './command.ts';
import type { PredictionSpec, Submission } from './contract.ts';
import { readMetadata } from './metadata.ts';
import type { StepProgram, StepResults, StopRule } from './step.ts';
import { mountsOf, type Place, type TaskRun } from './task-run.ts';
import { fileOf } from './trees.ts';
import { faultOf, TaskFailed, wasLimited } from './verdict.ts';

const PLACE = { role: 'program', stage: 'prediction', ingestionOnlyDuringScoring: false } as const;
/** Any limit that one of two programs met ends the other: nothing good can come of it. */
export const endTogether: StopRule = (ended, result) =>
  wasLimited(result) ? { role: ended === 'program' ? 'ingestion' : 'program', afterMs: 0 } : null;

/** A container image is started as it says itself, with our folders mounted in it. */
export function imageProgram(image: Extract<Submission, { kind: 'image' }>, places: readonly Place[]): StepProgram {
  const { rootfs, argv, env, cwd } = image;
  return { role: 'program', rootfs: { kind: 'folder', path: rootfs }, argv, env, cwd, ...mountsOf(places) };
}

/** What started the bundle: its metadata's command, else the task's, else the one program it can only be. */
async function entryOf(run: TaskRun, tree: BundleTree, spec: PredictionSpec): Promise<string[]> {
  const { command, isYaml } = await readMetadata(tree);
  if (!isYaml) run.warn('metadata-not-yaml', { program: 'submission' });
  const argv = argvOf(command ?? spec.command, PLACE);
  if (argv) return argv;
  const guess = ENTRY_POINTS.find(([name]) => fileOf(tree, name) !== null);
  if (!guess) throw new TaskFailed('no-entry-point', { tried: ENTRY_POINT_NAMES.join(', ') });
  run.warn('entry-point-guessed', { file: guess[0] });
  return [guess[1], guess[0]];
}

export interface Predictions {
  /** On the host. */
  folder: string;
  /** Relative to it; sorted. */
  files: readonly string[];
}

/** Runs a bundle or an image on the task's input; everything that goes wrong is thrown as `TaskFailed`. */
export async function predict(
  run: TaskRun,
  spec: PredictionSpec,
  submission: Extract<Submission, { kind: 'code' | 'image' }>,
): Promise<Predictions> {
  const { output: caps, sandbox } = run.limits.prediction;
  const output = await run.cappedFolder(caps);
  const input: Place[] = spec.input ? [{ source: await run.folderOf(spec.input), target: '/app/input_data' }] : [];
  const places: Place[] = [...input, { folder: output, target: '/app/output' }];
  const program =
    submission.kind === 'image'
      ? imageProgram(submission, places)
      : run.program('program', await entryOf(run, submission.tree, spec), '/app/program', [
          await run.workingCopy(submission.tree, '/app/program'),
          ...places,
        ]);
  const results = await run.step('prediction', [program], endTogether);
  const fault = results.program && faultOf('submission', results.program, sandbox);
  if (fault) throw fault;
  return collected(run, output, spec.expects);
}

async function collected(run: TaskRun, output: CappedFolder, expects: string | null): Promise<Predictions> {
  const { files, rejected, into } = await run.collect(output, 'prediction', expects === null ? null : [expects]);
  const tooMuch = rejected.find(({ reason }) => reason === 'too-large' || reason === 'too-many');
  if (tooMuch) throw new TaskFailed('wrote-too-much', { file: tooMuch.path, reason: tooMuch.reason });
  if (files.length === 0) throw expects === null ? new TaskFailed('nothing-written') : new TaskFailed('output-missing', { file: expects });
  return { folder: into, files: files.map(({ path }) => path).sort() };
}

/** The one file that a scorer of ours takes: as it was sent, or as code made it. */
export async function submittedFile(
  run: TaskRun,
  spec: PredictionSpec | null,
  submission: Submission,
): Promise<{ path: string; name: string }> {
  if (submission.kind === 'file') return submission;
  if (submission.kind === 'tree') return oneOf(submission.tree.files.map(({ path, source }) => ({ name: path, path: source })));
  if (!spec) throw new TaskFailed('submission-not-one-file', { count: 0 });
  const { folder, files } = await predict(run, spec, submission);
  return oneOf(files.map((name) => ({ name, path: join(folder, name) })));
}
function oneOf<T>(files: readonly T[]): T {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new TaskFailed('submission-not-one-file', { count: files.length });
  return file;
}

/** The files that a scorer of ours takes: as they were sent, or as code made them. */
export async function submittedTree(run: TaskRun, spec: PredictionSpec | null, submission: Submission): Promise<BundleTree> {
  if (submission.kind === 'tree') return submission.tree;
  if (submission.kind === 'file')
    return treeOf([{ path: submission.name, source: submission.path, bytes: (await stat(submission.path)).size }]);
  if (!spec) throw new TaskFailed('no-entry-point', { tried: '' });
  const { folder, files } = await predict(run, spec, submission);
  return treeOf(
    await Promise.all(files.map(async (path) => ({ path, source: join(folder, path), bytes: (await stat(join(folder, path))).size }))),
  );
}
/** Plain files as a tree. */
export const treeOf = (files: readonly { path: string; source: string; bytes: number }[]): BundleTree => ({
  name: '',
  files: files.map((file) => ({ ...file, executable: false })),
  emptyFolders: [],
});

/** What Codabench's worker writes beside the predictions, and scorers of earlier years read. Source: Codabench, `push_output`. */
export function statusFile(results: StepResults): string {
  const seconds = (ms: number | undefined): string => (ms === undefined ? 'null' : String(ms / 1000));
  const { program, ingestion } = results;
  return [
    `elapsedTime: ${seconds(program?.wallMs ?? ingestion?.wallMs)}`,
    `exitCode: ${program?.exitCode ?? 'null'}`,
    `ingestionElapsedTime: ${seconds(ingestion?.wallMs)}`,
    `ingestionExitCode: ${ingestion?.exitCode ?? 'null'}`,
    '',
  ].join('\n');
}
