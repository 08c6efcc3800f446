import { z } from 'zod';
import { EVALUATION_STATES, FAILURE_CLASSES, SUBMISSION_STATES } from '../rules/lifecycle.ts';
import { zEvaluationId, zInstant, zKey, zReceipt, zSha256, zSlug, zSubmissionId, zText } from './primitives.ts';
import { FailureFacts, ReproducibilityRecord, zLogName } from './submissions.ts';

/** Why an organizer does something; kept with the deed for ever. */
const zReason = z.string().trim().min(3).max(500).meta({ description: 'Why; kept in the audit trail' });
const zStageCounts = z.object({ validate: z.int(), evaluate: z.int() });

export const PauseView = z.object({ at: zInstant, by: z.string().nullable(), reason: z.string() }).meta({ id: 'PauseView' });
export const QueueRow = z
  .object({
    /** Null for all the challenges together that the viewer does not organize. */
    challenge: z.object({ slug: zSlug, title: zText }).nullable(),
    waiting: zStageCounts,
    running: zStageCounts,
    /** Of those that wait to be evaluated: how many no worker can take, because none has the sandbox that they need. */
    unattended: z.int(),
    /** Since when the one has waited that waits longest. */
    oldestAt: zInstant.nullable(),
    endedLastHour: z.int(),
    paused: PauseView.nullable(),
  })
  .meta({ id: 'QueueRow' });
export const QueuePanel = z
  .object({
    at: zInstant,
    rows: z.array(QueueRow),
    /** A pause of everything; rows have their own. */
    pausedAll: PauseView.nullable(),
    endedLastMinute: z.int(),
    /** From receipt to the start of scoring, over the evaluations of the last hour; null when there were none. */
    waitMs: z.object({ median: z.number(), p95: z.number() }).nullable(),
    /** Whether the viewer may pause what all challenges share. */
    mayPauseAll: z.boolean(),
  })
  .meta({ id: 'QueuePanel' });

/** Server-sent event `sample` of the queue, once a second. */
export const QueueSample = z
  .object({ seq: z.int(), at: zInstant, validate: z.int(), evaluate: z.int(), running: z.int(), ended: z.int().meta({ description: 'Since the sample before' }) })
  .meta({ id: 'QueueSample' });
export const QueueSamples = z.object({ items: z.array(QueueSample), lastSeq: z.int(), keptMs: z.int() }).meta({ id: 'QueueSamples' });

export const RunningEvaluation = z
  .object({
    id: zEvaluationId,
    challenge: z.object({ slug: zSlug, title: zText }),
    team: z.string(),
    number: z.int(),
    state: z.enum(EVALUATION_STATES),
    attempt: z.int(),
    /** Of the attempt. */
    since: zInstant,
    worker: z.string().nullable(),
    leaseUntil: zInstant,
    /** The lease is over: it waits to be taken again. */
    lapsed: z.boolean(),
  })
  .meta({ id: 'RunningEvaluation' });
export const RunningList = z.object({ at: zInstant, items: z.array(RunningEvaluation), elsewhere: z.int().meta({ description: 'Of challenges the viewer does not organize' }) }).meta({ id: 'RunningList' });

export const WORKER_STATES = ['ready', 'not-ready', 'draining', 'drained', 'lost', 'ended'] as const;
export const WorkerView = z
  .object({
    id: z.string(),
    host: z.string(),
    pid: z.int(),
    state: z.enum(WORKER_STATES),
    startedAt: zInstant,
    seenAt: zInstant,
    slots: z.int(),
    busy: z.int(),
    driver: z.string().nullable(),
    isolation: z.string().nullable(),
    limits: z.enum(['hard', 'soft']).nullable(),
    problems: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string() })),
  })
  .meta({ id: 'WorkerView' });
export const WorkerList = z.object({ at: zInstant, leaseMs: z.int(), items: z.array(WorkerView), mayDrain: z.boolean() }).meta({ id: 'WorkerList' });

export const FailureCount = z
  .object({ class: z.enum(FAILURE_CLASSES), count: z.int(), latestAt: zInstant, latestId: zEvaluationId })
  .meta({ id: 'FailureCount' });
export const FailureCounts = z.object({ since: zInstant, ended: z.int(), items: z.array(FailureCount) }).meta({ id: 'FailureCounts' });

export const ORGANIZER_ACTIONS = ['queue.paused', 'queue.resumed', 'worker.drained', 'worker.returned', 'evaluation.requeued', 'evaluation.cancelled', 'evaluation.failed'] as const;
export const AuditView = z
  .object({
    id: z.uuid(),
    at: zInstant,
    /** Null: the command line. */
    by: z.string().nullable(),
    action: z.enum(ORGANIZER_ACTIONS),
    reason: z.string(),
    /** Name of what it was done to: a challenge's slug, a worker, or a submission; empty for all challenges. */
    subject: z.string(),
    evaluationId: zEvaluationId.nullable(),
  })
  .meta({ id: 'AuditView' });
export const AuditList = z.object({ items: z.array(AuditView) }).meta({ id: 'AuditList' });

export const PauseQueue = z.object({ challenge: zSlug.nullable().meta({ description: 'Null: every challenge' }), reason: zReason }).meta({ id: 'PauseQueue' });
export const DrainWorker = z.object({ worker: z.string().min(1).max(200), reason: zReason }).meta({ id: 'DrainWorker' });
const zAttempt = z.int().min(0).meta({ description: 'The attempt that the viewer saw; another one is refused' });
export const ActOnEvaluation = z.object({ attempt: zAttempt, reason: zReason }).meta({ id: 'ActOnEvaluation' });
export const FailEvaluation = z
  .object({ attempt: zAttempt, reason: zReason, class: z.enum(FAILURE_CLASSES), message: z.string().trim().min(3).max(500).meta({ description: 'Told to the team' }) })
  .meta({ id: 'FailEvaluation' });

export const SubmissionFilter = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  state: z.enum(SUBMISSION_STATES).optional(),
  class: z.enum(FAILURE_CLASSES).optional(),
  /** Part of a team's name, a receipt, or a file name. */
  q: z.string().trim().max(80).optional(),
});
export const ChallengeSubmission = z
  .object({
    id: zSubmissionId,
    number: z.int(),
    receipt: zReceipt,
    /** Name of the team, or of the baseline. */
    team: z.string(),
    isBaseline: z.boolean(),
    phase: zText,
    state: z.enum(SUBMISSION_STATES),
    stateAt: zInstant,
    receivedAt: zInstant,
    fileName: z.string(),
    bytes: z.int(),
    failureClass: z.enum(FAILURE_CLASSES).nullable(),
    evaluations: z.array(z.object({ id: zEvaluationId, task: zText, state: z.enum(EVALUATION_STATES), attempt: z.int() })),
  })
  .meta({ id: 'ChallengeSubmission' });
export const ChallengeSubmissions = z
  .object({
    items: z.array(ChallengeSubmission),
    /** Of those that fit the filter. */
    total: z.int(),
    /** Of the whole challenge, before any filter but the text. */
    byState: z.array(z.object({ state: z.enum(SUBMISSION_STATES), count: z.int() })),
  })
  .meta({ id: 'ChallengeSubmissions' });
export const OrganizedChallenges = z.object({ items: z.array(z.object({ slug: zSlug, title: zText })) }).meta({ id: 'OrganizedChallenges' });

export const ATTEMPT_OUTCOMES = ['passed', 'scored', 'invalid', 'failed', 'gave-back', 'left', 'lapsed', 'taken-away', 'requeued', 'cancelled'] as const;
export const AttemptView = z
  .object({
    attempt: z.int(),
    stage: z.enum(['validate', 'evaluate']),
    /** Null: no worker, an organizer put it back. */
    worker: z.string().nullable(),
    startedAt: zInstant,
    endedAt: zInstant.nullable(),
    outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'AttemptView' });
/** The record as it is stored: organizers may know which machine and process it was. */
export const StoredRecord = ReproducibilityRecord.extend({ worker: z.string().meta({ description: 'Machine, process and number of the worker' }) }).meta({ id: 'StoredRecord', description: 'C-13' });
export const EVALUATION_ACTIONS = ['requeue', 'cancel', 'fail'] as const;
export const EvaluationDetail = z
  .object({
    id: zEvaluationId,
    challenge: z.object({ slug: zSlug, title: zText }),
    phase: zText,
    task: zText,
    submission: z.object({
      id: zSubmissionId,
      number: z.int(),
      receipt: zReceipt,
      team: z.string(),
      state: z.enum(SUBMISSION_STATES),
      history: z.array(z.object({ state: z.enum(SUBMISSION_STATES), at: zInstant })),
      fileName: z.string(),
      bytes: z.int(),
      sha256: zSha256,
    }),
    /** False: set aside for a later one. */
    current: z.boolean(),
    state: z.enum(EVALUATION_STATES),
    stateAt: zInstant,
    createdAt: zInstant,
    startedAt: zInstant.nullable(),
    endedAt: zInstant.nullable(),
    attempt: z.int(),
    lapses: z.int(),
    lease: z.object({ worker: z.string().nullable(), until: zInstant }).nullable(),
    attempts: z.array(AttemptView),
    /** Other evaluations of the submission on the same task, latest first. */
    others: z.array(z.object({ id: zEvaluationId, state: z.enum(EVALUATION_STATES), createdAt: zInstant, current: z.boolean() })),
    failure: z.object({ class: z.enum(FAILURE_CLASSES), detail: z.string(), reference: z.string(), message: z.string().nullable(), facts: FailureFacts.nullable() }).nullable(),
    record: StoredRecord.nullable(),
    /** Whole logs, each read at `GET /api/evaluations/{id}/logs/{name}`. */
    logs: z.array(z.object({ name: zLogName, bytes: z.int() })),
    scores: z.array(z.object({ key: zKey, value: z.number() })).meta({ description: 'Public scores only' }),
    /** What may be done with it now. */
    actions: z.array(z.enum(EVALUATION_ACTIONS)),
    audit: z.array(AuditView),
  })
  .meta({ id: 'EvaluationDetail' });

export type PauseView = z.infer<typeof PauseView>;
export type QueueRow = z.infer<typeof QueueRow>;
export type QueuePanel = z.infer<typeof QueuePanel>;
export type QueueSample = z.infer<typeof QueueSample>;
export type QueueSamples = z.infer<typeof QueueSamples>;
export type RunningList = z.infer<typeof RunningList>;
export type WorkerState = (typeof WORKER_STATES)[number];
export type WorkerView = z.infer<typeof WorkerView>;
export type WorkerList = z.infer<typeof WorkerList>;
export type FailureCounts = z.infer<typeof FailureCounts>;
export type OrganizerAction = (typeof ORGANIZER_ACTIONS)[number];
export type AuditView = z.infer<typeof AuditView>;
export type AuditList = z.infer<typeof AuditList>;
export type PauseQueue = z.infer<typeof PauseQueue>;
export type DrainWorker = z.infer<typeof DrainWorker>;
export type ActOnEvaluation = z.infer<typeof ActOnEvaluation>;
export type FailEvaluation = z.infer<typeof FailEvaluation>;
export type SubmissionFilter = z.infer<typeof SubmissionFilter>;
export type ChallengeSubmission = z.infer<typeof ChallengeSubmission>;
export type ChallengeSubmissions = z.infer<typeof ChallengeSubmissions>;
export type OrganizedChallenges = z.infer<typeof OrganizedChallenges>;
export type AttemptView = z.infer<typeof AttemptView>;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];
export type EvaluationAction = (typeof EVALUATION_ACTIONS)[number];
export type EvaluationDetail = z.infer<typeof EvaluationDetail>;
