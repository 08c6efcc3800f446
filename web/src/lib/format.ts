import { dDay } from '@gac/shared/rules/phase-status';
import { zonedParts, type ZonedParts } from '@gac/shared/rules/zone';
import type { Lang } from '@gac/shared/values';

export const KST = 'Asia/Seoul';
const WEEKDAYS = { ko: ['일', '월', '화', '수', '목', '금', '토'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const zoned = (at: number | string, zone: string): ZonedParts => zonedParts(typeof at === 'number' ? at : Date.parse(at), zone);
/** Whole calendar days since 1970 in a zone: differences count midnights, not 24 hours. */
export function dayNumber(at: number | string, zone: string): number {
  const { year, month, day } = zoned(at, zone);
  return Date.UTC(year, month - 1, day) / DAY;
}
const two = (n: number): string => String(n).padStart(2, '0');
const clockTime = (p: ZonedParts, seconds: boolean): string => `${two(p.hour)}:${two(p.minute)}${seconds ? `:${two(p.second)}` : ''}`;

/** "12. 11.(금)", "Fri 11 Dec"; with the year when it is not that of `now`. */
export function formatDay(at: number | string, lang: Lang, zone: string, now?: number): string {
  const p = zoned(at, zone);
  const withYear = now === undefined || zoned(now, zone).year !== p.year;
  const month = MONTHS[p.month - 1] ?? '';
  const weekday = WEEKDAYS[lang][new Date(Date.UTC(p.year, p.month - 1, p.day)).getUTCDay()] ?? '';
  if (lang === 'ko') return `${withYear ? `${p.year}. ` : ''}${p.month}. ${p.day}.(${weekday})`;
  return `${weekday} ${p.day} ${month}${withYear ? ` ${p.year}` : ''}`;
}
/** "14:32:08" or "14:32", always on the 24-hour clock. */
export const formatClock = (at: number | string, zone: string, seconds = false): string => clockTime(zoned(at, zone), seconds);
/** "12. 11.(금) 23:59", "Fri 11 Dec, 23:59"; with seconds where the second counts. */
export function formatInstant(at: number | string, lang: Lang, zone: string, now?: number, seconds = false): string {
  return `${formatDay(at, lang, zone, now)}${lang === 'en' ? ',' : ''} ${formatClock(at, zone, seconds)}`;
}
/** "2026년 10월", "Oct 2026", or without the year "10월", "Oct". */
export function formatMonth(at: number | string, lang: Lang, zone: string, withYear: boolean): string {
  const { year, month } = zoned(at, zone);
  if (lang === 'ko') return `${withYear ? `${year}년 ` : ''}${month}월`;
  return `${MONTHS[month - 1] ?? ''}${withYear ? ` ${year}` : ''}`;
}
/** True when the two zones show different wall clocks at this instant. */
export const differs = (at: number | string, a: string, b: string): boolean =>
  dayNumber(at, a) !== dayNumber(at, b) || formatClock(at, a) !== formatClock(at, b);

/** "방금", "2분 전", "어제", "2일 전", then the date. */
export function formatAgo(at: number | string, lang: Lang, now: number): string {
  const then = typeof at === 'number' ? at : Date.parse(at);
  const passed = Math.max(0, now - then);
  const days = dayNumber(now, KST) - dayNumber(then, KST);
  const ko = lang === 'ko';
  if (passed < MINUTE) return ko ? '방금' : 'just now';
  if (passed < HOUR) return ko ? `${Math.floor(passed / MINUTE)}분 전` : `${Math.floor(passed / MINUTE)} min ago`;
  if (days === 0 || passed < 6 * HOUR) return ko ? `${Math.floor(passed / HOUR)}시간 전` : `${Math.floor(passed / HOUR)} h ago`;
  if (days === 1) return ko ? '어제' : 'yesterday';
  if (days < 7) return ko ? `${days}일 전` : `${days} days ago`;
  const p = zoned(then, KST);
  return ko ? `${p.month}. ${p.day}.` : `${p.day} ${MONTHS[p.month - 1] ?? ''}`;
}

export type Remaining = { kind: 'days'; days: number } | { kind: 'hours'; hours: number; minutes: number } | { kind: 'past' };
/** HO-2: KST calendar days left; under 72 hours, hours. `past` at the instant itself, which is exclusive. */
export function remaining(at: string, now: number): Remaining {
  const left = dDay(new Date(at), new Date(now), KST);
  if (left.isPast) return { kind: 'past' };
  if (left.isSoon) return { kind: 'hours', hours: left.hours, minutes: Math.floor(((Date.parse(at) - now) % HOUR) / MINUTE) };
  return { kind: 'days', days: left.days };
}

const numbers = new Map<string, Intl.NumberFormat>();
/** Grouped digits with a true minus sign; `decimals` fixes the places after the point. */
export function formatNumber(value: number, decimals = 0): string {
  const key = String(decimals);
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    numbers.set(key, format);
  }
  return format.format(value).replace('-', '\u2212');
}
/** A score for the eye; "–" when there is none. */
export const formatScore = (value: number | null | undefined, decimals: number): string =>
  value === null || value === undefined ? '–' : formatNumber(value, decimals);
/** "1.84 GB", "96 KB" (powers of 1,000, three digits). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${units[unit] ?? ''}`;
}
/** A span for people: "0.4초", "41초", "3분 20초", "2시간 5분". */
export function formatSpan(ms: number, lang: Lang): string {
  const u = lang === 'ko' ? ['초', '분', '시간'] : [' s', ' min', ' h'];
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(1))}${u[0] ?? ''}`;
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s}${u[0] ?? ''}`;
  const rest = (n: number, unit?: string) => (n === 0 ? '' : ` ${n}${unit ?? ''}`);
  if (s < 3600) return `${Math.floor(s / 60)}${u[1] ?? ''}${rest(s % 60, u[0])}`;
  return `${Math.floor(s / 3600)}${u[2] ?? ''}${rest(Math.floor((s % 3600) / 60), u[1])}`;
}
/** A span that may be a fraction of a second. */
export const formatShort = (ms: number, lang: Lang): string => (ms < 1000 ? `${formatNumber(ms, ms < 10 ? 1 : 0)} ms` : formatSpan(ms, lang));
/** "9f4c…a21e": enough of a hash to compare by eye; show the whole beside a copy button. */
export const shortHash = (hash: string): string => (hash.length <= 12 ? hash : `${hash.slice(0, 4)}…${hash.slice(-4)}`);
/** A file name that keeps its extension on screen: "affinity_v13…emble.csv". */
export function middleEllipsis(name: string, max = 32): string {
  const chars = [...name];
  if (chars.length <= max) return name;
  const tail = Math.min(12, Math.floor(max / 2));
  return `${chars.slice(0, max - tail - 1).join('')}…${chars.slice(-tail).join('')}`;
}

const regions = new Map<Lang, Intl.DisplayNames>();
/** The name of a country (ISO 3166-1 alpha-2) in a language; the code itself when the platform does not know it. */
export function countryName(code: string, lang: Lang): string {
  let names = regions.get(lang);
  if (!names) {
    names = new Intl.DisplayNames([lang], { type: 'region' });
    regions.set(lang, names);
  }
  return names.of(code) ?? code;
}
