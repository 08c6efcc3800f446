/** One axis for all rows of the board: what a dot's place means is drawn once, in the header. */
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
/** The ends of what is shown, and what the metric can be at all (null: no bound). */
export interface AxisSpan {
  best: number;
  worst: number;
  least: number | null;
  greatest: number | null;
}
/**
 * The axis from the worst to the best score of the board, the same whatever is filtered or scrolled to, and never beyond what the metric can be.
 * Scores outside it are drawn at the edge. Null when there is none to show.
 */
export function axisFor(span: AxisSpan | null): Axis | null {
  if (span === null) return null;
  let low = Math.min(span.best, span.worst);
  let high = Math.max(span.best, span.worst);
  if (high === low) {
    const room = Math.abs(high) * 0.01 || 0.01;
    low -= room;
    high += room;
  }
  const step = niceStep(high - low, 4);
  // A bound between two ticks is left: ticks are drawn at equal distances.
  const onTick = (bound: number | null) => (bound !== null && Math.abs(bound / step - Math.round(bound / step)) < 1e-6 ? bound : null);
  const min = Math.max(Math.floor(low / step + 1e-9) * step, onTick(span.least) ?? -Infinity);
  const max = Math.min(Math.ceil(high / step - 1e-9) * step, onTick(span.greatest) ?? Infinity);
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
