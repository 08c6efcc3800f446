/**
 * `challenge.yaml`, version 1: the declarative definition of a challenge. Documented in docs/challenge-yaml.md.
 * One definition, everything in it: loading the same file twice changes nothing.
 * It is kept able to say what Codabench, CodaLab, EvalAI and Hugging Face bundles say, so that they import into it.
 */
import { z } from 'zod';
import { zDirection, zKey, zSlug } from './primitives.ts';

const strict = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape);
/** Both languages, always; a third one is refused rather than dropped in silence. */
const zText = strict({ ko: z.string().trim().min(1), en: z.string().trim().min(1) });
/** RFC 3339 with an explicit offset. A date without a time or an offset is refused, not guessed (competition.md 6). */
export const zDefinedInstant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'RFC 3339 instant with offset, quoted, e.g. "2026-11-01T09:00:00+09:00"' });
export const zZone = z
  .string()
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return zone.includes('/') || zone === 'UTC';
    } catch {
      return false;
    }
  }, 'an IANA time zone name such as Asia/Seoul')
  .meta({ description: 'IANA time zone name' });

export const zMetricUse = strict({
  key: zKey,
  /** A metric of the catalogue (shared/src/scoring/metrics). */
  metric: z.string(),
  params: z.record(z.string(), z.json()).default({}),
  name: zText.optional(),
  decimals: z.int().min(0).max(15).default(5),
});
export const zColumnKind = z.enum(['number', 'probability', 'label']);
/** What participants must send: one row per id. Computable from public knowledge only (scoring.md 2). */
export const zFileFormat = strict({
  idColumn: z.string().min(1),
  columns: z
    .array(
      strict({
        name: z.string().min(1),
        kind: zColumnKind,
        labels: z.array(z.string()).optional(),
        min: z.number().optional(),
        max: z.number().optional(),
      }),
    )
    .min(1),
  /** `rows-sum-to-one` for class probabilities. */
  rowRule: z.enum(['none', 'rows-sum-to-one']).default('none'),
  maxBytes: z
    .int()
    .positive()
    .default(100 * 1024 * 1024),
  maxInflatedBytes: z
    .int()
    .positive()
    .default(1024 * 1024 * 1024),
});
export const zReference = strict({
  /** CSV with the id column, truth columns and the part of each row. Path relative to the definition. */
  file: z.string().min(1),
  idColumn: z.string().min(1),
  truthColumn: z.string().min(1),
  /** Column holding `public`, `private` or `ignored`. */
  partColumn: z.string().min(1),
});
/** What a participant may hand in: a file of predictions, a zip with a program, or the archive of a container image. */
export const zSubmissionKind = z.enum(['prediction', 'code', 'container']);
/** What is installed where programs run; the platform says which packages and versions. */
export const zRuntime = z.enum(['python', 'node']);
/** A path of the bundle: a file, or a folder, which is stored as one zip. */
const zPath = z.string().min(1);
/** A command line, split into words as a shell would; no shell runs it. */
const zCommand = z.string().trim().min(1);

const KIB = 1024;
const MIB = 1024 * KIB;
const HOUR_MS = 3_600_000;
const within = (least: number, most: number, otherwise: number) => z.int().min(least).max(most).default(otherwise);
/** What a program may use. Sizes in bytes, times in milliseconds. Defaults differ between participants' programs and scorers. */
const limits = (by: { cpuMs: number; wallMs: number; memoryBytes: number }) =>
  strict({
    /** Processor time of all its processes together. */
    cpuMs: within(100, 24 * HOUR_MS, by.cpuMs),
    wallMs: within(100, 24 * HOUR_MS, by.wallMs),
    memoryBytes: within(16 * MIB, 1024 * KIB * MIB, by.memoryBytes),
    /** Processes and threads at once. */
    pids: within(1, 4096, 64),
    /** Room in /tmp, and in the folder for outputs. */
    diskBytes: within(MIB, 64 * KIB * MIB, 256 * MIB),
    /** What is taken from the folder for outputs when the program has ended. */
    outputBytes: within(KIB, 16 * KIB * MIB, 64 * MIB),
    /** Of each of the two streams, standard output and standard error. */
    stdoutBytes: within(KIB, 256 * MIB, MIB),
  });
export const zRunLimits = limits({ cpuMs: 60_000, wallMs: 120_000, memoryBytes: KIB * MIB });
export const zScorerLimits = limits({ cpuMs: 300_000, wallMs: 600_000, memoryBytes: 2 * KIB * MIB });

/** A number that a scoring program gives, declared so that boards can name it. */
export const zProgramMetric = strict({
  key: zKey,
  name: zText,
  direction: zDirection.default('desc'),
  decimals: z.int().min(0).max(15).default(5),
  /** Codabench, EvalAI, Hugging Face: what the program itself calls it, when that is not the key. */
  output: z.string().min(1).optional(),
  /** metrics.json: where the number stands, steps parted by dots, when that is not the key. */
  path: z.string().min(1).optional(),
  /** EvalAI: codename of the data set split that it is of. */
  split: z.string().min(1).optional(),
});
/** How a scoring program is called and how its scores are read (definitions.md 1.8, 2.6, 4). */
export const zContract = z.enum(['codabench', 'evalai', 'kaggle', 'huggingface', 'metrics-json']);
export const zScorer = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('builtin'), version: z.literal(1).default(1), metrics: z.array(zMetricUse).min(1) }),
  strict({
    kind: z.literal('program'),
    contract: zContract,
    /** Folder or zip. */
    program: zPath,
    runtime: zRuntime.default('python'),
    /** The command, for a program that has no `metadata.yaml`. */
    entry: zCommand.optional(),
    /** Hidden data: a file, a folder or a zip. Only the scoring program's sandbox has it. */
    reference: zPath.optional(),
    /** Kaggle: the third argument of `score`; Hugging Face: SUBMISSION_ID_COLUMN. Default: the id column of the format, else `id`. */
    rowIdColumn: z.string().min(1).optional(),
    /** EvalAI: the third argument of `evaluate`. Default: the key of the phase. */
    phaseCodename: z.string().min(1).optional(),
    /** Hugging Face: SUBMISSION_COLUMNS, which a submission must have. */
    columns: z.array(z.string().min(1)).optional(),
    /** Hugging Face: SUBMISSION_ROWS, how many rows it must have. */
    rows: z.int().positive().optional(),
    limits: zScorerLimits.prefault({}),
    metrics: z.array(zProgramMetric).min(1),
  }),
]);
/** The organizers' program that runs beside the participant's and feeds it (Codabench). */
export const zIngestion = strict({ program: zPath, runtime: zRuntime.default('python'), onlyDuringScoring: z.boolean().default(false) });
export const zTask = strict({
  key: zKey,
  name: zText,
  /** Public data that participants' programs read: a file, a folder or a zip. */
  input: zPath.optional(),
  ingestion: zIngestion.optional(),
  /** The command that starts a participant's program when its zip has no `metadata.yaml`. */
  entry: zCommand.optional(),
  /** The file that participants' programs have to write, when the platform itself scores it. */
  output: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/)
    .default('predictions.csv'),
  /** Needed by the built-in scorer; with a scoring program both may be given, and then predictions are checked first. */
  format: zFileFormat.optional(),
  reference: zReference.optional(),
  scorer: zScorer,
});
export const zQuotaRule = strict({
  perDay: z.int().positive().nullable().default(5),
  total: z.int().positive().nullable().default(null),
  concurrent: z.int().positive().nullable().default(2),
  /** The day starts at midnight here. */
  zone: zZone.default('Asia/Seoul'),
  /** Whether a failure of the participant's own making uses a slot. */
  countFailed: z.boolean().default(false),
  /** A cap on failures per day, whatever `countFailed` says; stops abuse. */
  failedPerDay: z.int().positive().nullable().default(20),
});
export const zPhase = strict({
  key: zKey,
  name: zText,
  opensAt: zDefinedInstant,
  closesAt: zDefinedInstant.nullable().default(null),
  /** Who may enter: anybody who joins the challenge, or those the organizers invite. */
  entry: z.enum(['open', 'invited']).default('open'),
  quota: zQuotaRule.prefault({}),
  accepts: z.array(zSubmissionKind).min(1).default(['prediction']),
  /** Of a participant's program, for each task. */
  limits: zRunLimits.prefault({}),
  tasks: z.array(zKey).min(1),
});
/** A column made from others of the board; without a value where one of them has none. */
export const zComputation = strict({ rule: z.enum(['sum', 'avg', 'min', 'max']), of: z.array(zKey).min(1) });
/** Which submission stands for a team. The last six are Codabench's rules (definitions.md 1.6). */
export const zRepresents = z.enum([
  'best',
  'latest',
  'chosen',
  'add',
  'add-and-delete',
  'add-and-delete-multiple',
  'force-last',
  'force-latest-multiple',
  'force-best',
]);
export const zBoardColumn = strict({
  key: zKey,
  /** Either a metric of a task or a computation. */
  metric: zKey.optional(),
  computation: zComputation.optional(),
  task: zKey.optional(),
  name: zText.optional(),
  direction: zDirection.optional(),
  decimals: z.int().min(0).max(15).optional(),
  hidden: z.boolean().default(false),
});
export const zBoard = strict({
  key: zKey,
  name: zText,
  phase: zKey,
  track: zKey.default('open'),
  columns: z.array(zBoardColumn).min(1),
  /** Primary column first; later ones break ties of the earlier. Names of columns. */
  order: z.array(zKey).min(1),
  /** `shared`: 1, 2, 2, 4. `strict`: ties broken by the earlier receipt. */
  ties: z.enum(['shared', 'strict']).default('shared'),
  represents: zRepresents.default('best'),
  /** Scores are rounded to this many decimals before they are compared; null compares the stored doubles. */
  roundDecimals: z.int().min(0).max(15).nullable().default(null),
  visibility: z.enum(['public', 'hidden']).default('public'),
});
export const zDataFile = strict({
  key: zKey,
  /** A folder is offered as a zip. */
  file: zPath,
  name: zText,
  description: zText,
  licence: z.string().min(1),
  source: z.string().min(1),
  version: z.string().default('1'),
  /** `open`: anybody. `participants`: after accepting the rules. */
  access: z.enum(['open', 'participants']).default('participants'),
  /** The sample submission, the better-than-baseline one and the example program are offered on the submit page. */
  role: z.enum(['train', 'test', 'sample', 'example', 'code', 'document']),
});
export const zClause = strict({ id: zKey, title: zText, text: zText });
export const zTrack = strict({ key: zKey, name: zText });
export const zBaseline = strict({
  name: zText,
  /** Submitted as it is; a folder (of a program) as a zip. */
  file: zPath,
  kind: zSubmissionKind.default('prediction'),
  phase: zKey,
  track: zKey.default('open'),
});
export const ChallengeDefinition = strict({
  gac: z.literal('challenge/1'),
  slug: zSlug,
  title: zText,
  summary: zText,
  /** Markdown-free paragraphs; rendered as text. */
  overview: zText,
  field: zText,
  routes: z.array(z.enum(['startup', 'position'])).default([]),
  zone: zZone.default('Asia/Seoul'),
  maxTeamSize: z.int().min(1).max(100).default(5),
  mergeDeadline: zDefinedInstant.nullable().default(null),
  rules: strict({
    version: z.string().min(1),
    date: z.iso.date(),
    clauses: z.array(zClause).min(1),
    changes: z.array(strict({ version: z.string(), date: z.iso.date(), text: zText })).default([]),
  }),
  tracks: z
    .array(zTrack)
    .min(1)
    .default([{ key: 'open', name: { ko: '일반', en: 'Open' } }]),
  data: z.array(zDataFile).default([]),
  dataChanges: z.array(strict({ date: z.iso.date(), text: zText })).default([]),
  tasks: z.array(zTask).min(1),
  phases: z.array(zPhase).min(1),
  boards: z.array(zBoard).min(1),
  baselines: z.array(zBaseline).default([]),
}).meta({ id: 'ChallengeDefinition' });
export type ChallengeDefinition = z.infer<typeof ChallengeDefinition>;
export type FileFormat = z.infer<typeof zFileFormat>;
export type Reference = z.infer<typeof zReference>;
export type SubmissionKind = z.infer<typeof zSubmissionKind>;
export type Runtime = z.infer<typeof zRuntime>;
export type RunLimits = z.infer<typeof zRunLimits>;
export type Scorer = z.infer<typeof zScorer>;
export type ProgramScorer = Extract<Scorer, { kind: 'program' }>;
export type ProgramMetric = z.infer<typeof zProgramMetric>;
export type Ingestion = z.infer<typeof zIngestion>;
export type Computation = z.infer<typeof zComputation>;
export type Represents = z.infer<typeof zRepresents>;
export type QuotaRule = z.infer<typeof zQuotaRule>;
export type BoardDefinition = z.infer<typeof zBoard>;
export type BoardColumn = z.infer<typeof zBoardColumn>;
export type TaskDefinition = z.infer<typeof zTask>;
export type MetricUse = z.infer<typeof zMetricUse>;
export type PhaseDefinition = z.infer<typeof zPhase>;
export type DataFile = z.infer<typeof zDataFile>;
export type Track = z.infer<typeof zTrack>;
export type Baseline = z.infer<typeof zBaseline>;
