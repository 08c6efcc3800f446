import { phaseStatus } from '@gac/shared/rules/phase-status';
import type { ParticipationView, PhaseView, QuotaView } from '../../api/views.ts';

/** Why a checked file may not be sent now. Checking a file is always possible. */
export type Gate =
  | { kind: 'signed-out' }
  | { kind: 'not-joined' }
  | { kind: 'rules-outdated' }
  | { kind: 'no-phase' }
  | { kind: 'upcoming'; opensAt: string }
  | { kind: 'closed'; closesAt: string }
  | { kind: 'quota'; boundBy: NonNullable<QuotaView['boundBy']>; resetsAt: string | null }
  | { kind: 'offline' };

const windowOf = (phase: PhaseView) => ({
  opensAt: new Date(phase.opensAt),
  closesAt: phase.closesAt === null ? null : new Date(phase.closesAt),
});

/** The first thing that is in the way, or null. `now`: the server's time, ms; `quota`: undefined while it is not known. */
export function gateOf(world: {
  signedIn: boolean;
  participation: ParticipationView | null;
  phase: PhaseView | null;
  quota: QuotaView | undefined;
  offline: boolean;
  now: number;
}): Gate | null {
  const { phase, participation, quota } = world;
  if (phase === null) return { kind: 'no-phase' };
  const status = phaseStatus(windowOf(phase), new Date(world.now));
  if (status === 'upcoming') return { kind: 'upcoming', opensAt: phase.opensAt };
  if (status === 'closed') return { kind: 'closed', closesAt: phase.closesAt ?? '' };
  if (!world.signedIn) return { kind: 'signed-out' };
  if (!participation?.team) return { kind: 'not-joined' };
  if (participation.rulesOutdated) return { kind: 'rules-outdated' };
  if (quota && quota.boundBy !== null) return { kind: 'quota', boundBy: quota.boundBy, resetsAt: quota.resetsAt };
  return world.offline ? { kind: 'offline' } : null;
}

/** The phase of the page: the one the address names, else the open one that closes first, else the next to open, else the last. */
export function phaseToShow(phases: readonly PhaseView[], asked: string | undefined, now: number): PhaseView | null {
  const named = phases.find(({ key }) => key === asked);
  if (named) return named;
  const at = new Date(now);
  const of = (status: string) => phases.filter((phase) => phaseStatus(windowOf(phase), at) === status);
  const closing = (phase: PhaseView) => (phase.closesAt === null ? Infinity : Date.parse(phase.closesAt));
  const open = of('open').sort((a, b) => closing(a) - closing(b))[0];
  const next = of('upcoming').sort((a, b) => Date.parse(a.opensAt) - Date.parse(b.opensAt))[0];
  return open ?? next ?? of('closed').sort((a, b) => closing(b) - closing(a))[0] ?? null;
}

const CLOSING_MS = 10 * 60_000;
/** True in the last ten minutes before a phase closes: then the screen says which moment counts (SU-8). */
export const isClosing = (phase: PhaseView, now: number): boolean =>
  phase.closesAt !== null && Date.parse(phase.closesAt) - now <= CLOSING_MS && Date.parse(phase.closesAt) > now;
