import type { FileFormat } from '../../contract/definition.ts';
import { accept, refuse, type Decision } from '../../values.ts';
import type { MetricDef, MetricNeeds, MetricProblem, Params } from '../metric.ts';
import { scoresFrom } from '../metric.ts';
import { sumByPart } from '../sum.ts';
import { CLASSES_PARAM, COLUMN_PARAM, emptyParts, oneColumn, trueCodes } from './columns.ts';

/** Machine epsilon of a double: a wrong certain answer costs 36.04 and not infinitely much (scikit-learn since 1.2). */
export const LOG_LOSS_EPSILON = 2 ** -52;

const lossOf = (probability: number): number => -Math.log(Math.min(Math.max(probability, LOG_LOSS_EPSILON), 1 - LOG_LOSS_EPSILON));

function needs(format: FileFormat, params: Params): Decision<MetricNeeds, MetricProblem> {
  const columns = format.columns.filter(({ kind }) => kind === 'probability').map(({ name }) => name);
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

/** The probability given to the true class of a row. */
function probabilityOfTruth(columns: readonly Float64Array[], code: number, row: number, renormalise: boolean): number {
  const [only] = columns;
  if (columns.length === 1 && only) return code === 1 ? (only[row] as number) : 1 - (only[row] as number);
  const given = columns[code]?.[row] ?? NaN;
  if (!renormalise) return given;
  let sum = 0;
  for (const column of columns) sum += column[row] as number;
  return given / sum;
}

/** Mean negative logarithm of the probability given to the true class. */
export const logLoss: MetricDef = {
  key: 'log_loss',
  version: 1,
  name: { ko: '로그 손실', en: 'Log loss' },
  about: {
    ko: '정답 클래스에 준 확률의 로그에 음수를 붙여 평균한 값. 틀린 확신에 큰 벌점을 줍니다.',
    en: 'Mean negative logarithm of the probability given to the true class; being sure and wrong costs much.',
  },
  direction: 'asc',
  range: [0, -Math.log(LOG_LOSS_EPSILON)],
  formula: {
    text: 'log loss = −(1/n) · Σ ln clip(p_{i, yᵢ}, ε, 1 − ε), ε = 2⁻⁵²',
    mathml:
      '<math><mi>L</mi><mo>=</mo><mo>−</mo><mfrac><mn>1</mn><mi>n</mi></mfrac><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>ln</mi><mo>clip</mo><mrow><mo>(</mo><msub><mi>p</mi><mrow><mi>i</mi><mo>,</mo><msub><mi>y</mi><mi>i</mi></msub></mrow></msub><mo>,</mo><mi>ε</mi><mo>,</mo><mn>1</mn><mo>−</mo><mi>ε</mi><mo>)</mo></mrow></math>',
  },
  source: { title: 'scikit-learn: log_loss', url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.log_loss.html' },
  example: {
    rows: [
      ['1', '0.9'],
      ['0', '0.1'],
      ['0', '0.2'],
      ['1', '0.65'],
    ],
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
  needs,
  checkTruth: (_, parts) => emptyParts(parts),
  score(truth, predicted, parts, params) {
    const codes = trueCodes(truth);
    const renormalise = params['renormalise'] === true;
    return scoresFrom(
      sumByPart(parts, (row) => lossOf(probabilityOfTruth(predicted.numbers, codes[row] as number, row, renormalise))),
      ({ sum, rows }) => sum / rows,
    );
  },
};
