import type { EvaluationAction, WorkerState } from '@gac/shared/contract/organize';
import { isTerminal, type EvaluationState } from '@gac/shared/rules/lifecycle';

const LEASED: readonly EvaluationState[] = ['VALIDATING', 'RUNNING', 'SCORING'];

/**
 * What organizers may do with an evaluation in this state. What a worker has can be put back, what has not ended can be ended,
 * what failed can be begun anew. One that was set aside for a later one stays as it is.
 */
export function actionsOn({ state, current }: { state: EvaluationState; current: boolean }): EvaluationAction[] {
  if (!current) return [];
  if (state === 'FAILED') return ['requeue'];
  if (isTerminal(state)) return [];
  return LEASED.includes(state) ? ['requeue', 'cancel', 'fail'] : ['cancel', 'fail'];
}

export interface WorkerSigns {
  seenAt: Date;
  endedAt: Date | null;
  drainedAt: Date | null;
  busy: number;
  abilities: { ready: boolean } | null;
}
/** How a worker stands: silent for longer than the lease it is lost, and so are its evaluations. A worker that has not told what it can do yet counts as ready. */
export function workerState({ seenAt, endedAt, drainedAt, busy, abilities }: WorkerSigns, now: Date, leaseMs: number): WorkerState {
  if (endedAt !== null) return 'ended';
  if (now.getTime() - seenAt.getTime() > leaseMs) return 'lost';
  if (drainedAt !== null) return busy > 0 ? 'draining' : 'drained';
  return abilities?.ready === false ? 'not-ready' : 'ready';
}
