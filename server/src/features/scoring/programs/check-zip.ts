import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ENTRY_POINT_NAMES } from '@gac/shared/scoring/entry-points';
import type { TaskFacts } from '../../challenges/index.ts';
import { readMetadata } from '../engine/programs/metadata.ts';
import { readZip, type ZipFault } from './read-zip.ts';

export type { ZipFault } from './read-zip.ts';

/** A zip without a command is a set of results to Codabench's contract; everywhere else something has to be run. */
const needsCommand = ({ scorer, entry }: Pick<TaskFacts, 'scorer' | 'entry'>): boolean => entry === null && !(scorer.kind === 'program' && scorer.contract === 'codabench');

/** What is wrong with the zip of a program, for this task; empty when it may be run. Unpacks it below `folder`, which must be there, and removes it again. */
export async function checkZip(path: string, task: Pick<TaskFacts, 'scorer' | 'entry'>, folder: string): Promise<ZipFault[]> {
  const scratch = await mkdtemp(join(folder, 'check-'));
  try {
    const { tree, faults } = await readZip(path, scratch);
    if (!tree || !needsCommand(task)) return faults;
    const hasCommand = (await readMetadata(tree)).command !== null || tree.files.some((file) => ENTRY_POINT_NAMES.includes(file.path));
    return hasCommand ? [] : [{ code: 'NO_COMMAND', value: null, expected: ENTRY_POINT_NAMES.join(', ') }];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
