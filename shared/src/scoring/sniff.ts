import { finding, type Finding } from './findings.ts';

/** So many bytes tell every kind apart: a ZIP's first entry name starts at byte 30. */
export const SNIFF_BYTES = 64;
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const startsWith = (head: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => head[at] === byte);
const latin1 = new TextDecoder('latin1');

/** PNG (RFC 2083), JPEG (ITU T.81), GIF, PDF (ISO 32000): what is dropped by mistake, and would be called badly encoded text. */
const IMAGES = [
  { name: 'PNG', magic: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'JPEG', magic: [0xff, 0xd8, 0xff] },
  { name: 'GIF', magic: [0x47, 0x49, 0x46, 0x38] },
  { name: 'PDF', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
] as const;

/**
 * What the first bytes of a file say it is instead of CSV text, or null. `head` holds the first 64 bytes, or all when there are fewer;
 * `fileName` only chooses the hint. Sources: PKWARE APPNOTE 4.3.7, RFC 1952, the Parquet format, ECMA-376 (OPC), Unicode 3.10.
 */
export function sniff(head: Uint8Array, fileName: string | null): Finding | null {
  if (startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6)) {
    const firstEntry = latin1.decode(head.subarray(30));
    const isOffice = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/.test(firstEntry);
    return isOffice ? finding('LOOKS_LIKE_XLSX', { hint: 'export-csv' }) : finding('LOOKS_LIKE_ZIP', { hint: 'unzip' });
  }
  // The older Excel format (OLE compound file).
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return finding('LOOKS_LIKE_XLSX', { hint: 'export-csv' });
  if (startsWith(head, 0x1f, 0x8b)) {
    const isNamedGzip = fileName !== null && /\.gz$/i.test(fileName);
    return finding('LOOKS_LIKE_GZIP', { hint: isNamedGzip ? 'nested-gzip' : 'rename-gz' });
  }
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31)) return finding('LOOKS_LIKE_PARQUET', { hint: 'export-csv' });
  const image = IMAGES.find(({ magic }) => startsWith(head, ...magic));
  if (image) return finding('LOOKS_LIKE_IMAGE', { value: image.name });
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff) || head.subarray(0, 4).includes(0)) {
    return finding('ENCODING_UTF16', { line: 1, hint: 'save-utf8' });
  }
  return null;
}

/** Bytes of a UTF-8 byte order mark at the beginning: 3 or 0. */
export const bomBytes = (head: Uint8Array): number => (startsWith(head, 0xef, 0xbb, 0xbf) ? 3 : 0);

/** The most frequent delimiter of a header line outside quotes; the usual one when there is none, or when none is more frequent. */
export function detectDelimiter(header: string, usual: Delimiter = ','): Delimiter {
  const plain = header.replace(/"(?:[^"]|"")*"/g, '');
  let best = usual;
  let most = plain.split(usual).length - 1;
  for (const delimiter of DELIMITERS) {
    const times = plain.split(delimiter).length - 1;
    if (times > most) [best, most] = [delimiter, times];
  }
  return best;
}

/** Holds the first bytes of a stream back until they can be sniffed. */
export class HeadGate {
  readonly #head = new Uint8Array(SNIFF_BYTES);
  #held = 0;
  #isOpen = false;

  /** The bytes that may be read on, oldest first; empty while too few have come to sniff. `check` sees the head once. */
  pass(chunk: Uint8Array, check: (head: Uint8Array) => void): Uint8Array[] {
    if (this.#isOpen) return [chunk];
    const taken = chunk.subarray(0, SNIFF_BYTES - this.#held);
    this.#head.set(taken, this.#held);
    this.#held += taken.length;
    return this.#held < SNIFF_BYTES ? [] : [...this.finish(check), chunk.subarray(taken.length)];
  }
  /** What is still held back at the end of the stream. */
  finish(check: (head: Uint8Array) => void): Uint8Array[] {
    if (this.#isOpen) return [];
    this.#isOpen = true;
    const head = this.#head.subarray(0, this.#held);
    check(head);
    return [head];
  }
}
