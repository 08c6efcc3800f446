import type { FileFormat } from '../contract/definition.ts';
import { ByteTable } from './byte-table.ts';
import type { FieldSpans } from './csv-rows.ts';
import { diagnoseLabel, diagnoseNumber, type Place } from './diagnosis.ts';
import { finding, type FindingCollector } from './findings.ts';
import { parseDecimal } from './number.ts';
import { textOf } from './utf8.ts';

/** A sum of probabilities further from 1 is an error; */
export const ROW_SUM_ERROR = 1e-3;
/** further than this a warning, and metrics that declare it renormalise. */
export const ROW_SUM_WARNING = 1e-6;

interface ValueColumn {
  name: string;
  isProbability: boolean;
  low: number;
  high: number;
  /** Null for numbers and probabilities. */
  labels: { names: readonly string[] | null; codes: ByteTable } | null;
}

const encoder = new TextEncoder();

function valueColumn({ name, kind, labels, min, max }: FileFormat['columns'][number]): ValueColumn {
  const isProbability = kind === 'probability';
  const codes = new ByteTable();
  for (const label of labels ?? []) {
    const bytes = encoder.encode(label);
    codes.findOrAdd(bytes, 0, bytes.length);
  }
  return {
    name,
    isProbability,
    low: Math.max(min ?? -Number.MAX_VALUE, isProbability ? 0 : -Number.MAX_VALUE),
    high: Math.min(max ?? Number.MAX_VALUE, isProbability ? 1 : Number.MAX_VALUE),
    labels: kind === 'label' ? { names: labels ?? null, codes } : null,
  };
}

/** The values of a row, checked and parsed. Label codes are places in the format's `labels`; -1 when none are declared or collected. */
export class ValueColumns {
  /** In the format's order; right after `take` returned true, until the next call. */
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
  readonly #columns: ValueColumn[];
  /** Whether the probabilities of a row have to add up to 1. */
  readonly sumsToOne: boolean;
  readonly #found: FindingCollector;
  readonly #collects: boolean;

  /** collects: labels that no list declares are numbered in order of arrival. */
  constructor(format: FileFormat, found: FindingCollector, collects: boolean) {
    this.#collects = collects;
    this.#columns = format.columns.map(valueColumn);
    this.sumsToOne = format.rowRule === 'rows-sum-to-one';
    this.#found = found;
    this.numbers = new Float64Array(format.columns.length);
    this.codes = new Int32Array(format.columns.length);
  }

  /** Reads the row's values; false after a finding. columnAt: the field of each column. */
  take(fields: FieldSpans, columnAt: readonly number[], line: number): boolean {
    const { bytes, starts, ends } = fields;
    let isFine = true;
    let sum = 0;
    for (let index = 0; index < columnAt.length; index += 1) {
      const column = this.#columns[index] as ValueColumn;
      const at = columnAt[index] as number;
      const start = starts[at] as number;
      const end = ends[at] as number;
      if (column.labels === null) {
        const value = parseDecimal(bytes, start, end);
        this.numbers[index] = value;
        if (column.isProbability) sum += value;
        if (!(value >= column.low && value <= column.high)) {
          this.#found.add(diagnoseNumber(textOf(bytes, start, end), value, column, placeOf(column, at, line)));
          isFine = false;
        }
      } else if (!this.#takeLabel(column.labels, index, bytes, start, end)) {
        this.#found.add(diagnoseLabel(textOf(bytes, start, end), column.labels.names ?? [], placeOf(column, at, line)));
        isFine = false;
      }
    }
    return isFine && (!this.sumsToOne || this.#sumIsFine(sum, line));
  }

  rangeAt(column: number): { low: number; high: number } {
    return this.#columns[column] ?? { low: NaN, high: NaN };
  }
  /** Codes of the labels of a column, null of any other. */
  labelTable(column: number): ByteTable | null {
    return this.#columns[column]?.labels?.codes ?? null;
  }
  /** The sum of the probabilities in `numbers`. */
  sumOfShares(): number {
    let sum = 0;
    for (let index = 0; index < this.#columns.length; index += 1)
      if (this.#columns[index]?.isProbability) sum += this.numbers[index] as number;
    return sum;
  }
  labelsAt(column: number): string[] {
    const codes = this.#columns[column]?.labels?.codes;
    return Array.from({ length: codes?.size ?? 0 }, (_, code) => {
      const bytes = codes?.bytesAt(code) ?? new Uint8Array(0);
      return textOf(bytes, 0, bytes.length);
    });
  }

  #takeLabel(labels: NonNullable<ValueColumn['labels']>, index: number, bytes: Uint8Array, start: number, end: number): boolean {
    let code = labels.codes.find(bytes, start, end);
    const isNew = code < 0 && labels.names === null && textOf(bytes, start, end).trim() !== '';
    if (isNew && this.#collects) code = labels.codes.findOrAdd(bytes, start, end);
    this.codes[index] = code;
    return code >= 0 || isNew;
  }

  #sumIsFine(sum: number, line: number): boolean {
    const distance = Math.abs(sum - 1);
    if (distance <= ROW_SUM_WARNING) return true;
    const isError = distance > ROW_SUM_ERROR;
    const severity = isError ? 'error' : 'warning';
    if (this.#found.keeps('ROW_SUM', severity))
      this.#found.add(
        finding('ROW_SUM', { severity, line, value: String(sum), hint: isError ? 'not-normalised' : 'rounding', expected: '1' }),
      );
    else this.#found.count('ROW_SUM', severity);
    return !isError;
  }
}

const placeOf = (column: ValueColumn, at: number, line: number): Place => ({ line, column: at + 1, columnName: column.name });
