import { abs, id, LN, math, meanOverRows, num, op, paren, root, row, sup, Y, Y_HAT } from '../mathml.ts';
import { meanMeasure } from '../measure.ts';
import type { Additive } from '../measure.ts';
import type { MetricDef, MetricExample, MetricInput, MetricProblem, TruthColumn } from '../metric.ts';
import { COLUMN_PARAM, eachPart, emptyParts, numberNeeds, trueNumbers } from './columns.ts';

type Words = Pick<MetricDef, 'key' | 'name' | 'about' | 'formula' | 'example'> & { sklearn: string } & Partial<MetricDef>;

/** A metric of one predicted number a row; smaller is better unless said. */
export function numberMetric({ sklearn, ...words }: Words, measure: MetricDef['measure']): MetricDef {
  return {
    version: 1,
    reads: 'numbers',
    direction: 'asc',
    range: [0, Infinity],
    source: { title: `scikit-learn: ${sklearn}`, url: `https://scikit-learn.org/stable/modules/generated/sklearn.metrics.${sklearn}.html` },
    params: [COLUMN_PARAM],
    needs: numberNeeds,
    checkTruth: (_, parts) => emptyParts(parts),
    measure,
    ...words,
  };
}

/** The weighted mean of a term of truth and prediction, then `finish`. */
export function meanOf(
  input: MetricInput,
  term: (truth: number, predicted: number) => number,
  finish?: (mean: number) => number,
): Additive {
  const values = trueNumbers(input.truth);
  const [column = new Float64Array(0)] = input.predicted.numbers;
  return meanMeasure(input.weights, (rowNumber) => term(values[rowNumber] as number, column[rowNumber] as number), finish);
}

export const ERROR = row(Y, op('−'), Y_HAT);
const EXAMPLE_ROWS: MetricExample['rows'] = [
  ['3', '2.5'],
  ['-0.5', '0'],
  ['2', '2'],
  ['7', '8'],
];
/** The example of scikit-learn's documentation. */
export const worked = (value: number, ko: string, en: string, rows = EXAMPLE_ROWS): MetricExample => ({ rows, value, about: { ko, en } });
/** Truths outside a range leave a metric undefined. */
export const truthWithin =
  (isFine: (value: number) => boolean, what: string): MetricDef['checkTruth'] =>
  (truth, parts) => [
    ...emptyParts(parts),
    ...(trueNumbers(truth).every((value, at) => parts[at] === 0 || isFine(value))
      ? []
      : [{ code: 'truth-out-of-range' as const, detail: what }]),
  ];
/** Truths that are all the same leave a metric undefined. */
export const truthVaries = (truth: TruthColumn, parts: Uint8Array): MetricProblem[] => [
  ...emptyParts(parts),
  ...eachPart(parts, (part, rows) => {
    const values = trueNumbers(truth);
    return rows.length > 0 && rows.every((at) => values[at] === values[rows[0] as number])
      ? [{ code: 'truth-constant', detail: part }]
      : [];
  }),
];

export const rmse = numberMetric(
  {
    key: 'rmse',
    sklearn: 'root_mean_squared_error',
    name: { ko: '평균 제곱근 오차 (RMSE)', en: 'Root mean squared error (RMSE)' },
    about: {
      ko: '오차를 제곱해 평균한 값의 제곱근. 큰 오차일수록 무겁게 셉니다.',
      en: 'Square root of the mean squared error; large errors weigh more.',
    },
    formula: {
      text: 'RMSE = sqrt( (1/n) · Σ (yᵢ − ŷᵢ)² )',
      mathml: math(id('RMSE'), op('='), root(meanOverRows(sup(paren(ERROR), num('2'))))),
    },
    example: worked(
      Math.sqrt(0.375),
      '오차의 제곱은 0.25, 0.25, 0, 1이고 평균은 0.375입니다.',
      'The squared errors are 0.25, 0.25, 0, 1; their mean is 0.375.',
    ),
  },
  (input) => meanOf(input, (y, p) => (y - p) * (y - p), Math.sqrt),
);
export const mse = numberMetric(
  {
    key: 'mse',
    sklearn: 'mean_squared_error',
    name: { ko: '평균 제곱 오차 (MSE)', en: 'Mean squared error (MSE)' },
    about: { ko: '오차를 제곱해 평균한 값.', en: 'Mean of the squared errors.' },
    formula: { text: 'MSE = (1/n) · Σ (yᵢ − ŷᵢ)²', mathml: math(id('MSE'), op('='), meanOverRows(sup(paren(ERROR), num('2')))) },
    example: worked(
      0.375,
      '오차의 제곱은 0.25, 0.25, 0, 1이고 평균은 0.375입니다.',
      'The squared errors are 0.25, 0.25, 0, 1; their mean is 0.375.',
    ),
  },
  (input) => meanOf(input, (y, p) => (y - p) * (y - p)),
);
export const mae = numberMetric(
  {
    key: 'mae',
    sklearn: 'mean_absolute_error',
    name: { ko: '평균 절대 오차 (MAE)', en: 'Mean absolute error (MAE)' },
    about: { ko: '오차의 절댓값을 평균한 값.', en: 'Mean of the absolute errors.' },
    formula: { text: 'MAE = (1/n) · Σ |yᵢ − ŷᵢ|', mathml: math(id('MAE'), op('='), meanOverRows(abs(ERROR))) },
    example: worked(
      0.5,
      '오차의 절댓값은 0.5, 0.5, 0, 1이고 평균은 0.5입니다.',
      'The absolute errors are 0.5, 0.5, 0, 1; their mean is 0.5.',
    ),
  },
  (input) => meanOf(input, (y, p) => Math.abs(y - p)),
);

const LOG_ROWS: MetricExample['rows'] = [
  ['3', '2.5'],
  ['5', '5'],
  ['2.5', '4'],
  ['7', '8'],
];
const LOG_ERROR = row(LN, paren(num('1'), op('+'), Y), op('−'), LN, paren(num('1'), op('+'), Y_HAT));
const logWords = { domain: [0, Infinity] as const, checkTruth: truthWithin((value) => value >= 0, 'y ≥ 0') };
const logError = (y: number, p: number): number => (Math.log1p(y) - Math.log1p(p)) ** 2;
export const msle = numberMetric(
  {
    key: 'msle',
    sklearn: 'mean_squared_log_error',
    name: { ko: '평균 제곱 로그 오차 (MSLE)', en: 'Mean squared logarithmic error (MSLE)' },
    about: {
      ko: '1을 더한 값의 로그끼리의 차를 제곱해 평균한 값. 비율의 오차를 셉니다.',
      en: 'Mean squared difference of the logarithms of one plus the values; it counts ratios.',
    },
    formula: {
      text: 'MSLE = (1/n) · Σ (ln(1 + yᵢ) − ln(1 + ŷᵢ))²',
      mathml: math(id('MSLE'), op('='), meanOverRows(sup(paren(LOG_ERROR), num('2')))),
    },
    example: worked(
      0.03973012298459379,
      '로그의 차를 제곱해 평균하면 0.0397입니다.',
      'The mean of the squared differences of logarithms is 0.0397.',
      LOG_ROWS,
    ),
    ...logWords,
  },
  (input) => meanOf(input, logError),
);
export const rmsle = numberMetric(
  {
    key: 'rmsle',
    sklearn: 'root_mean_squared_log_error',
    name: { ko: '평균 제곱근 로그 오차 (RMSLE)', en: 'Root mean squared logarithmic error (RMSLE)' },
    about: { ko: 'MSLE의 제곱근.', en: 'Square root of the mean squared logarithmic error.' },
    formula: {
      text: 'RMSLE = sqrt( (1/n) · Σ (ln(1 + yᵢ) − ln(1 + ŷᵢ))² )',
      mathml: math(id('RMSLE'), op('='), root(meanOverRows(sup(paren(LOG_ERROR), num('2'))))),
    },
    example: worked(
      Math.sqrt(0.03973012298459379),
      '로그의 차를 제곱해 평균한 0.0397의 제곱근입니다.',
      'The square root of 0.0397, the mean squared difference of logarithms.',
      LOG_ROWS,
    ),
    ...logWords,
  },
  (input) => meanOf(input, logError, Math.sqrt),
);
