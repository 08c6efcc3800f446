import type { MetricDef } from '../metric.ts';
import { scoresFrom } from '../metric.ts';
import { PART_CODES, sumByPart } from '../sum.ts';
import { COLUMN_PARAM, emptyParts, labelNeeds, trueCodes } from './columns.ts';

/** Share of rows whose label is right. */
export const accuracy: MetricDef = {
  key: 'accuracy',
  version: 1,
  name: { ko: '정확도', en: 'Accuracy' },
  about: { ko: '레이블을 맞힌 비율.', en: 'Share of rows whose label is right.' },
  direction: 'desc',
  range: [0, 1],
  formula: {
    text: 'accuracy = (number of i with ŷᵢ = yᵢ) / n',
    mathml:
      '<math><mi>accuracy</mi><mo>=</mo><mfrac><mn>1</mn><mi>n</mi></mfrac><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mrow><mo>[</mo><msub><mover><mi>y</mi><mo>^</mo></mover><mi>i</mi></msub><mo>=</mo><msub><mi>y</mi><mi>i</mi></msub><mo>]</mo></mrow></math>',
  },
  source: {
    title: 'scikit-learn: accuracy_score',
    url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.accuracy_score.html',
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
  params: [COLUMN_PARAM],
  needs: labelNeeds,
  checkTruth: (_, parts) => emptyParts(parts),
  score(truth, predicted, parts) {
    const codes = trueCodes(truth);
    return scoresFrom(
      sumByPart(parts, (row) => (codes[row] === predicted.codes[row] ? 1 : 0)),
      ({ sum, rows }) => sum / rows,
    );
  },
};

/** Mean over the declared classes of 2tp / (2tp + fp + fn), 0/0 as 0. */
function macroF1(codes: Int32Array, predicted: Int32Array, classes: number, parts: Uint8Array, part: number): number | null {
  const [hits, truths, guesses] = [new Float64Array(classes), new Float64Array(classes), new Float64Array(classes)];
  let rows = 0;
  for (let row = 0; row < parts.length; row += 1) {
    if (parts[row] !== part) continue;
    const truth = codes[row] as number;
    const guess = predicted[row] as number;
    rows += 1;
    truths[truth] = (truths[truth] as number) + 1;
    guesses[guess] = (guesses[guess] as number) + 1;
    if (truth === guess) hits[truth] = (hits[truth] as number) + 1;
  }
  if (rows === 0) return null;
  let sum = 0;
  for (let label = 0; label < classes; label += 1) {
    const all = (truths[label] as number) + (guesses[label] as number);
    if (all > 0) sum += (2 * (hits[label] as number)) / all;
  }
  return sum / classes;
}

/** F1 averaged over the declared classes. */
export const f1Macro: MetricDef = {
  key: 'f1_macro',
  version: 1,
  name: { ko: '매크로 F1', en: 'Macro F1' },
  about: {
    ko: '클래스별 F1을 구해 선언된 모든 클래스에 대해 평균한 값. 드문 클래스도 같은 무게를 가집니다.',
    en: 'F1 of each class, averaged over all declared classes; rare classes weigh as much as frequent ones.',
  },
  direction: 'desc',
  range: [0, 1],
  formula: {
    text: 'F1 macro = (1/K) · Σₖ 2·tpₖ / (2·tpₖ + fpₖ + fnₖ), 0/0 = 0',
    mathml:
      '<math><msub><mi>F1</mi><mi>macro</mi></msub><mo>=</mo><mfrac><mn>1</mn><mi>K</mi></mfrac><munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>K</mi></munderover><mfrac><mrow><mn>2</mn><msub><mi>tp</mi><mi>k</mi></msub></mrow><mrow><mn>2</mn><msub><mi>tp</mi><mi>k</mi></msub><mo>+</mo><msub><mi>fp</mi><mi>k</mi></msub><mo>+</mo><msub><mi>fn</mi><mi>k</mi></msub></mrow></mfrac></math>',
  },
  source: {
    title: 'scikit-learn: f1_score (average="macro", labels declared)',
    url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.f1_score.html',
  },
  example: {
    rows: [
      ['0', '0'],
      ['1', '2'],
      ['2', '1'],
      ['0', '0'],
      ['1', '0'],
      ['2', '1'],
    ],
    value: 0.8 / 3,
    about: { ko: '클래스별 F1은 0.8, 0, 0입니다.', en: 'The F1 of the classes is 0.8, 0 and 0.' },
  },
  params: [COLUMN_PARAM],
  needs: labelNeeds,
  checkTruth: (_, parts) => emptyParts(parts),
  score(truth, predicted, parts) {
    const classes = truth.kind === 'label' ? truth.classes : 0;
    const of = (part: number) => macroF1(trueCodes(truth), predicted.codes, classes, parts, part);
    return { public: of(PART_CODES.public), private: of(PART_CODES.private) };
  },
};
