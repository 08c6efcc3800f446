import { finding, type Finding } from './definition-problem.ts';
import type { Outline } from './outline.ts';

/** Nobody can be invited yet, so a phase for the invited would be open to everybody: it is refused rather than misunderstood. */
export function checkEntries(outline: Outline): Finding[] {
  return outline.phases
    .filter(({ value }) => value?.entry === 'invited')
    .map(({ at }) =>
      finding(
        'not-supported',
        [...at, 'entry'],
        '초대받은 사람만 참가하는 단계는 아직 열 수 없습니다.',
        'Phases for invited people only cannot be held yet.',
        { ko: 'entry를 지우거나 open으로 적으면 누구나 참가합니다.', en: 'Leave "entry" out, or write "open": then everybody who joins may enter.' },
      ),
    );
}
