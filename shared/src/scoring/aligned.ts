import type { FileFormat } from '../contract/definition.ts';

/**
 * Where the validator delivers rows that have no finding, so that scoring needs no second parser.
 * row: the key order of the id (order of arrival when the ids are not known). numbers and codes: one entry per column of the format, in
 * the format's order; a number or probability stands in `numbers`, the code of a label in `codes`; the other one is meaningless. Both
 * arrays are used again for the next row.
 */
export interface RowSink {
  accept(row: number, numbers: Float64Array, codes: Int32Array): void;
}

export type AlignedColumn = { name: string; kind: 'number'; values: Float64Array } | { name: string; kind: 'label'; codes: Int32Array };

/**
 * Prediction columns in key order: `Float64Array` for numbers and probabilities, `Int32Array` of label codes for labels.
 * Whatever the order of rows in the file, the arrays are the same, so sums over them are the same to the last bit.
 * They hold a whole prediction only when the validator's report is ok.
 */
export class AlignedColumns implements RowSink {
  #columns: AlignedColumn[];
  #rows: number;
  #numbers: Float64Array[] = [];
  #numberAt: number[] = [];
  #codes: Int32Array[] = [];
  #codeAt: number[] = [];

  /** rows: the number of ids; 0 when it is not known, the columns then grow. */
  constructor(format: FileFormat, rows: number) {
    this.#rows = rows;
    this.#columns = format.columns.map(({ name, kind }) =>
      kind === 'label'
        ? { name, kind, codes: new Int32Array(rows).fill(-1) }
        : { name, kind: 'number', values: new Float64Array(rows).fill(NaN) },
    );
    this.#sort();
  }
  accept(row: number, numbers: Float64Array, codes: Int32Array): void {
    if (row >= this.#rows) this.#grow(row + 1);
    for (let at = 0; at < this.#numbers.length; at += 1)
      (this.#numbers[at] as Float64Array)[row] = numbers[this.#numberAt[at] as number] as number;
    for (let at = 0; at < this.#codes.length; at += 1) (this.#codes[at] as Int32Array)[row] = codes[this.#codeAt[at] as number] as number;
  }
  /** The columns by kind, with their places in the format: one loop for each, without a question in it. */
  #sort(): void {
    const places = (wanted: AlignedColumn['kind']): number[] =>
      this.#columns.flatMap(({ kind }, place) => (kind === wanted ? [place] : []));
    this.#numberAt = places('number');
    this.#codeAt = places('label');
    this.#numbers = this.#columns.flatMap((column) => (column.kind === 'number' ? [column.values] : []));
    this.#codes = this.#columns.flatMap((column) => (column.kind === 'label' ? [column.codes] : []));
  }
  /** The columns cut to `rows` rows. */
  columns(rows: number): AlignedColumn[] {
    return this.#columns.map((column) =>
      column.kind === 'label'
        ? { ...column, codes: column.codes.subarray(0, rows) }
        : { ...column, values: column.values.subarray(0, rows) },
    );
  }
  #grow(least: number): void {
    const rows = Math.max(least, this.#rows * 2, 1024);
    this.#columns = this.#columns.map((column) => {
      if (column.kind === 'label') {
        const codes = new Int32Array(rows).fill(-1);
        codes.set(column.codes);
        return { ...column, codes };
      }
      const values = new Float64Array(rows).fill(NaN);
      values.set(column.values);
      return { ...column, values };
    });
    this.#rows = rows;
    this.#sort();
  }
}
