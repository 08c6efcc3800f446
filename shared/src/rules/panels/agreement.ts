/** How far judges agree (judging.md J-63). */
import type { MarkTable } from './scores.ts';
import { valuesBy } from './scores.ts';

export type Scale = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha: 1 − observed / expected disagreement; 1 is perfect, 0 is chance. Marks may be missing. Null when fewer than two
 * marks can be paired, or when all are the same.
 * Source: Krippendorff, Computing Krippendorff's alpha-reliability (2011); Content Analysis, 2nd ed., section 11.3.
 */
export function krippendorffAlpha(table: MarkTable, scale: Scale): number | null {
  const units = valuesBy(table, 'entry').filter((values) => values.length > 1);
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  const at = new Map(values.map((value, place) => [value, place]));
  const counts = new Array<number>(values.length).fill(0);
  for (const value of units.flat()) (counts[at.get(value) as number] as number) += 1;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const distance = distances(scale, values, counts);
  let observed = 0;
  for (const unit of units) {
    const places = unit.map((value) => at.get(value) as number);
    let inside = 0;
    for (let i = 0; i < places.length; i += 1)
      for (let j = i + 1; j < places.length; j += 1) inside += distance(places[i] as number, places[j] as number);
    observed += inside / (unit.length - 1);
  }
  let expected = 0;
  for (let i = 0; i < values.length; i += 1)
    for (let j = i + 1; j < values.length; j += 1) expected += (counts[i] as number) * (counts[j] as number) * distance(i, j);
  // Both are sums over unordered pairs.
  return expected === 0 ? null : 1 - ((total - 1) * observed) / expected;
}

/** Squared difference of two values, by their places among all values. */
function distances(scale: Scale, values: readonly number[], counts: readonly number[]): (a: number, b: number) => number {
  if (scale === 'nominal') return (a, b) => (a === b ? 0 : 1);
  if (scale === 'interval') return (a, b) => ((values[a] as number) - (values[b] as number)) ** 2;
  const below = counts.map((_, place) => counts.slice(0, place + 1).reduce((sum, count) => sum + count, 0));
  return (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    if (low === high) return 0;
    // Marks from the one to the other, both halved: Σ_{g=low..high} n_g − (n_low + n_high)/2.
    const between = (below[high] as number) - (below[low] as number) + (counts[low] as number);
    return (between - ((counts[low] as number) + (counts[high] as number)) / 2) ** 2;
  };
}

export interface IntraclassCorrelations {
  icc1: number | null;
  icc2: number | null;
  icc3: number | null;
  icc1k: number | null;
  icc2k: number | null;
  icc3k: number | null;
}

/**
 * Intraclass correlations of Shrout and Fleiss, Psychological Bulletin 86 (1979). Null unless every judge marked every entry, with at least
 * two of each; a single one is null when its denominator is 0.
 */
export function intraclassCorrelations(table: MarkTable): IntraclassCorrelations | null {
  const [n, k] = [table.entries.length, table.judges.length];
  if (n < 2 || k < 2 || table.marks.length !== n * k) return null;
  const sumOfSquares = (rows: readonly (readonly number[])[], size: number): number =>
    rows.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0) ** 2 / size, 0);
  const byEntry = valuesBy(table, 'entry');
  const all = byEntry.flat();
  const correction = all.reduce((a, b) => a + b, 0) ** 2 / (n * k);
  const total = all.reduce((sum, value) => sum + value ** 2, 0) - correction;
  const between = sumOfSquares(byEntry, k) - correction;
  const judges = sumOfSquares(valuesBy(table, 'judge'), n) - correction;
  const [bms, wms] = [between / (n - 1), (total - between) / (n * (k - 1))];
  const [jms, ems] = [judges / (k - 1), (total - between - judges) / ((n - 1) * (k - 1))];
  const ratio = (above: number, below: number): number | null => (below === 0 || !Number.isFinite(above / below) ? null : above / below);
  return {
    icc1: ratio(bms - wms, bms + (k - 1) * wms),
    icc2: ratio(bms - ems, bms + (k - 1) * ems + (k * (jms - ems)) / n),
    icc3: ratio(bms - ems, bms + (k - 1) * ems),
    icc1k: ratio(bms - wms, bms),
    icc2k: ratio(bms - ems, bms + (jms - ems) / n),
    icc3k: ratio(bms - ems, bms),
  };
}
