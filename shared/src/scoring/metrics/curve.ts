/** ROC and precision-recall curves of scored rows. */
export interface ScoredRows {
  scores: Float64Array;
  isPositive: Uint8Array;
  weights: Float64Array | null;
}

export function sortedScores({ scores, isPositive }: ScoredRows): { positives: Float64Array; negatives: Float64Array } {
  let ups = 0;
  for (let at = 0; at < isPositive.length; at += 1) ups += isPositive[at] as number;
  const [positives, negatives] = [new Float64Array(ups), new Float64Array(scores.length - ups)];
  let [up, down] = [0, 0];
  for (let at = 0; at < scores.length; at += 1) {
    if (isPositive[at] === 1) positives[up++] = scores[at] as number;
    else negatives[down++] = scores[at] as number;
  }
  return { positives: positives.sort(), negatives: negatives.sort() };
}

/**
 * Twice the Mann-Whitney U of sorted scores: 2 for every pair with the positive above, 1 for every tie. An exact integer: sums stay
 * below 2^53 or are carried on as BigInt.
 */
export function twiceU(positives: Float64Array, negatives: Float64Array): number | bigint {
  const isSafe = 2 * positives.length * negatives.length <= Number.MAX_SAFE_INTEGER;
  let small = 0;
  let large = 0n;
  let [below, notAbove] = [0, 0];
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] as number) < score) below += 1;
    if (notAbove < below) notAbove = below;
    while (notAbove < negatives.length && (negatives[notAbove] as number) <= score) notAbove += 1;
    small += below + notAbove;
    if (!isSafe && small > 2 ** 52) {
      large += BigInt(small);
      small = 0;
    }
  }
  return isSafe ? small : large + BigInt(small);
}

interface Step {
  positive: number;
  negative: number;
}
/** Weights of positives and negatives at each distinct score, the highest first. */
function steps({ scores, isPositive, weights }: ScoredRows): Step[] {
  const order = Array.from(scores, (_, at) => at).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const found: Step[] = [];
  let last = NaN;
  for (const at of order) {
    if (scores[at] !== last) found.push({ positive: 0, negative: 0 });
    last = scores[at] as number;
    (found[found.length - 1] as Step)[isPositive[at] === 1 ? 'positive' : 'negative'] += weights?.[at] ?? 1;
  }
  return found;
}
const totals = (all: readonly Step[]): Step =>
  all.reduce((sum, { positive, negative }) => ({ positive: sum.positive + positive, negative: sum.negative + negative }), {
    positive: 0,
    negative: 0,
  });

/** area: under the curve by trapezes. gap: the greatest distance of true and false positive rate. */
export function curveOf(rows: ScoredRows): { area: number; gap: number } {
  const all = steps(rows);
  const whole = totals(all);
  let [tp, fp, area, gap] = [0, 0, 0, 0];
  for (const { positive, negative } of all) {
    area += negative * (tp + positive / 2);
    tp += positive;
    fp += negative;
    gap = Math.max(gap, tp / whole.positive - fp / whole.negative);
  }
  return { area: area / (whole.positive * whole.negative), gap };
}

/** Area up to a false positive rate, standardised: 0.5 is chance, 1 perfect. Between two points of the curve lies a line. */
export function partialArea(rows: ScoredRows, maxRate: number): number {
  const all = steps(rows);
  const whole = totals(all);
  let [tp, fp, area] = [0, 0, 0];
  for (const { positive, negative } of all) {
    const [from, to] = [fp / whole.negative, (fp + negative) / whole.negative];
    const [low, high] = [tp / whole.positive, (tp + positive) / whole.positive];
    const end = Math.min(to, maxRate);
    const reached = to === from ? high : low + ((high - low) * (end - from)) / (to - from);
    area += (end - from) * ((low + reached) / 2);
    tp += positive;
    fp += negative;
    if (to >= maxRate) break;
  }
  const least = (maxRate * maxRate) / 2;
  return 0.5 * (1 + (area - least) / (maxRate - least));
}

/** Σ (Rₜ − Rₜ₋₁)·Pₜ over distinct thresholds. */
export function averagePrecision(rows: ScoredRows): number {
  const all = steps(rows);
  const whole = totals(all);
  let [tp, fp, sum] = [0, 0, 0];
  for (const { positive, negative } of all) {
    tp += positive;
    fp += negative;
    sum += positive * (tp / (tp + fp));
  }
  return sum / whole.positive;
}
