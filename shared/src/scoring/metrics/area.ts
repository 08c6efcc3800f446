/** Areas under ROC curves, and the sums that stand for them when rows are resampled. */
import type { Additive } from '../measure.ts';
import type { MetricInput } from '../metric.ts';
import { trueCodes } from './columns.ts';
import { curveOf, sortedScores, twiceU } from './curve.ts';
import type { ScoredRows } from './curve.ts';

/** Scores and classes of some rows of one column; `positive` is the class that should score high. */
export function scoredRows(
  { truth, weights }: MetricInput,
  scores: Float64Array,
  rows: Int32Array,
  positive: number,
  against?: number,
): ScoredRows {
  const codes = trueCodes(truth);
  const own = against === undefined ? rows : rows.filter((at) => codes[at] === positive || codes[at] === against);
  const taken = {
    scores: new Float64Array(own.length),
    isPositive: new Uint8Array(own.length),
    weights: weights && new Float64Array(own.length),
  };
  for (let to = 0; to < own.length; to += 1) {
    const at = own[to] as number;
    taken.scores[to] = scores[at] as number;
    taken.isPositive[to] = codes[at] === positive ? 1 : 0;
    if (taken.weights && weights) taken.weights[to] = weights[at] as number;
  }
  return taken;
}

/** Area under the ROC curve: an exact count of pairs, or their weights. */
export function areaUnder(rows: ScoredRows): number {
  if (rows.weights !== null) return curveOf(rows).area;
  const { positives, negatives } = sortedScores(rows);
  return positives.length === 0 || negatives.length === 0
    ? NaN
    : Number(twiceU(positives, negatives)) / (2 * positives.length * negatives.length);
}
/** What each row of the key adds to one area; 0 for rows that are not part of it. */
interface AreaComponents {
  area: number;
  /** Of a positive the share of the negatives below it, of a negative the share of the positives above it; ties half. By row of the key. */
  share: Float64Array;
  positive: Float64Array;
  negative: Float64Array;
}
/**
 * The structural components of DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988), by weight. `positive` and `negative` are weights of
 * the rows as members of the two classes.
 */
export function areaComponents(
  input: MetricInput,
  scores: Float64Array,
  rows: Int32Array,
  positive: number,
  against?: number,
): AreaComponents {
  const codes = trueCodes(input.truth);
  const [up, down] = [new Float64Array(codes.length), new Float64Array(codes.length)];
  const isIn = (at: number): boolean => against === undefined || codes[at] === positive || codes[at] === against;
  for (const at of rows) if (isIn(at)) (codes[at] === positive ? up : down)[at] = input.weights?.[at] ?? 1;
  const order = rows.filter(isIn).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const sum = (values: Float64Array): number => order.reduce((all, at) => all + (values[at] as number), 0);
  const [ups, downs] = [sum(up), sum(down)];
  const share = new Float64Array(codes.length);
  let [upsBelow, downsBelow] = [0, 0];
  for (let begin = 0; begin < order.length;) {
    let end = begin;
    let [ownUps, ownDowns] = [0, 0];
    for (; end < order.length && scores[order[end] as number] === scores[order[begin] as number]; end += 1) {
      ownUps += up[order[end] as number] as number;
      ownDowns += down[order[end] as number] as number;
    }
    for (const at of order.subarray(begin, end))
      share[at] = codes[at] === positive ? (downsBelow + ownDowns / 2) / downs : (ups - upsBelow - ownUps / 2) / ups;
    upsBelow += ownUps;
    downsBelow += ownDowns;
    begin = end;
  }
  return { area: areaUnder(scoredRows(input, scores, rows, positive, against)), share, positive: up, negative: down };
}

/** `finish` of areas as sums over rows: AUC of a resample is close to mean V10 + mean V01 − AUC (scoring.md section 4). */
export function areaSums(
  components: AreaComponents | readonly AreaComponents[],
  finish: (areas: readonly number[], sizes: readonly number[]) => number,
): Additive {
  const all: readonly AreaComponents[] = 'area' in components ? [components] : components;
  return {
    kind: 'additive',
    size: 4 * all.length,
    add(row, to) {
      for (const [place, { share, positive, negative }] of all.entries()) {
        const [up, down] = [positive[row] as number, negative[row] as number];
        if (up > 0) {
          to.add(4 * place, up * (share[row] as number));
          to.add(4 * place + 1, up);
        } else if (down > 0) {
          to.add(4 * place + 2, down * (share[row] as number));
          to.add(4 * place + 3, down);
        }
      }
    },
    value: (sums) =>
      finish(
        all.map(({ area }, place) => {
          const [above, ups, below, downs] = [0, 1, 2, 3].map((component) => sums[4 * place + component] as number) as [
            number,
            number,
            number,
            number,
          ];
          return above / ups + below / downs - area;
        }),
        all.map((_, place) => sums[4 * place + 1] as number),
      ),
  };
}
