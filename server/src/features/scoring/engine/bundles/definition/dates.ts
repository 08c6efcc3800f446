/** An instant read from a text, and what had to be decided to read it. */
export interface ReadDate {
  at: Date;
  /** It said where: a "Z", an offset or UTC. Without it the time is UTC. */
  hasZone: boolean;
  hasTime: boolean;
  /** Which of the numbers is the month, the day or the year was not plain from the writing. */
  isGuess: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME =
  /(?:^|[T\s,])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*([ap])\.?m\.?(?![a-z])|(?:^|[T\s,])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d*))?)?/i;
const ZONE = /\s*(?:\b(UTC|GMT|Z)\b|(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?)\s*$|(?<=\d)Z\s*$/i;
const NOISE = /\b(?:mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|at|of)\b\.?,?/gi;

interface Time {
  ms: number;
  rest: string;
}
/** The time of day in a text and what is left without it; null when there is none, NaN when it is none that exists. */
function takeTime(text: string): Time | null {
  const found = TIME.exec(text);
  if (!found) return null;
  const [whole, hour12, minute12, second12, , half, hour24, minute24, second24, fraction] = found;
  const hour = Number(hour24 ?? hour12);
  const minute = Number(minute24 ?? minute12 ?? 0);
  const second = Number(second24 ?? second12 ?? 0);
  const isRight = minute < 60 && second < 60 && (half ? hour >= 1 && hour <= 12 : hour < 24 || (hour === 24 && minute + second === 0));
  const hours = half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour;
  const ms = ((hours * 60 + minute) * 60 + second) * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  return { ms: isRight ? ms : NaN, rest: `${text.slice(0, found.index)} ${text.slice(found.index + whole.length)}` };
}

/** The offset from UTC in minutes that stands at the end of a text with a time in it. */
function takeZone(text: string): { minutes: number; rest: string } | null {
  const found = ZONE.exec(text);
  if (!found) return null;
  const [whole, , sign, hours, minutes] = found;
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
  return { minutes: offset, rest: text.slice(0, found.index + (whole.startsWith(' ') ? 1 : 0)) };
}

interface Day {
  year: number;
  month: number;
  day: number;
  isGuess: boolean;
}
const fullYear = (text: string): number => (text.length > 2 ? Number(text) : Number(text) + 2000);

/** "June 15, 2020", "15 Jun 2020". */
function namedDay(text: string): Day | null {
  const word = /[a-z]{3,9}/i.exec(text)?.[0].toLowerCase();
  const month = MONTHS.findIndex((name) => word?.startsWith(name));
  const numbers: string[] = [...(text.match(/\d+/g) ?? [])];
  if (month === -1 || numbers.length !== 2) return null;
  const yearAt = (numbers[0] ?? '').length > 2 ? 0 : 1;
  return {
    year: fullYear(numbers[yearAt] ?? ''),
    month: month + 1,
    day: Number(numbers[1 - yearAt]),
    isGuess: (numbers[yearAt] ?? '').length < 4,
  };
}

/** Year first as ISO 8601 has it; else the month first unless it can only be a day, as python-dateutil reads it. */
function numberedDay(text: string): Day | null {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const parts = compact ?? /^(\d{1,4})\s*[-/.\s년]\s*(\d{1,2})\s*[-/.\s월]\s*(\d{1,4})\s*일?\.?$/.exec(text);
  if (!parts) return null;
  const [first = '', second = '', third = ''] = parts.slice(1);
  if (first.length > 2) return { year: Number(first), month: Number(second), day: Number(third), isGuess: false };
  const isDayFirst = Number(first) > 12;
  return {
    year: fullYear(third),
    month: Number(isDayFirst ? second : first),
    day: Number(isDayFirst ? first : second),
    isGuess: true,
  };
}

/**
 * The instant that a text of an organizer means, or null. Read as python-dateutil, which Codabench uses, reads it: ISO 8601, "6-15-2020",
 * "15/06/2020 23:59", "June 15, 2020 11:59 PM". Offsets count; without one the time is UTC.
 */
export function readDate(written: string): ReadDate | null {
  if (written.length > 60) return null;
  let rest = written.trim();
  const zone = /\d{1,2}:\d{2}/.test(rest) || /\d\s*[ap]\.?m/i.test(rest) ? takeZone(rest) : null;
  if (zone) rest = zone.rest;
  const time = takeTime(rest);
  rest = (time?.rest ?? rest)
    .replaceAll(NOISE, ' ')
    .replaceAll(/(\d)(st|nd|rd|th)\b/gi, '$1')
    .replace(/[T,\s]+$/, '')
    .trim();
  const day = namedDay(rest) ?? numberedDay(rest);
  if (!day) return null;
  const midnight = Date.UTC(day.year, day.month - 1, day.day);
  const real = new Date(midnight);
  const isReal = real.getUTCFullYear() === day.year && real.getUTCMonth() === day.month - 1 && real.getUTCDate() === day.day;
  const at = new Date(midnight + (time?.ms ?? 0) - (zone?.minutes ?? 0) * 60_000);
  if (!isReal || day.year < 1970 || day.year > 9999 || Number.isNaN(at.getTime())) return null;
  return { at, hasZone: zone !== null, hasTime: time !== null, isGuess: day.isGuess };
}

/** What PyYAML takes for a date or a time by itself when no quotes are around it. Source: PyYAML, resolver.py. */
const NATIVE = /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;
export const isNativeDate = (written: string): boolean => NATIVE.test(written);
