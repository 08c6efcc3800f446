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
export const zScorer = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('builtin'), version: z.literal(1).default(1), metrics: z.array(zMetricUse).min(1) }),
]);
export const zTask = strict({ key: zKey, name: zText, format: zFileFormat, reference: zReference, scorer: zScorer });
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
  tasks: z.array(zKey).min(1),
});
export const zBoardColumn = strict({
  key: zKey,
  metric: zKey,
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
  represents: z.enum(['best', 'latest']).default('best'),
  /** Scores are rounded to this many decimals before they are compared; null compares the stored doubles. */
  roundDecimals: z.int().min(0).max(15).nullable().default(null),
  visibility: z.enum(['public', 'hidden']).default('public'),
});
export const zDataFile = strict({
  key: zKey,
  file: z.string().min(1),
  name: zText,
  description: zText,
  licence: z.string().min(1),
  source: z.string().min(1),
  version: z.string().default('1'),
  /** `open`: anybody. `participants`: after accepting the rules. */
  access: z.enum(['open', 'participants']).default('participants'),
  /** The sample submission and the better-than-baseline one are offered on the submit page. */
  role: z.enum(['train', 'test', 'sample', 'example', 'document']),
});
export const zClause = strict({ id: zKey, title: zText, text: zText });
export const zTrack = strict({ key: zKey, name: zText });
export const zBaseline = strict({ name: zText, file: z.string().min(1), phase: zKey, track: zKey.default('open') });
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
export type QuotaRule = z.infer<typeof zQuotaRule>;
export type BoardDefinition = z.infer<typeof zBoard>;
export type BoardColumn = z.infer<typeof zBoardColumn>;
export type TaskDefinition = z.infer<typeof zTask>;
export type MetricUse = z.infer<typeof zMetricUse>;
export type PhaseDefinition = z.infer<typeof zPhase>;
export type DataFile = z.infer<typeof zDataFile>;
export type Track = z.infer<typeof zTrack>;
export type Baseline = z.infer<typeof zBaseline>;
