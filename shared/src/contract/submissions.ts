import { z } from 'zod';
import { EVALUATION_STATES, FAILURE_CLASSES, SUBMISSION_STATES } from '../rules/lifecycle.ts';
import { zRunLimits, zSubmissionKind } from './definition.ts';
import { zEvaluationId, zInstant, zKey, zNote, zPhaseId, zReceipt, zScore, zSha256, zSubmissionId, zText } from './primitives.ts';

/** An upload that has ended: tus delivered the bytes, the server knows their hash. */
export const CreateSubmission = z
  .object({
    uploadId: z.string().min(8).max(80),
    /** What the client hashed; the server refuses a different one (C-01). */
    sha256: zSha256,
    note: zNote.max(500).optional(),
  })
  .meta({ id: 'CreateSubmission' });
export const UpdateSubmission = z.object({ note: zNote.max(500) }).meta({ id: 'UpdateSubmission' });

export const QuotaView = z
  .object({
    /** Submissions the team may still make now: the least of all limits. */
    remaining: z.int(),
    today: z.object({ used: z.int(), limit: z.int().nullable(), remaining: z.int().nullable() }),
    total: z.object({ used: z.int(), limit: z.int().nullable(), remaining: z.int().nullable() }),
    concurrent: z.object({ used: z.int(), limit: z.int().nullable(), remaining: z.int().nullable() }),
    /** When the next one frees up; only when remaining = 0; null then means never or when a running one ends. */
    resetsAt: zInstant.nullable(),
    /** The next midnight of the quota zone, always. */
    dayEndsAt: zInstant,
    zone: z.string(),
    countFailed: z.boolean(),
    /** Which limit binds when remaining = 0. */
    boundBy: z.enum(['perDay', 'total', 'concurrent', 'failedPerDay']).nullable(),
  })
  .meta({ id: 'QuotaView' });

export const QueueView = z
  .object({
    /** Evaluations that would be taken before one submitted now (or before this one). */
    position: z.int(),
    waiting: z.int(),
    running: z.int(),
    /** Evaluations that run at once on all workers together; 0 while no worker takes any. */
    slots: z.int(),
    /** Honest range of waiting, from the durations of late evaluations; null while too few are known. */
    estimateMs: z.object({ low: z.int(), high: z.int() }).nullable(),
    /** The organizers have paused evaluation: what is received waits, and nobody can say how long. */
    paused: z.boolean(),
    /** Kinds of submissions that no worker can evaluate at the moment: of those that the phase takes, or the submission's own. They wait for one that can. */
    unattended: z.array(zSubmissionKind),
    /** True when waiting takes over twice what it usually does, for everybody. */
    slow: z.boolean(),
  })
  .meta({ id: 'QueueView' });

/** One finding of the validator: codes of scoring.md section 2. Made from public knowledge only. */
export const ProblemFinding = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    line: z.int().nullable(),
    column: z.int().nullable(),
    columnName: z.string().nullable(),
    value: z.string().nullable(),
    /** Machine-readable parts of the hint; the texts live in the catalogs. */
    hint: z.string().nullable(),
    expected: z.string().nullable(),
  })
  .meta({ id: 'ProblemFinding' });

/** Who ran: the participant's program, the organizers' that feeds it, or the one that scores. */
export const zRunStep = z.enum(['program', 'ingestion', 'scorer']);
/** What one program used, beside what it was allowed. */
export const RunUse = z
  .object({
    step: zRunStep,
    cpuMs: z.number(),
    wallMs: z.number(),
    peakBytes: z.int(),
    pidsPeak: z.int(),
    exitCode: z.int().nullable(),
    /** The machine kept the program waiting so much that its times say little. */
    contended: z.boolean(),
    limits: zRunLimits,
  })
  .meta({ id: 'RunUse' });

/** A container image that was run. */
export const RunImage = z
  .object({
    configSha256: zSha256.meta({ description: 'Of its configuration: what Docker calls the id of the image' }),
    manifestSha256: zSha256.nullable().meta({ description: 'Of its manifest: what registries call its digest; null where the archive has none' }),
  })
  .meta({ id: 'RunImage' });
/** What confined the programs. */
export const RunSandbox = z.object({ driver: z.string(), version: z.string(), profileSha256: z.string() }).meta({ id: 'RunSandbox' });

export const ReproducibilityRecord = z
  .object({
    artifactSha256: zSha256,
    scorer: z.string(),
    scorerSha256: zSha256,
    runtime: z.string(),
    dataSha256: zSha256.nullable(),
    limits: z.object({ wallMs: z.int(), memoryBytes: z.int() }),
    seed: z.int().nullable(),
    worker: z.string().regex(/^[\w-]+$/).meta({ description: 'Opaque: tells workers apart, and nothing of their machines' }),
    isolation: z.string(),
    startedAt: zInstant,
    endedAt: zInstant,
    cpuMs: z.number(),
    peakBytes: z.int(),
    /** When programs ran: the public data they read, what is installed beside them (name -> version), and what each used. */
    inputSha256: zSha256.nullable().optional(),
    /** The file that the participant's program wrote and the built-in metrics scored. */
    predictionSha256: zSha256.nullable().optional(),
    image: RunImage.optional(),
    sandbox: RunSandbox.optional(),
    packages: z.record(z.string(), z.string()).optional(),
    uses: z.array(RunUse).optional(),
  })
  .meta({ id: 'ReproducibilityRecord', description: 'C-13' });

/** What of a failure can be told to participants: its reason, in numbers and names, and where collected predictions stop being right (BAD_FORMAT). */
export const FailureFacts = z
  .object({
    code: z.string().nullable().meta({ description: 'A reason of shared/src/scoring/outcome.ts, whose words `fields` fill' }),
    fields: z.record(z.string(), z.union([z.string(), z.number()])),
    finding: ProblemFinding.nullable(),
  })
  .meta({ id: 'FailureFacts' });

export const FailureView = z
  .object({
    class: z.enum(FAILURE_CLASSES),
    /** Who has to act: the participant, or us. */
    side: z.enum(['participant', 'platform']),
    counted: z.boolean(),
    reference: z.string().nullable(),
    facts: FailureFacts.nullable(),
    /** Of the organizers who ended it. */
    message: z.string().nullable(),
  })
  .meta({ id: 'FailureView' });

/** The logs there can be: of each program its two streams. Those of the scorer and of ingestion are the organizers'. */
export const zLogName = z.enum(['program.stdout', 'program.stderr', 'ingestion.stdout', 'ingestion.stderr', 'scorer.stdout', 'scorer.stderr']);

export const EvaluationView = z
  .object({
    id: zEvaluationId,
    taskKey: zKey,
    taskName: zText,
    state: z.enum(EVALUATION_STATES),
    attempt: z.int(),
    stateAt: zInstant,
    failure: FailureView.nullable(),
    record: ReproducibilityRecord.nullable(),
    /** Whole logs that the viewer may read: `GET /api/evaluations/{id}/logs/{name}`. */
    logs: z.array(z.object({ name: zLogName, bytes: z.int() })),
  })
  .meta({ id: 'EvaluationView' });

export const MetricScore = z.object({ key: zKey, name: zText, value: zScore, decimals: z.int(), direction: z.enum(['desc', 'asc']) }).meta({ id: 'MetricScore', description: 'A public score' });
export const RankChange = z.object({ before: z.int().nullable(), after: z.int().nullable(), teams: z.int() }).meta({ id: 'RankChange' });

export const SubmissionView = z
  .object({
    id: zSubmissionId,
    number: z.int().meta({ description: 'Counts the team\'s submissions in this phase from 1' }),
    receipt: zReceipt,
    phaseId: zPhaseId,
    challengeSlug: z.string(),
    kind: zSubmissionKind,
    state: z.enum(SUBMISSION_STATES),
    /** When each state was entered, in order. */
    history: z.array(z.object({ state: z.enum(SUBMISSION_STATES), at: zInstant })),
    receivedAt: zInstant,
    submittedBy: z.string(),
    fileName: z.string(),
    bytes: z.int(),
    sha256: zSha256,
    note: z.string(),
    findings: z.object({ first: z.array(ProblemFinding), total: z.int(), rows: z.int().nullable() }).nullable(),
    failure: FailureView.nullable(),
    scores: z.array(MetricScore),
    /** Ranks of the team on the phase's first board just before and after this score counted; null until SCORED. */
    rankChange: RankChange.nullable(),
    bestBefore: zScore,
    evaluations: z.array(EvaluationView),
    queue: QueueView.nullable(),
    quota: QuotaView,
  })
  .meta({ id: 'SubmissionView' });
export const SubmissionRow = SubmissionView.omit({ evaluations: true, queue: true, quota: true, history: true, findings: true }).meta({ id: 'SubmissionRow' });
export const SubmissionList = z.object({ items: z.array(SubmissionRow), total: z.int(), quota: QuotaView }).meta({ id: 'SubmissionList' });

/** One participant-safe line. Of kind `output` it is a line of the participant's own program: `task`, `stream` (stdout or stderr), `text`. `seq` counts from 1 within the submission, without a gap. */
export const LogLine = z.object({ seq: z.int(), at: zInstant, kind: z.string(), data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) }).meta({ id: 'LogLine' });
export const SubmissionLog = z.object({ lines: z.array(LogLine), lastSeq: z.int() }).meta({ id: 'SubmissionLog' });

/** What anybody who holds the receipt number may see. */
export const ReceiptView = z
  .object({
    receipt: zReceipt,
    receivedAt: zInstant,
    sha256: zSha256,
    bytes: z.int(),
    challenge: z.object({ slug: z.string(), title: zText }),
    phase: zText,
    team: z.string(),
    state: z.enum(SUBMISSION_STATES),
    scores: z.array(MetricScore),
    evaluations: z.array(z.object({ taskName: zText, record: ReproducibilityRecord.nullable() })),
    /** The private part is computed but not shown before release. */
    privateHidden: z.boolean(),
  })
  .meta({ id: 'ReceiptView' });

export type CreateSubmission = z.infer<typeof CreateSubmission>;
export type UpdateSubmission = z.infer<typeof UpdateSubmission>;
export type QuotaView = z.infer<typeof QuotaView>;
export type QueueView = z.infer<typeof QueueView>;
export type ProblemFinding = z.infer<typeof ProblemFinding>;
export type ReproducibilityRecord = z.infer<typeof ReproducibilityRecord>;
export type RunUse = z.infer<typeof RunUse>;
export type RunImage = z.infer<typeof RunImage>;
export type RunStep = z.infer<typeof zRunStep>;
export type LogName = z.infer<typeof zLogName>;
export type FailureFacts = z.infer<typeof FailureFacts>;
export type FailureView = z.infer<typeof FailureView>;
export type EvaluationView = z.infer<typeof EvaluationView>;
export type MetricScore = z.infer<typeof MetricScore>;
export type RankChange = z.infer<typeof RankChange>;
export type SubmissionView = z.infer<typeof SubmissionView>;
export type SubmissionRow = z.infer<typeof SubmissionRow>;
export type SubmissionList = z.infer<typeof SubmissionList>;
export type LogLine = z.infer<typeof LogLine>;
export type SubmissionLog = z.infer<typeof SubmissionLog>;
export type ReceiptView = z.infer<typeof ReceiptView>;
