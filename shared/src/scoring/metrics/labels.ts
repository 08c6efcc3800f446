import { frac, id, math, meanOverRows, num, op, row, sub, sum, where, Y, Y_HAT } from '../mathml.ts';
import { meanMeasure } from '../measure.ts';
import type { Additive } from '../measure.ts';
import type { MetricDef, MetricExample, MetricInput, TruthColumn } from '../metric.ts';
import { COLUMN_PARAM, emptyParts, everyClass, labelNeeds, trueCodes } from './columns.ts';

type Words = Pick<MetricDef, 'key' | 'name' | 'about' | 'formula' | 'example'> & { sklearn: string } & Partial<MetricDef>;
/** A metric of one predicted label a row; larger is better unless said. */
export function labelMetric({ sklearn, ...words }: Words, measure: MetricDef['measure']): MetricDef {
  return {
    version: 1,
    reads: 'labels',
    direction: 'desc',
    range: [0, 1],
    source: { title: `scikit-learn: ${sklearn}`, url: `https://scikit-learn.org/stable/modules/generated/sklearn.metrics.${sklearn}.html` },
    params: [COLUMN_PARAM],
    needs: labelNeeds,
    checkTruth: (_, parts) => emptyParts(parts),
    measure,
    ...words,
  };
}
export const classesOf = (truth: TruthColumn): number => (truth.kind === 'label' ? truth.classes : 0);
export const THREE_CLASSES: MetricExample['rows'] = [
  ['0', '0'],
  ['1', '2'],
  ['2', '1'],
  ['0', '0'],
  ['1', '0'],
  ['2', '1'],
];
export const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

export const accuracy = labelMetric(
  {
    key: 'accuracy',
    sklearn: 'accuracy_score',
    name: { ko: '정확도', en: 'Accuracy' },
    about: { ko: '레이블을 맞힌 비율.', en: 'Share of rows whose label is right.' },
    formula: {
      text: 'accuracy = (number of i with ŷᵢ = yᵢ) / n',
      mathml: math(id('accuracy'), op('='), meanOverRows(where(Y_HAT, op('='), Y))),
    },
    example: {
      rows: [
        ['0', '0'],
        ['1', '2'],
        ['2', '1'],
        ['3', '3'],
      ],
      value: 0.5,
      about: { ko: '네 줄 가운데 두 줄을 맞혔습니다.', en: 'Two of four rows are right.' },
    },
  },
  ({ truth, predicted, weights }) => {
    const codes = trueCodes(truth);
    return meanMeasure(weights, (at) => (codes[at] === predicted.codes[at] ? 1 : 0));
  },
);

export const balancedAccuracy = labelMetric(
  {
    key: 'balanced_accuracy',
    sklearn: 'balanced_accuracy_score',
    name: { ko: '균형 정확도', en: 'Balanced accuracy' },
    about: {
      ko: '정답에 있는 클래스마다 맞힌 비율을 구해 평균한 값.',
      en: 'Mean over the classes of the truth of the share that is right.',
    },
    formula: {
      text: '(1/K) · Σₖ tpₖ / (tpₖ + fnₖ)',
      mathml: math(
        frac(num('1'), id('K')),
        sum(id('k'), frac(sub(id('tp'), id('k')), row(sub(id('tp'), id('k')), op('+'), sub(id('fn'), id('k'))))),
      ),
    },
    example: { rows: THREE_CLASSES, value: 1 / 3, about: { ko: '맞힌 비율은 1, 0, 0입니다.', en: 'The shares are 1, 0 and 0.' } },
    checkTruth: everyClass,
  },
  (input) =>
    countsMeasure(input, ({ hits, truths }) => {
      const shares = hits.flatMap((hit, code) => (truths[code] === 0 ? [] : [hit / (truths[code] as number)]));
      return total(shares) / shares.length;
    }),
);

export interface Counts {
  /** Hits, truths and guesses of each class, by weight. */
  hits: number[];
  truths: number[];
  guesses: number[];
}
/** A value of the counts of every class. */
export function countsMeasure({ truth, predicted, weights }: MetricInput, value: (counts: Counts) => number): Additive {
  const codes = trueCodes(truth);
  const classes = classesOf(truth);
  return {
    kind: 'additive',
    size: 3 * classes,
    add(at, to) {
      const weight = weights?.[at] ?? 1;
      const [code, guess] = [codes[at] as number, predicted.codes[at] as number];
      if (code === guess) to.add(code, weight);
      to.add(classes + code, weight);
      to.add(2 * classes + guess, weight);
    },
    value: (sums) =>
      value({
        hits: [...sums.subarray(0, classes)],
        truths: [...sums.subarray(classes, 2 * classes)],
        guesses: [...sums.subarray(2 * classes)],
      }),
  };
}
