import { createElement, type ReactNode } from 'react';
import { catalog } from '../../lib/lang.ts';

/** How a metric is computed, for people: MathML and a worked example. Keys are metric ids of the catalogue with `-` for `_`. */
export interface Formula {
  math: ReactNode;
  where: string;
  example: string;
}
type Build = (...children: ReactNode[]) => ReactNode;
/** MathML elements; React's JSX types do not know them. */
const element =
  (tag: string): Build =>
  (...children) =>
    createElement(tag, tag === 'math' ? { display: 'block' } : null, ...children);
const [math, row, frac, root, subscript, superscript, under, mi, mn, mo] = [
  'math',
  'mrow',
  'mfrac',
  'msqrt',
  'msub',
  'msup',
  'munderover',
  'mi',
  'mn',
  'mo',
].map(element) as [Build, Build, Build, Build, Build, Build, Build, Build, Build, Build];
const hat = (name: string) => createElement('mover', { accent: 'true' }, mi(name), mo('^'));
const at = (base: ReactNode, index: string) => subscript(base, mi(index));
const sum = (index: string, to: string) => under(mo('∑'), row(mi(index), mo('='), mn('1')), mi(to));
const mean = row(frac(mn('1'), mi('n')), sum('i', 'n'));
const error = row(at(hat('y'), 'i'), mo('−'), at(mi('y'), 'i'));
const MATH: Record<string, ReactNode> = {
  accuracy: math(mean, mo('['), at(hat('y'), 'i'), mo('='), at(mi('y'), 'i'), mo(']')),
  'macro-f1': math(
    frac(mn('1'), mi('K')),
    sum('k', 'K'),
    frac(row(mn('2'), at(mi('TP'), 'k')), row(mn('2'), at(mi('TP'), 'k'), mo('+'), at(mi('FP'), 'k'), mo('+'), at(mi('FN'), 'k'))),
  ),
  'roc-auc': math(
    mi('P'),
    mo('('),
    at(mi('s'), '+'),
    mo('>'),
    at(mi('s'), '−'),
    mo(')'),
    mo('+'),
    frac(mn('1'), mn('2')),
    mi('P'),
    mo('('),
    at(mi('s'), '+'),
    mo('='),
    at(mi('s'), '−'),
    mo(')'),
  ),
  'log-loss': math(mo('−'), mean, mi('ln'), at(mi('p'), 'i')),
  rmse: math(root(mean, superscript(row(mo('('), error, mo(')')), mn('2')))),
  mae: math(mean, mo('|'), error, mo('|')),
};
interface Words {
  where: string;
  example: string;
}
const words = catalog<Record<string, Words>>(
  {
    accuracy: {
      where: 'n은 채점하는 행의 수, ŷ는 제출한 값, y는 정답입니다.',
      example: '5행 가운데 4행이 정답과 같으면 4 / 5 = 0.8입니다.',
    },
    'macro-f1': {
      where: 'K는 범주의 수, TP·FP·FN은 범주 k에서 맞힌 수, 잘못 고른 수, 놓친 수입니다. 분모가 0인 범주는 0으로 셉니다.',
      example: '두 범주의 F1이 0.9와 0.7이면 (0.9 + 0.7) / 2 = 0.8입니다.',
    },
    'roc-auc': {
      where: 's₊는 양성 행에 매긴 값, s₋는 음성 행에 매긴 값입니다. 모든 짝을 비교합니다.',
      example: '양성 0.9, 0.4와 음성 0.5, 0.1이면 네 짝 가운데 셋이 옳아 3 / 4 = 0.75입니다.',
    },
    'log-loss': {
      where: 'pᵢ는 i번째 행의 정답 범주에 매긴 확률이며, 0과 1에서 아주 작은 값만큼 떨어지도록 자릅니다.',
      example: '정답에 매긴 확률이 0.8과 0.5이면 −(ln 0.8 + ln 0.5) / 2 ≈ 0.458입니다.',
    },
    rmse: {
      where: 'n은 채점하는 행의 수, ŷ는 제출한 값, y는 정답입니다.',
      example: '오차가 1, −2, 2이면 √((1 + 4 + 4) / 3) ≈ 1.732입니다.',
    },
    mae: { where: 'n은 채점하는 행의 수, ŷ는 제출한 값, y는 정답입니다.', example: '오차가 1, −2, 2이면 (1 + 2 + 2) / 3 ≈ 1.667입니다.' },
  },
  {
    accuracy: {
      where: 'n is the number of scored rows, ŷ the submitted and y the true value.',
      example: 'When 4 of 5 rows equal the truth: 4 / 5 = 0.8.',
    },
    'macro-f1': {
      where:
        'K is the number of classes; TP, FP and FN count hits, false hits and misses of class k. A class whose denominator is 0 counts 0.',
      example: 'With an F1 of 0.9 and 0.7 in two classes: (0.9 + 0.7) / 2 = 0.8.',
    },
    'roc-auc': {
      where: 's₊ are the values given to positive rows, s₋ those given to negative ones. All pairs are compared.',
      example: 'Positives 0.9, 0.4 and negatives 0.5, 0.1: three of four pairs are in order, 3 / 4 = 0.75.',
    },
    'log-loss': {
      where: 'pᵢ is the probability given to the true class of row i, kept a tiny distance away from 0 and 1.',
      example: 'With 0.8 and 0.5 for the true classes: −(ln 0.8 + ln 0.5) / 2 ≈ 0.458.',
    },
    rmse: {
      where: 'n is the number of scored rows, ŷ the submitted and y the true value.',
      example: 'Errors 1, −2, 2 give √((1 + 4 + 4) / 3) ≈ 1.732.',
    },
    mae: {
      where: 'n is the number of scored rows, ŷ the submitted and y the true value.',
      example: 'Errors 1, −2, 2 give (1 + 2 + 2) / 3 ≈ 1.667.',
    },
  },
);
/** The formula of a metric in a language, or null when this page does not know the metric. */
export function formulaOf(metric: string, lang: 'ko' | 'en'): Formula | null {
  const key = metric.replaceAll('_', '-');
  const text = words[lang][key];
  return text ? { math: MATH[key], ...text } : null;
}
