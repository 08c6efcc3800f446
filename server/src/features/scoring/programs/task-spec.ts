import { Fault } from '../../../platform/fault.ts';
import type { TaskFacts, TaskScorer } from '../../challenges/index.ts';
import type { BundleTree, TreeFile } from '../engine/bundles/tree.ts';
import type { PredictionSpec, Program, TaskSpec } from '../engine/programs/contract.ts';
import { readMetadata } from '../engine/programs/metadata.ts';
import type { ArtifactTrees, TreeSource } from './artifact-trees.ts';
import { outputName } from './declared-scores.ts';

type ProgramScorer = Extract<TaskScorer, { kind: 'program' }>;
export type ProgramTask = TaskFacts & { scorer: ProgramScorer };
const has = (...names: string[]) => (tree: BundleTree): boolean => tree.files.some(({ path }) => names.includes(path));
const hasMetadata = has('metadata.yaml', 'metadata');

async function programOf(trees: ArtifactTrees, source: TreeSource, entry: string | null): Promise<Program> {
  const tree = await trees.program(source, hasMetadata);
  return { tree, command: (await readMetadata(tree)).command ?? entry };
}

/** The one file that a function is given as its first argument, as it is: a zip is not unpacked. */
async function soleFile(trees: ArtifactTrees, source: TreeSource): Promise<TreeFile> {
  const { files } = source.isFolder ? await trees.tree(source) : await trees.file(source);
  const [file, ...others] = files;
  if (!file || others.length > 0) throw new Fault(`"${source.name}" must be one file`);
  return file;
}

/** How participants' programs make predictions for a task. `expects`: the file that must be there afterwards; null: whatever is there counts. */
export async function predictionSpec(trees: ArtifactTrees, task: TaskFacts, expects: string | null): Promise<PredictionSpec> {
  return { input: task.input && (await trees.tree(task.input)), command: task.entry, expects };
}

async function codabench(trees: ArtifactTrees, { scorer, input, ingestion }: ProgramTask): Promise<TaskSpec> {
  return {
    kind: 'codabench',
    scoring: await programOf(trees, scorer.program, scorer.entry ?? null),
    ingestion: ingestion && (await programOf(trees, ingestion.program, null)),
    ingestionOnlyDuringScoring: ingestion?.onlyDuringScoring ?? false,
    reference: scorer.reference && (await trees.tree(scorer.reference)),
    input: input && (await trees.tree(input)),
    columns: scorer.metrics.map(outputName),
  };
}

async function evalai(trees: ArtifactTrees, task: ProgramTask, phaseKey: string): Promise<TaskSpec> {
  const { scorer } = task;
  const splits = new Map<string, string[]>();
  for (const metric of scorer.metrics) splits.set(metric.split ?? '', [...(splits.get(metric.split ?? '') ?? []), outputName(metric)]);
  return {
    kind: 'evalai',
    script: await trees.program(scorer.program, has('__init__.py', 'main.py')),
    annotation: scorer.reference && (await soleFile(trees, scorer.reference)),
    phaseCodename: scorer.phaseCodename ?? phaseKey,
    splits: [...splits].map(([codename, labels]) => ({ codename, labels })),
    prediction: await predictionSpec(trees, task, null),
  };
}

async function kaggle(trees: ArtifactTrees, task: ProgramTask): Promise<TaskSpec> {
  const { scorer, checked } = task;
  if (!scorer.reference) throw new Fault(`task ${task.key} has no solution`);
  return {
    kind: 'kaggle',
    program: await trees.program(scorer.program, has('score.py', 'metric.py')),
    solution: await soleFile(trees, scorer.reference),
    rowIdColumn: scorer.rowIdColumn ?? checked?.format.idColumn ?? 'id',
    prediction: await predictionSpec(trees, task, null),
  };
}

async function huggingFace(trees: ArtifactTrees, task: ProgramTask): Promise<TaskSpec> {
  const { scorer, checked } = task;
  if (!scorer.reference) throw new Fault(`task ${task.key} has no solution`);
  const { files } = await trees.program(scorer.program, has('metric.py'));
  return {
    kind: 'huggingface',
    metric: 'custom',
    program: files.find(({ path }) => path === 'metric.py') ?? null,
    solution: await soleFile(trees, scorer.reference),
    idColumn: scorer.rowIdColumn ?? checked?.format.idColumn ?? 'id',
    columns: scorer.columns ?? [],
    rows: scorer.rows ?? null,
    prediction: await predictionSpec(trees, task, null),
  };
}

async function metricsJson(trees: ArtifactTrees, task: ProgramTask): Promise<TaskSpec> {
  const { scorer } = task;
  return {
    kind: 'metrics-json',
    program: await programOf(trees, scorer.program, scorer.entry ?? null),
    reference: scorer.reference && (await trees.tree(scorer.reference)),
    values: scorer.metrics.map(({ key, path }) => ({ key, path: path ?? key })),
    prediction: await predictionSpec(trees, task, null),
  };
}

/** A task of a definition as the adapter of its contract takes it. */
export function taskSpec(trees: ArtifactTrees, task: ProgramTask, phaseKey: string): Promise<TaskSpec> {
  switch (task.scorer.contract) {
    case 'codabench':
      return codabench(trees, task);
    case 'evalai':
      return evalai(trees, task, phaseKey);
    case 'kaggle':
      return kaggle(trees, task);
    case 'huggingface':
      return huggingFace(trees, task);
    case 'metrics-json':
      return metricsJson(trees, task);
  }
}

/** A participant's program with the task's command where its own metadata say none: Codabench's contract knows no other place for it. */
export async function withEntry(tree: BundleTree, entry: string | null, metadata: (command: string) => Promise<TreeFile>): Promise<BundleTree> {
  if (entry === null || hasMetadata(tree)) return tree;
  return { ...tree, files: [...tree.files, await metadata(entry)] };
}
