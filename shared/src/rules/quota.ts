import type { QuotaRule } from '../contract/definition.ts';
import type { QuotaView } from '../contract/submissions.ts';
import { nextMidnight, startOfDay } from './zone.ts';

/** One line of a team's ledger in one phase. */
export interface QuotaUse {
  /** The server's time of receipt: it decides the day. */
  at: Date;
  state: 'RESERVED' | 'COMMITTED' | 'REFUNDED';
  /** The submission has not reached a terminal state. */
  running: boolean;
  /** The submission ended by a failure of the participant's own making. */
  failed: boolean;
}

/** Extra submissions given by an organizer. Each covers one use that the daily or total limit would have refused. */
export interface QuotaGrant {
  at: Date;
  extra: number;
  /** Exclusive; null never expires. */
  expiresAt: Date | null;
}

export interface LimitState {
  used: number;
  /** With the grants that were used or still can be; null when there is no limit. */
  limit: number | null;
  remaining: number | null;
}
export interface QuotaLeft {
  remaining: number;
  today: LimitState;
  total: LimitState;
  concurrent: LimitState;
  resetsAt: Date | null;
  dayEndsAt: Date;
  zone: string;
  countFailed: boolean;
  boundBy: QuotaView['boundBy'];
}

/** `remaining` when a phase declares no limit at all. */
export const UNLIMITED = 2_147_483_647;

/** Which uses went beyond the limits and took a grant, replayed in order of receipt. */
function replayGrants(rule: QuotaRule, counted: readonly QuotaUse[], grants: readonly QuotaGrant[], now: Date) {
  // The grant that ends first is used first, as the team would choose.
  const left = [...grants]
    .sort((a, b) => (a.expiresAt?.getTime() ?? Infinity) - (b.expiresAt?.getTime() ?? Infinity) || a.at.getTime() - b.at.getTime())
    .map((grant) => ({ grant, extra: grant.extra }));
  const activeAt = (at: Date) => (slot: (typeof left)[number]) =>
    slot.extra > 0 && slot.grant.at <= at && (slot.grant.expiresAt === null || at < slot.grant.expiresAt);
  const taken: QuotaUse[] = [];
  let dayEnds = -Infinity;
  let today = 0;
  let total = 0;
  for (const use of [...counted].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    if (use.at.getTime() >= dayEnds) {
      dayEnds = nextMidnight(use.at, rule.zone).getTime();
      today = 0;
    }
    const beyond = (rule.perDay !== null && today >= rule.perDay) || (rule.total !== null && total >= rule.total);
    const slot = beyond ? left.find(activeAt(use.at)) : undefined;
    if (slot) {
      slot.extra -= 1;
      taken.push(use);
    } else {
      today += 1;
      total += 1;
    }
  }
  return { taken, available: left.filter(activeAt(now)).reduce((sum, slot) => sum + slot.extra, 0) };
}

function limitState(used: number, limit: number | null, granted: number): LimitState {
  if (limit === null) return { used, limit: null, remaining: null };
  return { used, limit: limit + granted, remaining: Math.max(0, limit + granted - used) };
}

/**
 * Submissions a team may still make in a phase at `now`.
 * uses: the team's ledger lines in any order; refunded ones take no slot but count for `failedPerDay` when they failed.
 * grants: extra submissions, each usable once between its `at` and `expiresAt`; they raise the daily and total limits, not the others.
 * `boundBy` names the limit that frees last (total, then perDay, then failedPerDay, then concurrent). `resetsAt` is the next midnight of
 * the zone when a daily limit binds; null while something remains, and when waiting for midnight does not help.
 */
export function quotaLeft(rule: QuotaRule, uses: readonly QuotaUse[], grants: readonly QuotaGrant[], now: Date): QuotaLeft {
  const dayStart = startOfDay(now, rule.zone);
  const dayEndsAt = nextMidnight(now, rule.zone);
  const counted = uses.filter((use) => use.state !== 'REFUNDED');
  const isToday = (use: QuotaUse) => use.at >= dayStart;
  const { taken, available } = replayGrants(rule, counted, grants, now);
  const today = limitState(counted.filter(isToday).length, rule.perDay, taken.filter(isToday).length + available);
  const total = limitState(counted.length, rule.total, taken.length + available);
  const concurrent = limitState(uses.filter((use) => use.running).length, rule.concurrent, 0);
  const tooManyFailures = rule.failedPerDay !== null && uses.filter((use) => use.failed && isToday(use)).length >= rule.failedPerDay;

  const least = Math.min(today.remaining ?? Infinity, total.remaining ?? Infinity, concurrent.remaining ?? Infinity);
  const boundBy =
    total.remaining === 0
      ? 'total'
      : today.remaining === 0
        ? 'perDay'
        : tooManyFailures
          ? 'failedPerDay'
          : concurrent.remaining === 0
            ? 'concurrent'
            : null;
  return {
    remaining: boundBy !== null ? 0 : Math.min(least, UNLIMITED),
    today,
    total,
    concurrent,
    resetsAt: boundBy === 'perDay' || boundBy === 'failedPerDay' ? dayEndsAt : null,
    dayEndsAt,
    zone: rule.zone,
    countFailed: rule.countFailed,
    boundBy,
  };
}
/** The same on the wire. */
export function toQuotaView(left: QuotaLeft): QuotaView {
  return { ...left, resetsAt: left.resetsAt?.toISOString() ?? null, dayEndsAt: left.dayEndsAt.toISOString() };
}
