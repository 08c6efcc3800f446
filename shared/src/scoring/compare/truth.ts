import type { FileFormat } from '../../contract/definition.ts';
import { accept, refuse, type Decision } from '../../values.ts';
import { AlignedColumns } from '../aligned.ts';
import type { IdIndex } from '../id-set.ts';
import { finding } from '../findings.ts';
import type { MetricDef, TruthColumn } from '../metric.ts';
import { fileFaults, type CompareProblem, type Comparison, type ReadRows } from './comparison.ts';

/** Nothing but form is asked of a file at home: no limit of size. */
export const AT_HOME = { rowRule: 'none', maxBytes: Number.MAX_SAFE_INTEGER, maxInflatedBytes: Number.MAX_SAFE_INTEGER } as const;

/** The truths in the order of their file, as numbers, as labels, or as both. */
export interface Truths {
  ids: IdIndex;
  target: string;
  numbers: Float64Array | null;
  /** Codes are places in `found`. */
  labels: { codes: Int32Array; found: readonly string[] } | null;
  weights: Float64Array | null;
  /** Query of each row; null: all are of one. */
  groups: Int32Array | null;
  /** Line and column of a row's truth in the file. */
  placeOf(row: number): { line: number; column: number };
}

const readsNumbers = ({ reads }: MetricDef): boolean => reads === 'numbers' || reads === 'rankings';

/** Reads the truths once, however many metrics there are. Fails with every fault of the file. */
export async function readTruths(comparison: Comparison, read: ReadRows): Promise<Decision<Truths, CompareProblem[]>> {
  const { metrics, idColumns, weight } = comparison;
  const group = metrics.some(({ reads }) => reads === 'rankings') ? groupOf(comparison) : null;
  let target = '';
  let columns = new AlignedColumns({ ...AT_HOME, idColumn: '', columns: [] }, 0);
  const format = (cells: readonly string[]): FileFormat => {
    target = comparison.target ?? targetOf(cells, [...idColumns, ...[weight, group].filter((name) => name !== null)]);
    const own: FileFormat = {
      ...AT_HOME,
      idColumn: idColumns[0] ?? '',
      columns: [
        ...(metrics.some(readsNumbers) ? [{ name: target, kind: 'number' as const }] : []),
        ...(metrics.every(readsNumbers) ? [] : [{ name: target, kind: 'label' as const }]),
        ...(weight === null ? [] : [{ name: weight, kind: 'number' as const, min: 0 }]),
        ...(group === null ? [] : [{ name: group, kind: 'label' as const }]),
      ],
    };
    columns = new AlignedColumns(own, 0);
    return own;
  };
  const { report, rows } = await read({
    format,
    ids: null,
    idColumns,
    extraColumns: 'ignored',
    collectLabels: true,
    sink: { accept: (row, numbers, codes) => columns.accept(row, numbers, codes) },
  });
  const faults = fileFaults('truth', report);
  if (faults.length > 0) return refuse(faults);
  if (report.rows === 0) return refuse([{ kind: 'file', file: 'truth', finding: finding('EMPTY_FILE', { line: 1 }) }]);
  const all = columns.columns(report.rows);
  const numbers = (name: string): Float64Array | null =>
    all.flatMap((column) => (column.name === name && column.kind === 'number' ? [column.values] : []))[0] ?? null;
  const codes = (name: string | null): Int32Array | null =>
    all.flatMap((column) => (column.name === name && column.kind === 'label' ? [column.codes] : []))[0] ?? null;
  const labels = codes(target);
  return accept({
    ids: rows.arrivedIds(),
    target,
    numbers: numbers(target),
    labels: labels && { codes: labels, found: rows.labelsAt(all.findIndex(({ name, kind }) => name === target && kind === 'label')) },
    weights: weight === null ? null : numbers(weight),
    groups: codes(group),
    placeOf: (row) => ({ line: rows.lineAt(row), column: rows.placeAt(0) }),
  });
}

/** The column that tells queries apart: the one named, else the first of a composite id. */
const groupOf = ({ group, idColumns }: Comparison): string | null => group ?? (idColumns.length > 1 ? (idColumns[0] ?? null) : null);

/** "target", else the only column that is neither id nor weight. */
function targetOf(cells: readonly string[], others: readonly string[]): string {
  const left = cells.filter((cell) => !others.includes(cell));
  return !left.includes('target') && left.length === 1 ? (left[0] ?? 'target') : 'target';
}

/** The truths as a metric reads them. labels: the codes' meaning. Fails with one fault for each label that is not among them. */
export function truthFor(metric: MetricDef, truths: Truths, labels: readonly string[]): Decision<TruthColumn, CompareProblem[]> {
  if (readsNumbers(metric)) return accept({ kind: 'number', values: truths.numbers ?? new Float64Array(0) });
  const { codes, found } = truths.labels ?? { codes: new Int32Array(0), found: [] };
  const place = Int32Array.from(found, (label) => labels.indexOf(label));
  const unknown = [...place.keys()].filter((code) => place[code] === -1);
  if (unknown.length > 0)
    return refuse(
      unknown.map((code) => {
        const at = { ...truths.placeOf(codes.indexOf(code)), columnName: truths.target, value: found[code] ?? '' };
        return { kind: 'file', file: 'truth', finding: finding('UNKNOWN_LABEL', { ...at, expected: labels.join(', ') }) };
      }),
    );
  return accept({ kind: 'label', codes: codes.map((code) => place[code] as number), classes: labels.length });
}
