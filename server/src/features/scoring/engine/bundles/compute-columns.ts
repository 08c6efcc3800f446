import type { BundleBoard, BundleColumn } from './bundle.ts';

/** Sum with a running correction (Neumaier 1974): the same in any order of the columns, to the last digit in all but contrived cases. */
function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
const FUNCTIONS = {
  sum,
  avg: (values: readonly number[]) => sum(values) / values.length,
  min: (values: readonly number[]) => Math.min(...values),
  max: (values: readonly number[]) => Math.max(...values),
};

function compute({ computation }: BundleColumn, values: readonly number[]): number | null {
  if (computation === null || computation === 'average-rank' || values.length === 0) return null;
  const value = FUNCTIONS[computation](values);
  return Number.isFinite(value) ? value : null;
}

/**
 * The computed columns of a board by key, of one submission's scores by column key. As Codabench computes them: in the order of the columns'
 * indexes, over those of the named columns that have a score, so that a column computed earlier counts in a later one; a column none of whose
 * inputs has a score is left out. Average ranks are a matter of the whole board and are left out too. Not finite: no score.
 * Source: Codabench, `Submission.calculate_scores`.
 */
export function computeColumns(
  board: Pick<BundleBoard, 'columns'>,
  scores: Readonly<Record<string, number | null>>,
): Record<string, number> {
  const known = new Map(Object.entries(scores).flatMap(([key, value]) => (value !== null && Number.isFinite(value) ? [[key, value]] : [])));
  const computed: [string, number][] = [];
  const inOrder = [...board.columns].sort((a, b) => a.index - b.index);
  for (const column of inOrder) {
    const inputs = inOrder.filter(({ index }) => column.computationIndexes.includes(index));
    const value = compute(
      column,
      inputs.flatMap(({ key }) => known.get(key) ?? []),
    );
    if (value === null) continue;
    computed.push([column.key, value]);
    known.set(column.key, value);
  }
  return Object.fromEntries(computed);
}
