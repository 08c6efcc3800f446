import type { FileFormat } from '../contract/definition.ts';
import type { RowSink } from './aligned.ts';
import type { IdIndex } from './id-set.ts';
import type { FieldSpans } from './csv-rows.ts';
import { diagnoseCount, farTooMany, type CountedRow } from './diagnosis.ts';
import { FastRows } from './fast-rows.ts';
import { finding, FindingCollector, type Finding } from './findings.ts';
import { matchHeader, type HeaderMatch } from './header.ts';
import type { ValidationReport } from './report.ts';
import { IdColumn } from './row-ids.ts';
import { ValueColumns } from './row-values.ts';
import type { Delimiter } from './sniff.ts';
import { textOf } from './utf8.ts';

export interface RowCheckOptions {
  /** What the file must hold, or how that follows from the names in its header. */
  format: FileFormat | ((cells: readonly string[]) => FileFormat);
  /** The task's ids in key order; null when they are not known (then only structure, duplicates and values are checked). */
  ids: IdIndex | null;
  /** Gets the rows that have no finding. */
  sink?: RowSink;
  /** Columns that make up the id together; without them the format's one. */
  idColumns?: readonly string[];
  /** Whether columns that the format does not name are a finding; so unless said. */
  extraColumns?: 'refused' | 'ignored';
  /** The delimiter that the file's kind has; without it the header tells, and any but the comma is warned of. */
  delimiter?: Delimiter;
  /** Labels that no list declares are numbered as they come; `labelsAt` tells them. */
  collectLabels?: boolean;
}
export type RowProgress = Pick<ValidationReport, 'rows' | 'errors' | 'warnings' | 'counts' | 'first'>;

/**
 * The check of rows, whatever kind of file they come from (scoring.md section 2): names of columns, number of fields, ids, values. Whoever
 * reads the file hands over the header, then every row, then the end.
 */
export class RowCheck {
  readonly found = new FindingCollector();
  readonly #options: RowCheckOptions;
  readonly #ids: IdColumn;
  #values: ValueColumns | null = null;
  #header: HeaderMatch | null = null;
  #isNumeric = false;
  #rows = 0;

  constructor(options: RowCheckOptions) {
    this.#options = options;
    this.#ids = new IdColumn(options.ids, this.found);
  }

  /** False when the rows can't be read: a column is missing, or there is no header. */
  takeHeader(cells: readonly string[], delimiter: Delimiter): boolean {
    const { format, ids, idColumns, extraColumns = 'refused', delimiter: expected = ',' } = this.#options;
    const own = typeof format === 'function' ? format(cells) : format;
    const names = { ids: idColumns ?? [own.idColumn], values: own.columns.map(({ name }) => name) };
    const isKnownId = (cell: string): boolean => ids !== null && ids.indexOf(cell) >= 0;
    const { match, findings } = matchHeader(cells, { names, extraColumns, delimiter, expected, isKnownId });
    for (const found of findings) this.found.add(found);
    this.#header = match;
    this.#isNumeric = own.columns.every(({ kind }) => kind !== 'label');
    this.#values = new ValueColumns(own, this.found, this.#options.collectLabels ?? false);
    if (match) this.#ids.place(match.idAt, names.ids);
    return match !== null;
  }

  /** The fast way through rows of a CSV file with this delimiter; null when its header has none. To be asked after the header. */
  fastRows(delimiter: Delimiter): FastRows | null {
    const header = this.#header;
    const [idAt, ...others] = header?.idAt ?? [];
    if (!header || !this.#values || idAt === undefined || others.length > 0) return null;
    const { columnAt, fieldCount } = header;
    if (!FastRows.fits({ idAt, columnAt })) return null;
    const plan = { delimiter: delimiter.charCodeAt(0), fieldCount, idAt, columnAt, sink: this.#options.sink ?? null };
    return new FastRows(plan, this.#ids, this.#values);
  }
  /** So many rows were taken by the fast way. */
  tookFast(count: number): void {
    this.#rows += count;
  }

  /** One more row, at `line` of the file; the delimiter only chooses the words. */
  take(fields: FieldSpans, line: number, delimiter: Delimiter): void {
    this.#rows += 1;
    const header = this.#header as HeaderMatch;
    const values = this.#values as ValueColumns;
    if (fields.count !== header.fieldCount) {
      this.#ids.excuse(fields);
      this.#tellCount(fields, line, delimiter);
      return;
    }
    const index = this.#ids.take(fields, line);
    const isFine = values.take(fields, header.columnAt, line);
    if (index >= 0 && isFine) this.#options.sink?.accept(index, values.numbers, values.codes);
  }

  /** Costs no more than the row's bytes, however many fields it has and however many such rows there are. */
  #tellCount(fields: FieldSpans, line: number, delimiter: Delimiter): void {
    const counted = this.#counted(line, delimiter);
    if (!this.found.keeps('COLUMN_COUNT')) this.found.count('COLUMN_COUNT');
    else this.found.add(fields.count > 2 * counted.columns ? farTooMany(fields.count, counted) : diagnoseCount(textsOf(fields), counted));
  }

  /** A row with a fault of its own. `fields`: when they could be told apart, the id in them is not missing. */
  takeFaulty(fault: Finding, fields: FieldSpans | null): void {
    this.#rows += 1;
    if (fields) this.#ids.excuse(fields);
    this.found.add(fault);
  }

  takeBlank(line: number, delimiter: Delimiter): void {
    if (this.found.keeps('COLUMN_COUNT')) this.found.add(diagnoseCount([''], this.#counted(line, delimiter)));
    else this.found.count('COLUMN_COUNT');
  }

  /** A file with no row at all is told once, not once for each id. */
  reportMissing(): void {
    const { ids } = this.#options;
    if (this.#rows === 0) this.found.add(finding('NO_ROWS', { expected: ids === null ? null : String(ids.size) }));
    else this.#ids.reportMissing();
  }

  soFar(): RowProgress {
    return {
      rows: this.#rows,
      errors: this.found.total('error'),
      warnings: this.found.total('warning'),
      counts: this.found.counts(),
      first: this.found.first,
    };
  }

  /** The id of a row number that the sink was given; the pieces of a composite one are joined by U+001F. */
  idAt(row: number): string {
    return this.#ids.idAt(row);
  }
  /** The ids in order of arrival, when none were known and every row was fine; to be called after the last row. */
  arrivedIds(): IdIndex {
    return this.#ids.arrived();
  }
  /** The line on which that row stands. */
  lineAt(row: number): number {
    return this.#ids.lineAt(row);
  }
  /** Labels of the column at this place of the format in the order of their codes, when they are collected. */
  labelsAt(column: number): string[] {
    return this.#values?.labelsAt(column) ?? [];
  }
  /** Place in the file (from 1) of the column at this place of the format. */
  placeAt(column: number): number {
    return (this.#header?.columnAt[column] ?? -1) + 1;
  }

  #counted(line: number, delimiter: string): CountedRow {
    return { columns: this.#header?.fieldCount ?? 0, delimiter, line, isNumeric: this.#isNumeric };
  }
}

export const textsOf = ({ bytes, starts, ends, count }: FieldSpans): string[] =>
  Array.from({ length: count }, (_, field) => textOf(bytes, starts[field] ?? 0, ends[field] ?? 0));
