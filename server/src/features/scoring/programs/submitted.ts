import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleTree, TreeFile } from '../engine/bundles/tree.ts';
import type { Submission } from '../engine/programs/contract.ts';
import { readZip, type ZipFault } from './read-zip.ts';
import { withEntry, type ProgramTask } from './task-spec.ts';
import type { TaskFacts } from '../../challenges/index.ts';

/** What was handed in, as bytes on this machine. */
export interface HandedIn {
  kind: 'prediction' | 'code' | 'container';
  path: string;
  fileName: string;
}
/** The zip of a program can't be unpacked, although it could be when it was checked. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(readonly faults: readonly ZipFault[]) {
    super(faults.map(({ code, value }) => `${code} ${value ?? ''}`).join('; '));
  }
}

async function unpacked(path: string, scratch: string): Promise<BundleTree> {
  const folder = join(scratch, 'submission');
  await mkdir(folder);
  const { tree, faults } = await readZip(path, folder);
  if (!tree) throw new Unreadable(faults);
  return tree;
}

/** A file, or the zip of a program, as the adapters take it; unpacked below `scratch`, which is the caller's. */
export async function submitted({ kind, path, fileName }: HandedIn & { kind: 'prediction' | 'code' }, task: TaskFacts, scratch: string): Promise<Exclude<Submission, { kind: 'image' }>> {
  if (kind === 'prediction') {
    const isTree = isCodabench(task) && /\.zip$/i.test(fileName);
    return isTree ? { kind: 'tree', tree: await unpacked(path, scratch) } : { kind: 'file', name: fileName, path };
  }
  const tree = await unpacked(path, scratch);
  if (!isCodabench(task)) return { kind: 'code', tree };
  const metadata = async (command: string): Promise<TreeFile> => {
    const source = join(scratch, 'metadata.yaml');
    const text = `command: ${JSON.stringify(command)}\n`;
    await writeFile(source, text);
    return { path: 'metadata.yaml', bytes: Buffer.byteLength(text), source, executable: false };
  };
  return { kind: 'tree', tree: await withEntry(tree, task.entry, metadata) };
}
const isCodabench = (task: TaskFacts): task is ProgramTask => task.scorer.kind === 'program' && task.scorer.contract === 'codabench';
