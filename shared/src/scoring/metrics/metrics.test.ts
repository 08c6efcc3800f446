import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileFormat } from '../../contract/definition.ts';
import { scoreParts, type Measure } from '../measure.ts';
import type { MetricDef, Params, PredictedColumns, TruthColumn } from '../metric.ts';
import { kendallTau } from './association.ts';
import { twiceU } from './curve.ts';
import { LOG_LOSS_EPSILON } from './probabilities.ts';
import { METRICS, resolveMetric } from './registry.ts';

const BASE = { idColumn: 'id', rowRule: 'none' as const, maxBytes: 1e8, maxInflatedBytes: 1e9 };
const NUMBER: FileFormat = { ...BASE, columns: [{ name: 'y', kind: 'number' }] };
const ABOVE_ZERO: FileFormat = { ...BASE, columns: [{ name: 'y', kind: 'number', min: Number.MIN_VALUE }] };
const ONE_PROBABILITY: FileFormat = { ...BASE, columns: [{ name: 'p', kind: 'probability' }] };
const labelled = (count: number): FileFormat => ({
  ...BASE,
  columns: [{ name: 'y', kind: 'label', labels: Array.from({ length: count }, (_, at) => String(at)) }],
});
const [TWO, THREE, LABEL] = [labelled(2), labelled(3), labelled(4)];
const TWO_PROBABILITIES: FileFormat = { ...BASE, columns: ['ham', 'spam'].map((name) => ({ name, kind: 'probability' as const })) };
const THREE_PROBABILITIES: FileFormat = { ...BASE, columns: ['0', '1', '2'].map((name) => ({ name, kind: 'probability' as const })) };

interface Over {
  parts?: number[];
  params?: Params;
  weights?: number[];
}
/** What the metric makes of text columns, read the way an engine does: labels become their places. */
function measured(
  metric: string,
  format: FileFormat,
  truth: string[],
  predicted: string[][],
  { params = {}, weights }: Over = {},
): Measure {
  const resolved = resolveMetric({ key: 'm', metric, params: params as Record<string, boolean> }, format);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.refusal));
  const { needs, params: checked, metric: def } = resolved.value;
  const labels = needs.truth === 'label' ? needs.labels : [];
  const column: TruthColumn =
    needs.truth === 'number'
      ? { kind: 'number', values: Float64Array.from(truth, Number) }
      : { kind: 'label', codes: Int32Array.from(truth, (label) => labels.indexOf(label)), classes: labels.length };
  const isLabels = needs.truth === 'label' && 'column' in needs;
  const columns: PredictedColumns = {
    numbers: isLabels ? [] : predicted.map((values) => Float64Array.from(values, Number)),
    codes: isLabels ? Int32Array.from(predicted[0] ?? [], (label) => labels.indexOf(label)) : new Int32Array(0),
  };
  return def.measure({ truth: column, predicted: columns, labels, weights: weights ? Float64Array.from(weights) : null, params: checked });
}
/** Everything is public unless said. */
const score = (metric: string, format: FileFormat, truth: string[], predicted: string[][], over: Over = {}) =>
  scoreParts(measured(metric, format, truth, predicted, over), Uint8Array.from(over.parts ?? truth.map(() => 1)));
const close = (value: number | null, expected: number) => {
  expect(Math.abs((value ?? NaN) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
};
const texts = (values: readonly number[]): string[] => values.map(String);

describe('values of reference libraries', () => {
  // Computed by scikit-learn 1.2.1 and SciPy 1.10.1 on these rows.
  const [y, g] = [texts([0, 1, 2, 2, 1, 0, 1, 2, 0, 1, 2, 1]), texts([0, 2, 2, 2, 1, 0, 0, 2, 1, 1, 0, 1])];
  const [b, bg] = [texts([0, 1, 1, 0, 1, 0, 1, 1]), texts([0, 1, 0, 0, 1, 1, 1, 1])];
  const s = texts([0.1, 0.8, 0.35, 0.4, 0.8, 0.2, 0.9, 0.35]);
  const w = [1, 2, 0.5, 1, 3, 1, 0.25, 2];
  const classes = texts([0, 1, 2, 1, 0, 2, 1, 2]);
  const P = [
    [0.6, 0.2, 0.1, 0.3, 0.4, 0.5, 0.3, 0.25],
    [0.3, 0.5, 0.2, 0.3, 0.35, 0.25, 0.45, 0.15],
    [0.1, 0.3, 0.7, 0.4, 0.25, 0.25, 0.25, 0.6],
  ].map(texts);
  const [t, p] = [texts([3, 0.5, 2, 7, 4.25, 1]), texts([2.5, 0.25, 2, 8, 4.5, 3])];
  const [tied, guess] = [texts([1, 2, 2, 3, 3, 3, 5]), texts([2, 1, 2, 2, 4, 3, 3])];
  it.each<[string, FileFormat, string[], string[][], number, Over?]>([
    ['accuracy', THREE, y, [g], 0.6666666666666666],
    ['balanced_accuracy', THREE, y, [g], 0.6722222222222222],
    ['f1_macro', THREE, y, [g], 0.6626984126984127],
    ['f1_macro', THREE, y, [g], 0.6666666666666666, { params: { beta: 2 } }],
    ['f1_micro', THREE, y, [g], 0.6666666666666666],
    ['f1_weighted', THREE, y, [g], 0.6706349206349206],
    ['precision_macro', THREE, y, [g], 0.6666666666666666],
    ['precision_micro', THREE, y, [g], 0.6666666666666666],
    ['precision_weighted', THREE, y, [g], 0.6875],
    ['recall_macro', THREE, y, [g], 0.6722222222222222],
    ['recall_micro', THREE, y, [g], 0.6666666666666666],
    ['recall_weighted', THREE, y, [g], 0.6666666666666666],
    ['jaccard_macro', THREE, y, [g], 0.5],
    ['jaccard_micro', THREE, y, [g], 0.5],
    ['jaccard_weighted', THREE, y, [g], 0.5083333333333333],
    ['mcc', THREE, y, [g], 0.5052911526399114],
    ['cohen_kappa', THREE, y, [g], 0.5],
    ['cohen_kappa', TWO, b, [bg], 0.6345609065155808, { weights: w }],
    ['qwk', THREE, y, [g], 0.5333333333333333],
    ['f1', TWO, b, [bg], 0.8],
    ['f1', TWO, b, [bg], 0.90625, { weights: w }],
    ['precision', TWO, b, [bg], 0.8],
    ['recall', TWO, b, [bg], 0.8],
    ['log_loss', THREE_PROBABILITIES, classes, P, 0.7970673706960515],
    [
      'log_loss',
      TWO_PROBABILITIES,
      ['spam', 'ham', 'ham', 'spam'],
      [
        ['.1', '.9', '.8', '.35'],
        ['.9', '.1', '.2', '.65'],
      ],
      0.21616187468057912,
    ],
    ['brier', THREE_PROBABILITIES, classes, P, 0.455],
    ['brier', ONE_PROBABILITY, b, [s], 0.143125],
    ['roc_auc_ovr', THREE_PROBABILITIES, classes, P, 0.8722222222222222],
    ['roc_auc_ovr', THREE_PROBABILITIES, classes, P, 0.8666666666666667, { params: { average: 'weighted' } }],
    ['roc_auc_ovo', THREE_PROBABILITIES, classes, P, 0.8703703703703703],
    ['roc_auc', NUMBER, b, [s], 0.8666666666666667],
    ['roc_auc', NUMBER, b, [s], 0.89247311827957, { weights: w }],
    ['partial_auc', NUMBER, b, [s], 0.7916666666666667, { params: { max_fpr: 0.4 } }],
    ['ks', NUMBER, b, [s], 0.6666666666666667],
    ['average_precision', NUMBER, b, [s], 0.9333333333333333],
    ['average_precision', NUMBER, b, [s], 0.9631336405529953, { weights: w }],
    ['mae', NUMBER, t, [p], 0.6666666666666666],
    ['medae', NUMBER, t, [p], 0.375],
    ['mse', NUMBER, t, [p], 0.8958333333333334],
    ['rmse', NUMBER, t, [p], 0.9464847243000456],
    ['msle', ABOVE_ZERO, t, [p], 0.09126029202488677],
    ['rmsle', ABOVE_ZERO, t, [p], Math.sqrt(0.09126029202488677)],
    ['mape', NUMBER, t, [p], 0.4780578898225957],
    ['r2', NUMBER, t, [p], 0.813381555153707],
    ['r2', NUMBER, t, [p], 0.8523758415455166, { weights: w.slice(0, 6) }],
    ['explained_variance', NUMBER, t, [p], 0.8495479204339964],
    ['pearson', NUMBER, t, [p], 0.9370321092542391],
    ['spearman', NUMBER, t, [p], 0.8285714285714287],
    ['spearman', NUMBER, tied, [guess], 0.6666666666666665],
    ['kendall', NUMBER, t, [p], 0.7333333333333333],
    ['kendall', NUMBER, tied, [guess], 0.5294117647058824],
    ['pinball', NUMBER, t, [p], 0.4166666666666667, { params: { alpha: 0.3 } }],
    ['poisson_deviance', ABOVE_ZERO, t, [p], 0.37242765493409546],
    ['gamma_deviance', ABOVE_ZERO, t, [p], 0.2555370451854861],
    ['tweedie_deviance', ABOVE_ZERO, t, [p], 0.282048995671108],
  ])('%s %#', (metric, format, truth, predicted, expected, ...[over]) => {
    close(score(metric, format, truth, predicted, over).public, expected);
  });
  // Seven of nine pairs in order, counting a tie as half: by hand.
  it('roc_auc with ties', () => {
    close(score('roc_auc', NUMBER, texts([0, 0, 0, 1, 1, 1]), [texts([1, 2, 3, 2, 3, 4])]).public, 7 / 9);
  });
  it('top-k: ties count against the truth', () => {
    const tie = [
      ['0.4', '0.3'],
      ['0.4', '0.3'],
      ['0.2', '0.4'],
    ];
    expect(score('top_k_accuracy', THREE_PROBABILITIES, ['0', '0'], tie, { params: { k: 1 } }).public).toBe(0);
    expect(score('top_k_accuracy', THREE_PROBABILITIES, ['0', '2'], tie, { params: { k: 2 } }).public).toBe(1);
  });
});

describe('every metric of the catalogue', () => {
  const formatOf = ({ key, domain, reads }: MetricDef): FileFormat => {
    if (reads === 'clusters') return THREE;
    if (['roc_auc_ovr', 'roc_auc_ovo', 'top_k_accuracy'].includes(key)) return THREE_PROBABILITIES;
    if (['log_loss', 'brier', 'ece', 'mce', 'ace'].includes(key)) return ONE_PROBABILITY;
    if ((reads === 'labels' && /^(f1|precision|recall|jaccard)/.test(key)) || ['balanced_accuracy', 'cohen_kappa'].includes(key))
      return THREE;
    if (key === 'mcc') return TWO;
    if (['accuracy', 'qwk'].includes(key)) return LABEL;
    return domain ? ABOVE_ZERO : NUMBER;
  };
  it.each([...METRICS.values()].map((metric): [string, MetricDef] => [metric.key, metric]))(
    '%s has a worked example that holds',
    (key, metric) => {
      const { rows, value } = metric.example;
      close(
        score(
          key,
          formatOf(metric),
          rows.map(([truth]) => truth),
          rows[0]?.[1].split(' ').map((_, at) => rows.map(([, predicted]) => predicted.split(' ')[at] ?? '')) ?? [],
        ).public,
        value,
      );
      expect(value).toBeGreaterThanOrEqual(metric.range[0]);
      expect(value).toBeLessThanOrEqual(metric.range[1]);
    },
  );
  it.each([...METRICS.values()])('$key is described in both languages and MathML that nests', (metric) => {
    for (const words of [metric.name, metric.about, metric.example.about, ...metric.params.map(({ about }) => about)])
      expect([/[가-힣]/.test(words.ko), words.en.length > 0]).toEqual([true, true]);
    const open: string[] = [];
    for (const [, slash, tag] of metric.formula.mathml.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
      if (slash === '') open.push(tag ?? '');
      else expect(open.pop()).toBe(tag);
    }
    expect([open, metric.formula.mathml.startsWith('<math>')]).toEqual([[], true]);
    expect(metric.source.url).toMatch(/^https:/);
  });
});

describe('definitions at the edges', () => {
  it('F1 averages over declared labels, absent ones as 0', () => close(score('f1_macro', LABEL, ['0', '0'], [['0', '0']]).public, 0.25));
  it('log loss is clipped at 2^-52', () => {
    const one: FileFormat = { ...BASE, columns: [{ name: 'p', kind: 'probability' }] };
    close(score('log_loss', one, ['1'], [['0']]).public, -Math.log(LOG_LOSS_EPSILON));
    expect(score('log_loss', one, ['0'], [['0']]).public).toBeGreaterThan(0);
  });
  it('log loss renormalises only when declared', () => {
    const rows: [FileFormat, string[], string[][]] = [TWO_PROBABILITIES, ['spam'], [['0.5'], ['1.5']]];
    close(score('log_loss', ...rows, { params: { renormalise: true } }).public, -Math.log(0.75));
    close(score('log_loss', ...rows).public, -Math.log(1 - LOG_LOSS_EPSILON));
  });
  it('errors too large for a double give no score rather than infinity', () =>
    expect(score('rmse', NUMBER, ['0'], [['1e300']]).public).toBeNull());
  it('a part without rows has no score', () =>
    expect(score('mae', NUMBER, ['1', '2'], [['1', '4']], { parts: [1, 0] })).toEqual({ public: 0, private: null }));
  it.each([
    ['rmse', LABEL, {}, 'wrong-columns'],
    ['accuracy', NUMBER, {}, 'wrong-columns'],
    ['accuracy', { ...BASE, columns: [{ name: 'y', kind: 'label' as const }] }, {}, 'labels-needed'],
    ['rmse', NUMBER, { squared: true }, 'unknown-param'],
    ['log_loss', TWO_PROBABILITIES, { renormalise: 'yes' }, 'bad-param'],
    ['log_loss', TWO_PROBABILITIES, { labels: ['a', 'b', 'c'] }, 'bad-param'],
    ['rmsle', NUMBER, {}, 'wrong-columns'],
    ['pinball', NUMBER, { alpha: 2 }, 'bad-param'],
    ['top_k_accuracy', THREE_PROBABILITIES, { k: 3 }, 'bad-param'],
    ['top_k_accuracy', THREE_PROBABILITIES, { k: 1.5 }, 'bad-param'],
    ['roc_auc_ovr', THREE_PROBABILITIES, { average: 'micro' }, 'bad-param'],
    ['f1', TWO, { positive: 'yes' }, 'bad-param'],
    ['bleu', NUMBER, {}, 'unknown-metric'],
  ])('%s does not fit: %#', (metric, format, params, code) => {
    expect(resolveMetric({ key: 'm', metric, params }, format)).toMatchObject({ ok: false, refusal: [{ code }] });
  });
  it('AUC needs both classes in every part that has rows', () => {
    const metric = METRICS.get('roc_auc');
    const truth: TruthColumn = { kind: 'label', codes: Int32Array.of(0, 1, 1, 1), classes: 2 };
    const needs = { truth: 'label' as const, labels: ['0', '1'], columns: ['y'] };
    expect(metric?.checkTruth(truth, Uint8Array.of(1, 1, 2, 2), needs, {})).toEqual([{ code: 'one-class-only', detail: 'private' }]);
    expect(metric?.checkTruth(truth, Uint8Array.of(1, 1, 0, 0), needs, {})).toEqual([]);
  });
});

describe('properties', () => {
  const value = fc.oneof(fc.constantFrom(0, -0, 0.5, 1), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
  it('AUC is the share of pairs in order, ties half', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 30 }),
        fc.array(value, { minLength: 1, maxLength: 30 }),
        (positives, negatives) => {
          let twice = 0;
          for (const p of positives) for (const n of negatives) twice += p > n ? 2 : p === n ? 1 : 0;
          expect(twiceU(Float64Array.from(positives).sort(), Float64Array.from(negatives).sort())).toBe(twice);
        },
      ),
    );
  });
  it('tau is the difference of the pairs in order and out of it, over the pairs that are not tied', () => {
    const few = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 25 });
    fc.assert(
      fc.property(few, (pairs) => {
        let [sum, ys, ps] = [0, 0, 0];
        for (const [at, [y1, p1]] of pairs.entries())
          for (const [y2, p2] of pairs.slice(at + 1)) {
            sum += Math.sign(y1 - y2) * Math.sign(p1 - p2);
            ys += Number(y1 !== y2);
            ps += Number(p1 !== p2);
          }
        const columns = [0, 1].map((place) => Float64Array.from(pairs, (pair) => pair[place] as number)) as [Float64Array, Float64Array];
        expect(kendallTau(...columns)).toBeCloseTo(ys * ps === 0 ? 0 : sum / Math.sqrt(ys * ps), 12);
      }),
    );
  });
  it('public and private are what each part alone would give', () => {
    const rows = fc.array(fc.tuple(value, value, fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.constantFrom('rmse', 'mae'), (data, metric) => {
        const column = (list: typeof data, place: 0 | 1) => list.map((row) => String(row[place]));
        const whole = score(metric, NUMBER, column(data, 0), [column(data, 1)], { parts: data.map(([, , part]) => part) });
        for (const [name, code] of [
          ['public', 1],
          ['private', 2],
        ] as const) {
          const own = data.filter(([, , part]) => part === code);
          const alone = score(metric, NUMBER, column(own, 0), [column(own, 1)]).public;
          if (alone === null) expect(whole[name]).toBeNull();
          else close(whole[name], alone);
        }
      }),
    );
  });
});
