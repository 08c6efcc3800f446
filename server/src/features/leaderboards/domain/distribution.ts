const FEWEST_TEAMS = 5;
const MOST_BINS = 40;

/**
 * Counts of scores in equal-width bins from the worst to the best, at most 40 bins; empty under 5 scores, where bins would point at teams.
 * The number of bins is the square root of the count, rounded up. `scores` are those of ranked teams in order, best first.
 */
export function distribution(scores: readonly number[]): number[] {
  const best = scores[0];
  const worst = scores.at(-1);
  if (scores.length < FEWEST_TEAMS || best === undefined || worst === undefined) return [];
  const bins = Array.from({ length: best === worst ? 1 : Math.min(MOST_BINS, Math.ceil(Math.sqrt(scores.length))) }, () => 0);
  for (const score of scores) {
    // Halves first: the width of a range of finite doubles may be infinite.
    const part = best === worst ? 0 : (score / 2 - worst / 2) / (best / 2 - worst / 2);
    const bin = Math.min(bins.length - 1, Math.max(0, Math.floor(part * bins.length)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}
