import { frac, id, math, num, op, paren, row, sum, sup, text, Y, Y_MEAN } from '../mathml.ts';
import type { Additive } from '../measure.ts';
import type { MetricInput } from '../metric.ts';
import { trueNumbers } from './columns.ts';
import { ERROR, numberMetric, truthVaries, worked } from './regression.ts';

/** Sums of w, y, y², e and e²; e is the error. They are taken about the mean of the whole truth, which changes nothing but the digits lost. */
function spreadOf(input: MetricInput, value: (sums: { w: number; y: number; yy: number; e: number; ee: number }) => number): Additive {
  const values = trueNumbers(input.truth);
  const [column = new Float64Array(0)] = input.predicted.numbers;
  let middle = 0;
  for (const y of values) middle += y / values.length;
  return {
    kind: 'additive',
    size: 5,
    add(rowNumber, to) {
      const weight = input.weights?.[rowNumber] ?? 1;
      const y = (values[rowNumber] as number) - middle;
      const error = (values[rowNumber] as number) - (column[rowNumber] as number);
      [1, y, y * y, error, error * error].forEach((term, component) => {
        to.add(component, weight * term);
      });
    },
    value: ([w = 0, y = 0, yy = 0, e = 0, ee = 0]) => value({ w, y, yy, e, ee }),
  };
}
const SST = sum(id('i'), sup(paren(Y, op('−'), Y_MEAN), num('2')));
export const r2 = numberMetric(
  {
    key: 'r2',
    sklearn: 'r2_score',
    name: { ko: '결정 계수 (R²)', en: 'Coefficient of determination (R²)' },
    about: {
      ko: '정답의 흩어짐 가운데 설명된 몫. 1은 완전, 0은 평균을 답한 것과 같습니다.',
      en: 'Share of the spread of the truth that is explained; 1 is perfect, 0 is what the mean would give.',
    },
    direction: 'desc',
    range: [-Infinity, 1],
    formula: {
      text: 'R² = 1 − Σ (yᵢ − ŷᵢ)² / Σ (yᵢ − ȳ)²',
      mathml: math(sup(id('R'), num('2')), op('='), num('1'), op('−'), frac(sum(id('i'), sup(paren(ERROR), num('2'))), SST)),
    },
    example: worked(
      0.9486081370449679,
      '오차 제곱의 합은 1.5, 정답의 흩어짐은 29.1875입니다.',
      'The squared errors sum to 1.5, the spread of the truth is 29.1875.',
    ),
    checkTruth: truthVaries,
  },
  (input) => spreadOf(input, ({ w, y, yy, ee }) => 1 - ee / (yy - (y * y) / w)),
);
export const explainedVariance = numberMetric(
  {
    key: 'explained_variance',
    sklearn: 'explained_variance_score',
    name: { ko: '설명된 분산', en: 'Explained variance' },
    about: { ko: 'R²과 같되 오차의 평균은 세지 않습니다.', en: 'Like R², but the mean of the errors does not count.' },
    direction: 'desc',
    range: [-Infinity, 1],
    formula: {
      text: '1 − Var(y − ŷ) / Var(y)',
      mathml: math(num('1'), op('−'), frac(row(text('Var'), paren(id('y'), op('−'), id('ŷ'))), row(text('Var'), paren(id('y'))))),
    },
    example: worked(
      0.9571734475374732,
      '오차의 분산은 0.3125, 정답의 분산은 7.296875입니다.',
      'The variance of the errors is 0.3125, of the truth 7.296875.',
    ),
    checkTruth: truthVaries,
  },
  (input) => spreadOf(input, ({ w, y, yy, e, ee }) => 1 - (ee - (e * e) / w) / (yy - (y * y) / w)),
);
