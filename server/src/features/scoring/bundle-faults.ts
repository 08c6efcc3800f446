import { describeFinding } from '@gac/shared/scoring/finding-texts';
import type { KeyProblem } from '@gac/shared/scoring/answer-key';
import type { Finding } from '@gac/shared/scoring/findings';
import type { MetricProblem, MetricProblemCode } from '@gac/shared/scoring/metric';
import type { LocalizedText } from '@gac/shared/values';

/** At most so many faults of a file are told one by one. */
const SHOWN = 20;

const METRIC_TEXTS: Readonly<Record<MetricProblemCode, LocalizedText>> = {
  'unknown-metric': { ko: '그런 지표가 없습니다', en: 'There is no such metric' },
  'unknown-param': { ko: '지표에 그런 매개변수가 없습니다', en: 'The metric has no such parameter' },
  'bad-param': { ko: '매개변수 값이 알맞지 않습니다', en: 'The value of a parameter does not fit' },
  'wrong-columns': { ko: '제출 파일의 열이 지표에 맞지 않습니다', en: 'The columns of the submission file do not fit the metric' },
  'labels-needed': { ko: '열에 레이블을 둘 이상 적어야 합니다', en: 'The column must list two labels or more' },
  'part-empty': { ko: '이 부분에 속한 행이 없습니다', en: 'No row belongs to this part' },
  'class-absent': { ko: '이 부분의 정답에 없는 클래스가 있어 지표를 계산할 수 없습니다', en: 'A class does not occur in the truth of this part, so the metric is not defined' },
  'truth-out-of-range': { ko: '지표가 정의되지 않는 정답 값이 있습니다. 필요한 조건', en: 'The truth has values for which the metric is not defined. It needs' },
  'truth-constant': { ko: '이 부분의 정답이 모두 같아 지표를 계산할 수 없습니다', en: 'The truth of this part is the same everywhere, so the metric is not defined' },
  'one-class-only': { ko: '이 부분의 정답이 한 가지뿐이라 지표를 계산할 수 없습니다', en: 'All true labels of this part are the same, so the metric is not defined' },
};

/** What is wrong with using a metric, in both languages. */
export const metricFault = ({ code, detail }: MetricProblem): LocalizedText => ({
  ko: `${METRIC_TEXTS[code].ko}: ${detail}.`,
  en: `${METRIC_TEXTS[code].en}: ${detail}.`,
});

function findingFault(found: Finding): LocalizedText {
  const told = (lang: 'ko' | 'en', line: string): string => {
    const { what, fix, hint } = describeFinding(found, lang);
    return [found.line === null ? what : `${line} ${what}`, fix, hint ?? ''].filter(Boolean).join(' ');
  };
  return { ko: told('ko', `${String(found.line)}행:`), en: told('en', `Line ${String(found.line)}:`) };
}

function shortened(faults: readonly LocalizedText[], total: number): LocalizedText[] {
  const shown = faults.slice(0, SHOWN);
  const rest = total - shown.length;
  return rest <= 0 ? shown : [...shown, { ko: `그 밖에 ${rest}건이 더 있습니다.`, en: `${rest} more.` }];
}

/** Faults of a prediction file; warnings are none. total: how many errors there are in all. */
export const predictionFaults = (found: readonly Finding[], total: number): LocalizedText[] => shortened(found.filter(({ severity }) => severity === 'error').map(findingFault), total);

/** Faults of a reference file, or of a metric on its truth. */
export const referenceFaults = (problems: readonly KeyProblem[]): LocalizedText[] =>
  shortened(
    problems.map((problem) => {
      if (problem.kind === 'reference') return findingFault(problem.finding);
      const { ko, en } = metricFault(problem.problem);
      return { ko: `지표 "${problem.metric}": ${ko}`, en: `Metric "${problem.metric}": ${en}` };
    }),
    problems.length,
  );
