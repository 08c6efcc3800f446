import { copyFile, constants, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Sha256 } from '@gac/shared/values';
import { Fault } from '../../../platform/fault.ts';
import type { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import { unpackZip } from '../engine/bundles/archive/unpack-zip.ts';
import { Workspace } from '../engine/bundles/archive/workspace.ts';
import { Report } from '../engine/bundles/findings/report.ts';
import { folderOf, soleFolder, type BundleTree } from '../engine/bundles/tree.ts';

/** A stored file of a challenge. */
export interface TreeSource {
  name: string;
  sha256: Sha256;
  bytes: number;
  isFolder: boolean;
}
/** Unpacked files that are kept for the next evaluation; a worker serves few tasks at a time. */
const KEPT = 16;

/** Files of challenges as trees that programs can be shown, unpacked once for all evaluations of the process. */
export class ArtifactTrees {
  private readonly kept = new Map<string, Promise<BundleTree>>();
  private made = 0;

  constructor(
    private readonly store: ArtifactStore,
    /** Of this process alone. */
    private readonly folder: string,
  ) {}

  /** What a folder or a zip holds; any other file stands alone in its tree. */
  tree(source: TreeSource): Promise<BundleTree> {
    return source.isFolder || /\.zip$/i.test(source.name) ? this.once(`unpacked ${source.sha256}`, () => this.unpack(source)) : this.file(source);
  }

  /** The file as it is, alone in its tree. */
  file(source: TreeSource): Promise<BundleTree> {
    return this.once(`file ${source.sha256} ${basename(source.name)}`, () => this.copy(source));
  }

  /** A tree whose program stands in the one folder that its author zipped along, from inside that folder. */
  async program(source: TreeSource, isProgram: (tree: BundleTree) => boolean): Promise<BundleTree> {
    const tree = await this.tree(source);
    const sole = isProgram(tree) ? null : soleFolder(tree);
    const inner = sole === null ? null : folderOf(tree, sole, tree.name);
    return inner !== null && isProgram(inner) ? inner : tree;
  }

  private once(key: string, make: () => Promise<BundleTree>): Promise<BundleTree> {
    const known = this.kept.get(key);
    if (known) {
      // The least recently used goes first.
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const made = make();
    this.kept.set(key, made);
    made.catch(() => this.kept.delete(key));
    return made;
  }

  /** Removes what was not used for long. Nothing may be running: programs read from there. */
  async trim(): Promise<void> {
    for (const [key, tree] of [...this.kept].slice(0, Math.max(0, this.kept.size - KEPT))) {
      this.kept.delete(key);
      const { files } = await tree;
      for (const { source } of files) await rm(source, { force: true });
    }
  }

  private async place(): Promise<string> {
    this.made += 1;
    const folder = join(this.folder, String(this.made));
    await mkdir(folder, { recursive: true });
    return folder;
  }

  private async unpack({ sha256, name }: TreeSource): Promise<BundleTree> {
    const report = new Report();
    const copy = await this.store.materialise(sha256);
    try {
      const tree = await unpackZip(copy.path, name, new Workspace(await this.place(), report));
      const [problem] = report.all().filter(({ severity }) => severity === 'error');
      if (tree === null || problem) throw new Fault(`"${name}" of the challenge can not be unpacked: ${problem?.message.en ?? 'no zip'}`);
      return tree;
    } finally {
      await copy.release();
    }
  }

  private async copy({ sha256, name, bytes }: TreeSource): Promise<BundleTree> {
    const path = basename(name);
    const copy = await this.store.materialise(sha256);
    try {
      const source = join(await this.place(), 'file');
      await copyFile(copy.path, source, constants.COPYFILE_FICLONE);
      return { name: '', files: [{ path, bytes, source, executable: false }], emptyFolders: [] };
    } finally {
      await copy.release();
    }
  }
}
