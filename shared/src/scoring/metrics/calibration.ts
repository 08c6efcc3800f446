import { abs, frac, id, math, num, op, sub, sum } from '../mathml.ts';
import type { Additive, Whole } from '../measure.ts';
import type { MetricDef, MetricInput, ParamDef } from '../metric.ts';
import { CLASSES_PARAM, COLUMN_PARAM, trueCodes } from './columns.ts';
import { BINARY_ROWS, probabilityMetric } from './probabilities.ts';

const BINS: ParamDef = { key: 'bins', kind: 'integer', within: [1, 1000], fallback: 15, about: { ko: '구간의 수.', en: 'How many bins.' } };
/** Confidence and whether it came true: of one column the probability of the second label, of several the highest. */
function confidence({ truth, predicted: { numbers } }: MetricInput): { sure: (at: number) => number; right: (at: number) => number } {
  const codes = trueCodes(truth);
  const [only = new Float64Array(0)] = numbers;
  if (numbers.length === 1) return { sure: (at) => only[at] as number, right: (at) => codes[at] as number };
  const best = (at: number): number =>
    numbers.reduce((top, column, code) => ((column[at] as number) > (numbers[top]?.[at] as number) ? code : top), 0);
  return { sure: (at) => numbers[best(at)]?.[at] as number, right: (at) => (best(at) === codes[at] ? 1 : 0) };
}
/** Equal-width bins, right-closed; `combine` gets each bin's share of the rows and its gap. */
function binned(input: MetricInput, combine: (bins: { share: number; gap: number }[]) => number): Additive {
  const bins = input.params['bins'] as number;
  const { sure, right } = confidence(input);
  return {
    kind: 'additive',
    size: 3 * bins,
    add(at, to) {
      const weight = input.weights?.[at] ?? 1;
      const bin = Math.min(bins - 1, Math.max(0, Math.ceil(sure(at) * bins) - 1));
      to.add(bin, weight);
      to.add(bins + bin, weight * sure(at));
      to.add(2 * bins + bin, weight * right(at));
    },
    value(sums) {
      const all = sums.subarray(0, bins).reduce((total, weight) => total + weight, 0);
      return combine(
        Array.from(sums.subarray(0, bins), (weight, bin) => ({
          share: weight / all,
          gap: weight === 0 ? 0 : Math.abs((sums[bins + bin] as number) - (sums[2 * bins + bin] as number)) / weight,
        })),
      );
    },
  };
}
const calibrated = (
  key: string,
  words: Pick<MetricDef, 'name' | 'about' | 'formula' | 'ignoresWeights'>,
  measure: MetricDef['measure'],
  value: number,
): MetricDef =>
  probabilityMetric(
    {
      key,
      ...words,
      source: {
        title: 'Guo, Pleiss, Sun and Weinberger: On Calibration of Modern Neural Networks (2017)',
        url: 'https://proceedings.mlr.press/v70/guo17a.html',
      },
      example: {
        rows: BINARY_ROWS,
        value,
        about: {
          ko: '네 줄이 서로 다른 구간에 있고, 차는 0.1, 0.1, 0.2, 0.35입니다.',
          en: 'The four rows are in bins of their own; the gaps are 0.1, 0.1, 0.2 and 0.35.',
        },
      },
      params: [COLUMN_PARAM, CLASSES_PARAM, BINS],
    },
    measure,
  );
const GAP = abs(sub(id('acc'), id('b')), op('−'), sub(id('conf'), id('b')));
export const ece = calibrated(
  'ece',
  {
    name: { ko: '기대 보정 오차 (ECE)', en: 'Expected calibration error (ECE)' },
    about: {
      ko: '확신의 구간마다 확신과 맞힌 비율의 차를 줄 수로 평균한 값.',
      en: 'Gap between confidence and accuracy in bins of confidence, averaged by their rows.',
    },
    formula: {
      text: 'ECE = Σ_b (n_b / n) · |acc_b − conf_b|',
      mathml: math(id('ECE'), op('='), sum(id('b'), frac(sub(id('n'), id('b')), id('n')), GAP)),
    },
  },
  (input) => binned(input, (bins) => bins.reduce((all, { share, gap }) => all + share * gap, 0)),
  (0.1 + 0.1 + 0.2 + 0.35) / 4,
);
export const mce = calibrated(
  'mce',
  {
    name: { ko: '최대 보정 오차 (MCE)', en: 'Maximum calibration error (MCE)' },
    about: {
      ko: '확신의 구간 가운데 확신과 맞힌 비율의 차가 가장 큰 것.',
      en: 'The greatest gap between confidence and accuracy of all bins.',
    },
    formula: { text: 'MCE = max_b |acc_b − conf_b|', mathml: math(id('MCE'), op('='), sub(id('max'), id('b')), GAP) },
  },
  (input) => binned(input, (bins) => Math.max(...bins.map(({ gap }) => gap))),
  0.35,
);
export const ace = calibrated(
  'ace',
  {
    ignoresWeights: true,
    name: { ko: '적응 보정 오차 (ACE)', en: 'Adaptive calibration error (ACE)' },
    about: { ko: 'ECE와 같되, 구간마다 줄 수가 같도록 나눕니다.', en: 'Like ECE, with bins of equally many rows.' },
    formula: {
      text: 'ACE = (1/B) · Σ_b |acc_b − conf_b|, bins of equally many rows by confidence',
      mathml: math(id('ACE'), op('='), frac(num('1'), id('B')), sum(id('b'), GAP)),
    },
  },
  equalMass,
  (0.1 + 0.1 + 0.2 + 0.35) / 4,
);
/** Nixon et al., Measuring Calibration in Deep Learning (2019): rows in order of confidence, cut into bins whose sizes differ by one at the most. */
function equalMass(input: MetricInput): Whole {
  const { sure, right } = confidence(input);
  return {
    kind: 'whole',
    linear: () => null,
    value(rows) {
      const order = Array.from(rows).sort((a, b) => sure(a) - sure(b) || a - b);
      const bins = Math.min(input.params['bins'] as number, order.length);
      const gaps = Array.from({ length: bins }, (_, bin) => {
        const own = order.slice(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins));
        return Math.abs(own.reduce((all, at) => all + right(at) - sure(at), 0)) / own.length;
      });
      return gaps.reduce((all, gap) => all + gap, 0) / bins;
    },
  };
}
