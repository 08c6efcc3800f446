import { frac, id, math, num, sub, sum } from '../mathml.ts';
import type { Whole } from '../measure.ts';
import type { MetricDef, MetricInput } from '../metric.ts';
import { CLASSES_PARAM, everyClass, trueCodes } from './columns.ts';
import { areaComponents, areaSums, areaUnder, scoredRows } from './area.ts';
import { curveMetric } from './curves.ts';
import { needsAllClasses } from './probabilities.ts';

/** Several areas of two classes each, and what is made of them. */
interface Areas {
  /** Class that should score high, and the one it is held against; without one, all others. */
  pairs: readonly (readonly [number, number?])[];
  /** sizes: weight of the rows of each pair's first class. */
  finish: (areas: readonly number[], sizes: readonly number[]) => number;
}
const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const ovr = ({ predicted: { numbers }, params }: MetricInput): Areas => ({
  pairs: numbers.map((_, code) => [code] as const),
  finish: (areas, sizes) =>
    params['average'] === 'weighted'
      ? total(areas.map((area, code) => area * (sizes[code] as number))) / total(sizes)
      : total(areas) / areas.length,
});
/** Hand and Till, Machine Learning 45 (2001): the mean over pairs of classes of both areas. */
const ovo = ({ predicted: { numbers } }: MetricInput): Areas => {
  const codes = [...numbers.keys()];
  return {
    pairs: codes.flatMap((a) => codes.slice(a + 1).flatMap((b) => [[a, b] as const, [b, a] as const])),
    finish: (areas) => total(areas.map((area, at) => (at % 2 === 0 ? (area + (areas[at + 1] as number)) / 2 : 0))) / (areas.length / 2),
  };
};
function areasMeasure(input: MetricInput, { pairs, finish }: Areas): Whole {
  const codes = trueCodes(input.truth);
  const scoresOf = (code: number): Float64Array => input.predicted.numbers[code] ?? new Float64Array(0);
  return {
    kind: 'whole',
    value(rows) {
      const sizeOf = (code: number): number => rows.reduce((all, at) => all + (codes[at] === code ? (input.weights?.[at] ?? 1) : 0), 0);
      const areas = pairs.map(([positive, against]) => areaUnder(scoredRows(input, scoresOf(positive), rows, positive, against)));
      return finish(
        areas,
        pairs.map(([positive]) => sizeOf(positive)),
      );
    },
    linear: (rows) =>
      areaSums(
        pairs.map(([positive, against]) => areaComponents(input, scoresOf(positive), rows, positive, against)),
        finish,
      ),
  };
}
const severalClasses = (
  key: string,
  words: Pick<MetricDef, 'name' | 'about' | 'formula' | 'params'>,
  areasOf: (input: MetricInput) => Areas,
  worth: number,
): MetricDef =>
  curveMetric(
    {
      key,
      sklearn: 'roc_auc_score',
      ...words,
      reads: 'class-probabilities',
      rowsSumToOne: true,
      needs: (format, params) => needsAllClasses(format, params),
      checkTruth: everyClass,
      example: {
        rows: [
          ['0', '0.5 0.3 0.2'],
          ['1', '0.3 0.4 0.3'],
          ['2', '0.2 0.3 0.5'],
          ['1', '0.4 0.35 0.25'],
        ],
        value: worth,
        about: { ko: '클래스마다 나머지와 견줍니다.', en: 'Each class is held against the others.' },
      },
    },
    (input) => areasMeasure(input, areasOf(input)),
  );
const OVER_CLASSES = (what: string): string => math(frac(num('1'), id('K')), sum(id('k'), sub(id('AUC'), id(what))));
export const rocAucOvr = severalClasses(
  'roc_auc_ovr',
  {
    name: { ko: '다중 클래스 AUC (하나 대 나머지)', en: 'Multi-class AUC (one against the rest)' },
    about: { ko: '클래스마다 나머지에 대한 AUC를 구해 평균한 값.', en: 'AUC of each class against the rest, averaged.' },
    formula: { text: '(1/K) · Σₖ AUC(k against the rest)', mathml: OVER_CLASSES('k') },
    params: [
      CLASSES_PARAM,
      {
        key: 'average',
        kind: 'text',
        choices: ['macro', 'weighted'],
        fallback: 'macro',
        about: { ko: 'macro 또는 weighted(줄 수를 무게로).', en: 'macro, or weighted by the rows of each class.' },
      },
    ],
  },
  ovr,
  1,
);
export const rocAucOvo = severalClasses(
  'roc_auc_ovo',
  {
    name: { ko: '다중 클래스 AUC (하나 대 하나)', en: 'Multi-class AUC (one against one)' },
    about: {
      ko: '두 클래스씩 견준 AUC를 평균한 값. 클래스의 크기에 흔들리지 않습니다.',
      en: 'AUC of each pair of classes, averaged; the sizes of classes do not matter.',
    },
    formula: { text: '2/(K(K − 1)) · Σ_{j<k} (AUC(j|k) + AUC(k|j)) / 2', mathml: OVER_CLASSES('jk') },
    params: [CLASSES_PARAM],
  },
  ovo,
  1,
);
