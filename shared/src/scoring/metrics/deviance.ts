import { frac, id, LN, math, meanOverRows, num, op, paren, row, sup, Y, Y_HAT } from '../mathml.ts';
import type { MetricDef, MetricExample } from '../metric.ts';
import { COLUMN_PARAM } from './columns.ts';
import { meanOf, numberMetric, truthWithin } from './regression.ts';

/** The example of scikit-learn's documentation. */
const ROWS: MetricExample['rows'] = [
  ['2', '0.5'],
  ['0', '0.5'],
  ['1', '2'],
  ['4', '2'],
];
/** y·ln(y/p) with 0·ln 0 = 0. */
const xlogy = (y: number, p: number): number => (y === 0 ? 0 : y * Math.log(y / p));
const poisson = (y: number, p: number): number => 2 * (xlogy(y, p) - y + p);
const gamma = (y: number, p: number): number => 2 * (Math.log(p / y) + y / p - 1);
/** Unit deviance of the Tweedie family; powers 0, 1 and 2 are the normal, Poisson and gamma ones. Jørgensen, The Theory of Dispersion Models (1997). */
export function tweedieDeviance(y: number, p: number, power: number): number {
  if (power === 0) return (y - p) ** 2;
  if (power === 1) return poisson(y, p);
  if (power === 2) return gamma(y, p);
  return (
    2 *
    (Math.max(y, 0) ** (2 - power) / ((1 - power) * (2 - power)) - (y * p ** (1 - power)) / (1 - power) + p ** (2 - power) / (2 - power))
  );
}
const POSITIVE = [Number.MIN_VALUE, Infinity] as const;
const two = row(num('2'), op('·'));

export const poissonDeviance = numberMetric(
  {
    key: 'poisson_deviance',
    sklearn: 'mean_poisson_deviance',
    name: { ko: '평균 포아송 편차', en: 'Mean Poisson deviance' },
    about: { ko: '개수를 예측할 때의 손실. 예측은 0보다 커야 합니다.', en: 'Loss of predicted counts; predictions are above 0.' },
    formula: {
      text: '(1/n) · Σ 2·(yᵢ·ln(yᵢ/ŷᵢ) − yᵢ + ŷᵢ)',
      mathml: math(meanOverRows(two, paren(Y, LN, frac(Y, Y_HAT), op('−'), Y, op('+'), Y_HAT))),
    },
    example: {
      rows: ROWS,
      value: (poisson(2, 0.5) + poisson(0, 0.5) + poisson(1, 2) + poisson(4, 2)) / 4,
      about: { ko: '줄마다의 편차를 평균합니다.', en: 'The mean of the deviances of the rows.' },
    },
    domain: POSITIVE,
    checkTruth: truthWithin((value) => value >= 0, 'y ≥ 0'),
  },
  (input) => meanOf(input, poisson),
);
export const gammaDeviance = numberMetric(
  {
    key: 'gamma_deviance',
    sklearn: 'mean_gamma_deviance',
    name: { ko: '평균 감마 편차', en: 'Mean gamma deviance' },
    about: { ko: '양수를 예측할 때 비율의 오차를 세는 손실.', en: 'Loss of predicted positive numbers that counts ratios.' },
    formula: {
      text: '(1/n) · Σ 2·(ln(ŷᵢ/yᵢ) + yᵢ/ŷᵢ − 1)',
      mathml: math(meanOverRows(two, paren(LN, frac(Y_HAT, Y), op('+'), frac(Y, Y_HAT), op('−'), num('1')))),
    },
    example: {
      rows: [
        ['2', '0.5'],
        ['0.5', '0.5'],
        ['1', '2'],
        ['4', '2'],
      ],
      value: 1.0568528194400546,
      about: { ko: '줄마다의 편차를 평균합니다.', en: 'The mean of the deviances of the rows.' },
    },
    domain: POSITIVE,
    checkTruth: truthWithin((value) => value > 0, 'y > 0'),
  },
  (input) => meanOf(input, gamma),
);
export const tweedie = numberMetric(
  {
    key: 'tweedie_deviance',
    sklearn: 'mean_tweedie_deviance',
    name: { ko: '평균 트위디 편차', en: 'Mean Tweedie deviance' },
    about: {
      ko: '0이 많은 양수를 예측할 때의 손실. 거듭제곱 1은 포아송, 2는 감마입니다.',
      en: 'Loss of positive numbers with many zeros; power 1 is Poisson, 2 gamma.',
    },
    formula: {
      text: '(1/n) · Σ 2·( yᵢ^(2−p)/((1−p)(2−p)) − yᵢ·ŷᵢ^(1−p)/(1−p) + ŷᵢ^(2−p)/(2−p) )',
      mathml: math(
        meanOverRows(
          two,
          paren(
            frac(sup(Y, row(num('2'), op('−'), id('p'))), row(paren(num('1'), op('−'), id('p')), paren(num('2'), op('−'), id('p')))),
            op('−'),
            frac(row(Y, sup(Y_HAT, row(num('1'), op('−'), id('p')))), row(num('1'), op('−'), id('p'))),
            op('+'),
            frac(sup(Y_HAT, row(num('2'), op('−'), id('p'))), row(num('2'), op('−'), id('p'))),
          ),
        ),
      ),
    },
    example: {
      rows: ROWS,
      value: [
        [2, 0.5],
        [0, 0.5],
        [1, 2],
        [4, 2],
      ].reduce((total, [y = 0, p = 0]) => total + tweedieDeviance(y, p, 1.5) / 4, 0),
      about: { ko: '거듭제곱 1.5의 편차를 평균합니다.', en: 'The mean of the deviances at power 1.5.' },
    },
    params: [
      COLUMN_PARAM,
      { key: 'power', kind: 'number', within: [1, 2], fallback: 1.5, about: { ko: '거듭제곱 p.', en: 'The power p.' } },
    ],
    domain: POSITIVE,
    checkTruth: (truth, parts, _, params) =>
      truthWithin(
        (value) => ((params['power'] as number) < 2 ? value >= 0 : value > 0),
        (params['power'] as number) < 2 ? 'y ≥ 0' : 'y > 0',
      )(truth, parts, _, params),
  },
  (input) => meanOf(input, (y, p) => tweedieDeviance(y, p, input.params['power'] as number)),
);
export const logCosh: MetricDef = numberMetric(
  {
    key: 'log_cosh',
    sklearn: 'mean_squared_error',
    source: {
      title: 'Green: Bayesian reconstructions from emission tomography data (1990), section IV',
      url: 'https://doi.org/10.1109/42.52985',
    },
    name: { ko: '로그 코사인 손실', en: 'Log-cosh loss' },
    about: {
      ko: '작은 오차는 제곱처럼, 큰 오차는 절댓값처럼 세는 매끄러운 손실.',
      en: 'A smooth loss: like squares for small errors, like absolute values for large ones.',
    },
    formula: { text: '(1/n) · Σ ln cosh(yᵢ − ŷᵢ)', mathml: math(meanOverRows(LN, id('cosh'), paren(Y, op('−'), Y_HAT))) },
    example: {
      rows: [
        ['3', '2'],
        ['1', '1'],
      ],
      value: Math.log(Math.cosh(1)) / 2,
      about: { ko: '오차 1과 0의 손실은 0.4338과 0입니다.', en: 'The errors 1 and 0 cost 0.4338 and 0.' },
    },
  },
  // cosh overflows at 710; |e| + ln((1 + e^(−2|e|))/2) is the same and does not.
  (input) => meanOf(input, (y, p) => Math.abs(y - p) + Math.log1p(Math.exp(-2 * Math.abs(y - p))) - Math.LN2),
);
