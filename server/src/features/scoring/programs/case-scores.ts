/** Values per case: position i of every metric is case i; null where a case has none. */
export interface CaseScores {
  metric: string;
  values: (number | null)[];
}
/** More cases than this say nothing more to statistics, and would fill the database. */
const MOST_CASES = 100_000;
const MOST_METRICS = 50;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/**
 * Values per case out of the JSON that a scorer gave for them: `{metric: [numbers]}`, a list of `{metric: number}`, or
 * `{metric: {case: number}}` as Grand Challenge's `case` has it. Everything that is no number is left out.
 */
export function caseScores(given: unknown): CaseScores[] {
  const columns = Array.isArray(given) ? columnsOf(given.slice(0, MOST_CASES)) : isRecord(given) ? Object.entries(given) : [];
  return columns.slice(0, MOST_METRICS).flatMap(([metric, values]) => {
    const list = Array.isArray(values) ? values : isRecord(values) ? Object.values(values) : [];
    const numbers = list.slice(0, MOST_CASES).map(numberOf);
    return numbers.some((value) => value !== null) ? [{ metric: metric.slice(0, 100), values: numbers }] : [];
  });
}
/** Records as columns: a case without a metric has no value there. */
function columnsOf(rows: readonly unknown[]): [string, unknown[]][] {
  const records = rows.map((row) => (isRecord(row) ? row : {}));
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return names.map((name) => [name, records.map((record) => record[name])]);
}
