import type { MetricDef, MetricExample, PartScores, PredictedColumns, TruthColumn } from '../metric.ts';
import { scoresFrom } from '../metric.ts';
import { sumByPart, type PartSums } from '../sum.ts';
import { COLUMN_PARAM, emptyParts, numberNeeds, trueNumbers } from './columns.ts';

/** The mean of a term per row, then `finish`. */
function meanScore(
  truth: TruthColumn,
  predicted: PredictedColumns,
  parts: Uint8Array,
  term: (error: number) => number,
  finish: (mean: number) => number,
): PartScores {
  const values = trueNumbers(truth);
  const [column = new Float64Array(0)] = predicted.numbers;
  const sums = sumByPart(parts, (row) => term((values[row] as number) - (column[row] as number)));
  return scoresFrom(sums, ({ sum, rows }: PartSums) => finish(sum / rows));
}

const ROWS: MetricExample['rows'] = [
  ['3', '2.5'],
  ['-0.5', '0'],
  ['2', '2'],
  ['7', '8'],
];

/** Root mean squared error. */
export const rmse: MetricDef = {
  key: 'rmse',
  version: 1,
  name: { ko: '평균 제곱근 오차 (RMSE)', en: 'Root mean squared error (RMSE)' },
  about: {
    ko: '오차를 제곱해 평균한 값의 제곱근. 큰 오차일수록 무겁게 셉니다.',
    en: 'Square root of the mean squared error; large errors weigh more.',
  },
  direction: 'asc',
  range: [0, Infinity],
  formula: {
    text: 'RMSE = sqrt( (1/n) · Σ (yᵢ − ŷᵢ)² )',
    mathml:
      '<math><mi>RMSE</mi><mo>=</mo><msqrt><mrow><mfrac><mn>1</mn><mi>n</mi></mfrac><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msup><mrow><mo>(</mo><msub><mi>y</mi><mi>i</mi></msub><mo>−</mo><msub><mover><mi>y</mi><mo>^</mo></mover><mi>i</mi></msub><mo>)</mo></mrow><mn>2</mn></msup></mrow></msqrt></math>',
  },
  source: {
    title: 'scikit-learn: root_mean_squared_error',
    url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.root_mean_squared_error.html',
  },
  example: {
    rows: ROWS,
    value: Math.sqrt(0.375),
    about: {
      ko: '오차의 제곱은 0.25, 0.25, 0, 1이고 평균은 0.375입니다.',
      en: 'The squared errors are 0.25, 0.25, 0, 1; their mean is 0.375.',
    },
  },
  params: [COLUMN_PARAM],
  needs: numberNeeds,
  checkTruth: (_, parts) => emptyParts(parts),
  score: (truth, predicted, parts) => meanScore(truth, predicted, parts, (error) => error * error, Math.sqrt),
};

/** Mean absolute error. */
export const mae: MetricDef = {
  key: 'mae',
  version: 1,
  name: { ko: '평균 절대 오차 (MAE)', en: 'Mean absolute error (MAE)' },
  about: { ko: '오차의 절댓값을 평균한 값.', en: 'Mean of the absolute errors.' },
  direction: 'asc',
  range: [0, Infinity],
  formula: {
    text: 'MAE = (1/n) · Σ |yᵢ − ŷᵢ|',
    mathml:
      '<math><mi>MAE</mi><mo>=</mo><mfrac><mn>1</mn><mi>n</mi></mfrac><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mrow><mo>|</mo><msub><mi>y</mi><mi>i</mi></msub><mo>−</mo><msub><mover><mi>y</mi><mo>^</mo></mover><mi>i</mi></msub><mo>|</mo></mrow></math>',
  },
  source: {
    title: 'scikit-learn: mean_absolute_error',
    url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.mean_absolute_error.html',
  },
  example: {
    rows: ROWS,
    value: 0.5,
    about: { ko: '오차의 절댓값은 0.5, 0.5, 0, 1이고 평균은 0.5입니다.', en: 'The absolute errors are 0.5, 0.5, 0, 1; their mean is 0.5.' },
  },
  params: [COLUMN_PARAM],
  needs: numberNeeds,
  checkTruth: (_, parts) => emptyParts(parts),
  score: (truth, predicted, parts) => meanScore(truth, predicted, parts, Math.abs, (mean) => mean),
};
