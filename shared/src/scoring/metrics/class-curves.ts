import { frac, id, math, num, sub, sum } from '../mathml.ts';
import type { MetricDef, MetricInput } from '../metric.ts';
import { CLASSES_PARAM, everyClass, trueCodes } from './columns.ts';
import { areaUnder, curveMetric, scoredRows } from './curves.ts';
import { needsAllClasses } from './probabilities.ts';

type ClassAverage = (input: MetricInput, rows: Int32Array) => number;
const ovr: ClassAverage = (input, rows) => {
  const codes = trueCodes(input.truth);
  const areas = input.predicted.numbers.map((scores, code) => areaUnder(scoredRows(input, scores, rows, code)));
  const sizes = areas.map((_, code) => rows.reduce((all, at) => all + (codes[at] === code ? (input.weights?.[at] ?? 1) : 0), 0));
  if (input.params['average'] === 'weighted')
    return areas.reduce((all, area, code) => all + area * (sizes[code] as number), 0) / sizes.reduce((a, b) => a + b, 0);
  return areas.reduce((all, area) => all + area, 0) / areas.length;
};
/** Hand and Till, Machine Learning 45 (2001): the mean over pairs of classes of both areas. */
const ovo: ClassAverage = (input, rows) => {
  const { numbers } = input.predicted;
  const pairs = numbers.flatMap((_, a) => numbers.slice(a + 1).map((__, after) => [a, a + 1 + after] as const));
  const area = (a: number, b: number): number => areaUnder(scoredRows(input, numbers[a] as Float64Array, rows, a, b));
  return pairs.reduce((all, [a, b]) => all + (area(a, b) + area(b, a)) / 2, 0) / pairs.length;
};
const severalClasses = (
  key: string,
  words: Pick<MetricDef, 'name' | 'about' | 'formula' | 'params'>,
  value: ClassAverage,
  worth: number,
): MetricDef =>
  curveMetric(
    {
      key,
      sklearn: 'roc_auc_score',
      ...words,
      needs: needsAllClasses,
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
    (input) => ({ kind: 'whole', value: (rows) => value(input, rows), influence: () => null }),
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
