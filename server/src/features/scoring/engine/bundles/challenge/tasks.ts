import type { ProgramMetric } from '@gac/shared/contract/definition';
import type { Bundle, BundleColumn, BundlePhase, BundleTask } from '../bundle.ts';
import type { Draft, TaskKeys, WrittenTask } from './draft.ts';
import { builtinOf } from './builtin.ts';
import { huggingFaceOf } from './huggingface.ts';
import { Keys } from './names.ts';

type WrittenScorer = WrittenTask['scorer'];

interface Output {
  column: BundleColumn;
  split: string | null;
}
const DAY_MS = 24 * 60 * 60 * 1000;
/** A time limit within what a definition may say. */
export const capped = (ms: number): number => Math.min(Math.max(ms, 100), DAY_MS);

/** The numbers that a task's scorer has to give: those of all boards that rank a phase with it. */
function numbersOf({ boards, phases }: Bundle, { index }: BundleTask): Output[] {
  const ranked = phases.filter(({ tasks }) => tasks.includes(index)).map((phase) => phase.index);
  const found = boards
    .filter(({ phases: own }) => own.some((phase) => ranked.includes(phase)))
    .flatMap(({ columns, split }) =>
      columns.filter(({ computation }) => computation === null).map((column): Output => ({ column, split })),
    );
  return found.filter(({ column, split }, i) => found.findIndex((other) => other.column.key === column.key && other.split === split) === i);
}

function metricsOf(numbers: readonly Output[], path: string, draft: Draft): { written: ProgramMetric[]; keys: TaskKeys['metrics'] } {
  const names = new Keys();
  const both = numbers.map(({ column, split }, i) => {
    const key = names.of(split === null ? column.key : `${split}-${column.key}`, 'score');
    const written: ProgramMetric = {
      key,
      name: draft.text(`${path}.metrics[${i}].name`, column.title, key),
      direction: column.direction,
      decimals: Math.min(column.precision, 15),
      ...(column.jsonPath === null && column.key !== key && { output: column.key }),
      ...(column.jsonPath !== null && { path: column.jsonPath }),
      ...(split !== null && { split }),
    };
    return { written, key: { key, output: column.key, split } };
  });
  return { written: both.map(({ written }) => written), keys: both.map(({ key }) => key) };
}

/** How a program of the archive scores; null for what no contract of ours can run, which is reported. */
function scorerOf(
  task: BundleTask,
  phase: BundlePhase | undefined,
  metrics: ProgramMetric[],
  folder: string,
  path: string,
  draft: Draft,
): WrittenScorer | null {
  const { scorer, reference } = task;
  const limits = { cpuMs: capped(phase?.stepTimeLimitMs ?? 0), wallMs: capped(phase?.stepTimeLimitMs ?? 0) };
  if (scorer?.kind === 'codabench')
    return {
      kind: 'program',
      contract: 'codabench',
      program: draft.tree(`${folder}/scoring`, scorer.program.tree),
      ...(reference && reference.files.length > 0 && { reference: draft.tree(`${folder}/reference`, reference) }),
      limits,
      metrics,
    };
  if (scorer?.kind === 'evalai')
    return {
      kind: 'program',
      contract: 'evalai',
      program: draft.tree(`${folder}/scoring`, scorer.tree),
      ...(scorer.annotation && {
        reference: draft.file(`${folder}/annotation/${scorer.annotation.path.split('/').at(-1) ?? 'annotation'}`, scorer.annotation),
      }),
      ...(phase?.codename && { phaseCodename: phase.codename }),
      limits,
      metrics,
    };
  const made = scorer?.kind === 'huggingface' ? huggingFaceOf(scorer, { folder, limits, metrics }, draft) : null;
  if (made === null) draft.say('scorer-impossible', path, { kind: scorer?.kind ?? 'none' });
  return made;
}

async function taskOf(
  bundle: Bundle,
  task: BundleTask,
  key: string,
  position: number,
  draft: Draft,
): Promise<{ written: WrittenTask; keys: TaskKeys } | null> {
  const path = `tasks[${position}]`;
  const folder = `tasks/${key}`;
  const name = draft.text(`${path}.name`, task.name, key);
  const phase = bundle.phases.find(({ tasks }) => tasks.includes(task.index));
  const ours = task.scorer?.kind === 'huggingface' ? await builtinOf(bundle, task.scorer, { key, name, folder, index: task.index }, draft) : null;
  if (ours !== null) return ours;
  const { written: metrics, keys } = metricsOf(numbersOf(bundle, task), `${path}.scorer`, draft);
  const scorer = scorerOf(task, phase, metrics, folder, `${path}.scorer`, draft);
  if (scorer === null || metrics.length === 0) return null;
  const { input, ingestion, ingestionOnlyDuringScoring } = task;
  const written: WrittenTask = {
    key,
    name,
    ...(input && input.files.length > 0 && { input: draft.tree(`${folder}/input`, input) }),
    ...(ingestion && {
      ingestion: { program: draft.tree(`${folder}/ingestion`, ingestion.tree), onlyDuringScoring: ingestionOnlyDuringScoring },
    }),
    scorer,
  };
  return { written, keys: { index: task.index, key, name: task.name, metrics: keys } };
}

/** The tasks that some phase uses. */
export async function tasksOf(bundle: Bundle, draft: Draft): Promise<{ written: WrittenTask[]; keys: TaskKeys[] }> {
  const names = new Keys();
  const written: WrittenTask[] = [];
  const keys: TaskKeys[] = [];
  for (const task of bundle.tasks) {
    if (!bundle.phases.some(({ tasks }) => tasks.includes(task.index))) continue;
    const made = await taskOf(bundle, task, names.of(task.name, `task-${task.index}`), written.length, draft);
    if (made) written.push(made.written);
    if (made) keys.push(made.keys);
  }
  return { written, keys };
}
