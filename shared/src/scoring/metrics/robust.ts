import { id, math, meanOverRows, num, op, paren, sub } from '../mathml.ts';
import type { ParamDef } from '../metric.ts';
import { COLUMN_PARAM } from './columns.ts';
import { ERROR, meanOf, numberMetric, worked } from './regression.ts';

const ALPHA: ParamDef = { key: 'alpha', kind: 'number', within: [0, 1], fallback: 0.5, about: { ko: '분위.', en: 'The quantile.' } };
export const pinball = numberMetric(
  {
    key: 'pinball',
    sklearn: 'mean_pinball_loss',
    name: { ko: '분위 손실', en: 'Pinball (quantile) loss' },
    about: {
      ko: '분위를 예측할 때의 손실. 모자란 쪽과 넘친 쪽을 다른 무게로 셉니다.',
      en: 'Loss of a predicted quantile: too low and too high weigh differently.',
    },
    formula: {
      text: '(1/n) · Σ max(α·(yᵢ − ŷᵢ), (α − 1)·(yᵢ − ŷᵢ))',
      mathml: math(meanOverRows(id('max'), paren(id('α'), paren(ERROR), op(','), paren(id('α'), op('−'), num('1')), paren(ERROR)))),
    },
    example: worked(0.25, '분위 0.5에서는 평균 절대 오차의 절반입니다.', 'At the quantile 0.5 it is half the mean absolute error.'),
    params: [COLUMN_PARAM, ALPHA],
  },
  (input) => {
    const alpha = input.params['alpha'] as number;
    return meanOf(input, (y, p) => Math.max(alpha * (y - p), (alpha - 1) * (y - p)));
  },
);
export const huber = numberMetric(
  {
    key: 'huber',
    sklearn: 'mean_squared_error',
    source: { title: 'Huber: Robust Estimation of a Location Parameter (1964)', url: 'https://doi.org/10.1214/aoms/1177703732' },
    name: { ko: '후버 손실', en: 'Huber loss' },
    about: { ko: '작은 오차는 제곱으로, 큰 오차는 절댓값으로 셉니다.', en: 'Squares small errors, and counts large ones by their size.' },
    formula: {
      text: '(1/n) · Σ (e²/2 if |e| ≤ δ, else δ·(|e| − δ/2)), e = yᵢ − ŷᵢ',
      mathml: math(meanOverRows(sub(id('h'), id('δ')), paren(ERROR))),
    },
    example: worked(
      0.1875,
      '오차 0.5, 0.5, 0, 1의 손실은 0.125, 0.125, 0, 0.5입니다.',
      'The errors 0.5, 0.5, 0 and 1 cost 0.125, 0.125, 0 and 0.5.',
    ),
    params: [
      COLUMN_PARAM,
      {
        key: 'delta',
        kind: 'number',
        within: [Number.MIN_VALUE, Number.MAX_VALUE],
        fallback: 1,
        about: { ko: '큰 오차의 경계 δ.', en: 'Where errors become large, δ.' },
      },
    ],
  },
  (input) => {
    const delta = input.params['delta'] as number;
    return meanOf(input, (y, p) => (Math.abs(y - p) <= delta ? ((y - p) * (y - p)) / 2 : delta * (Math.abs(y - p) - delta / 2)));
  },
);
