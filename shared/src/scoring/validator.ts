import { RowReader, type RawRow, FieldSpans } from './csv-rows.ts';
import type { FastRows } from './fast-rows.ts';
import { finding, type Finding } from './findings.ts';
import type { ValidationReport } from './report.ts';
import { RowCheck, textsOf, type RowCheckOptions, type RowProgress } from './row-check.ts';
import { bomBytes, detectDelimiter, HeadGate, sniff, type Delimiter } from './sniff.ts';
import { invalidUtf8At, looksLikeCp949, textOf } from './utf8.ts';

const LF = 10;
const MAX_STRIDE = 65_536;

export interface ValidatorOptions extends RowCheckOptions {
  /** Only chooses between hints ("rename it to .gz"). */
  fileName?: string | null;
}
export type ValidationProgress = RowProgress;
export interface Validator {
  /** The next bytes, already decompressed; chunks may be cut anywhere and are not kept. Ignored once `refused`. */
  push(chunk: Uint8Array): void;
  /** Closes the file; to be called once. */
  end(): ValidationReport;
  /** What the bytes up to here gave, without closing the file: for a screen that shows findings as they come. */
  soFar(): ValidationProgress;
  /** The id of a row number that the sink was given. */
  idAt(row: number): string;
  /** What is known of the rows that were taken. */
  readonly rows: RowCheck;
  /** The file can't be read any further: stop sending. */
  readonly refused: boolean;
}

/**
 * A streaming check of a CSV prediction file (scoring.md section 2). The report is the same for the same bytes, whatever the chunks.
 * Memory: a fixed buffer of 320 KiB, 4 bytes per id, and with unknown ids the ids themselves.
 */
export function createValidator(options: ValidatorOptions): Validator {
  return new CsvValidator(options);
}

class CsvValidator implements Validator {
  refused = false;
  readonly rows: RowCheck;
  readonly #options: ValidatorOptions;
  readonly #gate = new HeadGate();
  readonly #reader: RowReader;
  readonly #fields = new FieldSpans();
  /** Null until the header was read. */
  #delimiter: Delimiter | null = null;
  /** Null until the header was read, and for headers that have no fast way. */
  #fast: FastRows | null = null;
  #stride = 0;
  #bytes = 0;
  #bom = 0;
  /** Blank lines are fine at the end of the file only, so they wait for what comes. */
  #blank = { line: 0, count: 0 };

  constructor(options: ValidatorOptions) {
    this.#options = options;
    this.rows = new RowCheck(options);
    this.#reader = new RowReader(
      (row) => this.#takeRow(row),
      (line) => {
        this.#refuse(finding('ROW_TOO_LONG', { line, expected: '65536' }));
      },
    );
  }

  push(chunk: Uint8Array): void {
    if (this.refused) return;
    this.#bytes += chunk.length;
    for (const piece of this.#gate.pass(chunk, (head) => {
      this.#checkHead(head);
    }))
      this.#read(piece);
  }

  end(): ValidationReport {
    for (const piece of this.#gate.finish((head) => {
      this.#checkHead(head);
    }))
      this.#read(piece);
    if (!this.refused) this.#reader.end();
    if (!this.refused && this.#delimiter === null) this.#refuse(finding('EMPTY_FILE', { line: 1 }));
    if (!this.refused) this.rows.reportMissing();
    const { rows, errors, warnings, counts, first } = this.soFar();
    return {
      ok: errors === 0,
      complete: !this.refused,
      rows,
      bytes: this.refused ? null : this.#bytes,
      delimiter: this.#delimiter,
      idsChecked: this.#options.ids !== null,
      errors,
      warnings,
      counts,
      first,
      all: this.rows.found.all,
    };
  }

  soFar(): ValidationProgress {
    return this.rows.soFar();
  }

  idAt(row: number): string {
    return this.rows.idAt(row);
  }

  #refuse(reason: Finding): void {
    this.rows.found.add(reason);
    this.refused = true;
  }

  #checkHead(head: Uint8Array): void {
    const wrongKind = sniff(head, this.#options.fileName ?? null);
    if (wrongKind) this.#refuse(wrongKind);
    this.#bom = bomBytes(head);
  }

  #read(piece: Uint8Array): void {
    const bytes = this.#bom > 0 ? piece.subarray(this.#bom) : piece;
    this.#bom = 0;
    const lastEnd = bytes.lastIndexOf(LF) + 1;
    let at = 0;
    while (at < bytes.length && !this.refused) {
      if (this.#fast !== null && at < lastEnd && this.#reader.isBetweenRows && this.#blank.count === 0)
        at = this.#takeFast(this.#fast, bytes, at, lastEnd);
      const end = this.#slowEnd(bytes, at);
      this.#reader.push(bytes.subarray(at, end));
      at = end;
    }
  }

  #takeFast(fast: FastRows, bytes: Uint8Array, start: number, end: number): number {
    const next = fast.take(bytes, start, end, this.#reader.line);
    this.#reader.skip(fast.taken, next - start);
    this.rows.tookFast(fast.taken);
    this.#stride = fast.taken > 0 ? 0 : Math.min(MAX_STRIDE, this.#stride * 2 + 64);
    return next;
  }

  /** Where the slow way may stop for the fast one to try again: the later, the more often that was in vain. */
  #slowEnd(bytes: Uint8Array, start: number): number {
    if (this.#fast === null && this.#delimiter !== null) return bytes.length;
    const feed = bytes.indexOf(LF, start + this.#stride);
    return feed < 0 ? bytes.length : feed + 1;
  }

  /** False stops the reading. */
  #takeRow(row: RawRow): boolean {
    if (row.end === row.start) {
      if (this.#delimiter !== null)
        this.#blank = { line: this.#blank.count === 0 ? row.line : this.#blank.line, count: this.#blank.count + 1 };
      return true;
    }
    if (this.#delimiter === null) return this.#takeHeader(row);
    if (this.#blank.count > 0) this.#reportBlankLines(this.#delimiter);
    this.#takeData(row, this.#delimiter);
    return true;
  }

  #takeHeader(row: RawRow): boolean {
    if (row.hasNonAscii && invalidUtf8At(row.bytes, row.start, row.end) >= 0) {
      this.#refuse(this.#notUtf8(row));
      return false;
    }
    if (row.quoteFault !== null) {
      this.#refuse(finding('BAD_QUOTES', { line: row.line, hint: row.quoteFault }));
      return false;
    }
    const delimiter = detectDelimiter(textOf(row.bytes, row.start, row.end), this.#options.delimiter);
    this.#fields.splitBytes(row, delimiter.charCodeAt(0));
    this.#delimiter = delimiter;
    this.#reader.delimiter = delimiter.charCodeAt(0);
    this.refused = !this.rows.takeHeader(textsOf(this.#fields), delimiter);
    this.#fast = this.rows.fastRows(delimiter);
    return !this.refused;
  }

  #takeData(row: RawRow, delimiter: Delimiter): void {
    if (row.quoteFault !== null) {
      this.rows.takeFaulty(finding('BAD_QUOTES', { line: row.line, hint: row.quoteFault }), null);
      return;
    }
    this.#fields.split(row, this.#reader.delimiter);
    if (row.hasNonAscii && invalidUtf8At(row.bytes, row.start, row.end) >= 0) this.rows.takeFaulty(this.#notUtf8(row), this.#fields);
    else this.rows.take(this.#fields, row.line, delimiter);
  }

  #reportBlankLines(delimiter: Delimiter): void {
    const { line, count } = this.#blank;
    for (let blank = 0; blank < count; blank += 1) this.rows.takeBlank(line + blank, delimiter);
    this.#blank = { line: 0, count: 0 };
  }

  #notUtf8(row: RawRow): Finding {
    const at = invalidUtf8At(row.bytes, row.start, row.end);
    const byte = (row.bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    const offset = row.offset + at - row.start;
    return finding('ENCODING_NOT_UTF8', {
      line: row.line,
      value: `0x${byte} @ ${String(offset)}`,
      hint: looksLikeCp949(row.bytes, row.start, row.end) ? 'cp949' : 'save-utf8',
    });
  }
}
