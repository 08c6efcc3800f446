import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { TreeNames } from './tree-names.ts';
import { treeOf, type BundleTree, type TreeFile } from '../tree.ts';
import type { Workspace } from './workspace.ts';

const EXECUTABLE = 0o111;

/** Reads a folder as its author keeps it. Links are followed as long as they stay inside; nothing is copied. */
class FolderReading {
  private readonly files: TreeFile[] = [];
  private readonly folders: string[] = [];
  private readonly names: TreeNames;

  constructor(
    private readonly workspace: Workspace,
    private readonly root: string,
  ) {
    this.names = new TreeNames(workspace, null);
  }

  async read(): Promise<BundleTree | null> {
    const isWhole = await this.walk(this.root, '', [this.root]);
    if (!isWhole) return null;
    const bytes = this.files.reduce((sum, file) => sum + file.bytes, 0);
    const { limits, report } = this.workspace;
    this.workspace.bytes += bytes;
    if (bytes <= limits.maxTotalBytes) return treeOf('', this.files, this.folders);
    report.add('too-large', { file: null }, { bytes, most: limits.maxTotalBytes });
    return null;
  }

  /** @param above real paths of the folders it lies in, so that a link to one of them does not go round for ever */
  private async walk(folder: string, prefix: string, above: readonly string[]): Promise<boolean> {
    for (const name of (await readdir(folder)).sort()) {
      const path = this.names.accept(`${prefix}${name}`);
      if (this.names.areTooMany) return false;
      if (path !== null && !(await this.take(join(folder, name), path, above))) return false;
    }
    return true;
  }

  private async take(place: string, path: string, above: readonly string[]): Promise<boolean> {
    const { report, limits } = this.workspace;
    try {
      const real = await realpath(place);
      if (!real.startsWith(this.root + sep) || above.includes(real)) {
        report.add('link', { file: null }, { name: path }, limits.oddities.link);
        return true;
      }
      const facts = await stat(real);
      if (facts.isDirectory()) {
        this.folders.push(path);
        return await this.walk(real, `${path}/`, [...above, real]);
      }
      if (facts.isFile()) this.files.push({ path, bytes: facts.size, source: real, executable: (facts.mode & EXECUTABLE) !== 0 });
      else report.add('not-a-file', { file: path });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      report.add('unreadable', { file: path }, { why: code });
    }
    return true;
  }
}

/** The tree of a folder; null when there is too much in it, which is reported. */
export const readFolder = async (folder: string, workspace: Workspace): Promise<BundleTree | null> =>
  new FolderReading(workspace, await realpath(folder)).read();
