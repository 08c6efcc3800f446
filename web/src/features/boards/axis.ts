/** One axis for all rows in view: what a dot's place means is drawn once, in the header. */
export interface Axis {
  min: number;
  max: number;
  /** Every tick has a line; every other one its number. */
  ticks: { value: number; label: string | null }[];
}
/** 1, 2 or 5 times a power of ten: the step that gives about `count` intervals. */
export function niceStep(span: number, count: number): number {
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = raw / power;
  return (factor < 1.5 ? 1 : factor < 3 ? 2 : factor < 7 ? 5 : 10) * power;
}
/** The value below which a share `q` of the sorted values lies. */
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(q * (sorted.length - 1))))] ?? 0;

/**
 * The axis for these scores, or null when there is none. The best score is always on it; the worst tenth may lie outside
 * (drawn at the edge), so that one bad run does not press everybody else together.
 */
export function axisFor(scores: readonly (number | null)[], direction: 'asc' | 'desc'): Axis | null {
  const sorted = scores.filter((score): score is number => score !== null && Number.isFinite(score)).sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return null;
  let low = direction === 'desc' ? quantile(sorted, 0.1) : first;
  let high = direction === 'asc' ? quantile(sorted, 0.9) : last;
  // When the tail is no longer than the rest, show all of it.
  if (direction === 'desc' && low - first <= high - low) low = first;
  if (direction === 'asc' && last - high <= high - low) high = last;
  if (high === low) {
    const room = Math.abs(high) * 0.01 || 0.01;
    low -= room;
    high += room;
  }
  const step = niceStep(high - low, 4);
  const min = Math.floor(low / step) * step;
  const max = Math.ceil(high / step) * step;
  const decimals = Math.max(0, Math.min(10, -Math.floor(Math.log10(step) + 1e-9)));
  const ticks: Axis['ticks'] = [];
  const steps = Math.round((max - min) / step);
  for (let i = 0; i <= steps; i += 1)
    ticks.push({ value: min + i * step, label: i % 2 === 1 ? (min + i * step).toFixed(decimals).replace('-', '\u2212') : null });
  return { min, max, ticks };
}
/** Where a value stands on the axis, 0 to 100; `outside` when it had to be moved to the edge. */
export function place(axis: Axis, value: number): { percent: number; outside: boolean } {
  const share = (value - axis.min) / (axis.max - axis.min);
  const kept = Math.min(1, Math.max(0, share));
  return { percent: Number((kept * 100).toFixed(2)), outside: kept !== share };
}
