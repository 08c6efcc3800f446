import { frac, id, math, num, op, paren, row, sub } from '../mathml.ts';
import type { Additive } from '../measure.ts';
import type { MetricDef, MetricExample, MetricInput } from '../metric.ts';
import { trueCodes } from './columns.ts';
import { classesOf, labelMetric, total } from './labels.ts';

/** Pairs of true and predicted clusters by weight, with what they add up to. */
interface Contingency {
  cells: { truth: number; guess: number; weight: number }[];
  truths: number[];
  guesses: number[];
  all: number;
}
/** A value of the table of true against predicted clusters; their names say nothing. */
function contingencyMeasure({ truth, predicted: { codes: guessed } }: MetricInput, value: (table: Contingency) => number): Additive {
  const codes = trueCodes(truth);
  const classes = classesOf(truth);
  const clusters = guessed.reduce((most, code) => Math.max(most, code), 0) + 1;
  return {
    kind: 'additive',
    size: classes * clusters,
    add(at, to) {
      to.add((codes[at] as number) * clusters + (guessed[at] as number), 1);
    },
    value(sums) {
      const table: Contingency = { cells: [], truths: Array<number>(classes).fill(0), guesses: Array<number>(clusters).fill(0), all: 0 };
      for (const [place, weight] of sums.entries()) {
        if (weight === 0) continue;
        const [own, guess] = [Math.floor(place / clusters), place % clusters];
        table.cells.push({ truth: own, guess, weight });
        table.truths[own] = (table.truths[own] as number) + weight;
        table.guesses[guess] = (table.guesses[guess] as number) + weight;
        table.all += weight;
      }
      return value(table);
    },
  };
}

const EXAMPLE: MetricExample['rows'] = [
  ['0', '0'],
  ['0', '0'],
  ['1', '1'],
  ['1', '2'],
];
const worked = (value: number): MetricExample => ({
  rows: EXAMPLE,
  value,
  about: { ko: '둘째 무리가 둘로 나뉘었습니다.', en: 'The second cluster is cut in two.' },
});
const partitionMetric = (words: Parameters<typeof labelMetric>[0], value: (table: Contingency) => number): MetricDef =>
  labelMetric({ ...words, reads: 'clusters', ignoresWeights: true }, (input) => contingencyMeasure(input, value));

const pairs = (count: number): number => (count * (count - 1)) / 2;
/** Hubert and Arabie, Comparing partitions (1985). */
export const adjustedRand = partitionMetric(
  {
    key: 'adjusted_rand',
    sklearn: 'adjusted_rand_score',
    name: { ko: '조정 랜드 지수 (ARI)', en: 'Adjusted Rand index (ARI)' },
    about: {
      ko: '두 줄이 같은 무리인지에 대한 일치를 우연에 맞추어 본 값. 무리의 이름은 상관없습니다.',
      en: 'Agreement on which rows belong together, adjusted for chance; names of clusters do not matter.',
    },
    range: [-0.5, 1],
    formula: {
      text: '(Σ C(n_ij, 2) − e) / (½·(a + b) − e), a = Σ C(aᵢ, 2), b = Σ C(bⱼ, 2), e = a·b / C(n, 2)',
      mathml: math(frac(row(id('index'), op('−'), id('e')), row(frac(row(id('a'), op('+'), id('b')), num('2')), op('−'), id('e')))),
    },
    example: worked(0.5714285714285714),
  },
  ({ cells, truths, guesses, all }) => {
    const index = total(cells.map(({ weight }) => pairs(weight)));
    const [a, b] = [total(truths.map(pairs)), total(guesses.map(pairs))];
    const expected = (a * b) / pairs(all);
    const most = (a + b) / 2;
    return most === expected ? 1 : (index - expected) / (most - expected);
  },
);

const entropy = (counts: readonly number[], all: number): number =>
  -total(counts.map((count) => (count === 0 ? 0 : (count / all) * Math.log(count / all))));
function information({ cells, truths, guesses, all }: Contingency): number {
  const terms = cells.map(
    ({ truth, guess, weight }) => (weight / all) * Math.log((weight * all) / ((truths[truth] as number) * (guesses[guess] as number))),
  );
  return Math.max(0, total(terms));
}
const INFORMATION = row(id('I'), paren(id('y'), op(';'), id('ŷ')));
export const normalisedInformation = partitionMetric(
  {
    key: 'nmi',
    sklearn: 'normalized_mutual_info_score',
    name: { ko: '정규화 상호정보량 (NMI)', en: 'Normalised mutual information (NMI)' },
    about: {
      ko: '무리끼리의 상호정보량을 두 엔트로피의 산술 평균으로 나눈 값.',
      en: 'Mutual information of the clusters over the arithmetic mean of both entropies.',
    },
    formula: {
      text: 'NMI = I(y; ŷ) / ½·(H(y) + H(ŷ))',
      mathml: math(frac(row(num('2'), INFORMATION), row(id('H'), paren(id('y')), op('+'), id('H'), paren(id('ŷ'))))),
    },
    example: worked(0.8),
  },
  (table) => {
    const whole = entropy(table.truths, table.all) + entropy(table.guesses, table.all);
    return whole === 0 ? 1 : (2 * information(table)) / whole;
  },
);
/** Rosenberg and Hirschberg, V-Measure (2007). */
export const vMeasure = partitionMetric(
  {
    key: 'v_measure',
    sklearn: 'v_measure_score',
    name: { ko: 'V-측도', en: 'V-measure' },
    about: { ko: '무리의 동질성과 완전성의 조화 평균.', en: 'Harmonic mean of the homogeneity and the completeness of the clusters.' },
    formula: {
      text: '2·h·c / (h + c), h = I / H(y), c = I / H(ŷ)',
      mathml: math(
        frac(row(num('2'), id('h'), id('c')), row(id('h'), op('+'), id('c'))),
        op(','),
        id('h'),
        op('='),
        frac(INFORMATION, row(sub(id('H'), id('y')))),
      ),
    },
    example: worked(0.8),
  },
  (table) => {
    const shared = information(table);
    const [h, c] = [table.truths, table.guesses].map((counts) => {
      const own = entropy(counts, table.all);
      return own === 0 ? 1 : shared / own;
    }) as [number, number];
    return h + c === 0 ? 0 : (2 * h * c) / (h + c);
  },
);
