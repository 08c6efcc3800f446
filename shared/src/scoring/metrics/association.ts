import type { Additive, Whole } from '../measure.ts';
import { frac, id, math, num, op, paren, row, sum, sub, sup, text, Y, Y_HAT, Y_MEAN } from '../mathml.ts';
import type { MetricDef, MetricExample, MetricInput } from '../metric.ts';
import { trueNumbers } from './columns.ts';
import { numberMetric, truthVaries } from './regression.ts';
import { averageRanks, countInversions, tiedPairs } from './ranks.ts';

const ROWS: MetricExample['rows'] = [
  ['1', '2'],
  ['2', '1'],
  ['3', '4'],
  ['4', '3'],
];
const scipy = (name: string): MetricDef['source'] => ({
  title: `SciPy: stats.${name}`,
  url: `https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.${name}.html`,
});
const words = { sklearn: '', direction: 'desc' as const, range: [-1, 1] as const, checkTruth: truthVaries };

/** Sums of w, y, p, y², p² and y·p about the means of the whole columns, which only saves digits. */
function momentsOf(
  input: MetricInput,
  value: (sums: { w: number; y: number; p: number; yy: number; pp: number; yp: number }, middles: { y: number; p: number }) => number,
): Additive {
  const truth = trueNumbers(input.truth);
  const [column = new Float64Array(0)] = input.predicted.numbers;
  const middle = { y: meanOfColumn(truth), p: meanOfColumn(column) };
  return {
    kind: 'additive',
    size: 6,
    add(rowNumber, to) {
      const weight = input.weights?.[rowNumber] ?? 1;
      const y = (truth[rowNumber] as number) - middle.y;
      const p = (column[rowNumber] as number) - middle.p;
      [1, y, p, y * y, p * p, y * p].forEach((term, component) => {
        to.add(component, weight * term);
      });
    },
    value: ([w = 0, y = 0, p = 0, yy = 0, pp = 0, yp = 0]) => value({ w, y, p, yy, pp, yp }, middle),
  };
}
function meanOfColumn(values: Float64Array): number {
  let middle = 0;
  for (const value of values) middle += value / values.length;
  return middle;
}
const clamped = (value: number): number => Math.min(1, Math.max(-1, value));

/** A prediction that is the same everywhere says nothing of order: 0, not an error (declared in the text of each metric). */
const correlationFrom = ({ w, y, p, yy, pp, yp }: { w: number; y: number; p: number; yy: number; pp: number; yp: number }): number => {
  const spread = (yy - (y * y) / w) * (pp - (p * p) / w);
  return spread <= 0 ? 0 : clamped((yp - (y * p) / w) / Math.sqrt(spread));
};
const CENTRED = row(paren(Y, op('−'), Y_MEAN), paren(Y_HAT, op('−'), text('mean ŷ')));
export const pearson = numberMetric(
  {
    ...words,
    key: 'pearson',
    source: scipy('pearsonr'),
    name: { ko: '피어슨 상관 계수', en: 'Pearson correlation' },
    about: {
      ko: '정답과 예측의 직선 관계. 모두 같은 예측은 0입니다.',
      en: 'Linear relation of truth and prediction; a prediction that is the same everywhere scores 0.',
    },
    formula: {
      text: 'r = Σ (yᵢ − ȳ)(ŷᵢ − mean ŷ) / sqrt( Σ (yᵢ − ȳ)² · Σ (ŷᵢ − mean ŷ)² )',
      mathml: math(id('r'), op('='), frac(sum(id('i'), CENTRED), row(sub(id('s'), id('y')), sub(id('s'), id('ŷ'))))),
    },
    example: {
      rows: ROWS,
      value: 0.6,
      about: { ko: '곱의 합은 3, 흩어짐은 둘 다 5입니다.', en: 'The products sum to 3, both spreads are 5.' },
    },
  },
  (input) => momentsOf(input, correlationFrom),
);
export const concordance = numberMetric(
  {
    ...words,
    key: 'ccc',
    source: {
      title: 'Lin: A concordance correlation coefficient to evaluate reproducibility (1989)',
      url: 'https://doi.org/10.2307/2532051',
    },
    name: { ko: '일치 상관 계수 (CCC)', en: 'Concordance correlation (CCC)' },
    about: {
      ko: '예측이 정답과 같은 직선 위에 있는 정도. 크기와 위치의 어긋남도 셉니다.',
      en: 'How close predictions lie to the truth itself: shifts and scale count too.',
    },
    formula: {
      text: 'CCC = 2·s_yŷ / (s_y² + s_ŷ² + (ȳ − mean ŷ)²)',
      mathml: math(
        id('CCC'),
        op('='),
        frac(
          row(num('2'), sub(id('s'), text('yŷ'))),
          row(
            sup(sub(id('s'), id('y')), num('2')),
            op('+'),
            sup(sub(id('s'), id('ŷ')), num('2')),
            op('+'),
            sup(paren(Y_MEAN, op('−'), text('mean ŷ')), num('2')),
          ),
        ),
      ),
    },
    example: {
      rows: ROWS,
      value: 0.6,
      about: { ko: '평균과 흩어짐이 같으므로 상관 계수와 같습니다.', en: 'Means and spreads are the same, so it is the correlation.' },
    },
  },
  (input) =>
    momentsOf(input, ({ w, y, p, yy, pp, yp }, middle) => {
      const shift = middle.y + y / w - (middle.p + p / w);
      return (2 * (yp - (y * p) / w)) / (yy - (y * y) / w + pp - (p * p) / w + w * shift * shift);
    }),
);

/** A metric of order: weights do not apply. */
function orderMeasure(input: MetricInput, value: (truth: Float64Array, predicted: Float64Array) => number): Whole {
  const truth = trueNumbers(input.truth);
  const [column = new Float64Array(0)] = input.predicted.numbers;
  const take = (values: Float64Array, rows: Int32Array): Float64Array => Float64Array.from(rows, (at) => values[at] as number);
  return { kind: 'whole', value: (rows) => value(take(truth, rows), take(column, rows)), linear: () => null };
}
export const spearman = numberMetric(
  {
    ...words,
    key: 'spearman',
    ignoresWeights: true,
    source: scipy('spearmanr'),
    name: { ko: '스피어만 순위 상관 계수', en: 'Spearman rank correlation' },
    about: {
      ko: '순위끼리의 상관 계수. 같은 값은 평균 순위를 받습니다.',
      en: 'Correlation of the ranks; equal values share their mean rank.',
    },
    formula: { text: 'ρ = r(rank y, rank ŷ)', mathml: math(id('ρ'), op('='), id('r'), paren(text('rank y'), op(','), text('rank ŷ'))) },
    example: { rows: ROWS, value: 0.6, about: { ko: '순위의 차는 1, 1, 1, 1입니다.', en: 'The ranks differ by 1, 1, 1 and 1.' } },
  },
  (input) => orderMeasure(input, (truth, predicted) => rankCorrelation(averageRanks(truth), averageRanks(predicted))),
);
/** Ranks are halves of whole numbers with the mean (n + 1)/2: the sums are exact. */
function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const middle = (a.length + 1) / 2;
  let [aa, bb, ab] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [left, right] = [(a[at] as number) - middle, (b[at] as number) - middle];
    aa += left * left;
    bb += right * right;
    ab += left * right;
  }
  return aa === 0 || bb === 0 ? 0 : clamped(ab / Math.sqrt(aa * bb));
}
export const kendall = numberMetric(
  {
    ...words,
    key: 'kendall',
    ignoresWeights: true,
    source: {
      title: 'Knight: A computer method for calculating Kendall’s tau with ungrouped data (1966); SciPy: stats.kendalltau',
      url: scipy('kendalltau').url,
    },
    name: { ko: '켄달 타우 b', en: 'Kendall’s tau-b' },
    about: {
      ko: '순서가 같은 쌍과 다른 쌍의 차. 같은 값의 쌍은 분모에서 뺍니다.',
      en: 'Pairs in the same order less pairs in the other; tied pairs leave the denominator.',
    },
    formula: {
      text: 'τ_b = (P − Q) / sqrt( (n₀ − n_y)(n₀ − n_ŷ) ), n₀ = n(n − 1)/2',
      mathml: math(
        sub(id('τ'), id('b')),
        op('='),
        frac(
          row(id('P'), op('−'), id('Q')),
          sup(
            row(
              paren(sub(id('n'), num('0')), op('−'), sub(id('n'), id('y'))),
              paren(sub(id('n'), num('0')), op('−'), sub(id('n'), id('ŷ'))),
            ),
            frac(num('1'), num('2')),
          ),
        ),
      ),
    },
    example: {
      rows: ROWS,
      value: 1 / 3,
      about: {
        ko: '여섯 쌍 가운데 네 쌍이 같은 순서, 두 쌍이 다른 순서입니다.',
        en: 'Of six pairs four are in the same order and two in the other.',
      },
    },
  },
  (input) => orderMeasure(input, kendallTau),
);
/** O(n log n): sort by truth, then prediction, and count the inversions of the predictions. */
export function kendallTau(truth: Float64Array, predicted: Float64Array): number {
  const order = Array.from(truth, (_, at) => at).sort(
    (a, b) => (truth[a] as number) - (truth[b] as number) || (predicted[a] as number) - (predicted[b] as number),
  );
  const all = (truth.length * (truth.length - 1)) / 2;
  const ties = { truth: tiedPairs(Float64Array.from(truth).sort()), predicted: tiedPairs(Float64Array.from(predicted).sort()), both: 0 };
  let run = 1;
  for (let at = 1; at <= order.length; at += 1) {
    const [before, here] = [order[at - 1] as number, order[at]];
    const isSame = here !== undefined && truth[before] === truth[here] && predicted[before] === predicted[here];
    if (isSame) run += 1;
    else {
      ties.both += (run * (run - 1)) / 2;
      run = 1;
    }
  }
  const discordant = countInversions(Float64Array.from(order, (at) => predicted[at] as number));
  const difference = all - ties.truth - ties.predicted + ties.both - 2 * discordant;
  const spread = (all - ties.truth) * (all - ties.predicted);
  return spread === 0 ? 0 : clamped(difference / Math.sqrt(all - ties.truth) / Math.sqrt(all - ties.predicted));
}

export const medianAbsoluteError = numberMetric(
  {
    key: 'medae',
    sklearn: 'median_absolute_error',
    name: { ko: '중앙 절대 오차 (MedAE)', en: 'Median absolute error (MedAE)' },
    about: {
      ko: '오차의 절댓값의 중앙값. 몇 개의 큰 오차에 흔들리지 않습니다.',
      en: 'Median of the absolute errors; a few large errors do not matter.',
    },
    formula: {
      text: 'MedAE = median |yᵢ − ŷᵢ|',
      mathml: math(id('MedAE'), op('='), id('median'), paren(op('|'), Y, op('−'), Y_HAT, op('|'))),
    },
    example: {
      rows: [
        ['3', '2.5'],
        ['-0.5', '0'],
        ['2', '2'],
        ['7', '8'],
      ],
      value: 0.5,
      about: { ko: '오차의 절댓값은 0, 0.5, 0.5, 1입니다.', en: 'The absolute errors are 0, 0.5, 0.5 and 1.' },
    },
  },
  ({ truth, predicted, weights }) => {
    const values = trueNumbers(truth);
    const [column = new Float64Array(0)] = predicted.numbers;
    const errorOf = (at: number): number => Math.abs((values[at] as number) - (column[at] as number));
    return {
      kind: 'whole',
      linear: () => null,
      value: (rows) => (weights === null ? medianOf(Float64Array.from(rows, errorOf)) : weightedMedian(rows, errorOf, weights)),
    };
  },
);
function medianOf(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? (values[middle] as number) : ((values[middle - 1] as number) + (values[middle] as number)) / 2;
}
/** The least value that half of the weight does not exceed, as in scikit-learn: not the mean of two in the middle. */
function weightedMedian(rows: Int32Array, valueOf: (at: number) => number, weights: Float64Array): number {
  const order = rows.filter((at) => (weights[at] as number) > 0).sort((a, b) => valueOf(a) - valueOf(b));
  const half = order.reduce((all, at) => all + (weights[at] as number), 0) / 2;
  let below = 0;
  for (const at of order) {
    below += weights[at] as number;
    if (below >= half) return valueOf(at);
  }
  return NaN;
}
