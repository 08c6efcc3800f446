/**
 * Calendar days of an IANA time zone, with Intl only.
 * The day D begins at the first instant whose local date is D or later. So days follow each other without gap or overlap even where
 * midnight does not exist (a spring change at 00:00), exists twice, or a whole date is left out (Samoa, 30 December 2011).
 */
const DAY_MS = 86_400_000;
/** Wider than any UTC offset (-12 h to +14 h) together with any shift. */
const REACH_MS = 18 * 3_600_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

export interface ZonedParts {
  year: number;
  /** 1 to 12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}
/** The wall clock at an instant (epoch ms) in an IANA zone. Only numbers come from Intl: its words differ between server and browser. */
export function zonedParts(ms: number, zone: string): ZonedParts {
  const fields: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(ms)) if (part.type !== 'literal') fields[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return { year, month, day, hour, minute, second };
}

/** Local wall time at `ms`, written as if it were UTC, in milliseconds. */
function wallTime(ms: number, zone: string): number {
  const { year, month, day, hour, minute, second } = zonedParts(ms, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000);
}
const offsetAt = (ms: number, zone: string): number => wallTime(ms, zone) - ms;

/** The first instant in (low, high] whose offset is no longer that of `low`; the caller knows there is exactly one change. */
function changeOfOffset(low: number, high: number, zone: string): number {
  const before = offsetAt(low, zone);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** First instant (epoch ms) of the day numbered `day` (days since 1970-01-01). */
function beginOfDay(day: number, zone: string): number {
  const midnight = day * DAY_MS;
  const low = midnight - REACH_MS;
  const before = offsetAt(low, zone);
  const candidate = midnight - before;
  if (offsetAt(candidate, zone) === before) return candidate;
  const change = changeOfOffset(low, candidate, zone);
  // Past the gap it is already that day: the day begins with the change itself.
  return Math.max(change, midnight - offsetAt(change, zone));
}

/** The calendar day in `zone` that `at` belongs to, as days since 1970-01-01. */
export function calendarDay(at: Date, zone: string): number {
  const ms = at.getTime();
  let day = Math.floor(wallTime(ms, zone) / DAY_MS);
  // A clock set back over midnight shows the old date again; that day has already ended.
  while (beginOfDay(day + 1, zone) <= ms) day += 1;
  return day;
}

/** First instant of the calendar day of `at` in `zone` (IANA name). */
export function startOfDay(at: Date, zone: string): Date {
  return new Date(beginOfDay(calendarDay(at, zone), zone));
}

/** First instant of the day after the one of `at` in `zone`; always later than `at`. */
export function nextMidnight(at: Date, zone: string): Date {
  return new Date(beginOfDay(calendarDay(at, zone) + 1, zone));
}
