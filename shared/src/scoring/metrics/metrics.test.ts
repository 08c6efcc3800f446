import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileFormat } from '../../contract/definition.ts';
import type { MetricDef, PredictedColumns, TruthColumn } from '../metric.ts';
import { LOG_LOSS_EPSILON } from './log-loss.ts';
import { METRICS, resolveMetric } from './registry.ts';
import { twiceU } from './roc-auc.ts';

const BASE = { idColumn: 'id', rowRule: 'none' as const, maxBytes: 1e8, maxInflatedBytes: 1e9 };
const NUMBER: FileFormat = { ...BASE, columns: [{ name: 'y', kind: 'number' }] };
const LABEL: FileFormat = { ...BASE, columns: [{ name: 'y', kind: 'label', labels: ['0', '1', '2', '3'] }] };
const THREE: FileFormat = { ...BASE, columns: [{ name: 'y', kind: 'label', labels: ['0', '1', '2'] }] };
const TWO_PROBABILITIES: FileFormat = {
  ...BASE,
  columns: [
    { name: 'ham', kind: 'probability' },
    { name: 'spam', kind: 'probability' },
  ],
};

/** Scores text columns the way an engine does: labels become their places, everything is public unless said. */
function score(
  metric: string,
  format: FileFormat,
  truth: string[],
  predicted: string[][],
  over: { parts?: number[]; params?: Record<string, string | boolean | string[]> } = {},
) {
  const resolved = resolveMetric({ key: 'm', metric, params: over.params ?? {} }, format);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.refusal));
  const { needs, params, metric: def } = resolved.value;
  const column: TruthColumn =
    needs.truth === 'number'
      ? { kind: 'number', values: Float64Array.from(truth, Number) }
      : { kind: 'label', codes: Int32Array.from(truth, (label) => needs.labels.indexOf(label)), classes: needs.labels.length };
  const isLabels = needs.truth === 'label' && 'column' in needs;
  const labels = needs.truth === 'label' ? needs.labels : [];
  const columns: PredictedColumns = {
    numbers: isLabels ? [] : predicted.map((values) => Float64Array.from(values, Number)),
    codes: isLabels ? Int32Array.from(predicted[0] ?? [], (label) => labels.indexOf(label)) : new Int32Array(0),
  };
  return def.score(column, columns, Uint8Array.from(over.parts ?? truth.map(() => 1)), params);
}
const close = (value: number | null, expected: number) => {
  expect(Math.abs((value ?? NaN) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
};

describe('published vectors', () => {
  // The examples in scikit-learn's documentation of accuracy_score, f1_score, roc_auc_score, log_loss, root_mean_squared_error and
  // mean_absolute_error; digits as computed by scikit-learn 1.2.
  it.each<[string, FileFormat, string[], string[][], number]>([
    ['accuracy', LABEL, ['0', '1', '2', '3'], [['0', '2', '1', '3']], 0.5],
    ['f1_macro', THREE, ['0', '1', '2', '0', '1', '2'], [['0', '2', '1', '0', '0', '1']], 0.26666666666666666],
    ['roc_auc', NUMBER, ['0', '0', '1', '1'], [['0.1', '0.4', '0.35', '0.8']], 0.75],
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
    ['rmse', NUMBER, ['3', '-0.5', '2', '7'], [['2.5', '0.0', '2', '8']], 0.6123724356957945],
    ['mae', NUMBER, ['3', '-0.5', '2', '7'], [['2.5', '0.0', '2', '8']], 0.5],
  ])('%s', (metric, format, truth, predicted, expected) => {
    close(score(metric, format, truth, predicted).public, expected);
  });
  // Seven of nine pairs in order, counting a tie as half: by hand.
  it('roc_auc with ties', () =>
    close(score('roc_auc', NUMBER, ['0', '0', '0', '1', '1', '1'], [['1', '2', '3', '2', '3', '4']]).public, 7 / 9));
});

describe('every metric of the catalogue', () => {
  const formats: Record<string, FileFormat> = {
    accuracy: LABEL,
    f1_macro: THREE,
    log_loss: { ...BASE, columns: [{ name: 'p', kind: 'probability' }] },
  };
  it.each([...METRICS.values()].map((metric): [string, MetricDef] => [metric.key, metric]))(
    '%s has a worked example that holds',
    (key, metric) => {
      const { rows, value } = metric.example;
      close(
        score(
          key,
          formats[key] ?? NUMBER,
          rows.map(([truth]) => truth),
          [rows.map(([, predicted]) => predicted)],
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
    for (const [, slash, tag] of metric.formula.mathml.matchAll(/<(\/?)(\w+)>/g)) {
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
    ['bleu', NUMBER, {}, 'unknown-metric'],
  ])('%s does not fit: %#', (metric, format, params, code) => {
    expect(resolveMetric({ key: 'm', metric, params }, format)).toMatchObject({ ok: false, refusal: [{ code }] });
  });
  it('AUC needs both classes in every part that has rows', () => {
    const metric = METRICS.get('roc_auc');
    const truth: TruthColumn = { kind: 'label', codes: Int32Array.of(0, 1, 1, 1), classes: 2 };
    const needs = { truth: 'label' as const, labels: ['0', '1'], columns: ['y'] };
    expect(metric?.checkTruth(truth, Uint8Array.of(1, 1, 2, 2), needs)).toEqual([{ code: 'one-class-only', detail: 'private' }]);
    expect(metric?.checkTruth(truth, Uint8Array.of(1, 1, 0, 0), needs)).toEqual([]);
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
  it('public and private are what each part alone would give', () => {
    const rows = fc.array(fc.tuple(value, value, fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.constantFrom('rmse', 'mae'), (data, metric) => {
        const texts = (list: typeof data, place: 0 | 1) => list.map((row) => String(row[place]));
        const whole = score(metric, NUMBER, texts(data, 0), [texts(data, 1)], { parts: data.map(([, , part]) => part) });
        for (const [name, code] of [
          ['public', 1],
          ['private', 2],
        ] as const) {
          const own = data.filter(([, , part]) => part === code);
          const alone = score(metric, NUMBER, texts(own, 0), [texts(own, 1)]).public;
          if (alone === null) expect(whole[name]).toBeNull();
          else close(whole[name], alone);
        }
      }),
    );
  });
});
