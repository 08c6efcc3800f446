import type { FileFormat } from '../../contract/definition.ts';
import { accept } from '../../values.ts';
import type { Decision } from '../../values.ts';
import { frac, id, math, num, op, paren, row, sub, sum, where } from '../mathml.ts';
import type { Whole } from '../measure.ts';
import { areaComponents, areaSums, areaUnder, scoredRows } from './area.ts';
import type { MetricDef, MetricExample, MetricInput, MetricNeeds, MetricProblem, Params, TruthColumn } from '../metric.ts';
import { CLASSES_PARAM, COLUMN_PARAM, eachPart, emptyParts, oneColumn, trueCodes } from './columns.ts';
import { averagePrecision, curveOf, partialArea } from './curve.ts';
import type { ScoredRows } from './curve.ts';

/** One number or probability: the higher, the more of the second label. */
function binaryNeeds(format: FileFormat, params: Params): Decision<MetricNeeds, MetricProblem> {
  const column = oneColumn(format, ['number', 'probability'], params);
  return column.ok
    ? accept({ truth: 'label', labels: (params['labels'] as readonly string[] | undefined) ?? ['0', '1'], columns: [column.value.name] })
    : column;
}
/** Both classes in every part that has rows. */
function bothClasses(truth: TruthColumn, parts: Uint8Array, needs: MetricNeeds): MetricProblem[] {
  const codes = trueCodes(truth);
  const isTwo = needs.truth === 'label' && needs.labels.length !== 2;
  return [
    ...emptyParts(parts),
    ...(isTwo ? [{ code: 'bad-param' as const, detail: 'labels: two are needed' }] : []),
    ...eachPart(parts, (part, rows) =>
      new Set(Array.from(rows, (at) => codes[at])).size === 1 ? [{ code: 'one-class-only', detail: part }] : [],
    ),
  ];
}

type Words = Pick<MetricDef, 'key' | 'name' | 'about' | 'formula' | 'example'> & { sklearn: string } & Partial<MetricDef>;
export function curveMetric({ sklearn, ...words }: Words, measure: MetricDef['measure']): MetricDef {
  return {
    version: 1,
    reads: 'scores',
    direction: 'desc',
    range: [0, 1],
    source: { title: `scikit-learn: ${sklearn}`, url: `https://scikit-learn.org/stable/modules/generated/sklearn.metrics.${sklearn}.html` },
    params: [COLUMN_PARAM, CLASSES_PARAM],
    needs: binaryNeeds,
    checkTruth: bothClasses,
    measure,
    ...words,
  };
}
const EXAMPLE: MetricExample['rows'] = [
  ['0', '0.1'],
  ['0', '0.4'],
  ['1', '0.35'],
  ['1', '0.8'],
];

/** A value of the one column's scores. finish: what it is of the area, when it is of that alone. */
function ofColumn(input: MetricInput, value: (rows: ScoredRows) => number, finish: ((area: number) => number) | null = null): Whole {
  const [scores = new Float64Array(0)] = input.predicted.numbers;
  return {
    kind: 'whole',
    value: (rows) => value(scoredRows(input, scores, rows, 1)),
    linear: (rows) => (finish === null ? null : areaSums(areaComponents(input, scores, rows, 1), ([area = 0]) => finish(area))),
  };
}

const PAIRS = frac(
  row(
    sum(
      row(id('p'), op(','), id('n')),
      paren(
        where(sub(id('s'), id('p')), op('>'), sub(id('s'), id('n'))),
        op('+'),
        frac(num('1'), num('2')),
        where(sub(id('s'), id('p')), op('='), sub(id('s'), id('n'))),
      ),
    ),
  ),
  row(sub(id('n'), op('+')), sub(id('n'), op('−'))),
);
export const rocAuc = curveMetric(
  {
    key: 'roc_auc',
    sklearn: 'roc_auc_score',
    source: {
      title: 'scikit-learn: roc_auc_score; Mann and Whitney 1947',
      url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html',
    },
    name: { ko: 'ROC 곡선 아래 면적 (AUC)', en: 'Area under the ROC curve (AUC)' },
    about: {
      ko: '양성 하나와 음성 하나를 뽑았을 때 양성의 점수가 더 높을 확률. 같은 점수는 절반으로 셉니다.',
      en: 'Probability that a random positive scores higher than a random negative; ties count half.',
    },
    formula: { text: 'AUC = ( #{(p, n): s_p > s_n} + ½ · #{(p, n): s_p = s_n} ) / (n₊ · n₋)', mathml: math(id('AUC'), op('='), PAIRS) },
    example: {
      rows: EXAMPLE,
      value: 0.75,
      about: { ko: '네 쌍 가운데 세 쌍에서 양성이 위에 있습니다.', en: 'The positive is above in three of four pairs.' },
    },
  },
  (input) => ofColumn(input, areaUnder, (area) => area),
);
export const gini = curveMetric(
  {
    key: 'gini',
    sklearn: 'roc_auc_score',
    name: { ko: '정규화 지니 계수', en: 'Normalised Gini' },
    about: { ko: 'AUC를 -1에서 1로 옮긴 값.', en: 'AUC moved to run from −1 to 1.' },
    range: [-1, 1],
    formula: { text: 'Gini = 2·AUC − 1', mathml: math(id('Gini'), op('='), num('2'), id('AUC'), op('−'), num('1')) },
    example: { rows: EXAMPLE, value: 0.5, about: { ko: 'AUC는 0.75입니다.', en: 'AUC is 0.75.' } },
  },
  (input) =>
    ofColumn(
      input,
      (rows) => 2 * areaUnder(rows) - 1,
      (area) => 2 * area - 1,
    ),
);
export const kolmogorovSmirnov = curveMetric(
  {
    key: 'ks',
    sklearn: 'roc_curve',
    name: { ko: '콜모고로프-스미르노프 통계량', en: 'Kolmogorov–Smirnov statistic' },
    about: {
      ko: '문턱을 옮길 때 참 양성률과 거짓 양성률의 차가 가장 큰 값.',
      en: 'The greatest difference of true and false positive rate over all thresholds.',
    },
    formula: {
      text: 'KS = max_t (TPR(t) − FPR(t))',
      mathml: math(id('KS'), op('='), sub(id('max'), id('t')), paren(id('TPR'), op('−'), id('FPR'))),
    },
    example: {
      rows: EXAMPLE,
      value: 0.5,
      about: { ko: '문턱 0.8과 0.35에서 차는 0.5입니다.', en: 'At the thresholds 0.8 and 0.35 the difference is 0.5.' },
    },
  },
  (input) => ofColumn(input, (rows) => curveOf(rows).gap),
);
export const partialAuc = curveMetric(
  {
    key: 'partial_auc',
    sklearn: 'roc_auc_score',
    source: {
      title: 'McClish: Analyzing a portion of the ROC curve (1989); scikit-learn: roc_auc_score(max_fpr)',
      url: 'https://doi.org/10.1177/0272989X8900900307',
    },
    name: { ko: '부분 AUC', en: 'Partial AUC' },
    about: {
      ko: '거짓 양성률이 낮은 구간의 AUC. 0.5가 우연, 1이 완전이 되도록 맞춥니다.',
      en: 'AUC where the false positive rate is low, standardised so that 0.5 is chance and 1 perfect.',
    },
    formula: {
      text: '½·(1 + (A − min) / (max − min)), A = area up to max_fpr',
      mathml: math(
        frac(num('1'), num('2')),
        paren(num('1'), op('+'), frac(row(id('A'), op('−'), id('min')), row(id('max'), op('−'), id('min')))),
      ),
    },
    example: {
      rows: EXAMPLE,
      value: 0.5 * (1 + (0.25 - 0.125) / (0.5 - 0.125)),
      about: { ko: '거짓 양성률 0.5까지의 넓이는 0.25입니다.', en: 'The area up to a false positive rate of 0.5 is 0.25.' },
    },
    params: [
      COLUMN_PARAM,
      CLASSES_PARAM,
      {
        key: 'max_fpr',
        kind: 'number',
        within: [1e-9, 1],
        fallback: 0.5,
        about: { ko: '거짓 양성률의 끝.', en: 'Where the false positive rate ends.' },
      },
    ],
  },
  (input) => ofColumn(input, (rows) => partialArea(rows, input.params['max_fpr'] as number)),
);
export const precisionAverage = curveMetric(
  {
    key: 'average_precision',
    sklearn: 'average_precision_score',
    name: { ko: '평균 정밀도 (AP)', en: 'Average precision (AP)' },
    about: {
      ko: '문턱을 낮추며 재현율이 늘어난 만큼씩 정밀도를 더한 값. 보간하지 않습니다.',
      en: 'Precision summed over the steps of recall as the threshold falls, without interpolation.',
    },
    formula: {
      text: 'AP = Σₜ (Rₜ − Rₜ₋₁) · Pₜ over distinct thresholds',
      mathml: math(
        id('AP'),
        op('='),
        sum(id('t'), paren(sub(id('R'), id('t')), op('−'), sub(id('R'), row(id('t'), op('−'), num('1')))), sub(id('P'), id('t'))),
      ),
    },
    example: {
      rows: EXAMPLE,
      value: 0.8333333333333333,
      about: { ko: '정밀도 1과 2/3이 재현율 절반씩에 걸립니다.', en: 'The precisions 1 and 2/3 stand over half of the recall each.' },
    },
  },
  (input) => ofColumn(input, averagePrecision),
);
