import { accept } from '../../values.ts';
import type { MetricDef, MetricProblem, TruthColumn } from '../metric.ts';
import { PART_CODES } from '../sum.ts';
import { CLASSES_PARAM, COLUMN_PARAM, emptyParts, oneColumn, trueCodes } from './columns.ts';

function split(
  truth: TruthColumn,
  scores: Float64Array,
  parts: Uint8Array,
  part: number,
): { positives: Float64Array; negatives: Float64Array } {
  const codes = trueCodes(truth);
  const positives = new Float64Array(parts.length);
  const negatives = new Float64Array(parts.length);
  let [p, n] = [0, 0];
  for (let row = 0; row < parts.length; row += 1) {
    if (parts[row] !== part) continue;
    if (codes[row] === 1) positives[p++] = scores[row] as number;
    else negatives[n++] = scores[row] as number;
  }
  return { positives: positives.subarray(0, p).sort(), negatives: negatives.subarray(0, n).sort() };
}

/**
 * Twice the Mann-Whitney U of sorted scores: 2 for every pair with the positive above, 1 for every tie. An exact integer: sums stay
 * below 2^53 or are carried on as BigInt.
 */
export function twiceU(positives: Float64Array, negatives: Float64Array): number | bigint {
  const isSafe = 2 * positives.length * negatives.length <= Number.MAX_SAFE_INTEGER;
  let small = 0;
  let large = 0n;
  let [below, notAbove] = [0, 0];
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] as number) < score) below += 1;
    if (notAbove < below) notAbove = below;
    while (notAbove < negatives.length && (negatives[notAbove] as number) <= score) notAbove += 1;
    small += below + notAbove;
    if (!isSafe && small > 2 ** 52) {
      large += BigInt(small);
      small = 0;
    }
  }
  return isSafe ? small : large + BigInt(small);
}

function aucOf(positives: Float64Array, negatives: Float64Array): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  return Number(twiceU(positives, negatives)) / (2 * positives.length * negatives.length);
}

/** Area under the ROC curve. */
export const rocAuc: MetricDef = {
  key: 'roc_auc',
  version: 1,
  name: { ko: 'ROC 곡선 아래 면적 (AUC)', en: 'Area under the ROC curve (AUC)' },
  about: {
    ko: '양성 하나와 음성 하나를 뽑았을 때 양성의 점수가 더 높을 확률. 같은 점수는 절반으로 셉니다.',
    en: 'Probability that a random positive scores higher than a random negative; ties count half.',
  },
  direction: 'desc',
  range: [0, 1],
  formula: {
    text: 'AUC = ( #{(p, n): s_p > s_n} + ½ · #{(p, n): s_p = s_n} ) / (n₊ · n₋)',
    mathml:
      '<math><mi>AUC</mi><mo>=</mo><mfrac><mrow><munder><mo>∑</mo><mrow><mi>p</mi><mo>,</mo><mi>n</mi></mrow></munder><mrow><mo>(</mo><mo>[</mo><msub><mi>s</mi><mi>p</mi></msub><mo>&gt;</mo><msub><mi>s</mi><mi>n</mi></msub><mo>]</mo><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>[</mo><msub><mi>s</mi><mi>p</mi></msub><mo>=</mo><msub><mi>s</mi><mi>n</mi></msub><mo>]</mo><mo>)</mo></mrow></mrow><mrow><msub><mi>n</mi><mo>+</mo></msub><msub><mi>n</mi><mo>−</mo></msub></mrow></mfrac></math>',
  },
  source: {
    title: 'scikit-learn: roc_auc_score; Mann and Whitney 1947',
    url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html',
  },
  example: {
    rows: [
      ['0', '0.1'],
      ['0', '0.4'],
      ['1', '0.35'],
      ['1', '0.8'],
    ],
    value: 0.75,
    about: { ko: '네 쌍 가운데 세 쌍에서 양성이 위에 있습니다.', en: 'The positive is above in three of four pairs.' },
  },
  params: [COLUMN_PARAM, CLASSES_PARAM],
  needs(format, params) {
    const column = oneColumn(format, ['number', 'probability'], params);
    if (!column.ok) return column;
    return accept({
      truth: 'label',
      labels: (params['labels'] as readonly string[] | undefined) ?? ['0', '1'],
      columns: [column.value.name],
    });
  },
  checkTruth(truth, parts, needs) {
    const problems: MetricProblem[] = emptyParts(parts);
    if (needs.truth === 'label' && needs.labels.length !== 2) problems.push({ code: 'bad-param', detail: 'labels: two are needed' });
    const codes = trueCodes(truth);
    for (const part of ['public', 'private'] as const) {
      const classes = new Set<number>();
      for (const [row, code] of codes.entries()) if (parts[row] === PART_CODES[part]) classes.add(code);
      if (classes.size === 1) problems.push({ code: 'one-class-only', detail: part });
    }
    return problems;
  },
  score(truth, predicted, parts) {
    const [scores = new Float64Array(0)] = predicted.numbers;
    const of = (part: number) => {
      const { positives, negatives } = split(truth, scores, parts, part);
      return aucOf(positives, negatives);
    };
    return { public: of(PART_CODES.public), private: of(PART_CODES.private) };
  },
};
