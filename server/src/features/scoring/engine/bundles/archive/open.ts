import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readFolder } from './read-folder.ts';
import type { BundleTree } from '../tree.ts';
import { unpackZip } from './unpack-zip.ts';
import type { Workspace } from './workspace.ts';

/** What lies at a path; null when nothing can be seen there, which is reported. */
async function look(path: string, { report }: Workspace): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    report.add('no-archive', { file: null }, { name: path, why: (error as NodeJS.ErrnoException).code ?? '?' });
    return null;
  }
}

/** The tree of a zip file or of a folder; null when it is refused, which is reported. */
export async function openTree(path: string, workspace: Workspace): Promise<BundleTree | null> {
  const facts = await look(path, workspace);
  if (facts === null) return null;
  if (facts.isDirectory()) return readFolder(path, workspace);
  if (facts.isFile()) return unpackZip(path, null, workspace);
  workspace.report.add('not-a-zip', { file: null });
  return null;
}
