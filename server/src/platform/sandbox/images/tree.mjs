// Laying the layers of an image over one another in a folder. The folder is all that this process can write to; what is kept here is the order of things.
import { closeSync, linkSync, lstatSync, mkdirSync, openSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { entries, Refused } from './tar.mjs';

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
const MAX_LINKS = 40;
const PIECE = 1024 * 1024;

/** @param {string} path */
function lookAt(path) {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

export class Tree {
  /** @param {string} root @param {{ maxBytes: number, maxEntries: number }} caps */
  constructor(root, caps) {
    this.root = root;
    this.caps = caps;
    this.bytes = 0;
    this.count = 0;
    /** What was left out or taken away. */
    this.neutralised = { devices: 0, setuid: 0 };
    /** Paths that the layer under way has made: its own opaque marks do not hide them. @type {Set<string>} */
    this.fresh = new Set();
  }

  /** Where a folder of the image stands, links on the way followed as inside the image, made when missing. @param {string[]} parts @param {number} [links] @returns {string} */
  folder(parts, links = 0) {
    /** @type {string[]} */
    const done = [];
    for (const [index, part] of parts.entries()) {
      const here = join(this.root, ...done, part);
      const seen = lookAt(here);
      if (seen?.isSymbolicLink()) {
        if (links >= MAX_LINKS) throw new Refused('bad-path', 'links in a circle');
        const target = readlinkSync(here);
        return this.folder([...(target.startsWith('/') ? scoped([], target) : scoped(done, target)), ...parts.slice(index + 1)], links + 1);
      }
      if (!seen?.isDirectory()) {
        if (seen !== null) rmSync(here);
        mkdirSync(here, { mode: 0o755 });
        this.counted();
      }
      done.push(part);
    }
    return join(this.root, ...done);
  }

  counted() {
    this.count += 1;
    if (this.count > this.caps.maxEntries) throw new Refused('too-many-files', String(this.caps.maxEntries));
  }

  /** Where an entry goes: its folder made, what stood there removed. @param {string[]} parts @param {boolean} isFolder */
  place(parts, isFolder) {
    const name = parts.at(-1) ?? '';
    const path = join(this.folder(parts.slice(0, -1)), name);
    const seen = lookAt(path);
    if (seen !== null && !(isFolder && seen.isDirectory())) rmSync(path, { recursive: true });
    this.fresh.add(path);
    return path;
  }

  /** @param {string[]} parts of a whiteout file */
  whiteOut(parts) {
    const name = parts.at(-1) ?? '';
    const folder = this.folder(parts.slice(0, -1));
    if (name === OPAQUE) {
      for (const child of readdirSync(folder)) if (!this.fresh.has(join(folder, child))) rmSync(join(folder, child), { recursive: true });
      return;
    }
    const hidden = name.slice(WHITEOUT.length);
    if (hidden === '' || hidden === '.' || hidden === '..') throw new Refused('bad-path', name);
    rmSync(join(folder, hidden), { recursive: true, force: true });
  }

  /** @param {import('./tar.mjs').Source} source */
  async addLayer(source) {
    this.fresh = new Set();
    for await (const entry of entries(source)) {
      const parts = partsOf(entry.name);
      this.counted();
      if (parts.length === 0) continue;
      if ((parts.at(-1) ?? '').startsWith(WHITEOUT)) {
        await source.skip(entry.size);
        this.whiteOut(parts);
      } else await this.add(entry, parts, source);
    }
  }

  /** @param {import('./tar.mjs').Entry} entry @param {string[]} parts @param {import('./tar.mjs').Source} source */
  async add(entry, parts, source) {
    if (entry.type === '5') {
      const path = this.place(parts, true);
      if (lookAt(path) === null) mkdirSync(path, { mode: 0o755 });
    } else if (entry.type === '0') await this.addFile(entry, parts, source);
    else if (entry.type === '2') symlinkSync(entry.link, this.place(parts, false));
    else if (entry.type === '1') this.addHardLink(entry, parts);
    else if ('346'.includes(entry.type)) this.neutralised.devices += 1;
    else throw new Refused('unsupported', `entry of type ${JSON.stringify(entry.type)}`);
  }

  /** @param {import('./tar.mjs').Entry} entry @param {string[]} parts @param {import('./tar.mjs').Source} source */
  async addFile(entry, parts, source) {
    this.bytes += entry.size;
    if (this.bytes > this.caps.maxBytes) throw new Refused('too-large', String(this.caps.maxBytes));
    if ((entry.mode & 0o6000) !== 0) this.neutralised.setuid += 1;
    // Nobody but the program reads it, as a user of its own: readable by all, never with another's rights.
    const fd = openSync(this.place(parts, false), 'wx', (entry.mode & 0o111) === 0 ? 0o644 : 0o755);
    try {
      for (let left = entry.size; left > 0; ) {
        const piece = await source.some(Math.min(left, PIECE));
        if (piece.length === 0) throw new Refused('corrupt', 'ends in the middle');
        writeSync(fd, piece);
        left -= piece.length;
      }
    } finally {
      closeSync(fd);
    }
  }

  /** @param {import('./tar.mjs').Entry} entry @param {string[]} parts */
  addHardLink(entry, parts) {
    const to = partsOf(entry.link);
    const target = join(this.folder(to.slice(0, -1)), to.at(-1) ?? '');
    if (!lookAt(target)?.isFile()) throw new Refused('corrupt', 'a hard link to nothing');
    const path = this.place(parts, false);
    if (lookAt(target) === null) throw new Refused('corrupt', 'a hard link to itself');
    linkSync(target, path);
  }
}

/** A relative or absolute target as parts below the image's root: `..` stops at the root. @param {string[]} from @param {string} target */
function scoped(from, target) {
  const parts = [...from];
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

/** Parts of an entry's name. Layers have no reason to climb. @param {string} name */
function partsOf(name) {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || name.includes('\0')) throw new Refused('bad-path', name.slice(0, 200));
  return parts;
}
