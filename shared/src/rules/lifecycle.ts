/**
 * The way of a submission (competition.md section 2) as tables.
 * The lease and the attempt belong to the evaluation; the state of the submission is derived from its evaluations (C-00).
 */
export const EVALUATION_STATES = [
  'RECEIVED',
  'VALIDATING',
  'INVALID',
  'QUEUED',
  'RUNNING',
  'SCORING',
  'SCORED',
  'FAILED',
  'CANCELLED',
] as const;
export type EvaluationState = (typeof EVALUATION_STATES)[number];

export const SUBMISSION_STATES = [...EVALUATION_STATES, 'WITHDRAWN', 'DISQUALIFIED'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** The closed set of failure classes (C-09). */
export const FAILURE_CLASSES = [
  'TIME_LIMIT',
  'MEMORY_LIMIT',
  'OUTPUT_LIMIT',
  'PROCESS_LIMIT',
  'NONZERO_EXIT',
  'MISSING_OUTPUT',
  'BAD_FORMAT',
  'SCORER_FAULT',
  'PLATFORM_FAULT',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export const EVALUATION_EVENTS = ['validate', 'reject', 'enqueue', 'run', 'score', 'finish', 'fail', 'cancel'] as const;
export type EvaluationEvent = (typeof EVALUATION_EVENTS)[number];

/** A lapsed lease keeps the state: the work is claimed again with the next attempt number, states never move back (C-03). */
const EVALUATION_TABLE: Record<EvaluationState, Partial<Record<EvaluationEvent, EvaluationState>>> = {
  RECEIVED: { validate: 'VALIDATING', fail: 'FAILED', cancel: 'CANCELLED' },
  VALIDATING: { enqueue: 'QUEUED', reject: 'INVALID', fail: 'FAILED', cancel: 'CANCELLED' },
  QUEUED: { run: 'RUNNING', fail: 'FAILED', cancel: 'CANCELLED' },
  RUNNING: { score: 'SCORING', fail: 'FAILED', cancel: 'CANCELLED' },
  SCORING: { finish: 'SCORED', fail: 'FAILED', cancel: 'CANCELLED' },
  INVALID: {},
  SCORED: {},
  FAILED: {},
  CANCELLED: {},
};
/** The states in which an event is allowed, and the one after it: every event leads to one. */
export function transition(event: EvaluationEvent): { from: EvaluationState[]; to: EvaluationState } {
  const from = EVALUATION_STATES.filter((state) => EVALUATION_TABLE[state][event] !== undefined);
  const [to] = from.flatMap((state) => EVALUATION_TABLE[state][event] ?? []);
  if (to === undefined) throw new RangeError(`no state knows ${event}`);
  return { from, to };
}
export const isTerminal = (state: SubmissionState | EvaluationState): boolean =>
  !['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING'].includes(state);

const PROGRESS: readonly EvaluationState[] = ['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED'];
/**
 * The submission's state from the states of its current evaluations, one per task (C-00, C-12).
 * Any INVALID, FAILED or CANCELLED decides once it is there; otherwise the furthest any has come, but SCORED only when all are.
 */
export function submissionStateOf(evaluations: readonly EvaluationState[]): SubmissionState {
  if (evaluations.length === 0) return 'RECEIVED';
  for (const end of ['CANCELLED', 'INVALID', 'FAILED'] as const) if (evaluations.includes(end)) return end;
  if (evaluations.every((state) => state === 'SCORED')) return 'SCORED';
  const furthest = Math.max(...evaluations.map((state) => PROGRESS.indexOf(state)));
  return PROGRESS[Math.min(furthest, PROGRESS.indexOf('SCORING'))] ?? 'RECEIVED';
}

/** Faults of ours refund the quota by themselves and are run again when the cause is mended (C-10). */
export const isPlatformSide = (failure: FailureClass): boolean => failure === 'PLATFORM_FAULT' || failure === 'SCORER_FAULT';

/** What happens to the quota line of a submission when it reaches a terminal state. */
export function quotaSettlement(
  state: SubmissionState,
  failure: FailureClass | null,
  countFailed: boolean,
  hadStarted: boolean,
): 'commit' | 'refund' | 'keep' {
  switch (state) {
    case 'SCORED':
    case 'WITHDRAWN':
    case 'DISQUALIFIED':
      return 'commit';
    case 'INVALID':
      return 'refund';
    case 'CANCELLED':
      return hadStarted ? 'commit' : 'refund';
    case 'FAILED':
      return failure !== null && isPlatformSide(failure) ? 'refund' : countFailed ? 'commit' : 'refund';
    default:
      return 'keep';
  }
}
