// Reading tar archives that strangers made: POSIX ustar and pax, and GNU's long names. Nothing is written here.

const BLOCK = 512;
/** Names and pax records are short; whoever sends more means harm. */
const MAX_META_BYTES = 1024 * 1024;

export class Refused extends Error {
  /** @param {string} code @param {string} [detail] */
  constructor(code, detail = '') {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/** @typedef {{ name: string, type: string, size: number, mode: number, link: string }} Entry type: as in the header, `0` for plain files */

/** @param {Buffer} header @param {number} from @param {number} length */
const text = (header, from, length) => {
  const end = header.indexOf(0, from);
  return header.toString('utf8', from, end < 0 || end > from + length ? from + length : end);
};

/** A number as octal digits or, GNU's way, as bytes after a set first bit. @param {Buffer} header @param {number} from @param {number} length */
function number(header, from, length) {
  if (((header[from] ?? 0) & 0x80) === 0) return Number.parseInt(text(header, from, length).trim() || '0', 8);
  let value = (header[from] ?? 0) & 0x7f;
  for (let i = from + 1; i < from + length; i++) value = value * 256 + (header[i] ?? 0);
  return value;
}

/** @param {Buffer} header */
function hasRightSum(header) {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  return sum === number(header, 148, 8);
}

/** Records `LENGTH KEY=VALUE\n` of a pax header. @param {Buffer} bytes @returns {Map<string, string>} */
function paxRecords(bytes) {
  const records = new Map();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const length = Number(bytes.toString('latin1', at, space));
    const equals = bytes.indexOf(61, space);
    if (space < 0 || equals < 0 || !(length > equals - at) || at + length > bytes.length) throw new Refused('corrupt', 'pax record');
    records.set(bytes.toString('utf8', space + 1, equals), bytes.toString('utf8', equals + 1, at + length - 1));
    at += length;
  }
  return records;
}

/** @param {Buffer} header @param {Map<string, string>} pax @param {{ name?: string, link?: string }} long @returns {Entry} */
function entryOf(header, pax, long) {
  const prefix = header.toString('latin1', 257, 262) === 'ustar' && header[263] !== 32 ? text(header, 345, 155) : '';
  const short = text(header, 0, 100);
  const type = String.fromCharCode(header[156] ?? 0);
  for (const key of pax.keys()) if (key.startsWith('GNU.sparse')) throw new Refused('unsupported', 'sparse file');
  return {
    name: pax.get('path') ?? long.name ?? (prefix === '' ? short : `${prefix}/${short}`),
    type: type === '\0' || type === '7' ? '0' : type,
    size: Number(pax.get('size') ?? number(header, 124, 12)),
    mode: number(header, 100, 8),
    link: pax.get('linkpath') ?? long.link ?? text(header, 157, 100),
  };
}

/** Bytes of a stream in the portions that are asked for. */
export class Source {
  /** @param {AsyncIterable<Buffer>} stream */
  constructor(stream) {
    this.pieces = stream[Symbol.asyncIterator]();
    /** @type {Buffer} */
    this.rest = Buffer.alloc(0);
  }
  /** At most `length` bytes, none at the end. @param {number} length @returns {Promise<Buffer>} */
  async some(length) {
    while (this.rest.length === 0) {
      const { done, value } = await this.pieces.next();
      if (done) return this.rest;
      this.rest = value;
    }
    const piece = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(piece.length);
    return piece;
  }
  /** @param {number} length @returns {Promise<Buffer>} */
  async exactly(length) {
    const pieces = [];
    for (let left = length; left > 0; ) {
      const piece = await this.some(left);
      if (piece.length === 0) throw new Refused('corrupt', 'ends in the middle');
      pieces.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(pieces);
  }
  /** @param {number} length */
  async skip(length) {
    for (let left = length; left > 0; ) {
      const piece = await this.some(Math.min(left, 1024 * 1024));
      if (piece.length === 0) throw new Refused('corrupt', 'ends in the middle');
      left -= piece.length;
    }
  }
}

/**
 * Each entry of an archive, in order. After an entry its content must be taken from `source`, exactly `size` bytes; the padding is skipped here.
 * @param {Source} source
 * @returns {AsyncGenerator<Entry>}
 */
export async function* entries(source) {
  /** @type {Map<string, string>} */
  let pax = new Map();
  /** @type {{ name?: string, link?: string }} */
  let long = {};
  for (;;) {
    const first = await source.some(BLOCK);
    if (first.length === 0) return;
    const header = first.length === BLOCK ? first : Buffer.concat([first, await source.exactly(BLOCK - first.length)]);
    if (header.every((byte) => byte === 0)) return;
    if (!hasRightSum(header)) throw new Refused('corrupt', 'checksum of a header');
    const entry = entryOf(header, pax, long);
    if (!Number.isSafeInteger(entry.size) || entry.size < 0) throw new Refused('corrupt', 'size');
    const padding = (BLOCK - (entry.size % BLOCK)) % BLOCK;
    if ('xgLK'.includes(entry.type)) {
      if (entry.size > MAX_META_BYTES) throw new Refused('corrupt', 'a name of a megabyte');
      const bytes = await source.exactly(entry.size);
      await source.skip(padding);
      if (entry.type === 'x') pax = paxRecords(bytes);
      if (entry.type === 'L') long = { ...long, name: text(bytes, 0, bytes.length) };
      if (entry.type === 'K') long = { ...long, link: text(bytes, 0, bytes.length) };
      continue;
    }
    // Links and folders may claim a size; only files have content.
    const content = entry.type === '0' ? entry.size : 0;
    yield { ...entry, size: content };
    if (content > 0) await source.skip(padding);
    pax = new Map();
    long = {};
  }
}
