import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { entryName } from './names.ts';
import { TreeNames } from './tree-names.ts';
import { treeOf, type BundleTree, type TreeFile } from '../tree.ts';
import type { Workspace } from './workspace.ts';

interface Item {
  entry: Entry;
  path: string;
  isFolder: boolean;
}
const UNIX = 3;
const FILE_TYPE = 0o170000;
const LINK = 0o120000;
const EXECUTABLE = 0o111;
const LOCAL_HEADER_BYTES = 30;

const unixMode = ({ versionMadeBy, externalFileAttributes }: Entry): number =>
  versionMadeBy >>> 8 === UNIX ? externalFileAttributes >>> 16 : 0;

/** Reads one zip file into a tree. All that can be known of it is checked before a byte is written. */
class ZipUnpacking {
  private readonly at;
  private readonly names: TreeNames;

  /** @param name of the archive, for people; null for the bundle itself */
  constructor(
    private readonly workspace: Workspace,
    private readonly name: string | null,
  ) {
    this.at = { file: name };
    this.names = new TreeNames(workspace, name);
  }

  async unpack(path: string): Promise<BundleTree | null> {
    let zip: ZipFile;
    try {
      zip = await openPromise(path, { autoClose: false, decodeStrings: false });
    } catch {
      this.workspace.report.add('not-a-zip', this.at);
      return null;
    }
    // Without a listener an error between two reads would end the process.
    zip.on('error', () => undefined);
    try {
      const items = await this.list(zip);
      if (items === null || !this.fits(items, (await stat(path)).size)) return null;
      return await this.extract(zip, items);
    } finally {
      zip.close();
    }
  }

  private async list(zip: ZipFile): Promise<Item[] | null> {
    const items = new Map<string, Item>();
    try {
      for await (const entry of zip.eachEntry()) {
        const item = this.itemOf(entry);
        if (this.names.areTooMany) return null;
        if (item) this.keep(item, items);
      }
    } catch {
      this.workspace.report.add('broken-zip', this.at);
      return null;
    }
    return this.withoutContradictions(items);
  }

  private itemOf(entry: Entry): Item | null {
    const { report, limits } = this.workspace;
    const written = entryName(entry);
    const path = this.names.accept(written);
    if (path === null) return null;
    const isFolder = /[/\\]$/.test(written);
    const mode = unixMode(entry);
    if ((mode & FILE_TYPE) === LINK) {
      report.add('link', this.at, { name: path }, limits.oddities.link);
      return null;
    }
    if (!isFolder && entry.isEncrypted()) {
      report.add('encrypted', this.at, { name: path }, limits.oddities.encrypted);
      return null;
    }
    if (!isFolder && !entry.canDecodeFileData()) {
      report.add('unknown-compression', this.at, { name: path, method: entry.compressionMethod });
      return null;
    }
    return { entry, path, isFolder };
  }

  private keep(item: Item, items: Map<string, Item>): void {
    const before = items.get(item.path);
    const { report, limits } = this.workspace;
    if (before && !(before.isFolder && item.isFolder)) {
      const isSame = before.entry.crc32 === item.entry.crc32 && before.entry.uncompressedSize === item.entry.uncompressedSize;
      report.add('name-twice', this.at, { name: item.path }, isSame ? 'warning' : limits.oddities['name-twice']);
    }
    items.set(item.path, item);
  }

  /** Null when a file stands where others need a folder. */
  private withoutContradictions(items: ReadonlyMap<string, Item>): Item[] | null {
    const isFile = (path: string): boolean => items.get(path)?.isFolder === false;
    for (const path of items.keys())
      for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
        if (isFile(path.slice(0, end))) {
          this.workspace.report.add('file-and-folder', this.at, { name: path.slice(0, end) });
          return null;
        }
    return [...items.values()];
  }

  /** Sizes as the archive declares them; extracting holds it to them. */
  private fits(items: readonly Item[], packedBytes: number): boolean {
    const { limits, report } = this.workspace;
    const bytes = items.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    if (this.workspace.bytes + bytes > limits.maxTotalBytes) {
      report.add('too-large', this.at, { bytes, most: limits.maxTotalBytes });
      return false;
    }
    if (bytes > limits.ratioFromBytes && bytes > packedBytes * limits.maxRatio) {
      report.add('ratio', this.at, { bytes, packed: packedBytes });
      return false;
    }
    if (overlap(items)) {
      report.add('overlap', this.at);
      return false;
    }
    this.workspace.bytes += bytes;
    return true;
  }

  private async extract(zip: ZipFile, items: readonly Item[]): Promise<BundleTree> {
    const files: TreeFile[] = [];
    for (const { entry, path, isFolder } of items) {
      if (isFolder) continue;
      const source = await this.workspace.newFile();
      if (await writeEntry(zip, entry, source))
        files.push({ path, bytes: entry.uncompressedSize, source, executable: (unixMode(entry) & EXECUTABLE) !== 0 });
      else this.workspace.report.add('broken-file', this.at, { name: path });
    }
    const folders = items.flatMap(({ path, isFolder }) => (isFolder ? [path] : []));
    return treeOf(this.name ?? '', files, folders);
  }
}

/** Whether two entries share packed bytes, which makes many files of few. Source: D. Fifield, A better zip bomb, WOOT 2019. */
function overlap(items: readonly Item[]): boolean {
  const ordered = items.map(({ entry }) => entry).sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  return ordered.some((entry, i) => {
    const next = ordered[i + 1];
    const end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.compressedSize;
    return next !== undefined && next.relativeOffsetOfLocalHeader < end;
  });
}

/** Whether the bytes are what the archive says they are: as many, and with that CRC-32. */
async function writeEntry(zip: ZipFile, entry: Entry, path: string): Promise<boolean> {
  let sum = 0;
  const summing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
  });
  try {
    await pipeline(await zip.openReadStreamPromise(entry), summing, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    // Our own disk is no fault of the archive.
    if (['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
  return sum === entry.crc32;
}

/** The tree of a zip file, its files unpacked into the workspace; null when it is refused, which is reported. I/O errors of ours are thrown. */
export const unpackZip = (path: string, name: string | null, workspace: Workspace): Promise<BundleTree | null> =>
  new ZipUnpacking(workspace, name).unpack(path);
