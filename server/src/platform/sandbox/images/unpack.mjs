// Reads a container image, `docker save` or OCI layout, inside a sandbox: nothing here is trusted with more than the folder it writes to.
//   node unpack.mjs inspect|unpack ARCHIVE FOLDER MAX_BYTES MAX_ENTRIES      prints one line of JSON: { ok: true, image } or { ok: false, code, detail }
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readSync, openSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { entries, Refused, Source } from './tar.mjs';
import { Tree } from './tree.mjs';

const MAX_JSON_BYTES = 8 * 1024 * 1024;
const MAX_ENV_BYTES = 32 * 1024;
const MAX_ARGV_BYTES = 64 * 1024;
const MAX_LAYERS = 200;

/** @typedef {{ offset: number, size: number }} Span */

/** @param {Buffer} bytes @returns {string} */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} path @param {number} offset @param {number} size */
function readSpan(path, { offset, size }) {
  const bytes = Buffer.alloc(size);
  readSync(openSync(path, 'r'), bytes, 0, size, offset);
  return bytes;
}

/** What undoes the compression that a file begins with; null: none. @param {Buffer} start */
function decompressor(start) {
  if (start.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return zlib.createGunzip();
  if (!start.subarray(0, 4).equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))) return null;
  // Node has it from 22.15 on.
  const create = /** @type {{ createZstdDecompress?: () => import('node:stream').Transform }} */ (zlib).createZstdDecompress;
  if (create === undefined) throw new Refused('unsupported', 'zstd compression');
  return create();
}

/** The archive as a file that is not compressed. @param {string} path @param {string} folder @param {number} maxBytes */
async function plain(path, folder, maxBytes) {
  const undo = decompressor(readSpan(path, { offset: 0, size: Math.min(4, statSync(path).size) }));
  if (undo === null) return path;
  const target = join(folder, 'archive.tar');
  let bytes = 0;
  await pipeline(createReadStream(path), undo, async function* (pieces) {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new Refused('too-large', String(maxBytes));
      yield piece;
    }
  }, createWriteStream(target));
  return target;
}

/** Files of an archive by name. Old `docker save` says twice the same layer by a link. */
class Archive {
  /** @param {string} path */
  constructor(path) {
    this.path = path;
    /** @type {Map<string, Span>} */
    this.files = new Map();
    /** @type {Map<string, string>} */
    this.links = new Map();
  }
  /** @param {number} maxEntries */
  async read(maxEntries) {
    let offset = 0;
    const counting = async function* (/** @type {AsyncIterable<Buffer>} */ stream) { for await (const piece of stream) { offset += piece.length; yield piece; } };
    const source = new Source(counting(createReadStream(this.path, { highWaterMark: 1024 * 1024 })));
    let count = 0;
    for await (const entry of entries(source)) {
      count += 1;
      if (count > maxEntries) throw new Refused('too-many-files');
      const name = normalize(entry.name);
      if (entry.type === '0') this.files.set(name, { offset: offset - source.rest.length, size: entry.size });
      if (entry.type === '2') this.links.set(name, normalize(join(dirname(name), entry.link)));
      await source.skip(entry.size);
    }
  }
  /** @param {string} name @returns {Span} */
  span(name) {
    let at = normalize(name);
    for (let hops = 0; hops < 5 && this.links.has(at); hops++) at = this.links.get(at) ?? at;
    const span = this.files.get(at);
    if (span === undefined) throw new Refused('corrupt', `${name.slice(0, 200)} is missing`);
    return span;
  }
  /** @param {string} name */
  bytes(name) {
    const span = this.span(name);
    if (span.size > MAX_JSON_BYTES) throw new Refused('corrupt', `${name} is too large`);
    return readSpan(this.path, span);
  }
  /** @param {string} name */
  json(name) {
    return parse(this.bytes(name));
  }
}

/** @param {Buffer} bytes */
function parse(bytes) {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refused('corrupt', 'JSON');
  }
}

const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

/** @param {string} digest */
const blob = (digest) => {
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Refused('corrupt', 'digest');
  return `blobs/sha256/${digest.slice(7)}`;
};

/** Docker since 25 lays an OCI index beside its own list: SHA-256 of the manifest in it that has this configuration. @param {Archive} archive @param {string} config */
function manifestBeside(archive, config) {
  try {
    for (const { digest } of archive.json('index.json').manifests) {
      const bytes = archive.bytes(blob(String(digest)));
      if (parse(bytes).config?.digest === `sha256:${config}`) return sha256(bytes);
    }
  } catch {
    // It only tells more of an image that is complete without it.
  }
  return null;
}

/**
 * Names of the image's configuration and layers; `manifest`: SHA-256 of the manifest that an OCI layout names it by.
 * @param {Archive} archive @returns {{ config: Buffer, layers: string[], manifest: string | null }}
 */
function findImage(archive) {
  if (archive.files.has('manifest.json')) {
    const images = archive.json('manifest.json');
    if (!Array.isArray(images)) throw new Refused('corrupt', 'manifest.json');
    if (images.length !== 1) throw new Refused('several-images', String(images.length));
    const config = archive.bytes(String(images[0]?.Config));
    return { config, layers: list(images[0]?.Layers), manifest: manifestBeside(archive, sha256(config)) };
  }
  if (!archive.files.has('index.json')) throw new Refused('not-an-image');
  let index = archive.json('index.json');
  let manifest = null;
  for (let depth = 0; depth < 3; depth++) {
    if (Array.isArray(index.layers)) return { config: archive.bytes(blob(String(index.config?.digest))), layers: index.layers.map((/** @type {{ digest: string }} */ layer) => blob(String(layer?.digest))), manifest };
    const all = Array.isArray(index.manifests) ? index.manifests : [];
    const fitting = all.filter((/** @type {{ platform?: { architecture?: string } }} */ one) => one?.platform?.architecture === undefined || one.platform.architecture === architecture);
    if (fitting.length === 0) {
      const others = all.map((/** @type {{ platform?: { architecture?: string } }} */ one) => `linux/${String(one?.platform?.architecture)}`);
      throw all.length === 0 ? new Refused('not-an-image') : new Refused('wrong-platform', others.join(', ').slice(0, 100));
    }
    if (fitting.length > 1) throw new Refused('several-images', String(fitting.length));
    const bytes = archive.bytes(blob(String(fitting[0]?.digest)));
    manifest = sha256(bytes);
    index = parse(bytes);
  }
  throw new Refused('corrupt', 'index in an index');
}

/** @param {unknown} value @returns {string[]} */
function list(value) {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string' || item.includes('\0'))) throw new Refused('corrupt', 'configuration');
  return value;
}

/** Of the configuration only what says how to start: the rest is not ours to follow. @param {Record<string, any>} parsed */
function startOf(parsed) {
  const config = parsed.config ?? {};
  const argv = [...list(config.Entrypoint), ...list(config.Cmd)];
  if (argv.length === 0) throw new Refused('no-command');
  if (argv.join(' ').length > MAX_ARGV_BYTES) throw new Refused('corrupt', 'command');
  const env = list(config.Env).map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]).filter(([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name ?? '') && !/^LD_/.test(name ?? ''));
  if (env.flat().join('').length > MAX_ENV_BYTES) throw new Refused('corrupt', 'environment');
  const cwd = typeof config.WorkingDir === 'string' && config.WorkingDir !== '' ? config.WorkingDir : '/';
  if (!cwd.startsWith('/') || cwd.includes('\0')) throw new Refused('bad-path', 'working directory');
  return { argv, env: Object.fromEntries(env), cwd };
}

/** @param {string[]} args */
async function main([mode, path = '', folder = '', maxBytes, maxEntries]) {
  const caps = { maxBytes: Number(maxBytes), maxEntries: Number(maxEntries) };
  const archive = new Archive(await plain(path, folder, caps.maxBytes));
  await archive.read(caps.maxEntries);
  const { config, layers, manifest } = findImage(archive);
  const parsed = parse(config);
  if (parsed.os !== 'linux' || parsed.architecture !== architecture) throw new Refused('wrong-platform', `${String(parsed.os)}/${String(parsed.architecture)}`.slice(0, 100));
  const ids = list(parsed.rootfs?.diff_ids);
  if (layers.length > MAX_LAYERS || layers.length !== ids.length) throw new Refused('corrupt', 'layers');
  const image = { digest: sha256(config), manifest, ...startOf(parsed) };
  if (mode === 'inspect') return image;
  const tree = new Tree(join(folder, 'rootfs'), caps);
  mkdirSync(tree.root, { mode: 0o755 });
  for (const [index, name] of layers.entries()) {
    const span = archive.span(name);
    const undo = span.size === 0 ? null : decompressor(readSpan(archive.path, { offset: span.offset, size: Math.min(4, span.size) }));
    const hash = createHash('sha256');
    const raw = span.size === 0 ? [] : createReadStream(archive.path, { start: span.offset, end: span.offset + span.size - 1, highWaterMark: 1024 * 1024 });
    const hashed = async function* (/** @type {AsyncIterable<Buffer>} */ pieces) { for await (const piece of pieces) { hash.update(piece); yield piece; } };
    const source = new Source(hashed(/** @type {AsyncIterable<Buffer>} */ (undo === null || Array.isArray(raw) ? raw : raw.pipe(undo))));
    await tree.addLayer(source);
    // The end of the archive counts too: what follows the last entry is hashed, not read.
    while ((await source.some(1024 * 1024)).length > 0);
    if (`sha256:${hash.digest('hex')}` !== ids[index]) throw new Refused('corrupt', 'a layer is not what the image says');
  }
  tree.folder(image.cwd.split('/').filter((/** @type {string} */ part) => part !== '' && part !== '.' && part !== '..'));
  return { ...image, bytes: tree.bytes, entries: tree.count, neutralised: tree.neutralised };
}

/** What the machine has run out of or broken is not the archive's doing. */
const OURS = ['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'EROFS'];

/** @param {unknown} error @returns {Refused} */
function refusalOf(error) {
  if (error instanceof Refused) return error;
  const code = /** @type {{ code?: string }} */ (error)?.code ?? '';
  return new Refused(OURS.includes(code) ? 'sandbox-error' : code === 'EFBIG' ? 'too-large' : 'corrupt', String(error));
}

try {
  process.stdout.write(`${JSON.stringify({ ok: true, image: await main(process.argv.slice(2)) })}\n`);
} catch (error) {
  const { code, detail } = refusalOf(error);
  process.stdout.write(`${JSON.stringify({ ok: false, code, detail })}\n`);
}
