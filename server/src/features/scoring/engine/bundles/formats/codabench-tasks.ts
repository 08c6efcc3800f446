import type { BundleProgram, BundleSolution, BundleTask } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { checkKeys } from '../definition/keys.ts';
import type { References } from '../definition/references.ts';
import { flagAt, mapsAt, textAt, wholeAt, wholesAt } from '../definition/scalars.ts';
import { SOLUTION_KEYS, TASK_KEYS } from './codabench-keys.ts';

/** What the programs and data of a task are called: the same in Codabench's tasks and in CodaLab's phases. */
export interface TaskFiles {
  scorer: BundleTask['scorer'];
  reference: BundleTask['reference'];
  input: BundleTask['input'];
  ingestion: BundleTask['ingestion'];
}

async function programAt(
  cursor: Cursor,
  code: 'no-command-scoring' | 'no-command-ingestion',
  references: References,
): Promise<BundleProgram | null> {
  const tree = await references.folder(cursor, 'here');
  const program = tree && (await references.program(tree));
  if (program?.command === null) cursor.say(code);
  return program;
}

export async function taskFilesAt(cursor: Cursor, references: References): Promise<TaskFiles> {
  const optional = (key: string) => (cursor.get(key).isThere ? references.folder(cursor.get(key), 'here') : null);
  const program = await programAt(cursor.get('scoring_program'), 'no-command-scoring', references);
  const ingestion = cursor.get('ingestion_program');
  return {
    scorer: program && { kind: 'codabench', program },
    reference: await optional('reference_data'),
    input: await optional('input_data'),
    ingestion: ingestion.isThere ? await programAt(ingestion, 'no-command-ingestion', references) : null,
  };
}

const NO_FILES: TaskFiles = { scorer: null, reference: null, input: null, ingestion: null };

async function taskOf(cursor: Cursor, index: number, references: References): Promise<BundleTask> {
  checkKeys(cursor, TASK_KEYS);
  const key = cursor.get('key');
  if (key.isThere) key.say('remote-reference', { name: textAt(key) ?? '' });
  return {
    index,
    name: textAt(cursor.get('name'), key.isThere ? 'no' : 'there', 256) ?? `Task ${index}`,
    description: textAt(cursor.get('description')) ?? '',
    ...(key.isThere ? NO_FILES : await taskFilesAt(cursor, references)),
    ingestionOnlyDuringScoring: flagAt(cursor.get('ingestion_only_during_scoring'), false),
  };
}

/** Reads numbered things of a list; one without a number, or with one that was there before, is reported. */
async function numbered<T>(cursors: readonly Cursor[], read: (cursor: Cursor, index: number) => Promise<T>): Promise<T[]> {
  const seen = new Set<number>();
  const found: T[] = [];
  for (const [position, cursor] of cursors.entries()) {
    const at = cursor.get('index');
    const index = wholeAt(at, position, 'here');
    if (seen.has(index)) at.say('duplicate-index', { key: 'index', value: index });
    seen.add(index);
    found.push(await read(cursor, index));
  }
  return found;
}

export async function tasksAt(cursor: Cursor, references: References): Promise<BundleTask[]> {
  const items = mapsAt(cursor, 'here');
  if (items.length === 0 && cursor.isThere) cursor.say('no-tasks');
  return numbered(items, (item, index) => taskOf(item, index, references));
}

/** Indexes of tasks that a phase or a solution names; those that are not there are reported. */
export function taskIndexesAt(cursor: Cursor, tasks: readonly BundleTask[]): number[] {
  const known = tasks.map(({ index }) => index);
  return wholesAt(cursor, 'here').flatMap(({ cursor: item, value }) => {
    if (known.includes(value)) return [value];
    item.say('unknown-reference', { what: 'task', value, known: known.join(', ') });
    return [];
  });
}

export const solutionsAt = (cursor: Cursor, tasks: readonly BundleTask[], references: References): Promise<BundleSolution[]> =>
  numbered(mapsAt(cursor), async (item, index) => {
    checkKeys(item, SOLUTION_KEYS);
    const key = item.get('key');
    if (key.isThere) key.say('remote-optional', { name: textAt(key) ?? '' });
    return {
      index,
      name: textAt(item.get('name')) ?? `Solution ${index}`,
      description: textAt(item.get('description')) ?? '',
      tasks: taskIndexesAt(item.get('tasks'), tasks),
      tree: key.isThere ? null : await references.folder(item.get('path'), 'there'),
    };
  });
