import { createContext, useContext, useSyncExternalStore } from 'react';
import { catalog, useLang, useMessages } from '../lib/lang.ts';
import { useNow } from '../lib/clock.ts';
import { DAY, differs, formatAgo, formatClock, formatDay, formatInstant, KST, MINUTE, remaining } from '../lib/format.ts';

const messages = catalog(
  {
    local: '현지',
    days: (n: number) => `D-${n}`,
    hours: (h: number, m: number) => (h > 0 ? `${h}시간 ${m}분` : `${m}분`),
    past: { closes: '마감', opens: '곧 시작' },
    soon: { closes: '마감 임박', opens: '곧 시작' },
    left: { closes: '남음', opens: '뒤' },
  },
  {
    local: 'local',
    days: (n: number) => `D-${n}`,
    hours: (h: number, m: number) => (h > 0 ? `${h} h ${m} min` : `${m} min`),
    past: { closes: 'Closed', opens: 'Opening now' },
    soon: { closes: 'closing soon', opens: 'opening soon' },
    left: { closes: 'left', opens: 'to the opening' },
  },
);
/** The viewer's zone as far as the server knew it when it made the first HTML (cookie); null when it did not. */
export const ZoneHintContext = createContext<string | null>(null);
const subscribe = () => () => undefined;
/** The viewer's IANA zone; null in the first render when nobody has told it yet. */
function useViewerZone(): string | null {
  const hint = useContext(ZoneHintContext);
  return useSyncExternalStore(
    subscribe,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => hint,
  );
}
/**
 * An instant: KST first, the viewer's own time second when it differs (G8). `at`: ISO in UTC.
 * `second`: 'line' puts the local time on a line of its own, 'inline' after a middle dot, 'none' leaves it out.
 */
export function Time({
  at,
  second = 'inline',
  dayOnly = false,
  seconds = false,
  suffix,
}: {
  at: string;
  second?: 'inline' | 'line' | 'none';
  dayOnly?: boolean;
  /** Down to the second: receipts. */
  seconds?: boolean;
  suffix?: string;
}) {
  const lang = useLang();
  const m = useMessages(messages);
  const now = useNow(MINUTE);
  const zone = useViewerZone();
  const show = dayOnly ? formatDay(at, lang, KST, now) : `${formatInstant(at, lang, KST, now, seconds)} KST`;
  const local = !dayOnly && second !== 'none' && zone !== null && differs(at, zone, KST);
  const sameDay = local && formatDay(at, lang, zone) === formatDay(at, lang, KST);
  const localText = !local
    ? ''
    : `${m.local} ${sameDay && second === 'inline' ? formatClock(at, zone, seconds) : formatInstant(at, lang, zone, now, seconds)}`;
  return (
    <time dateTime={at} className="time">
      <span className="time-kst">
        {show}
        {suffix}
      </span>
      {second === 'line' ? <span className="time-local">{localText}</span> : local && <span className="time-inline"> · {localText}</span>}
    </time>
  );
}
/** Writes calendar days of Korea ("2026-11-07") as days are written everywhere: "11. 7.(토)". */
export function useDay(): (date: string) => string {
  const lang = useLang();
  const now = useNow(DAY);
  return (date) => formatDay(`${date}T00:00:00+09:00`, lang, KST, now);
}
/** "2분 전" and the absolute time that belongs to it, for tooltips and screen readers (G8). */
export function useAgo(at: string): { ago: string; full: string } {
  const lang = useLang();
  const now = useNow(MINUTE);
  return { ago: formatAgo(at, lang, now), full: `${formatInstant(at, lang, KST, now)} KST` };
}
/** The same as an element. */
export function TimeAgo({ at }: { at: string }) {
  const { ago, full } = useAgo(at);
  return (
    <time dateTime={at} title={full}>
      {ago}
      <span className="vh">{`, ${full}`}</span>
    </time>
  );
}
/** What an instant is the boundary of. */
export type BoundaryKind = 'opens' | 'closes';
/** "D-18", or under 72 hours the hours in the colour of deadlines, as part of a sentence; nothing once it is past. */
export function TimeLeft({ at, kind }: { at: string; kind: BoundaryKind }) {
  const m = useMessages(messages);
  const left = remaining(at, useNow(MINUTE));
  if (left.kind === 'past') return null;
  if (left.kind === 'days') return <span className="num">{` · ${m.days(left.days)}`}</span>;
  return <span className="soon num">{` · ${m.hours(left.hours, left.minutes)} ${m.left[kind]}, ${m.soon[kind]}`}</span>;
}
/**
 * D-18; under 72 hours the hours, in the colour of deadlines and with the words (HO-2). At its instant an opening is about to be: the page is told
 * of the open phase a moment later.
 */
export function Countdown({ at, kind }: { at: string; kind: BoundaryKind }) {
  const m = useMessages(messages);
  const left = remaining(at, useNow(MINUTE));
  if (left.kind === 'past') return <span className="dday num">{m.past[kind]}</span>;
  if (left.kind === 'days') return <span className="dday num">{m.days(left.days)}</span>;
  return (
    <span className="dday num" data-soon="">
      {m.hours(left.hours, left.minutes)} <span className="dday-note">{m.soon[kind]}</span>
    </span>
  );
}
