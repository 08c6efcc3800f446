import type { ChallengeDefinition } from '@gac/shared/contract/definition';

/** The day, in the examples' zone, that the example definitions are written for. */
const EXAMPLE_DAY = '2026-11-24';
const DAY_MS = 24 * 60 * 60 * 1000;

/** `2026-10-28` some days later. */
function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
/** The same time of day on another day; the offset stays as written, so a zone with summer time keeps its wall clock only within one season. */
const shiftInstant = (instant: string, days: number): string => shiftDate(instant.slice(0, 10), days) + instant.slice(10);

/** A definition with all its instants and dates moved by a whole number of days. Pure; nothing else changes. */
export function shiftDefinition(definition: ChallengeDefinition, days: number): ChallengeDefinition {
  const dated = <T extends { date: string }>(item: T): T => ({ ...item, date: shiftDate(item.date, days) });
  return {
    ...definition,
    mergeDeadline: definition.mergeDeadline === null ? null : shiftInstant(definition.mergeDeadline, days),
    rules: { ...dated(definition.rules), changes: definition.rules.changes.map(dated) },
    dataChanges: definition.dataChanges.map(dated),
    phases: definition.phases.map((phase) => ({
      ...phase,
      opensAt: shiftInstant(phase.opensAt, days),
      closesAt: phase.closesAt === null ? null : shiftInstant(phase.closesAt, days),
    })),
  };
}

/** How many days the examples have to be moved for `now`, by the calendar of `zone`. */
export function daysToShift(now: Date, zone: string): number {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${EXAMPLE_DAY}T00:00:00Z`)) / DAY_MS);
}
