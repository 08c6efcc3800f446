/** A read-only tree of files: an archive once its names and sizes were checked, a folder as its author keeps it, or a part of either. */

export interface TreeFile {
  /** Below the root of the tree, parts joined by "/"; never absolute, never with ".." in it. As the author wrote it. */
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
