import type { Rng } from '../../platform/random/random.ts';

/** Rows of one table: features by row, in the file's order. `y` holds class indices (0-based) and is only there for training rows. */
export interface Table {
  ids: string[];
  features: string[];
  x: Float64Array[];
}
export interface TrainingSet {
  x: Float64Array[];
  y: Int32Array;
  classes: number;
}
/** Class probabilities of one row: not negative, sum 1. Models that know only scores squash them (softmax), which keeps their order. */
export type Classifier = (row: Float64Array) => Float64Array;
/** Learns from a training set. The same set and the same seed give the same classifier. */
export type Learner = (set: TrainingSet, rng: Rng) => Classifier;

/** exp(s_k) / sum exp(s_j), computed without overflow. `sharpness` multiplies the scores first. */
export function softmax(scores: Float64Array, sharpness = 1): Float64Array {
  let top = -Infinity;
  for (const score of scores) if (score > top) top = score;
  let sum = 0;
  const out = new Float64Array(scores.length);
  for (let k = 0; k < scores.length; k++) {
    out[k] = Math.exp(sharpness * (scores[k]! - top));
    sum += out[k]!;
  }
  for (let k = 0; k < out.length; k++) out[k]! /= sum;
  return out;
}

/** Index of the largest value; the first of equals. */
export function argmax(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k;
  return best;
}

/** Number of training rows of each class. */
export function classCounts(set: TrainingSet): Float64Array {
  const counts = new Float64Array(set.classes);
  for (const label of set.y) counts[label]! += 1;
  return counts;
}

/** A shuffled 0..n-1 (Fisher-Yates). */
export function permutation(n: number, rng: Rng): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}
