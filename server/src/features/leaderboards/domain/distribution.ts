const FEWEST_TEAMS = 5;
const MOST_BINS = 40;

/** The worst score that the bins reach to: that of nine tenths of the teams when the rest trails far behind, else the worst of all. */
export function edgeOf(scores: readonly number[]): number | undefined {
  const [best, most, worst] = [scores[0], scores[Math.round(0.9 * (scores.length - 1))], scores.at(-1)];
  if (best === undefined || most === undefined || worst === undefined) return undefined;
  // Halves first: the width of a range of finite doubles may be infinite.
  return Math.abs(worst / 2 - most / 2) > Math.abs(most / 2 - best / 2) ? most : worst;
}

/**
 * Counts of scores in equal-width bins from the worst to the best, as many as there are scores and at most 40; empty under 5 scores, where bins
 * would point at teams. When the worst tenth lies further out than the others reach, the first bin holds it: one bad run must not press everybody
 * else together. `scores` are those of ranked teams in order, best first.
 */
export function distribution(scores: readonly number[]): number[] {
  const best = scores[0];
  const worst = edgeOf(scores);
  if (scores.length < FEWEST_TEAMS || best === undefined || worst === undefined) return [];
  const bins = Array.from({ length: best === worst ? 1 : Math.min(MOST_BINS, scores.length) }, () => 0);
  for (const score of scores) {
    // Halves first: the width of a range of finite doubles may be infinite.
    const part = best === worst ? 0 : (score / 2 - worst / 2) / (best / 2 - worst / 2);
    const bin = Math.min(bins.length - 1, Math.max(0, Math.floor(part * bins.length)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}
