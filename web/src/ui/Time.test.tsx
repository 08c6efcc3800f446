import { expect, jest, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { ClockContext, createClock } from '../lib/clock.ts';
import { LangContext } from '../lib/lang.ts';
import { Countdown, Time, TimeAgo, TimeLeft, useDay } from './Time.tsx';

const zoneIs = (timeZone: string) => ({ timeZone, locale: 'ko-KR', calendar: 'gregory', numberingSystem: 'latn' });
const NOW = Date.parse('2026-11-23T05:32:08Z');
const show = (children: React.ReactNode, lang: 'ko' | 'en' = 'ko') =>
  render(
    <LangContext value={lang}>
      <ClockContext value={createClock(() => NOW, NOW)}>{children}</ClockContext>
    </LangContext>,
  );
test('KST first, the local time second when it differs, UTC for machines (G8)', () => {
  const zone = jest.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(zoneIs('Europe/Berlin'));
  const { container } = show(<Time at="2026-12-11T14:59:00Z" />);
  expect(container.querySelector('time')).toHaveAttribute('datetime', '2026-12-11T14:59:00Z');
  expect(container).toHaveTextContent('12. 11.(금) 23:59 KST · 현지 15:59');
  zone.mockReturnValue(zoneIs('Asia/Seoul'));
  expect(show(<Time at="2026-12-11T14:59:00Z" />).container).toHaveTextContent(/^12\. 11\.\(금\) 23:59 KST$/);
  expect(show(<Time at="2026-12-11T14:59:08Z" seconds />).container).toHaveTextContent(/^12\. 11\.\(금\) 23:59:08 KST$/);
  zone.mockRestore();
});
test('calendar days of Korea are written as days are everywhere', () => {
  const Days = () => {
    const day = useDay();
    return (
      <p>
        {day('2026-11-07')} / {day('2025-01-02')}
      </p>
    );
  };
  expect(show(<Days />).container).toHaveTextContent('11. 7.(토) / 2025. 1. 2.(목)');
});
test('a deadline under 72 hours is said in words, not only in red (HO-2)', () => {
  const { container } = show(<Countdown kind="closes" at={new Date(NOW + 41 * 3_600_000).toISOString()} />);
  expect(container).toHaveTextContent('41시간 0분 마감 임박');
  expect(show(<Countdown kind="closes" at={new Date(NOW + 18 * 86_400_000).toISOString()} />).container).toHaveTextContent('D-18');
});
test.each([
  ['ko', 'closes', 41, '41시간 0분 마감 임박', '· 41시간 0분 남음, 마감 임박'],
  ['ko', 'opens', 41, '41시간 0분 곧 시작', '· 41시간 0분 뒤, 곧 시작'],
  ['ko', 'closes', -1, '마감', ''],
  ['ko', 'opens', -1, '곧 시작', ''],
  ['en', 'closes', 41, '41 h 0 min closing soon', '· 41 h 0 min left, closing soon'],
  ['en', 'opens', 41, '41 h 0 min opening soon', '· 41 h 0 min to the opening, opening soon'],
  ['en', 'closes', -1, 'Closed', ''],
  ['en', 'opens', -1, 'Opening now', ''],
] as const)('%s: what %s in %i hours is told as what it is', (lang, kind, hours, countdown, left) => {
  const at = new Date(NOW + hours * 3_600_000).toISOString();
  expect(show(<Countdown at={at} kind={kind} />, lang).container.textContent).toBe(countdown);
  expect(show(<TimeLeft at={at} kind={kind} />, lang).container.textContent.trim()).toBe(left);
});
test('relative times carry the absolute one', () => {
  show(<TimeAgo at={new Date(NOW - 150_000).toISOString()} />, 'en');
  expect(screen.getByText(/2 min ago/)).toHaveTextContent('2 min ago, Mon 23 Nov, 14:29 KST');
});
