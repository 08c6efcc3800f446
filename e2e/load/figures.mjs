// Numbers of a measurement, and the one line of JSON that tells them.

/** @param {readonly number[]} values @param {number} share 0..1 @returns {number} nearest-rank percentile */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
/** @param {readonly number[]} values milliseconds @returns {{ p50: number, p95: number, max: number }} */
export const spread = (values) => ({ p50: Math.round(percentile(values, 0.5)), p95: Math.round(percentile(values, 0.95)), max: Math.round(Math.max(...values)) });

/**
 * Prints what was measured against its limit; a missed one fails the run.
 * @param {string} bench @param {{ value: number, limit: number, unit: string } & Record<string, unknown>} result
 */
export function report(bench, { value, limit, ...more }) {
  const isWithin = value <= limit;
  console.log(JSON.stringify({ bench, value, limit, ratio: Number((value / limit).toFixed(3)), withinBudget: isWithin, ...more }));
  if (!isWithin) process.exitCode = 1;
}

/** How a product is set up for measuring: as `npm start` would, apart from the rate limits. */
export const AS_STARTED = { durable: true, env: { LEASE_MS: '', RECONCILE_MS: '', WORKERS: '' } };
