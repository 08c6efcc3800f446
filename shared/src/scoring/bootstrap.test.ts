import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percentileInterval, quantile, replicatesOf, resamplingOf } from './bootstrap.ts';
import { meanMeasure, type Measure } from './measure.ts';
import { METRICS } from './metrics/registry.ts';

const rowsUpTo = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);
/** A metric of the catalogue on labels 0 and 1 with scores. */
const ofScores = (key: string, codes: number[], scores: number[], weights: number[] | null = null): Measure => {
  const measure = METRICS.get(key)?.measure({
    truth: { kind: 'label', codes: Int32Array.from(codes), classes: 2 },
    predicted: { numbers: [Float64Array.from(scores)], codes: new Int32Array(0) },
    labels: ['0', '1'],
    weights: weights && Float64Array.from(weights),
    params: {},
  });
  if (!measure) throw new Error(key);
  return measure;
};

describe('groups and weights', () => {
  it('are drawn from sfc32 as said: permutation, then weights', () => {
    // By a program of its own in another language from the same definition: sfc32, Durstenfeld's shuffle, the cumulated Poisson distribution.
    const { groupOf, weights } = resamplingOf(8, 3, 1);
    expect([...groupOf]).toEqual([5, 3, 7, 4, 0, 1, 6, 2]);
    expect([...weights]).toEqual([0, 2, 1, 2, 2, 1, 1, 0, 1, 1, 2, 0, 0, 2, 2, 0, 1, 0, 2, 0, 0, 0, 1, 0]);
  });
  it('weights are Poisson with mean 1: mean, variance and the share of zeros', () => {
    const { weights } = resamplingOf(10_000, 100, 7);
    const mean = weights.reduce((all, weight) => all + weight, 0) / weights.length;
    const variance = weights.reduce((all, weight) => all + (weight - mean) ** 2, 0) / weights.length;
    const zeros = weights.reduce((count, weight) => count + Number(weight === 0), 0) / weights.length;
    // A million draws: standard errors 0.001, 0.0017 and 0.0005; six of them are out of reach of bad luck.
    expect(Math.abs(mean - 1)).toBeLessThan(0.006);
    expect(Math.abs(variance - 1)).toBeLessThan(0.0104);
    expect(Math.abs(zeros - Math.exp(-1))).toBeLessThan(0.003);
  });
  it('no more than 10,000 groups, whose sizes differ by one at the most', () => {
    const { groups, groupOf } = resamplingOf(25_003, 1, 3);
    const sizes = new Map<number, number>();
    for (const group of groupOf) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    expect([groups, sizes.size, Math.min(...sizes.values()), Math.max(...sizes.values())]).toEqual([10_000, 10_000, 2, 3]);
  });
  it('the same seed gives the same bytes, another one does not', () => {
    expect(resamplingOf(50, 20, 9)).toEqual(resamplingOf(50, 20, 9));
    expect(resamplingOf(50, 20, 9).weights).not.toEqual(resamplingOf(50, 20, 10).weights);
  });
});

describe('replicates', () => {
  it('of sums are the metric of rows repeated by their weights', () => {
    const values = Float64Array.of(1, 4, 9, 16, 25);
    const measure = meanMeasure(null, (row) => values[row] as number, Math.sqrt);
    const resampling = resamplingOf(5, 40, 11);
    const replicates = replicatesOf(measure, rowsUpTo(5), resampling);
    for (const [b, replicate] of replicates.entries()) {
      const times = rowsUpTo(5).map((row) => resampling.weights[b * 5 + (resampling.groupOf[row] as number)] as number);
      const all = times.reduce((sum, count) => sum + count, 0);
      const mean = times.reduce((sum, count, row) => sum + count * (values[row] as number), 0) / all;
      if (all === 0) expect(replicate).toBeNaN();
      else expect(replicate).toBeCloseTo(Math.sqrt(mean), 12);
    }
  });
  it('of a whole value are computed on the repeated rows', () => {
    const resampling = resamplingOf(6, 30, 5);
    const [codes, scores] = [
      [0, 1, 0, 1, 1, 0],
      [0.1, 0.7, 0.6, 0.6, 0.9, 0.3],
    ];
    const replicates = replicatesOf(ofScores('average_precision', codes, scores), rowsUpTo(6), resampling);
    for (const [b, replicate] of replicates.entries()) {
      const rows = [...rowsUpTo(6)].flatMap((row) =>
        Array<number>(resampling.weights[b * 6 + (resampling.groupOf[row] as number)] as number).fill(row),
      );
      const repeated = ofScores(
        'average_precision',
        rows.map((row) => codes[row] as number),
        rows.map((row) => scores[row] as number),
      );
      const value = repeated.kind === 'whole' && rows.length > 0 ? repeated.value(rowsUpTo(rows.length)) : NaN;
      if (Number.isFinite(value)) expect(replicate).toBe(value);
      else expect(replicate).toBeNaN();
    }
  });
  it('sums that stand for an area have its value, and change with the weights of rows as it does', () => {
    const data = fc
      .array(fc.tuple(fc.nat(6), fc.nat(1)), { minLength: 4, maxLength: 25 })
      .filter((rows) => new Set(rows.map(([, of]) => of)).size === 2);
    fc.assert(
      fc.property(data, fc.nat(24), (drawn, chosen) => {
        const at = chosen % drawn.length;
        const [codes, scores] = [drawn.map(([, of]) => of), drawn.map(([score]) => score)];
        const all = rowsUpTo(drawn.length);
        const step = 1e-6;
        const valueOf = (measure: Measure): number => (measure.kind === 'whole' ? measure.value(all) : NaN);
        const measure = ofScores('roc_auc', codes, scores);
        const heavier = ofScores(
          'roc_auc',
          codes,
          scores,
          drawn.map((_, row) => (row === at ? 1 + step : 1)),
        );
        const linear = measure.kind === 'whole' ? measure.linear(all) : null;
        const weighed = (weight: number): number => {
          const sums = new Float64Array(linear?.size ?? 0);
          for (const row of all)
            linear?.add(row, {
              add: (component, term) => void (sums[component] = (sums[component] as number) + term * (row === at ? weight : 1)),
            });
          return linear?.value(sums) ?? NaN;
        };
        expect(weighed(1)).toBeCloseTo(valueOf(measure), 12);
        expect((weighed(1 + step) - weighed(1)) / step).toBeCloseTo((valueOf(heavier) - valueOf(measure)) / step, 4);
      }),
    );
  });
  it('the standard error of a mean is that of the textbook', () => {
    const values = Float64Array.from(
      { length: 20_000 },
      (_, row) => Math.sin(row * 12.9898) * 43758.5453 - Math.floor(Math.sin(row * 12.9898) * 43758.5453),
    );
    const replicates = replicatesOf(
      meanMeasure(null, (row) => values[row] as number),
      rowsUpTo(values.length),
      resamplingOf(values.length, 2000, 1),
    );
    const mean = values.reduce((all, value) => all + value, 0) / values.length;
    const analytic = Math.sqrt(values.reduce((all, value) => all + (value - mean) ** 2, 0)) / values.length;
    const middle = replicates.reduce((all, value) => all + value, 0) / replicates.length;
    const spread = Math.sqrt(replicates.reduce((all, value) => all + (value - middle) ** 2, 0) / replicates.length);
    // scoring.md section 8: within 5 %.
    expect(Math.abs(spread / analytic - 1)).toBeLessThan(0.05);
  });
});

describe('intervals', () => {
  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 2.5],
    [1, 4],
  ])('quantile %d of 1 to 4 as NumPy gives it', (share, value) => expect(quantile(Float64Array.of(1, 2, 3, 4), share)).toBe(value));
  it('leave out what is not finite, and say nothing when that is most', () => {
    expect(percentileInterval(Float64Array.of(NaN, 2, 1, NaN))).toEqual([1.025, 1.975]);
    expect(percentileInterval(Float64Array.of(NaN, 2, NaN))).toBeNull();
  });
});
