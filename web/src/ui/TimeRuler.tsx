import type { Lang } from '@gac/shared/values';
import { useSyncExternalStore } from 'react';
import { useLang } from '../lib/lang.ts';
import { zonedParts } from '@gac/shared/rules/zone';
import { DAY, formatMonth, KST } from '../lib/format.ts';
import './ruler.css';

export interface RulerSpan {
  /** What stands in the bar. */
  label: string;
  /** ms since 1970; `to` null means open-ended. */
  from: number;
  to: number | null;
  look: 'before' | 'open' | 'after' | 'planned';
}
export interface RulerRow {
  key: string;
  spans: readonly RulerSpan[];
}
export interface Tick {
  at: number;
  /** Present on the first day of a month. */
  label?: string;
}
const KST_OFFSET = 9 * 60 * 60_000;
const kstDate = (year: number, monthIndex: number, day: number): number => Date.UTC(year, monthIndex, day) - KST_OFFSET;

/** Month ticks with names and week ticks between, within [from, to] (ms), by the calendar of KST. */
export function rulerTicks(from: number, to: number, lang: Lang): Tick[] {
  const ticks: Tick[] = [];
  const start = zonedParts(from, KST);
  for (let i = 0; i < 120; i += 1) {
    const month = kstDate(start.year, start.month - 1 + i, 1);
    if (month > to) break;
    for (const day of [1, 8, 15, 22]) {
      const at = kstDate(start.year, start.month - 1 + i, day);
      if (at >= from && at <= to) ticks.push(day === 1 ? { at, label: formatMonth(at, lang, KST, false) } : { at });
    }
  }
  return ticks;
}
/** The whole months around everything shown, at least two months, at most fourteen around `now`. */
export function rulerRange(rows: readonly RulerRow[], now: number): { from: number; to: number } {
  const instants = rows.flatMap(({ spans }) => spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to])));
  const first = zonedParts(Math.max(Math.min(now, ...instants), now - 210 * DAY), KST);
  const last = zonedParts(Math.min(Math.max(now + 21 * DAY, ...instants), now + 210 * DAY), KST);
  return { from: kstDate(first.year, first.month - 1, 1), to: kstDate(last.year, last.month, 1) };
}
const NARROW = '(max-width: 760px)';
const subscribe = (changed: () => void) => {
  const query = matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};
/** ±6 weeks on narrow screens, everything else where there is room. */
const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(NARROW).matches,
    () => false,
  );

function Bar({ span, x, now }: { span: RulerSpan; x: (at: number) => number; now: number }) {
  const left = Math.max(0, x(span.from));
  const right = Math.min(100, span.to === null ? 100 : x(span.to));
  if (right <= left) return null;
  const width = `${(right - left).toFixed(3)}%`;
  const inside = ((x(now) - left) / (right - left)) * 100;
  return (
    <svg className={`ruler-bar ruler-${span.look}`} x={`${left.toFixed(3)}%`} y="15" width={width} height="28">
      <rect x="1" y="1" width="100%" height="26" rx="3" className="data-fill" />
      {inside > 0 && inside < 100 && (
        <line className="ruler-here" x1={`${inside.toFixed(3)}%`} x2={`${inside.toFixed(3)}%`} y1="1" y2="27" />
      )}
      {/* HTML, because text of SVG cannot end in an ellipsis. */}
      <foreignObject x="0" y="1" width="100%" height="26">
        <div className="ruler-label">{span.label}</div>
      </foreignObject>
    </svg>
  );
}
/** Months with their names, weeks between. A name that `near` says is in the way of the line at now is left out. */
function RulerAxis({ ticks, x, near }: { ticks: readonly Tick[]; x: (at: number) => number; near: (at: number) => boolean }) {
  return (
    <svg className="ruler-axis" width="100%" height="56">
      {ticks.map((tick) => (
        <g key={tick.at}>
          <line
            x1={`${x(tick.at)}%`}
            x2={`${x(tick.at)}%`}
            y1={tick.label === undefined ? 47 : 40}
            y2="54"
            className={tick.label === undefined ? 'ruler-tick' : 'ruler-month'}
            transform="translate(.5 0)"
          />
          {tick.label !== undefined && !near(tick.at) && x(tick.at) < 97 && (
            <text x={`${x(tick.at)}%`} dx="5" y="30">
              {tick.label}
            </text>
          )}
        </g>
      ))}
      <line x1="0" x2="100%" y1="54.5" y2="54.5" className="ruler-base" />
    </svg>
  );
}
function NowLine({ x, label }: { x: number; label: string }) {
  return (
    <svg className="ruler-now">
      <line x1={`${x}%`} x2={`${x}%`} y1="34" y2="100%" />
      <svg x={`${x}%`} y="13" overflow="visible">
        <rect x="-44" width="88" height="23" rx="3" className="data-fill" />
        <text textAnchor="middle" y="16">
          {label}
        </text>
      </svg>
    </svg>
  );
}
/**
 * All rows on one time axis with a line at `now`. Decoration for the eye: give the same facts as text beside it (HO-3).
 * Drawn as SVG in per cent, so that server HTML carries no style attribute.
 */
export function TimeRuler({
  rows,
  now,
  nowLabel,
  range,
}: {
  rows: readonly RulerRow[];
  now: number;
  nowLabel: string;
  range: { from: number; to: number };
}) {
  const lang = useLang();
  const narrow = useNarrow();
  const from = narrow ? Math.max(range.from, now - 42 * DAY) : range.from;
  const to = narrow ? Math.min(range.to, now + 42 * DAY) : range.to;
  const x = (at: number) => ((at - from) / (to - from)) * 100;
  const near = (at: number) => Math.abs(x(at) - x(now)) < (narrow ? 14 : 5);
  return (
    <div className="ruler" aria-hidden="true">
      {/* First, so that it passes under the bars, which draw it again under their labels. */}
      <NowLine x={x(now)} label={nowLabel} />
      <RulerAxis ticks={rulerTicks(from, to, lang)} x={x} near={near} />
      {rows.map((row) => (
        <svg key={row.key} className="ruler-row" width="100%" height="58">
          {row.spans.map((span) => (
            <Bar key={`${span.label}${span.from}`} span={span} x={x} now={now} />
          ))}
          <line x1="0" x2="100%" y1="57.5" y2="57.5" className="ruler-line" />
        </svg>
      ))}
    </div>
  );
}
