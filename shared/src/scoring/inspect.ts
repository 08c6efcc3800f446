import type { FileFormat } from '../contract/definition.ts';
import { MAX_ROW_BYTES } from './csv-rows.ts';
import { finding, type Finding } from './findings.ts';
import { bomBytes, HeadGate, sniff } from './sniff.ts';
import { looksLikeCp949, Utf8Check } from './utf8.ts';

export interface Inspector {
  /** The first reason to refuse the file, or null so far. Once there is one it stays. */
  push(chunk: Uint8Array): Finding | null;
  end(): Finding | null;
}
const LF = 10;

/**
 * The part of the check that is cheap enough to run while bytes arrive: wrong kind, encoding, a line over 64 KiB, too many bytes.
 * Works on plain CSV bytes cut anywhere; keeps 64 bytes and a few counters. What it refuses the validator refuses too.
 */
export function createInspector(format: Pick<FileFormat, 'maxInflatedBytes'>, fileName: string | null = null): Inspector {
  return new CsvInspector(format.maxInflatedBytes, fileName);
}

class CsvInspector implements Inspector {
  readonly #maxBytes: number;
  readonly #fileName: string | null;
  readonly #gate = new HeadGate();
  readonly #utf8 = new Utf8Check();
  #refusal: Finding | null = null;
  #bytes = 0;
  #bom = 0;
  #line = 1;
  #lineBytes = 0;

  constructor(maxBytes: number, fileName: string | null) {
    this.#maxBytes = maxBytes;
    this.#fileName = fileName;
  }
  push(chunk: Uint8Array): Finding | null {
    if (this.#refusal === null) for (const piece of this.#gate.pass(chunk, this.#checkHead)) this.#read(piece);
    return this.#refusal;
  }
  end(): Finding | null {
    for (const piece of this.#gate.finish(this.#checkHead)) this.#read(piece);
    if (this.#bytes === this.#bom) this.#refusal ??= finding('EMPTY_FILE', { line: 1 });
    if (!this.#utf8.isWhole) this.#refusal ??= finding('ENCODING_NOT_UTF8', { line: this.#line, hint: 'save-utf8' });
    return this.#refusal;
  }

  readonly #checkHead = (head: Uint8Array): void => {
    this.#refusal = sniff(head, this.#fileName);
    this.#bom = bomBytes(head);
    this.#lineBytes = -this.#bom;
  };

  #read(piece: Uint8Array): void {
    if (this.#refusal !== null) return;
    this.#bytes += piece.length;
    const wrong = this.#utf8.invalidAt(piece, 0, piece.length);
    // A long line before the wrong byte comes first, so lines are measured up to it.
    if (!this.#measureLines(wrong < 0 ? piece : piece.subarray(0, wrong)))
      this.#refusal = finding('ROW_TOO_LONG', { line: this.#line, expected: String(MAX_ROW_BYTES) });
    else if (wrong >= 0) this.#refusal = this.#notUtf8(piece, wrong);
    else if (this.#bytes > this.#maxBytes) this.#refusal = finding('INFLATED_TOO_LARGE', { expected: String(this.#maxBytes) });
  }

  /** Counts line feeds; false when a line reaches 64 KiB. */
  #measureLines(piece: Uint8Array): boolean {
    let start = 0;
    for (let feed = piece.indexOf(LF); feed >= 0; feed = piece.indexOf(LF, start)) {
      if (this.#lineBytes + feed - start >= MAX_ROW_BYTES) return false;
      this.#line += 1;
      this.#lineBytes = 0;
      start = feed + 1;
    }
    this.#lineBytes += piece.length - start;
    return this.#lineBytes < MAX_ROW_BYTES;
  }

  #notUtf8(piece: Uint8Array, at: number): Finding {
    const byte = (piece[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    const offset = this.#bytes - piece.length + at - this.#bom;
    const isKorean = looksLikeCp949(piece, Math.max(0, at - 1), Math.min(piece.length, at + 2));
    return finding('ENCODING_NOT_UTF8', {
      line: this.#line,
      value: `0x${byte} @ ${String(offset)}`,
      hint: isKorean ? 'cp949' : 'save-utf8',
    });
  }
}
