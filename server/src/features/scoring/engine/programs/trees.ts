import { chmod, chown, copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BundleTree } from '../bundles/tree.ts';

/** A tree names a file outside of itself: whoever made it let that pass. */
class TreeEscapes extends Error {
  override readonly name = 'TreeEscapes';
}

export const bytesOf = (tree: BundleTree): number => tree.files.reduce((sum, { bytes }) => sum + bytes, 0);
export const fileOf = (tree: BundleTree, path: string) => tree.files.find((file) => file.path === path) ?? null;

/**
 * Writes a tree into an existing folder, which no program has been given yet. Everything belongs to whom the folder belongs to, may be read by
 * all, and run where the author marked it so.
 */
export async function pour(tree: BundleTree, folder: string): Promise<void> {
  const { uid, gid } = await stat(folder);
  const made = new Set([folder]);
  const makeFolder = async (path: string): Promise<void> => {
    if (made.has(path)) return;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o755 });
    await own(path, 0o755, uid, gid);
    made.add(path);
  };
  for (const path of tree.emptyFolders) await makeFolder(inside(folder, path));
  for (const file of tree.files) {
    const path = inside(folder, file.path);
    await makeFolder(dirname(path));
    await copyFile(file.source, path);
    await own(path, file.executable ? 0o755 : 0o644, uid, gid);
  }
}

/** The umask of this process and its user decide nothing. */
async function own(path: string, mode: number, uid: number, gid: number): Promise<void> {
  await chmod(path, mode);
  if (process.getuid?.() === 0) await chown(path, uid, gid);
}

function inside(folder: string, path: string): string {
  if (path === '' || path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.' || part === ''))
    throw new TreeEscapes(path);
  return join(folder, path);
}
