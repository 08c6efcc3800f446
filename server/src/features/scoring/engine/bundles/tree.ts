/** A read-only tree of files: an archive once its names and sizes were checked, a folder as its author keeps it, or a part of either. */

export interface TreeFile {
  /** Below the root of the tree, parts joined by "/"; never absolute, never with ".." in it. Composed letters (NFC), else as the author wrote it. */
  path: string;
  bytes: number;
  /** Where the bytes lie on this machine: a file of ours with a name of ours, or the author's own. Read only. */
  source: string;
  executable: boolean;
}
export interface BundleTree {
  /** Where it was found: "scoring_program", "scoring_program.zip", "" for the whole bundle. For people. */
  name: string;
  /** Sorted by path. */
  files: readonly TreeFile[];
  /** Folders that hold nothing, which a program may still expect. */
  emptyFolders: readonly string[];
}

const byPath = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const parentsOf = (path: string): string[] => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));

/** A tree of these files. @param folders all that are known, with or without something in them */
export function treeOf(name: string, files: readonly TreeFile[], folders: readonly string[]): BundleTree {
  const filled = new Set([...files.map(({ path }) => path), ...folders].flatMap(parentsOf));
  return {
    name,
    files: [...files].sort((a, b) => byPath(a.path, b.path)),
    emptyFolders: [...new Set(folders)].filter((folder) => !filled.has(folder)).sort(byPath),
  };
}

/** What lies below a folder, told from there; null when there is no such folder. */
export function folderOf(tree: BundleTree, folder: string, name = folder): BundleTree | null {
  if (folder === '') return { ...tree, name };
  const inside = (path: string): boolean => path.startsWith(`${folder}/`);
  const below = (path: string): string => path.slice(folder.length + 1);
  const files = tree.files.flatMap((file) => (inside(file.path) ? [{ ...file, path: below(file.path) }] : []));
  const emptyFolders = tree.emptyFolders.flatMap((path) => (inside(path) ? [below(path)] : []));
  const isThere = files.length + emptyFolders.length > 0 || tree.emptyFolders.includes(folder);
  return isThere ? { name, files, emptyFolders } : null;
}

export const fileOf = (tree: BundleTree, path: string): TreeFile | null => tree.files.find((file) => file.path === path) ?? null;

/** The one folder that holds everything, or null. */
export function soleFolder(tree: BundleTree): string | null {
  const tops = new Set(
    [...tree.files.map(({ path }) => path), ...tree.emptyFolders.map((path) => `${path}/`)].map((path) => path.split('/')[0] ?? ''),
  );
  const [top] = tops;
  return tops.size === 1 && top !== undefined && !tree.files.some(({ path }) => path === top) ? top : null;
}
