import type { FileFormat } from '../../contract/definition.ts';
import { accept, refuse } from '../../values.ts';
import type { Decision } from '../../values.ts';
import { id, LN, math, meanOverRows, num, op, paren, row, sub, sum, sup, where } from '../mathml.ts';
import { meanMeasure } from '../measure.ts';
import type { MetricDef, MetricExample, MetricNeeds, MetricProblem, ParamDef, Params } from '../metric.ts';
import { CLASSES_PARAM, COLUMN_PARAM, emptyParts, oneColumn, trueCodes } from './columns.ts';

/** Machine epsilon of a double: a wrong certain answer costs 36.04 and not infinitely much (scikit-learn since 1.2). */
export const LOG_LOSS_EPSILON = 2 ** -52;

/** One column: the probability of the second label. Several: one per label. */
const needs = (format: FileFormat, params: Params): Decision<MetricNeeds, MetricProblem> => needsOf(format, params, ['probability']);
function needsOf(format: FileFormat, params: Params, kinds: readonly string[]): Decision<MetricNeeds, MetricProblem> {
  const columns = format.columns.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  const declared = params['labels'] as readonly string[] | undefined;
  if (columns.length < 2 || params['column'] !== undefined) {
    const column = oneColumn(format, ['probability'], params);
    if (!column.ok) return column;
    const labels = declared ?? ['0', '1'];
    if (labels.length !== 2) return refuse({ code: 'bad-param', detail: 'labels: two are needed' });
    return accept({ truth: 'label', labels, columns: [column.value.name] });
  }
  const labels = declared ?? columns;
  if (labels.length !== columns.length) return refuse({ code: 'bad-param', detail: `labels: ${String(columns.length)} are needed` });
  return accept({ truth: 'label', labels, columns });
}
/** One probability column per label, at least two. kinds: of the columns that may be one. */
export function needsAllClasses(
  format: FileFormat,
  params: Params,
  kinds: readonly string[] = ['probability'],
): Decision<MetricNeeds, MetricProblem> {
  const columns = format.columns.filter(({ kind }) => kinds.includes(kind));
  return columns.length < 2
    ? refuse({ code: 'wrong-columns', detail: `a ${kinds.join(' or ')} column per label is needed` })
    : needsOf(format, { ...params, column: undefined as never }, kinds);
}

type Words = Pick<MetricDef, 'key' | 'name' | 'about' | 'formula' | 'example' | 'source'> & Partial<MetricDef>;
export const probabilityMetric = (words: Words, measure: MetricDef['measure']): MetricDef => ({
  version: 1,
  reads: 'probabilities',
  rowsSumToOne: true,
  direction: 'asc',
  range: [0, 1],
  params: [COLUMN_PARAM, CLASSES_PARAM],
  needs,
  checkTruth: (_, parts) => emptyParts(parts),
  measure,
  ...words,
});

/** The probability given to class `code` in a row. */
function probabilityOf(columns: readonly Float64Array[], code: number, at: number): number {
  const [only] = columns;
  if (columns.length === 1 && only) return code === 1 ? (only[at] as number) : 1 - (only[at] as number);
  return columns[code]?.[at] ?? NaN;
}
const rowSum = (columns: readonly Float64Array[], at: number): number => columns.reduce((all, column) => all + (column[at] as number), 0);

export const BINARY_ROWS: MetricExample['rows'] = [
  ['1', '0.9'],
  ['0', '0.1'],
  ['0', '0.2'],
  ['1', '0.65'],
];
const CLIPPED = row(
  id('clip'),
  paren(sub(id('p'), row(id('i'), op(','), sub(id('y'), id('i')))), op(','), id('ε'), op(','), num('1'), op('−'), id('ε')),
);
export const logLoss = probabilityMetric(
  {
    key: 'log_loss',
    name: { ko: '로그 손실', en: 'Log loss' },
    about: {
      ko: '정답 클래스에 준 확률의 로그에 음수를 붙여 평균한 값. 틀린 확신에 큰 벌점을 줍니다.',
      en: 'Mean negative logarithm of the probability given to the true class; being sure and wrong costs much.',
    },
    range: [0, -Math.log(LOG_LOSS_EPSILON)],
    formula: {
      text: 'log loss = −(1/n) · Σ ln clip(p_{i, yᵢ}, ε, 1 − ε), ε = 2⁻⁵²',
      mathml: math(id('L'), op('='), op('−'), meanOverRows(LN, CLIPPED)),
    },
    source: { title: 'scikit-learn: log_loss', url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.log_loss.html' },
    example: {
      rows: BINARY_ROWS,
      value: 0.21616187468057912,
      about: { ko: '정답에 준 확률은 0.9, 0.9, 0.8, 0.65입니다.', en: 'The true classes were given 0.9, 0.9, 0.8 and 0.65.' },
    },
    params: [
      COLUMN_PARAM,
      CLASSES_PARAM,
      {
        key: 'renormalise',
        kind: 'boolean',
        fallback: false,
        about: { ko: '각 줄의 확률을 그 합으로 나눈 뒤 계산합니다.', en: 'Divide the probabilities of each row by their sum first.' },
      },
    ],
  },
  ({ truth, predicted: { numbers }, weights, params }) => {
    const codes = trueCodes(truth);
    const isShared = params['renormalise'] === true && numbers.length > 1;
    return meanMeasure(weights, (at) => {
      const given = probabilityOf(numbers, codes[at] as number, at) / (isShared ? rowSum(numbers, at) : 1);
      return -Math.log(Math.min(Math.max(given, LOG_LOSS_EPSILON), 1 - LOG_LOSS_EPSILON));
    });
  },
);

const TRUE_CLASS = where(id('k'), op('='), sub(id('y'), id('i')));
export const brier = probabilityMetric(
  {
    key: 'brier',
    name: { ko: '브라이어 점수', en: 'Brier score' },
    about: {
      ko: '확률과 결과의 차를 제곱해 평균한 값. 여러 클래스면 클래스마다 더합니다.',
      en: 'Mean squared difference of probability and outcome; summed over the classes when there are several.',
    },
    range: [0, 2],
    formula: {
      text: '(1/n) · Σ (pᵢ − [yᵢ = 1])²; several classes: (1/n) · Σ Σₖ (p_ik − [yᵢ = k])²',
      mathml: math(meanOverRows(sum(id('k'), sup(paren(sub(id('p'), id('ik')), op('−'), TRUE_CLASS), num('2'))))),
    },
    source: {
      title: 'Brier: Verification of forecasts expressed in terms of probability (1950)',
      url: 'https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2',
    },
    example: {
      rows: BINARY_ROWS,
      value: (0.01 + 0.01 + 0.04 + 0.1225) / 4,
      about: { ko: '차의 제곱은 0.01, 0.01, 0.04, 0.1225입니다.', en: 'The squared differences are 0.01, 0.01, 0.04 and 0.1225.' },
    },
  },
  ({ truth, predicted: { numbers }, weights }) => {
    const codes = trueCodes(truth);
    return meanMeasure(weights, (at) =>
      numbers.reduce(
        (all, column, place) => all + ((column[at] as number) - (codes[at] === (numbers.length === 1 ? 1 : place) ? 1 : 0)) ** 2,
        0,
      ),
    );
  },
);

const K: ParamDef = {
  key: 'k',
  kind: 'integer',
  within: [1, 1000],
  fallback: 2,
  about: { ko: '높은 확률 몇 개 안에 있으면 맞은 것으로 볼지.', en: 'How many of the highest probabilities count.' },
};
export const topKAccuracy = probabilityMetric(
  {
    key: 'top_k_accuracy',
    reads: 'class-probabilities',
    rowsSumToOne: false,
    name: { ko: '상위 k 정확도', en: 'Top-k accuracy' },
    about: {
      ko: '정답이 가장 높은 확률 k개 안에 있는 비율. 같은 확률은 정답보다 앞선 것으로 봅니다.',
      en: 'Share of rows whose true class is among the k most probable; ties count against it.',
    },
    direction: 'desc',
    formula: {
      text: '(number of i with #{k ≠ yᵢ: p_ik ≥ p_{i, yᵢ}} < k) / n',
      mathml: math(
        meanOverRows(
          where(
            op('#'),
            paren(sub(id('p'), id('ik')), op('≥'), sub(id('p'), row(id('i'), op(','), sub(id('y'), id('i'))))),
            op('<'),
            id('k'),
          ),
        ),
      ),
    },
    source: {
      title: 'scikit-learn: top_k_accuracy_score (there ties are broken by the order of classes)',
      url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.top_k_accuracy_score.html',
    },
    example: {
      rows: [
        ['0', '0.5 0.2 0.2'],
        ['1', '0.3 0.4 0.2'],
        ['2', '0.2 0.4 0.3'],
        ['2', '0.7 0.2 0.1'],
      ],
      value: 0.75,
      about: { ko: '둘 안에 든 줄은 네 줄 가운데 세 줄입니다.', en: 'Three of four rows are among the two.' },
    },
    params: [CLASSES_PARAM, K],
    needs: (format, params) => {
      // Any scores will do; numbers count only where there are no probabilities.
      const isOfProbabilities = format.columns.filter(({ kind }) => kind === 'probability').length > 1;
      const found = needsAllClasses(format, params, isOfProbabilities ? ['probability'] : ['number']);
      return found.ok && found.value.truth === 'label' && (params['k'] as number) >= found.value.labels.length
        ? refuse({ code: 'bad-param', detail: 'k: fewer than there are classes' })
        : found;
    },
  },
  ({ truth, predicted: { numbers }, weights, params }) => {
    const codes = trueCodes(truth);
    return meanMeasure(weights, (at) => {
      const own = numbers[codes[at] as number]?.[at] as number;
      const ahead = numbers.filter((column, code) => code !== codes[at] && (column[at] as number) >= own).length;
      return ahead < (params['k'] as number) ? 1 : 0;
    });
  },
);
