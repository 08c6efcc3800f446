import { abs, frac, id, math, meanOverRows, num, op, row, sum, Y, Y_HAT } from '../mathml.ts';
import type { Additive } from '../measure.ts';
import type { MetricInput, MetricProblem, TruthColumn } from '../metric.ts';
import { COLUMN_PARAM, eachPart, emptyParts, trueNumbers } from './columns.ts';
import { ERROR, meanOf, numberMetric, truthWithin, worked } from './regression.ts';

const RELATIVE = frac(abs(ERROR), abs(Y));
export const mape = numberMetric(
  {
    key: 'mape',
    sklearn: 'mean_absolute_percentage_error',
    name: { ko: '평균 절대 비율 오차 (MAPE)', en: 'Mean absolute percentage error (MAPE)' },
    about: { ko: '정답에 대한 오차의 비율을 평균한 값. 1이 100%입니다.', en: 'Mean of the errors relative to the truth; 1 is 100 %.' },
    formula: { text: 'MAPE = (1/n) · Σ |yᵢ − ŷᵢ| / |yᵢ|', mathml: math(id('MAPE'), op('='), meanOverRows(RELATIVE)) },
    example: worked(0.3273809523809524, '비율은 1/6, 1, 0, 1/7입니다.', 'The ratios are 1/6, 1, 0 and 1/7.'),
    checkTruth: truthWithin((value) => value !== 0, 'y ≠ 0'),
  },
  (input) => meanOf(input, (y, p) => Math.abs(y - p) / Math.abs(y)),
);
export const smape = numberMetric(
  {
    key: 'smape',
    sklearn: 'mean_absolute_percentage_error',
    source: {
      title: 'Makridakis, Spiliotis and Assimakopoulos: The M4 Competition (2020)',
      url: 'https://doi.org/10.1016/j.ijforecast.2019.04.014',
    },
    name: { ko: '대칭 평균 절대 비율 오차 (sMAPE)', en: 'Symmetric mean absolute percentage error (sMAPE)' },
    about: {
      ko: '두 값의 평균 크기에 대한 오차의 비율을 평균한 값. 둘 다 0이면 0으로 셉니다.',
      en: 'Mean of the errors relative to the mean size of both values; 0 where both are 0.',
    },
    range: [0, 200],
    formula: {
      text: 'sMAPE = s · (1/n) · Σ 2·|yᵢ − ŷᵢ| / (|yᵢ| + |ŷᵢ|), 0/0 = 0',
      mathml: math(id('sMAPE'), op('='), id('s'), meanOverRows(frac(row(num('2'), abs(ERROR)), row(abs(Y), op('+'), abs(Y_HAT))))),
    },
    example: worked(
      (2 * 0.5) / 5.5 / 4 + (2 * 0.5) / 0.5 / 4 + (2 * 1) / 15 / 4,
      '비율은 2/11, 2, 0, 2/15입니다.',
      'The ratios are 2/11, 2, 0 and 2/15.',
    ),
    params: [COLUMN_PARAM, { key: 'percent', kind: 'boolean', fallback: false, about: { ko: '100을 곱합니다.', en: 'Times 100.' } }],
  },
  (input) =>
    meanOf(
      input,
      (y, p) => (y === p ? 0 : (2 * Math.abs(y - p)) / (Math.abs(y) + Math.abs(p))),
      (mean) => (input.params['percent'] === true ? 100 * mean : mean),
    ),
);
export const wmape = numberMetric(
  {
    key: 'wmape',
    sklearn: 'mean_absolute_percentage_error',
    source: {
      title: 'Kolassa and Schütz: Advantages of the MAD/Mean ratio over the MAPE (2007)',
      url: 'https://ideas.repec.org/a/for/ijafaa/y2007i6p40-43.html',
    },
    name: { ko: '가중 평균 절대 비율 오차 (WMAPE)', en: 'Weighted mean absolute percentage error (WMAPE)' },
    about: {
      ko: '오차의 절댓값의 합을 정답의 절댓값의 합으로 나눈 값.',
      en: 'Sum of the absolute errors over the sum of the absolute truths.',
    },
    formula: {
      text: 'WMAPE = Σ |yᵢ − ŷᵢ| / Σ |yᵢ|',
      mathml: math(id('WMAPE'), op('='), frac(sum(id('i'), abs(ERROR)), sum(id('i'), abs(Y)))),
    },
    example: worked(2 / 12.5, '오차의 합은 2, 정답의 합은 12.5입니다.', 'The errors sum to 2, the truths to 12.5.'),
    checkTruth: truthVariesFromZero,
  },
  (input) =>
    ratioOf(
      input,
      (y, p) => Math.abs(y - p),
      (y) => Math.abs(y),
      (above, below) => above / below,
    ),
);

function truthVariesFromZero(truth: TruthColumn, parts: Uint8Array): MetricProblem[] {
  const values = trueNumbers(truth);
  return [
    ...emptyParts(parts),
    ...eachPart(parts, (part, rows) =>
      rows.length > 0 && rows.every((at) => values[at] === 0) ? [{ code: 'truth-constant', detail: part }] : [],
    ),
  ];
}

/** A value of two weighted sums. */
function ratioOf(
  input: MetricInput,
  above: (y: number, p: number) => number,
  below: (y: number, p: number) => number,
  value: (above: number, below: number) => number,
): Additive {
  const values = trueNumbers(input.truth);
  const [column = new Float64Array(0)] = input.predicted.numbers;
  return {
    kind: 'additive',
    size: 2,
    add(rowNumber, to) {
      const weight = input.weights?.[rowNumber] ?? 1;
      const [y, p] = [values[rowNumber] as number, column[rowNumber] as number];
      to.add(0, weight * above(y, p));
      to.add(1, weight * below(y, p));
    },
    value: (sums) => value(sums[0] as number, sums[1] as number),
  };
}
