import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BundleTree } from '../bundles/tree.ts';

/** A tree names a file outside of itself: whoever made it let that pass. */
class TreeEscapes extends Error {
  override readonly name = 'TreeEscapes';
}

export const bytesOf = (tree: BundleTree): number => tree.files.reduce((sum, { bytes }) => sum + bytes, 0);
export const fileOf = (tree: BundleTree, path: string) => tree.files.find((file) => file.path === path) ?? null;

/**
 * Writes a tree into an existing folder, which no program has been given yet. All may read it, run what the author marked so, and, when `forAll`
 * says so, change it: programs that share a folder are different users of the machine.
 */
export async function pour(tree: BundleTree, folder: string, forAll: 'to-read' | 'to-change' = 'to-read'): Promise<void> {
  const bits = forAll === 'to-change' ? 0o022 : 0;
  const made = new Set([folder]);
  const makeFolder = async (path: string): Promise<void> => {
    if (made.has(path)) return;
    await makeFolder(dirname(path));
    await mkdir(path);
    // After the fact: the umask of this process decides nothing.
    await chmod(path, 0o755 | bits);
    made.add(path);
  };
  for (const path of tree.emptyFolders) await makeFolder(inside(folder, path));
  for (const file of tree.files) {
    const path = inside(folder, file.path);
    await makeFolder(dirname(path));
    await copyFile(file.source, path);
    await chmod(path, (file.executable ? 0o755 : 0o644) | bits);
  }
}

function inside(folder: string, path: string): string {
  if (path === '' || path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.' || part === ''))
    throw new TreeEscapes(path);
  return join(folder, path);
}
