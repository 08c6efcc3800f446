import type { FileFormat } from '@gac/shared/contract/definition';
import type { RowSink } from '@gac/shared/scoring/aligned';

/** What the predicted values of one column look like; kept of the last submission to notice a wrong file before it costs a slot. */
export type ColumnStats =
  | { name: string; kind: 'number'; rows: number; min: number; max: number; mean: number; sd: number }
  /** Counts in the order of `labels`. */
  | { name: string; kind: 'label'; rows: number; labels: string[]; counts: number[] };

type Running = { name: string; rows: number } & (
  | { kind: 'number'; min: number; max: number; mean: number; squares: number }
  | { kind: 'label'; labels: readonly string[]; counts: number[] }
);

/** Takes the rows the validator found nothing wrong with. Means and deviations are summed as they come (Welford 1962). */
export class StatsSink implements RowSink {
  readonly #columns: Running[];
  constructor(format: FileFormat) {
    this.#columns = format.columns.map(({ name, kind, labels = [] }) =>
      kind === 'label'
        ? { name, kind, rows: 0, labels, counts: labels.map(() => 0) }
        : { name, kind: 'number', rows: 0, min: Infinity, max: -Infinity, mean: 0, squares: 0 },
    );
  }
  accept(_row: number, numbers: Float64Array, codes: Int32Array): void {
    for (let i = 0; i < this.#columns.length; i += 1) {
      const column = this.#columns[i] as Running;
      column.rows += 1;
      if (column.kind === 'label') {
        const code = codes[i] as number;
        if (code >= 0 && code < column.counts.length) column.counts[code] = (column.counts[code] as number) + 1;
        continue;
      }
      const value = numbers[i] as number;
      const off = value - column.mean;
      column.mean += off / column.rows;
      column.squares += off * (value - column.mean);
      if (value < column.min) column.min = value;
      if (value > column.max) column.max = value;
    }
  }
  /** Columns with at least one good row. */
  stats(): ColumnStats[] {
    return this.#columns
      .filter(({ rows }) => rows > 0)
      .map((column) =>
        column.kind === 'label'
          ? { ...column, labels: [...column.labels] }
          : {
              name: column.name,
              kind: 'number',
              rows: column.rows,
              min: column.min,
              max: column.max,
              mean: column.mean,
              sd: Math.sqrt(column.squares / column.rows),
            },
      );
  }
}

export type Shift =
  | { name: string; kind: 'mean'; before: number; after: number }
  /** Share of rows that would have to change their label, 0 to 1. */
  | { name: string; kind: 'labels'; share: number };
const MEAN_SHIFT_SD = 0.5;
const LABEL_SHIFT = 0.25;

/**
 * Columns whose values moved a lot since the last submission: the mean by over half a standard deviation, or over a quarter of the labels
 * (total variation distance). A hint for the eye, never a refusal; columns that are not in both are left out.
 */
export function shiftsBetween(before: readonly ColumnStats[], after: readonly ColumnStats[]): Shift[] {
  return after.flatMap((now): Shift[] => {
    const then = before.find(({ name, kind }) => name === now.name && kind === now.kind);
    if (now.kind === 'number' && then?.kind === 'number') {
      const sd = Math.max(now.sd, then.sd);
      return Math.abs(now.mean - then.mean) > MEAN_SHIFT_SD * sd
        ? [{ name: now.name, kind: 'mean', before: then.mean, after: now.mean }]
        : [];
    }
    if (now.kind === 'label' && then?.kind === 'label') {
      const shareThen = (label: string): number => (then.counts[then.labels.indexOf(label)] ?? 0) / then.rows;
      const moved = now.labels.reduce((sum, label, i) => sum + Math.abs((now.counts[i] ?? 0) / now.rows - shareThen(label)), 0) / 2;
      return moved > LABEL_SHIFT ? [{ name: now.name, kind: 'labels', share: moved }] : [];
    }
    return [];
  });
}
