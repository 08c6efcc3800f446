import { finding, type Finding } from './findings.ts';
import type { Inspector } from './inspect.ts';
import { HeadGate } from './sniff.ts';

const startsWith = (head: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => head[at] === byte);

/** Looks at the first bytes of what should be a zip (APPNOTE 4.3.7, 4.3.16); the rest is checked when all of it is there. */
export function createZipInspector(): Inspector {
  const gate = new HeadGate();
  let refusal: Finding | null = null;
  const check = (head: Uint8Array): void => {
    if (head.length === 0) refusal = finding('EMPTY_FILE');
    else if (startsWith(head, 0x50, 0x4b, 5, 6)) refusal = finding('ZIP_EMPTY', { hint: 'make-zip' });
    else if (!startsWith(head, 0x50, 0x4b, 3, 4)) refusal = finding('NOT_A_ZIP', { hint: 'make-zip' });
  };
  return {
    push(chunk) {
      gate.pass(chunk, check);
      return refusal;
    },
    end() {
      gate.finish(check);
      return refusal;
    },
  };
}

/** Takes what nobody here understands, as long as there is something. */
export function createAnyInspector(): Inspector {
  let bytes = 0;
  return {
    push(chunk) {
      bytes += chunk.length;
      return null;
    },
    end: () => (bytes === 0 ? finding('EMPTY_FILE') : null),
  };
}

const BLOCK = 512;
const NAME_BYTES = 100;
const CHECKSUM = { at: 148, length: 8 };
const SIZE = { at: 124, length: 12 };
const latin1 = new TextDecoder('latin1');

function octal(header: Uint8Array, { at, length }: { at: number; length: number }): number {
  // GNU tar: a set first bit means a big-endian number.
  if (((header[at] ?? 0) & 0x80) !== 0) return header.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
  const text = latin1.decode(header.subarray(at, at + length)).replace(/\0.*$/s, '').trim();
  return text === '' ? 0 : /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}
/** The sum of all bytes of a header, the checksum's own counted as spaces (POSIX.1-1988, ustar). */
function isSummedRight(header: Uint8Array): boolean {
  let sum = 0;
  for (const [at, byte] of header.entries()) sum += at >= CHECKSUM.at && at < CHECKSUM.at + CHECKSUM.length ? 32 : byte;
  return sum === octal(header, CHECKSUM);
}
/** What says that a tar holds an image: `docker save` writes the first, an OCI layout the second. */
const MARKS = new Set(['manifest.json', 'oci-layout']);

/** Reads the headers of a tar as its bytes come: refuses what is no tar at its first block, a broken one where it breaks, one without an image at its end. */
export function createImageInspector(): Inspector {
  return new TarInspector();
}

class TarInspector implements Inspector {
  readonly #header = new Uint8Array(BLOCK);
  #held = 0;
  #skip = 0;
  #at = 0;
  #hasMark = false;
  #isOver = false;
  #refusal: Finding | null = null;

  push(chunk: Uint8Array): Finding | null {
    let rest = chunk;
    while (rest.length > 0 && this.#refusal === null && !this.#isOver) rest = this.#skip > 0 ? this.#pass(rest) : this.#collect(rest);
    return this.#refusal;
  }
  end(): Finding | null {
    if (this.#refusal !== null) return this.#refusal;
    if (this.#at === 0) this.#refusal = this.#held === 0 ? finding('EMPTY_FILE') : this.#noTar();
    else if (this.#held > 0 || this.#skip > 0) this.#refusal = this.#broken();
    else if (!this.#hasMark) this.#refusal = finding('NOT_AN_IMAGE', { hint: 'docker-save' });
    return this.#refusal;
  }

  #pass(rest: Uint8Array): Uint8Array {
    const passed = Math.min(this.#skip, rest.length);
    this.#skip -= passed;
    this.#at += passed;
    return rest.subarray(passed);
  }
  #collect(rest: Uint8Array): Uint8Array {
    const taken = rest.subarray(0, BLOCK - this.#held);
    this.#header.set(taken, this.#held);
    this.#held += taken.length;
    if (this.#held === BLOCK) this.#read();
    return rest.subarray(taken.length);
  }
  #read(): void {
    const header = this.#header;
    // The end is marked by blocks of zeros; what comes after it is padding.
    if (header.every((byte) => byte === 0)) this.#isOver = this.#at > 0;
    const size = octal(header, SIZE);
    if (!this.#isOver && (!isSummedRight(header) || !Number.isSafeInteger(size))) {
      this.#refusal = this.#at === 0 ? this.#noTar() : this.#broken();
      return;
    }
    const name = latin1.decode(header.subarray(0, NAME_BYTES)).replace(/\0.*$/s, '').replace(/^\.\//, '');
    if (MARKS.has(name)) this.#hasMark = true;
    this.#skip = Math.ceil(size / BLOCK) * BLOCK;
    this.#held = 0;
    this.#at += BLOCK;
  }
  #noTar(): Finding {
    const isGzip = startsWith(this.#header, 0x1f, 0x8b);
    return finding('NOT_A_TAR', { hint: isGzip ? 'gunzip' : 'docker-save' });
  }
  #broken(): Finding {
    return finding('BAD_TAR', { value: String(this.#at), hint: 'docker-save' });
  }
}
