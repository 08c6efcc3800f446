import { calendarDay } from './zone.ts';

/** When a phase opens (inclusive) and closes (exclusive; null stays open). */
export interface PhaseWindow {
  opensAt: Date;
  closesAt: Date | null;
}
export type PhaseStatus = 'upcoming' | 'open' | 'closed';
export type Stage = 'upcoming' | 'running' | 'judging' | 'closed';

/** Status at `now`. The deadline is exclusive: what is received before `closesAt` counts (competition.md section 6, C-02). */
export function phaseStatus(phase: PhaseWindow, now: Date): PhaseStatus {
  if (now < phase.opensAt) return 'upcoming';
  return phase.closesAt === null || now < phase.closesAt ? 'open' : 'closed';
}

/**
 * Stage of a challenge from its phases: `running` from the first opening to the last closing, breaks between phases included;
 * then `judging` until `concludedAt` (the release of the results; null while there is none), then `closed`.
 */
export function challengeStage(phases: readonly PhaseWindow[], concludedAt: Date | null, now: Date): Stage {
  if (concludedAt !== null && now >= concludedAt) return 'closed';
  const statuses = phases.map((phase) => phaseStatus(phase, now));
  if (statuses.every((status) => status === 'upcoming')) return 'upcoming';
  return statuses.every((status) => status === 'closed') ? 'judging' : 'running';
}

/** The next instant after `now` at which a phase opens or closes; of several at once the closing one. Null when nothing will. */
export function nextBoundary<P extends PhaseWindow>(
  phases: readonly P[],
  now: Date,
): { kind: 'opens' | 'closes'; phase: P; at: Date } | null {
  const ahead = phases
    .flatMap((phase) => [
      { kind: 'closes' as const, phase, at: phase.closesAt },
      { kind: 'opens' as const, phase, at: phase.opensAt },
    ])
    .filter((boundary): boundary is typeof boundary & { at: Date } => boundary.at !== null && boundary.at > now);
  ahead.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.kind === b.kind ? 0 : a.kind === 'closes' ? -1 : 1));
  return ahead[0] ?? null;
}

export interface DDay {
  /** Calendar days from today to the day of the deadline; 0 is D-Day. */
  days: number;
  /** Whole hours left, rounded down. */
  hours: number;
  /** Less than 72 hours are left: show hours and say that it closes soon (HO-2). */
  isSoon: boolean;
  isPast: boolean;
}
/**
 * Distance to a deadline in calendar days of `zone`. The deadline is exclusive, so midnight belongs to the day that it ends:
 * closing at 2026-12-01 00:00 KST is D-Day all through 30 November.
 */
export function dDay(deadline: Date, now: Date, zone = 'Asia/Seoul'): DDay {
  const leftMs = deadline.getTime() - now.getTime();
  const lastInstant = new Date(deadline.getTime() - 1);
  return {
    days: calendarDay(lastInstant, zone) - calendarDay(now, zone),
    hours: Math.max(0, Math.floor(leftMs / 3_600_000)),
    isSoon: leftMs > 0 && leftMs < 72 * 3_600_000,
    isPast: leftMs <= 0,
  };
}
