import { frac, id, math, num, op, paren, row, sub, sum, sup } from '../mathml.ts';
import type { Additive } from '../measure.ts';
import type { MetricDef, MetricInput } from '../metric.ts';
import { trueCodes } from './columns.ts';
import { classesOf, labelMetric, THREE_CLASSES, total } from './labels.ts';

/** A value of the confusion matrix: weights of rows with truth i and guess j at i·K + j. */
function confusionMeasure(
  { truth, predicted, weights }: MetricInput,
  value: (cell: (truth: number, guess: number) => number, classes: number) => number,
): Additive {
  const codes = trueCodes(truth);
  const classes = classesOf(truth);
  return {
    kind: 'additive',
    size: classes * classes,
    add: (at, to) => {
      to.add((codes[at] as number) * classes + (predicted.codes[at] as number), weights?.[at] ?? 1);
    },
    value: (sums) => value((code, guess) => sums[code * classes + guess] as number, classes),
  };
}
const indices = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
function margins(cell: (truth: number, guess: number) => number, classes: number): { truths: number[]; guesses: number[]; all: number } {
  const truths = indices(classes).map((code) => total(indices(classes).map((guess) => cell(code, guess))));
  const guesses = indices(classes).map((guess) => total(indices(classes).map((code) => cell(code, guess))));
  return { truths, guesses, all: total(truths) };
}

export const mcc = labelMetric(
  {
    key: 'mcc',
    sklearn: 'matthews_corrcoef',
    source: {
      title: 'Gorodkin: Comparing two K-category assignments by a K-category correlation coefficient (2004)',
      url: 'https://doi.org/10.1016/j.compbiolchem.2004.09.006',
    },
    name: { ko: '매슈스 상관 계수 (MCC)', en: 'Matthews correlation (MCC)' },
    about: {
      ko: '정답과 예측의 상관. 클래스의 크기가 달라도 공평합니다. 분모가 0이면 0입니다.',
      en: 'Correlation of true and predicted classes, fair to classes of unequal size; 0 where the denominator is 0.',
    },
    range: [-1, 1],
    formula: {
      text: '(c·s − Σₖ pₖ·tₖ) / sqrt( (s² − Σₖ pₖ²)·(s² − Σₖ tₖ²) )',
      mathml: math(
        frac(
          row(id('c'), id('s'), op('−'), sum(id('k'), sub(id('p'), id('k')), sub(id('t'), id('k')))),
          sup(
            row(
              paren(sup(id('s'), num('2')), op('−'), sum(id('k'), sup(sub(id('p'), id('k')), num('2')))),
              paren(sup(id('s'), num('2')), op('−'), sum(id('k'), sup(sub(id('t'), id('k')), num('2')))),
            ),
            frac(num('1'), num('2')),
          ),
        ),
      ),
    },
    example: {
      rows: [
        ['1', '1'],
        ['1', '0'],
        ['1', '1'],
        ['0', '1'],
      ],
      value: -1 / 3,
      about: { ko: '네 줄 가운데 두 줄을 맞혔습니다.', en: 'Two of four rows are right.' },
    },
  },
  (input) =>
    confusionMeasure(input, (cell, classes) => {
      const { truths, guesses, all } = margins(cell, classes);
      const right = total(indices(classes).map((code) => cell(code, code)));
      const squares = (values: readonly number[]): number => total(values.map((value) => value * value));
      const spread = (all * all - squares(guesses)) * (all * all - squares(truths));
      return spread === 0 ? 0 : (right * all - total(truths.map((count, code) => count * (guesses[code] as number)))) / Math.sqrt(spread);
    }),
);

/** 1 − Σ w·observed / Σ w·expected. Cohen, Psychological Bulletin 70 (1968). */
const kappa =
  (weight: (truth: number, guess: number) => number): MetricDef['measure'] =>
  (input) =>
    confusionMeasure(input, (cell, classes) => {
      const { truths, guesses, all } = margins(cell, classes);
      let [observed, expected] = [0, 0];
      for (const code of indices(classes))
        for (const guess of indices(classes)) {
          observed += weight(code, guess) * cell(code, guess);
          expected += (weight(code, guess) * (truths[code] as number) * (guesses[guess] as number)) / all;
        }
      return expected === 0 ? 0 : 1 - observed / expected;
    });
const KAPPA = {
  text: 'κ = 1 − Σ w_ij·O_ij / Σ w_ij·E_ij',
  mathml: math(
    id('κ'),
    op('='),
    num('1'),
    op('−'),
    frac(sum(id('ij'), sub(id('w'), id('ij')), sub(id('O'), id('ij'))), sum(id('ij'), sub(id('w'), id('ij')), sub(id('E'), id('ij')))),
  ),
};
export const cohenKappa = labelMetric(
  {
    key: 'cohen_kappa',
    sklearn: 'cohen_kappa_score',
    name: { ko: '코헨의 카파', en: 'Cohen’s kappa' },
    about: { ko: '우연을 넘어 정답과 일치한 정도.', en: 'Agreement with the truth beyond chance.' },
    range: [-1, 1],
    formula: KAPPA,
    example: {
      rows: THREE_CLASSES,
      value: 0,
      about: { ko: '일치 1/3은 우연의 기대와 같습니다.', en: 'An agreement of 1/3 is what chance gives.' },
    },
  },
  kappa((code, guess) => (code === guess ? 0 : 1)),
);
export const qwk = labelMetric(
  {
    key: 'qwk',
    sklearn: 'cohen_kappa_score',
    name: { ko: '제곱 가중 카파 (QWK)', en: 'Quadratic weighted kappa (QWK)' },
    about: {
      ko: '순서가 있는 등급에서 어긋난 거리의 제곱을 세는 카파. 레이블은 적힌 순서대로 등급입니다.',
      en: 'Kappa of ordered grades that counts squared distances; labels are grades in the order declared.',
    },
    range: [-1, 1],
    formula: { ...KAPPA, text: `${KAPPA.text}, w_ij = (i − j)²` },
    example: {
      rows: [
        ['0', '0'],
        ['1', '2'],
        ['2', '1'],
        ['3', '3'],
      ],
      value: 0.8,
      about: { ko: '두 줄이 한 등급씩 어긋났습니다.', en: 'Two rows are off by one grade.' },
    },
  },
  kappa((code, guess) => (code - guess) ** 2),
);
