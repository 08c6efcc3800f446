import { frac, id, math, num, op, paren, row, sub, sum, where } from '../mathml.ts';
import type { Additive } from '../measure.ts';
import type { MetricDef, MetricExample, MetricInput, MetricProblem, ParamDef, TruthColumn } from '../metric.ts';
import { COLUMN_PARAM, eachPart, emptyParts, numberNeeds, trueNumbers } from './columns.ts';

/** Rows of one query in the order of their predictions, best first. */
interface Ranking {
  /** True gains and predicted scores, in that order; equal scores keep no order. */
  gains: Float64Array;
  scores: Float64Array;
}
export const K = (fallback: number | null): ParamDef => ({
  key: 'k',
  kind: 'integer',
  within: [1, 1_000_000],
  fallback,
  about:
    fallback === null
      ? { ko: '앞에서부터 몇 개까지 볼지. 기본은 모두입니다.', en: 'How many of the first count; by default all.' }
      : { ko: '앞에서부터 몇 개까지 볼지.', en: 'How many of the first count.' },
});
const EMPTY: ParamDef = {
  key: 'empty',
  kind: 'text',
  choices: ['zero', 'one', 'skip'],
  fallback: 'zero',
  about: {
    ko: '맞는 항목이 하나도 없는 질의를 0으로, 1로 치거나 빼고 평균합니다.',
    en: 'A query without anything relevant counts as zero, as one, or is skipped.',
  },
};

/**
 * The mean over queries of a value of each. A query's value stands on its first row, so that sums over rows are sums over queries, whatever
 * the rows are split or resampled by. Rows of a query belong to one part.
 */
export function queriesMeasure({ truth, predicted, groups, params }: MetricInput, value: (ranking: Ranking) => number): Additive {
  const gains = trueNumbers(truth);
  const [scores = new Float64Array(0)] = predicted.numbers;
  const members = new Map<number, number[]>();
  for (let at = 0; at < gains.length; at += 1) {
    const query = groups?.[at] ?? 0;
    const rows = members.get(query);
    if (rows) rows.push(at);
    else members.set(query, [at]);
  }
  const ofFirst = new Map<number, number>();
  for (const rows of members.values()) {
    const isEmpty = rows.every((at) => !((gains[at] as number) > 0));
    if (isEmpty && params['empty'] === 'skip') continue;
    // Relevant rows come last among equal scores: a tie never helps.
    rows.sort((a, b) => (scores[b] as number) - (scores[a] as number) || (gains[a] as number) - (gains[b] as number) || a - b);
    const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (at) => values[at] as number);
    const first = rows.reduce((least, at) => Math.min(least, at));
    ofFirst.set(first, isEmpty ? Number(params['empty'] === 'one') : value({ gains: take(gains), scores: take(scores) }));
  }
  return {
    kind: 'additive',
    size: 2,
    add(at, to) {
      const own = ofFirst.get(at);
      if (own === undefined) return;
      to.add(0, own);
      to.add(1, 1);
    },
    value: (sums) => (sums[0] as number) / (sums[1] as number),
  };
}

/** Relevances are not negative, and not all 0. */
function someRelevant(truth: TruthColumn, parts: Uint8Array): MetricProblem[] {
  const values = trueNumbers(truth);
  return [
    ...emptyParts(parts),
    ...(values.every((value, at) => parts[at] === 0 || value >= 0) ? [] : [{ code: 'truth-out-of-range' as const, detail: 'y ≥ 0' }]),
    ...eachPart(parts, (part, rows) =>
      rows.length > 0 && rows.every((at) => values[at] === 0) ? [{ code: 'truth-constant', detail: part }] : [],
    ),
  ];
}

type Words = Pick<MetricDef, 'key' | 'name' | 'about' | 'formula' | 'source' | 'params' | 'example'>;
export const rankingMetric = (words: Words, measure: MetricDef['measure']): MetricDef => ({
  version: 1,
  reads: 'rankings',
  ignoresWeights: true,
  direction: 'desc',
  range: [0, 1],
  needs: numberNeeds,
  checkTruth: someRelevant,
  measure,
  ...words,
  params: [COLUMN_PARAM, ...words.params, EMPTY],
});

const RELEVANT: MetricExample['rows'] = [
  ['1', '0.9'],
  ['0', '0.8'],
  ['1', '0.7'],
  ['0', '0.6'],
  ['1', '0.1'],
];
const TREC = { title: 'trec_eval (NIST)', url: 'https://github.com/usnistgov/trec_eval' };
const worked = (value: number): MetricExample => ({
  rows: RELEVANT,
  value,
  about: { ko: '맞는 항목이 1, 3, 5번째에 있습니다.', en: 'The relevant ones are first, third and fifth.' },
});
const relevantWithin = (gains: Float64Array, k: number): number =>
  gains.subarray(0, k).reduce((count, gain) => count + Number(gain > 0), 0);
const kOf = ({ params }: MetricInput): number => (params['k'] as number | undefined) ?? Infinity;
const atK = (what: string): string => math(row(id(what), op('@'), id('k')));

export const meanAveragePrecision = rankingMetric(
  {
    key: 'map_at_k',
    name: { ko: '평균 정밀도의 평균 (MAP@k)', en: 'Mean average precision (MAP@k)' },
    about: {
      ko: '질의마다 맞는 항목이 놓인 자리의 정밀도를 평균하고, 질의로 평균한 값.',
      en: 'Precision at the places of the relevant ones, averaged over them and then over queries.',
    },
    formula: {
      text: 'AP@k = Σ_{i≤k} P(i)·relᵢ / min(k, R), or / R; R relevant ones',
      mathml: math(frac(sum(id('i'), id('P'), paren(id('i')), sub(id('rel'), id('i'))), row(id('min'), paren(id('k'), op(','), id('R'))))),
    },
    source: TREC,
    example: worked((1 + 2 / 3 + 3 / 5) / 3),
    params: [
      K(10),
      {
        key: 'denominator',
        kind: 'text',
        choices: ['min', 'relevant'],
        fallback: 'min',
        about: { ko: 'min(k, R)로 나누거나 R로 나눕니다(trec_eval).', en: 'Over min(k, R), or over R as trec_eval does (relevant).' },
      },
    ],
  },
  (input) =>
    queriesMeasure(input, ({ gains }) => {
      const k = kOf(input);
      let [hits, all] = [0, 0];
      for (const [place, gain] of gains.subarray(0, k).entries()) {
        if (!(gain > 0)) continue;
        hits += 1;
        all += hits / (place + 1);
      }
      const relevant = relevantWithin(gains, Infinity);
      return all / (input.params['denominator'] === 'relevant' ? relevant : Math.min(k, relevant));
    }),
);
export const reciprocalRank = rankingMetric(
  {
    key: 'mrr',
    name: { ko: '평균 역순위 (MRR)', en: 'Mean reciprocal rank (MRR)' },
    about: {
      ko: '처음 맞는 항목의 자리의 역수를 질의로 평균한 값.',
      en: 'One over the place of the first relevant one, averaged over queries.',
    },
    formula: {
      text: '(1/Q) · Σ_q 1 / rank_q',
      mathml: math(frac(num('1'), id('Q')), sum(id('q'), frac(num('1'), sub(id('rank'), id('q'))))),
    },
    source: TREC,
    example: worked(1),
    params: [K(null)],
  },
  (input) =>
    queriesMeasure(input, ({ gains }) => {
      const place = gains.subarray(0, kOf(input)).findIndex((gain) => gain > 0);
      return place < 0 ? 0 : 1 / (place + 1);
    }),
);
export const hitRate = rankingMetric(
  {
    key: 'hit_at_k',
    name: { ko: '적중률 (hit@k)', en: 'Hit rate (hit@k)' },
    about: { ko: '앞의 k개 안에 맞는 항목이 있는 질의의 비율.', en: 'Share of queries with a relevant one among the first k.' },
    formula: {
      text: 'share of queries with relᵢ > 0 for some i ≤ k',
      mathml: math(frac(sum(id('q'), where(id('rank'), op('≤'), id('k'))), id('Q'))),
    },
    source: TREC,
    example: worked(1),
    params: [K(10)],
  },
  (input) => queriesMeasure(input, ({ gains }) => Number(relevantWithin(gains, kOf(input)) > 0)),
);
export const precisionAtK = rankingMetric(
  {
    key: 'precision_at_k',
    name: { ko: '앞 k개의 정밀도 (P@k)', en: 'Precision at k (P@k)' },
    about: {
      ko: '앞의 k개 가운데 맞는 항목의 비율. 항목이 k개보다 적어도 k로 나눕니다.',
      en: 'Share of the first k that is relevant; over k even when there are fewer.',
    },
    formula: { text: 'P@k = #{i ≤ k: relᵢ > 0} / k', mathml: atK('P') },
    source: TREC,
    example: { ...worked(0.3) },
    params: [K(10)],
  },
  (input) => queriesMeasure(input, ({ gains }) => relevantWithin(gains, kOf(input)) / kOf(input)),
);
export const recallAtK = rankingMetric(
  {
    key: 'recall_at_k',
    name: { ko: '앞 k개의 재현율 (R@k)', en: 'Recall at k (R@k)' },
    about: { ko: '맞는 항목 가운데 앞의 k개에 든 비율.', en: 'Share of the relevant ones that is among the first k.' },
    formula: { text: 'R@k = #{i ≤ k: relᵢ > 0} / R', mathml: atK('R') },
    source: TREC,
    example: worked(1),
    params: [K(10)],
  },
  (input) => queriesMeasure(input, ({ gains }) => relevantWithin(gains, kOf(input)) / relevantWithin(gains, Infinity)),
);
export const rPrecision = rankingMetric(
  {
    key: 'r_precision',
    name: { ko: 'R-정밀도', en: 'R-precision' },
    about: { ko: '맞는 항목이 R개일 때 앞의 R개의 정밀도.', en: 'Precision at R, where R is how many are relevant.' },
    formula: { text: '#{i ≤ R: relᵢ > 0} / R', mathml: math(row(id('P'), op('@'), id('R'))) },
    source: TREC,
    example: worked(2 / 3),
    params: [],
  },
  (input) =>
    queriesMeasure(input, ({ gains }) => {
      const relevant = relevantWithin(gains, Infinity);
      return relevantWithin(gains, relevant) / relevant;
    }),
);
