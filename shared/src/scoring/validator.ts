import type { FileFormat } from '../contract/definition.ts';
import type { RowSink } from './aligned.ts';
import type { IdIndex } from './byte-table.ts';
import { FieldSpans, RowReader, type RawRow } from './csv-rows.ts';
import { diagnoseCount, type CountedRow } from './diagnosis.ts';
import { finding, FindingCollector, type Finding } from './findings.ts';
import { matchHeader, type HeaderMatch } from './header.ts';
import type { ValidationReport } from './report.ts';
import { IdColumn } from './row-ids.ts';
import { ValueColumns } from './row-values.ts';
import { bomBytes, detectDelimiter, HeadGate, sniff, type Delimiter } from './sniff.ts';
import { invalidUtf8At, looksLikeCp949, textOf } from './utf8.ts';

export interface ValidatorOptions {
  format: FileFormat;
  /** The task's ids in key order; null when they are not known (then only structure, duplicates and values are checked). */
  ids: IdIndex | null;
  /** Gets the rows that have no finding. */
  sink?: RowSink;
  /** Only chooses between hints ("rename it to .gz"). */
  fileName?: string | null;
}
export type ValidationProgress = Pick<ValidationReport, 'rows' | 'errors' | 'warnings' | 'counts' | 'first'>;
export interface Validator {
  /** The next bytes, already decompressed; chunks may be cut anywhere and are not kept. Ignored once `refused`. */
  push(chunk: Uint8Array): void;
  /** Closes the file; to be called once. */
  end(): ValidationReport;
  /** What the bytes up to here gave, without closing the file: for a screen that shows findings as they come. */
  soFar(): ValidationProgress;
  /** The id of a row number that the sink was given. */
  idAt(row: number): string;
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
  readonly #options: ValidatorOptions;
  readonly #found = new FindingCollector();
  readonly #gate = new HeadGate();
  readonly #reader: RowReader;
  readonly #fields = new FieldSpans();
  readonly #ids: IdColumn;
  readonly #values: ValueColumns;
  #header: HeaderMatch | null = null;
  #delimiter: Delimiter | null = null;
  #rows = 0;
  #bytes = 0;
  #bom = 0;
  /** Blank lines are fine at the end of the file only, so they wait for what comes. */
  #blank = { line: 0, count: 0 };

  constructor(options: ValidatorOptions) {
    this.#options = options;
    this.#ids = new IdColumn(options.ids, options.format.idColumn, this.#found);
    this.#values = new ValueColumns(options.format, this.#found);
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
    if (!this.refused && this.#header === null) this.#refuse(finding('EMPTY_FILE', { line: 1 }));
    if (!this.refused) this.#ids.reportMissing();
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
      all: this.#found.all,
    };
  }

  soFar(): ValidationProgress {
    return {
      rows: this.#rows,
      errors: this.#found.total('error'),
      warnings: this.#found.total('warning'),
      counts: this.#found.counts(),
      first: this.#found.first,
    };
  }

  idAt(row: number): string {
    return this.#ids.idAt(row);
  }

  #refuse(reason: Finding): void {
    this.#found.add(reason);
    this.refused = true;
  }

  #checkHead(head: Uint8Array): void {
    const wrongKind = sniff(head, this.#options.fileName ?? null);
    if (wrongKind) this.#refuse(wrongKind);
    this.#bom = bomBytes(head);
  }

  #read(piece: Uint8Array): void {
    if (this.refused) return;
    this.#reader.push(this.#bom > 0 ? piece.subarray(this.#bom) : piece);
    this.#bom = 0;
  }

  /** False stops the reading. */
  #takeRow(row: RawRow): boolean {
    if (row.end === row.start) {
      if (this.#header !== null)
        this.#blank = { line: this.#blank.count === 0 ? row.line : this.#blank.line, count: this.#blank.count + 1 };
      return true;
    }
    if (this.#header === null) return this.#takeHeader(row);
    if (this.#blank.count > 0) this.#reportBlankLines(this.#header.fieldCount);
    this.#rows += 1;
    this.#takeData(row, this.#header);
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
    const delimiter = detectDelimiter(textOf(row.bytes, row.start, row.end));
    this.#fields.splitBytes(row, delimiter.charCodeAt(0));
    const { ids, format } = this.#options;
    const { match, findings } = matchHeader(this.#texts(), delimiter, format, (cell) => ids !== null && ids.indexOf(cell) >= 0);
    for (const found of findings) this.#found.add(found);
    this.#delimiter = delimiter;
    this.#reader.delimiter = delimiter.charCodeAt(0);
    this.#header = match;
    this.refused = match === null;
    return match !== null;
  }

  #takeData(row: RawRow, header: HeaderMatch): void {
    if (row.quoteFault !== null) {
      this.#found.add(finding('BAD_QUOTES', { line: row.line, hint: row.quoteFault }));
      return;
    }
    const fields = this.#fields;
    fields.split(row, this.#reader.delimiter);
    if (row.hasNonAscii && invalidUtf8At(row.bytes, row.start, row.end) >= 0) {
      this.#ids.excuse(fields, header.idAt);
      this.#found.add(this.#notUtf8(row));
      return;
    }
    if (fields.count !== header.fieldCount) {
      this.#ids.excuse(fields, header.idAt);
      this.#found.add(diagnoseCount(this.#texts(), this.#counted(header.fieldCount, row.line)));
      return;
    }
    const index = this.#ids.take(fields, header.idAt, row.line);
    const isFine = this.#values.take(fields, header.columnAt, row.line);
    if (index >= 0 && isFine) this.#options.sink?.accept(index, this.#values.numbers, this.#values.codes);
  }

  #counted(columns: number, line: number): CountedRow {
    const isNumeric = this.#options.format.columns.every(({ kind }) => kind !== 'label');
    return { columns, delimiter: this.#delimiter ?? ',', line, isNumeric };
  }

  #texts(): string[] {
    const { bytes, starts, ends, count } = this.#fields;
    return Array.from({ length: count }, (_, field) => textOf(bytes, starts[field] ?? 0, ends[field] ?? 0));
  }

  #reportBlankLines(columns: number): void {
    const { line, count } = this.#blank;
    for (let blank = 0; blank < count; blank += 1) {
      if (this.#found.keeps('COLUMN_COUNT')) this.#found.add(diagnoseCount([''], this.#counted(columns, line + blank)));
      else this.#found.count('COLUMN_COUNT');
    }
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
