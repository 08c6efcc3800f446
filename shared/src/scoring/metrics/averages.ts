import { frac, id, math, num, op, paren, row, sub, sup } from '../mathml.ts';
import type { MetricDef, MetricInput, ParamDef } from '../metric.ts';
import { COLUMN_PARAM, labelNeeds } from './columns.ts';
import { classesOf, countsMeasure, labelMetric, THREE_CLASSES, total } from './labels.ts';
import type { Counts } from './labels.ts';

type Average = 'macro' | 'micro' | 'weighted' | 'binary';
type Of = 'f' | 'precision' | 'recall' | 'jaccard';
/** 0/0 as 0. */
const share = (above: number, below: number): number => (below === 0 ? 0 : above / below);
function classValue(of: Of, hits: number, truths: number, guesses: number, beta: number): number {
  if (of === 'precision') return share(hits, guesses);
  if (of === 'recall') return share(hits, truths);
  if (of === 'jaccard') return share(hits, truths + guesses - hits);
  return share((1 + beta * beta) * hits, beta * beta * truths + guesses);
}
/** Averages of a value of each class over the declared classes. positive: the class of the binary average. */
function averaged(of: Of, average: Average, beta: number, positive: number): (counts: Counts) => number {
  return ({ hits, truths, guesses }) => {
    if (average === 'micro') return classValue(of, total(hits), total(truths), total(guesses), beta);
    const values = hits.map((hit, code) => classValue(of, hit, truths[code] as number, guesses[code] as number, beta));
    if (average === 'binary') return values[positive] ?? NaN;
    if (average === 'macro') return total(values) / values.length;
    return share(total(values.map((value, code) => value * (truths[code] as number))), total(truths));
  };
}

const OF_WORDS: Readonly<Record<Of, { name: { ko: string; en: string }; sklearn: string; formula: string; left: string; mathml: string }>> =
  {
    f: {
      name: { ko: 'F1', en: 'F1' },
      sklearn: 'fbeta_score',
      formula: 'F_β = (1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp)',
      left: sub(id('F'), id('β')),
      mathml: frac(
        row(paren(num('1'), op('+'), sup(id('β'), num('2'))), id('tp')),
        row(paren(num('1'), op('+'), sup(id('β'), num('2'))), id('tp'), op('+'), sup(id('β'), num('2')), id('fn'), op('+'), id('fp')),
      ),
    },
    precision: {
      name: { ko: '정밀도', en: 'Precision' },
      sklearn: 'precision_score',
      formula: 'precision = tp / (tp + fp)',
      left: id('precision'),
      mathml: frac(id('tp'), row(id('tp'), op('+'), id('fp'))),
    },
    recall: {
      name: { ko: '재현율', en: 'Recall' },
      sklearn: 'recall_score',
      formula: 'recall = tp / (tp + fn)',
      left: id('recall'),
      mathml: frac(id('tp'), row(id('tp'), op('+'), id('fn'))),
    },
    jaccard: {
      name: { ko: '자카드 지수', en: 'Jaccard index' },
      sklearn: 'jaccard_score',
      formula: 'J = tp / (tp + fp + fn)',
      left: id('J'),
      mathml: frac(id('tp'), row(id('tp'), op('+'), id('fp'), op('+'), id('fn'))),
    },
  };
const AVERAGE_WORDS: Readonly<Record<Average, { name: { ko: string; en: string }; about: { ko: string; en: string } }>> = {
  macro: {
    name: { ko: '매크로', en: 'Macro' },
    about: {
      ko: '선언된 모든 클래스에 대해 평균합니다. 드문 클래스도 같은 무게를 가집니다.',
      en: 'Averaged over all declared classes; rare classes weigh as much as frequent ones.',
    },
  },
  micro: {
    name: { ko: '마이크로', en: 'Micro' },
    about: { ko: '모든 클래스의 개수를 더한 뒤 계산합니다.', en: 'Computed from the counts of all classes together.' },
  },
  weighted: {
    name: { ko: '가중', en: 'Weighted' },
    about: { ko: '클래스의 줄 수를 무게로 평균합니다.', en: 'Averaged over the classes, weighted by their rows.' },
  },
  binary: {
    name: { ko: '이진', en: 'Binary' },
    about: { ko: '한 클래스(양성)에 대해 계산합니다.', en: 'Of one class, the positive one.' },
  },
};
const BETA: ParamDef = {
  key: 'beta',
  kind: 'number',
  within: [1e-6, 1e6],
  fallback: 1,
  about: { ko: '재현율의 무게 β. 1이면 F1입니다.', en: 'Weight β of recall; 1 is F1.' },
};
const BETA_WORDS = {
  ko: ' β는 재현율의 무게이며, 챌린지가 달리 정하지 않으면 1입니다.',
  en: ' β weighs recall; it is 1 unless the challenge says otherwise.',
};
const POSITIVE: ParamDef = {
  key: 'positive',
  kind: 'text',
  fallback: null,
  about: { ko: '양성 레이블. 기본은 선언된 마지막 레이블입니다.', en: 'The positive label; by default the last one declared.' },
};

function averagedMetric(key: string, of: Of, average: Average, value: number): MetricDef {
  const [what, how] = [OF_WORDS[of], AVERAGE_WORDS[average]];
  return labelMetric(
    {
      key,
      sklearn: what.sklearn,
      name: { ko: `${how.name.ko} ${what.name.ko}`, en: `${how.name.en} ${what.name.en}` },
      about: {
        ko: `${what.name.ko}. ${how.about.ko}${of === 'f' ? BETA_WORDS.ko : ''} 0/0은 0입니다.`,
        en: `${what.name.en}. ${how.about.en}${of === 'f' ? BETA_WORDS.en : ''} 0/0 is 0.`,
      },
      formula: { text: `${what.formula}, ${average}`, mathml: math(what.left, op('='), what.mathml) },
      example: {
        rows: THREE_CLASSES,
        value,
        about: { ko: '클래스 0은 tp 2, fp 1. 클래스 1과 2는 tp 0.', en: 'Class 0 has tp 2 and fp 1; classes 1 and 2 have tp 0.' },
      },
      params: [COLUMN_PARAM, ...(of === 'f' ? [BETA] : []), ...(average === 'binary' ? [POSITIVE] : [])],
      needs: (format, params) => {
        const needs = labelNeeds(format, params);
        const isUnknown =
          needs.ok &&
          needs.value.truth === 'label' &&
          typeof params['positive'] === 'string' &&
          !needs.value.labels.includes(params['positive']);
        return isUnknown ? { ok: false, refusal: { code: 'bad-param', detail: `positive: ${String(params['positive'])}` } } : needs;
      },
    },
    (input) => countsMeasure(input, averaged(of, average, (input.params['beta'] as number | undefined) ?? 1, positiveOf(input))),
  );
}
const positiveOf = ({ truth, params, labels }: MetricInput): number =>
  typeof params['positive'] === 'string' ? labels.indexOf(params['positive']) : classesOf(truth) - 1;

export const averagedMetrics: readonly MetricDef[] = [
  averagedMetric('f1', 'f', 'binary', 0),
  averagedMetric('f1_macro', 'f', 'macro', 0.8 / 3),
  averagedMetric('f1_micro', 'f', 'micro', 1 / 3),
  averagedMetric('f1_weighted', 'f', 'weighted', 0.8 / 3),
  averagedMetric('precision', 'precision', 'binary', 0),
  averagedMetric('precision_macro', 'precision', 'macro', 2 / 9),
  averagedMetric('precision_micro', 'precision', 'micro', 1 / 3),
  averagedMetric('precision_weighted', 'precision', 'weighted', 2 / 9),
  averagedMetric('recall', 'recall', 'binary', 0),
  averagedMetric('recall_macro', 'recall', 'macro', 1 / 3),
  averagedMetric('recall_micro', 'recall', 'micro', 1 / 3),
  averagedMetric('recall_weighted', 'recall', 'weighted', 1 / 3),
  averagedMetric('jaccard_macro', 'jaccard', 'macro', 2 / 9),
  averagedMetric('jaccard_micro', 'jaccard', 'micro', 0.2),
  averagedMetric('jaccard_weighted', 'jaccard', 'weighted', 2 / 9),
];
