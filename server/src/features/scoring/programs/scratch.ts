import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, ownerNamed, ownerOf, workerName } from '../../../platform/sandbox/owner.ts';

/** Which of several scratch folders of one process it is. */
let opened = 0;

/**
 * A folder of this process alone, below `root`. Folders of processes that are gone are removed first: a worker that was killed leaves nothing
 * for longer than until the next one starts.
 */
export async function openScratch(root: string): Promise<string> {
  await mkdir(root, { recursive: true, mode: 0o711 });
  for (const name of await readdir(root)) {
    const owner = ownerNamed(name);
    if (owner === null || !isAlive(owner)) await rm(join(root, name), { recursive: true, force: true });
  }
  opened += 1;
  const folder = join(root, workerName(ownerOf(process.pid), opened));
  await mkdir(folder, { mode: 0o711 });
  return folder;
}
