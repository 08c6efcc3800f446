const MIN_SAMPLES = 5;

/** Linear interpolation between the two nearest of the sorted values (Hyndman and Fan, type 7). */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Honest range of the time from now to the result, in whole milliseconds (C-08).
 * durationsMs: how long late evaluations took, any order. position: evaluations that are taken first. slots: how many run at once.
 * Evaluations run in rounds of `slots`; each round takes from the 10th to the 90th percentile. Null under 5 samples, or without a slot: no guess.
 */
export function estimateWait(durationsMs: readonly number[], position: number, slots: number): { low: number; high: number } | null {
  if (durationsMs.length < MIN_SAMPLES || slots < 1) return null;
  const sorted = [...durationsMs].sort((a, b) => a - b);
  const rounds = Math.floor(position / slots) + 1;
  return { low: Math.floor(rounds * quantile(sorted, 0.1)), high: Math.ceil(rounds * quantile(sorted, 0.9)) };
}
