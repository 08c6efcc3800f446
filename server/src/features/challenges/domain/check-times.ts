import { finding, type Finding } from './definition-problem.ts';
import type { Outline } from './outline.ts';

const ms = (instant: string): number => Date.parse(instant);

/** Phases stand in the order in which they open, each closes after it opens, and only the last may stay open for ever. */
export function checkTimes(outline: Outline): Finding[] {
  const phases = outline.phases.flatMap(({ at, value }) => (value === null ? [] : [{ at, ...value }]));
  return phases.flatMap((phase, i) => {
    const found: Finding[] = [];
    const next = phases[i + 1];
    if (phase.closesAt !== null && ms(phase.closesAt) <= ms(phase.opensAt))
      found.push(
        finding(
          'phase-window',
          [...phase.at, 'closesAt'],
          `닫는 시각이 여는 시각(${phase.opensAt})보다 늦어야 합니다.`,
          `It must close after it opens (${phase.opensAt}).`,
        ),
      );
    if (next && ms(next.opensAt) < ms(phase.opensAt))
      found.push(
        finding(
          'phase-order',
          [...next.at, 'opensAt'],
          `앞 단계 "${phase.key}"보다 먼저 열립니다.`,
          `It opens before the phase listed above it, "${phase.key}".`,
          {
            ko: '단계를 여는 시각 순서로 적으십시오.',
            en: 'List the phases in the order in which they open.',
          },
        ),
      );
    if (next && phase.closesAt === null)
      found.push(
        finding(
          'phase-window',
          phase.at,
          '마지막 단계만 닫는 시각을 생략할 수 있습니다.',
          'Only the last phase may have no closing instant.',
          { ko: 'closesAt을 적으십시오.', en: 'Add "closesAt".' },
        ),
      );
    return found;
  });
}
