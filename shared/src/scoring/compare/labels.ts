import type { MetricDef } from '../metric.ts';

const INTEGER = /^(0|-?[1-9]\d{0,14})$/;
/** Whole numbers by size, anything else by code points, as NumPy's unique does. */
export function inOrder(labels: readonly string[]): string[] {
  const isWhole = labels.every((label) => INTEGER.test(label));
  return [...labels].sort(isWhole ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : Number(a > b)));
}
/** Grades further apart than this are no grades. */
const MOST_GRADES = 1000;

/** Labels that nobody declared, from those that the truth has; null when it does not say enough. */
export function labelsOf({ key, reads }: Pick<MetricDef, 'key' | 'reads'>, found: readonly string[]): string[] | null {
  if (key === 'qwk') return grades(found);
  if (reads === 'labels' || reads === 'clusters') return inOrder(found);
  // Of one class alone nobody can tell what the other is, but of 0 and 1.
  if (found.length < 2) return found.every((label) => label === '0' || label === '1') ? ['0', '1'] : null;
  return inOrder(found);
}
/** Ordered grades are the whole numbers from the least to the greatest, those that do not occur too (scoring.md 3, row 8). */
function grades(found: readonly string[]): string[] | null {
  if (found.length === 0 || !found.every((label) => INTEGER.test(label))) return null;
  const numbers = found.map(Number);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return high - low >= MOST_GRADES ? null : Array.from({ length: high - low + 1 }, (_, grade) => String(low + grade));
}
