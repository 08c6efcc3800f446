import type { MetricFaultCode, WhichFile } from '@gac/shared/scoring/compare/comparison';
import type { Lang } from '@gac/shared/values';

/** What is said of scores at home. */
export interface ScoreMessages {
  metric: string;
  score: string;
  interval: string;
  rows: (count: number) => string;
  file: Record<WhichFile, (finding: string) => string>;
  /** What is wrong with a metric and what helps. `what` is the detail. */
  fault: Record<MetricFaultCode, (metric: string, what: string) => string>;
}

const ko: ScoreMessages = {
  metric: '지표',
  score: '점수',
  interval: '95% 신뢰 구간',
  rows: (count) => `${String(count)}행`,
  file: { truth: (finding) => `정답 파일: ${finding}`, predictions: (finding) => `예측 파일: ${finding}` },
  fault: {
    'unknown-metric': (metric) => `"${metric}" 지표는 없습니다. 지표는 docs/metrics.md에 있습니다.`,
    'unknown-param': (metric, what) => `${metric}: "${what}" 매개변수는 없습니다. 매개변수는 docs/metrics.md에 있습니다.`,
    'bad-param': (metric, what) => `${metric}: 매개변수의 값이 맞지 않습니다. ${what}`,
    'wrong-columns': (metric, what) =>
      `${metric}: 이 지표에 맞는 열이 아닙니다(${what}). --prediction으로 열을 고르십시오. 확률은 레이블마다 한 열씩 쉼표로 적습니다.`,
    'labels-needed': (metric) => `${metric}: 정답만으로는 레이블을 알 수 없습니다. --params '{"labels":["…","…"]}'로 적어 주십시오.`,
    'part-empty': (metric) => `${metric}: 정답에 줄이 없습니다.`,
    'one-class-only': (metric) => `${metric}: 정답이 한 클래스뿐이라 정의되지 않습니다. 두 클래스가 모두 있는 정답을 쓰십시오.`,
    'class-absent': (metric, what) => `${metric}: 정답에 없는 클래스가 있어 정의되지 않습니다: ${what}`,
    'truth-out-of-range': (metric, what) => `${metric}: 정답에 이 지표가 정의되지 않는 값이 있습니다. 필요한 조건: ${what}`,
    'truth-constant': (metric) => `${metric}: 정답이 모두 같아 정의되지 않습니다.`,
    'weights-not-defined': (metric) => `${metric}: 줄의 무게를 쓸 수 없는 지표입니다. --weight 없이 채점하십시오.`,
    'not-finite': (metric) => `${metric}: 이 값들로는 유한한 점수가 나오지 않습니다. 너무 큰 값이나 모두 0인 무게가 없는지 확인하십시오.`,
    'no-interval': (metric) =>
      `${metric}: 다시 뽑은 표본의 절반 넘게에서 점수가 정의되지 않아 신뢰 구간을 낼 수 없습니다. 줄이 더 필요합니다.`,
  },
};
const en: ScoreMessages = {
  metric: 'METRIC',
  score: 'SCORE',
  interval: '95% INTERVAL',
  rows: (count) => `Rows: ${String(count)}`,
  file: { truth: (finding) => `In the truth: ${finding}`, predictions: (finding) => `In the predictions: ${finding}` },
  fault: {
    'unknown-metric': (metric) => `There is no metric "${metric}". docs/metrics.md lists them.`,
    'unknown-param': (metric, what) => `${metric}: there is no parameter "${what}". docs/metrics.md lists them.`,
    'bad-param': (metric, what) => `${metric}: the value of a parameter is not right. ${what}`,
    'wrong-columns': (metric, what) =>
      `${metric}: these are not the columns it reads (${what}). Choose with --prediction; for probabilities a column for each label, separated by commas.`,
    'labels-needed': (metric) => `${metric}: the truth alone does not tell the labels. Declare them: --params '{"labels":["…","…"]}'.`,
    'part-empty': (metric) => `${metric}: the truth has no rows.`,
    'one-class-only': (metric) => `${metric}: undefined, since the truth has one class only. Use a truth that has both.`,
    'class-absent': (metric, what) => `${metric}: undefined, since a class does not occur in the truth: ${what}`,
    'truth-out-of-range': (metric, what) => `${metric}: undefined for values in the truth. Needed: ${what}`,
    'truth-constant': (metric) => `${metric}: undefined, since all truths are the same.`,
    'weights-not-defined': (metric) => `${metric}: weights of rows have no meaning for it. Score it without --weight.`,
    'not-finite': (metric) => `${metric}: these values give no finite score. Look for values too large, and for weights that are all 0.`,
    'no-interval': (metric) => `${metric}: no interval, since more than half of the resamples leave it undefined. It needs more rows.`,
  },
};
export const SCORE_MESSAGES: Readonly<Record<Lang, ScoreMessages>> = { ko, en };
