import { frac, id, math, num, op, paren, row, sub, sum } from '../mathml.ts';
import type { MetricExample } from '../metric.ts';
import { K, queriesMeasure, rankingMetric } from './rankings.ts';

const GRADED: MetricExample['rows'] = [
  ['10', '0.1'],
  ['0', '0.2'],
  ['0', '0.3'],
  ['1', '4'],
  ['5', '70'],
];
const discountAt = (place: number): number => 1 / Math.log2(place + 2);
function discountSums(count: number, k: number): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let place = 0; place < count; place += 1) sums[place + 1] = (sums[place] as number) + (place < k ? discountAt(place) : 0);
  return sums;
}
/** Discounted gain, rows of equal score sharing the discounts of their places (McSherry and Najork 2008, as in scikit-learn). */
export function tieAveragedGain(gains: Float64Array, scores: Float64Array, k: number): number {
  const discounts = discountSums(gains.length, k);
  let all = 0;
  for (let begin = 0; begin < gains.length;) {
    let end = begin + 1;
    while (end < gains.length && scores[end] === scores[begin]) end += 1;
    const gain = gains.subarray(begin, end).reduce((sumOf, value) => sumOf + value, 0) / (end - begin);
    all += gain * ((discounts[end] as number) - (discounts[begin] as number));
    begin = end;
  }
  return all;
}
export const ndcg = rankingMetric(
  {
    key: 'ndcg',
    name: { ko: '정규화 할인 누적 이득 (NDCG)', en: 'Normalised discounted cumulative gain (NDCG)' },
    about: {
      ko: '질의마다 위에 놓을수록 크게 세는 이득의 합을 가장 좋은 순서의 것으로 나누어 평균한 값. 같은 점수는 자리를 나눕니다.',
      en: 'Gains of each query, discounted by place, over those of the best order, averaged; equal scores share their places.',
    },
    formula: {
      text: 'NDCG@k = Σ_{i≤k} g(relᵢ) / log₂(i + 1) ÷ the same in the best order; g(rel) = rel, or 2^rel − 1',
      mathml: math(
        frac(
          sum(
            id('i'),
            frac(row(id('g'), paren(sub(id('rel'), id('i')))), row(sub(id('log'), num('2')), paren(id('i'), op('+'), num('1')))),
          ),
          id('IDCG'),
        ),
      ),
    },
    source: {
      title: 'Järvelin and Kekäläinen (2002); scikit-learn: ndcg_score',
      url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.ndcg_score.html',
    },
    example: {
      rows: GRADED,
      value: 0.6956940443813076,
      about: { ko: '예시는 scikit-learn 문서의 것입니다.', en: 'The example of scikit-learn’s documentation.' },
    },
    params: [
      K(null),
      {
        key: 'gain',
        kind: 'text',
        choices: ['linear', 'exponential'],
        fallback: 'linear',
        about: { ko: 'linear는 rel, exponential은 2^rel − 1.', en: 'linear: rel; exponential: 2^rel − 1.' },
      },
    ],
  },
  (input) =>
    queriesMeasure(input, ({ gains, scores }) => {
      const k = (input.params['k'] as number | undefined) ?? Infinity;
      const worth = input.params['gain'] === 'exponential' ? gains.map((gain) => 2 ** gain - 1) : gains;
      const discounts = discountSums(worth.length, k);
      const ideal = Float64Array.from(worth)
        .sort()
        .reverse()
        .reduce((all, gain, place) => all + gain * ((discounts[place + 1] as number) - (discounts[place] as number)), 0);
      return tieAveragedGain(worth, scores, k) / ideal;
    }),
);
