import { nearestName } from '@gac/shared/rules/nearest-name';
import { open } from 'node:fs/promises';
import { checkName } from '../archive/names.ts';
import { readText } from '../archive/texts.ts';
import { folderOf, type BundleTree, type TreeFile } from '../tree.ts';
import { unpackZip } from '../archive/unpack-zip.ts';
import type { Workspace } from '../archive/workspace.ts';
import type { BundleProgram } from '../bundle.ts';
import type { Cursor } from './cursor.ts';
import { programOf } from './programs.ts';
import { missing, textAt, type Need } from './scalars.ts';

const UUID = /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}$/i;
const withoutZip = (path: string): string => path.replace(/\.zip$/i, '');

async function isZip({ source, path }: TreeFile): Promise<boolean> {
  if (/\.zip$/i.test(path)) return true;
  const handle = await open(source);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PK\u0003\u0004';
  } finally {
    await handle.close();
  }
}

function once<K, V>(known: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const before = known.get(key);
  if (before) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** Finds what a definition names: files, folders and zip files beside it. */
export class References {
  private readonly files: ReadonlyMap<string, TreeFile>;
  private readonly folders: ReadonlySet<string>;
  /** Paths by the same in lower case. */
  private readonly byLowerCase = new Map<string, string[]>();
  // What is named often is read once.
  private readonly trees = new Map<string, Promise<BundleTree | null>>();
  private readonly programs = new Map<BundleTree, Promise<BundleProgram>>();
  private readonly texts = new Map<string, Promise<string | null>>();

  /** @param guessesZips whether a folder standing for a zip, or the other way round, is worth a warning */
  constructor(
    readonly tree: BundleTree,
    readonly workspace: Workspace,
    private readonly guessesZips = true,
  ) {
    this.files = new Map(tree.files.map((file) => [file.path, file]));
    const paths = [...this.files.keys(), ...tree.emptyFolders.map((folder) => `${folder}/`)];
    this.folders = new Set(paths.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))));
    for (const path of [...this.files.keys(), ...this.folders]) {
      const folded = path.toLowerCase();
      this.byLowerCase.set(folded, [...(this.byLowerCase.get(folded) ?? []), path]);
    }
  }

  /** The file a cursor names; null when nothing is named or it can't be had, which is reported as badly as it is needed. */
  file(cursor: Cursor, need: Need): TreeFile | null {
    const path = this.pathAt(cursor, need);
    if (path === null) return null;
    const found = this.files.get(path);
    if (found) return found;
    const other = this.otherCase(cursor, path, (name) => this.files.has(name));
    if (other !== null) return this.files.get(other) ?? null;
    this.sayMissing(cursor, path, need, this.files.keys());
    return null;
  }

  /** The text of a file; null when it can't be read as one. */
  text = (file: TreeFile): Promise<string | null> => once(this.texts, file.path, () => readText(file, this.workspace));
  /** A tree as a program. */
  program = (tree: BundleTree): Promise<BundleProgram> => once(this.programs, tree, () => programOf(tree, this.workspace));

  /** The tree a cursor names: a folder, a zip file, or a single file taken as a tree of one. */
  async folder(cursor: Cursor, need: Need): Promise<BundleTree | null> {
    const path = this.pathAt(cursor, need);
    if (path === null) return null;
    const place = this.placeOf(cursor, path);
    if (place === null) {
      this.sayMissing(cursor, path, need, this.byLowerCase.keys());
      return null;
    }
    const file = this.files.get(place);
    if (!file) return once(this.trees, place, () => Promise.resolve(folderOf(this.tree, place)));
    if (await isZip(file)) return once(this.trees, place, () => unpackZip(file.source, place, this.workspace));
    cursor.say('plain-file', { name: path });
    return once(this.trees, place, () =>
      Promise.resolve({ name: place, files: [{ ...file, path: place.split('/').at(-1) ?? place }], emptyFolders: [] }),
    );
  }

  private pathAt(cursor: Cursor, need: Need): string | null {
    if (!cursor.isThere) {
      missing(cursor, need);
      return null;
    }
    const written = textAt(cursor, need);
    if (written === null) return null;
    const { path, fault } = checkName(written.trim(), this.workspace.limits);
    if (fault === null && path !== '') return path;
    cursor.say('file-outside', { name: written.slice(0, 120) });
    return null;
  }

  /** Where a named tree is, after what people mean by a name: the name, the other of "x" and "x.zip", another case. */
  private placeOf(cursor: Cursor, path: string): string | null {
    if (this.files.has(path) || this.folders.has(path)) return path;
    const other = /\.zip$/i.test(path) ? withoutZip(path) : `${path}.zip`;
    const swapped = this.folders.has(other) || this.files.has(other) ? other : null;
    if (swapped !== null) {
      if (this.guessesZips) cursor.say('file-guessed', { name: path, taken: swapped });
      return swapped;
    }
    return this.otherCase(cursor, path, () => true);
  }

  private otherCase(cursor: Cursor, path: string, isWanted: (name: string) => boolean): string | null {
    const taken = (this.byLowerCase.get(path.toLowerCase()) ?? []).filter(isWanted);
    if (taken.length !== 1 || taken[0] === undefined) return null;
    cursor.say('file-guessed', { name: path, taken: taken[0] });
    return taken[0];
  }

  private sayMissing(cursor: Cursor, name: string, need: Need, known: Iterable<string>): void {
    const isNeeded = need === 'here';
    if (UUID.test(name)) {
      cursor.say(isNeeded ? 'remote-reference' : 'remote-optional', { name });
      return;
    }
    const near = isNeeded ? nearestName(name, [...known].slice(0, 300)) : null;
    if (near !== null) cursor.say('file-meant', { name, near });
    else cursor.say(isNeeded ? 'file-missing' : 'file-missing-optional', { name });
  }
}
