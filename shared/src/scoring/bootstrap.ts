/**
 * The grouped Poisson bootstrap (scoring.md section 4). Rows, or units of rows that belong together, fall into at most 10,000 groups by a
 * permutation of chance. A replicate weighs every group with a number of its own from the Poisson distribution with mean 1, and all that
 * is compared gets the same weights. Sources: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 14; Hanley
 * and MacGibbon, Creating non-parametric bootstrap samples using Poisson frequencies (2006).
 */
import { sfc32 } from '../rules/sfc32.ts';
import type { Additive, Measure, Sums, Whole } from './measure.ts';

export const MOST_GROUPS = 10_000;

export interface Resampling {
  replicates: number;
  groups: number;
  /** Group of each unit. */
  groupOf: Int32Array;
  /** Of group g in replicate b at b·groups + g. */
  weights: Uint8Array;
}

/**
 * Draws groups and weights: first the permutation (Durstenfeld, CACM 7(7), 1964), then the weights of replicate after replicate.
 * units: how many rows, or units of rows. seed: a whole number below 2^32.
 */
export function resamplingOf(units: number, replicates: number, seed: number): Resampling {
  const next = sfc32([0x9e3779b9, 0x243f6a88, seed | 0, 1], 12);
  const order = Int32Array.from({ length: units }, (_, unit) => unit);
  for (let last = units - 1; last > 0; last -= 1) {
    const at = below(next, last + 1);
    const moved = order[last] as number;
    order[last] = order[at] as number;
    order[at] = moved;
  }
  const groups = Math.min(units, MOST_GROUPS);
  const groupOf = order.map((place) => place % groups);
  const weights = Uint8Array.from({ length: replicates * groups }, () => poisson(next()));
  return { replicates, groups, groupOf, weights };
}

/** A whole number below n, each as likely as the others: draws past the last multiple of n are thrown away. */
function below(next: () => number, n: number): number {
  const end = 2 ** 32 - (2 ** 32 % n);
  for (;;) {
    const drawn = next();
    if (drawn < end) return drawn % n;
  }
}

/** Where the cumulated Poisson distribution with mean 1 lies on 2^32: Σ_{j≤k} e⁻¹/j!, rounded up; the twelfth is already past the end. */
const STEPS = poissonSteps();
function poissonSteps(): Float64Array {
  // 1/e written out: Math.exp may differ in its last bit from machine to machine.
  let term = 0.36787944117144233;
  let all = 0;
  return Float64Array.from({ length: 13 }, (_, count) => {
    if (count > 0) term /= count;
    all += term;
    return Math.ceil(all * 2 ** 32);
  });
}
/** The number whose share of [0, 2^32) the draw falls into. */
function poisson(drawn: number): number {
  let count = 0;
  while (count < STEPS.length && drawn >= (STEPS[count] as number)) count += 1;
  return count;
}

/** Sums of each group: component c of group g at g·size + c. Rows in the order given, which is that of the key. */
function groupSums(measure: Additive, rows: Int32Array, { groups, groupOf }: Resampling): Float64Array {
  const { size } = measure;
  const table = new Float64Array(groups * size);
  let base = 0;
  const to: Sums = {
    add(component, term) {
      (table[base + component] as number) += term;
    },
  };
  for (const [at, row] of rows.entries()) {
    base = (groupOf[at] as number) * size;
    measure.add(row, to);
  }
  return table;
}

function additiveReplicates(measure: Additive, rows: Int32Array, resampling: Resampling): Float64Array {
  const { replicates, groups, weights } = resampling;
  const { size } = measure;
  const table = groupSums(measure, rows, resampling);
  const sums = new Float64Array(size);
  return Float64Array.from({ length: replicates }, (_, replicate) => {
    sums.fill(0);
    for (let group = 0; group < groups; group += 1) {
      const weight = weights[replicate * groups + group] as number;
      if (weight === 0) continue;
      for (let component = 0, at = group * size; component < size; component += 1, at += 1)
        (sums[component] as number) += weight * (table[at] as number);
    }
    return measure.value(sums);
  });
}

/** Values of rows repeated as often as their group weighs: exact, and as slow as the metric is. */
function wholeReplicates(measure: Whole, rows: Int32Array, { replicates, groups, groupOf, weights }: Resampling): Float64Array {
  return Float64Array.from({ length: replicates }, (_, replicate) => {
    const timesOf = (at: number): number => weights[replicate * groups + (groupOf[at] as number)] as number;
    let count = 0;
    for (let at = 0; at < rows.length; at += 1) count += timesOf(at);
    const sample = new Int32Array(count);
    let to = 0;
    for (const [at, row] of rows.entries()) for (let times = timesOf(at); times > 0; times -= 1) sample[to++] = row;
    return count === 0 ? NaN : measure.value(sample);
  });
}

/** The metric of every resample, in order; not finite where a resample leaves it undefined. rows: one unit each, in key order. */
export function replicatesOf(measure: Measure, rows: Int32Array, resampling: Resampling): Float64Array {
  const additive = measure.kind === 'additive' ? measure : measure.linear(rows);
  if (additive) return additiveReplicates(additive, rows, resampling);
  return wholeReplicates(measure as Whole, rows, resampling);
}

/** The value below which a share of sorted values lies, between two of them by a straight line (Hyndman and Fan 1996, definition 7). */
export function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle 95 % of the replicates that are finite; null when fewer than half of them are. */
export function percentileInterval(replicates: Float64Array, level = 0.95): [number, number] | null {
  const sorted = replicates.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0 || sorted.length * 2 < replicates.length) return null;
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)];
}
