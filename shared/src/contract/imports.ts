import { z } from 'zod';
import { FAILURE_CLASSES } from '../rules/lifecycle.ts';
import { zSubmissionKind } from './definition.ts';
import { zDirection, zInstant, zKey, zLang, zSha256, zSlug, zText } from './primitives.ts';

/** The way of an archive: refused, it can't be used; failed, the platform could not read it. */
export const IMPORT_STATES = ['uploaded', 'reading', 'read', 'refused', 'failed', 'created'] as const;
export const DRY_RUN_STATES = ['none', 'queued', 'running', 'passed', 'failed'] as const;
export const IMPORT_FORMATS = ['codabench', 'codalab', 'evalai', 'huggingface', 'grand-challenge'] as const;
export const zImportId = z.uuid().meta({ description: 'Import id (UUIDv7)' });

/** Something that is wrong with an archive (`error`), or that its organizer should know (`warning`). */
export const ImportFinding = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.string().meta({ description: 'Closed list: docs/bundles.md' }),
    file: z
      .string()
      .nullable()
      .meta({ description: 'In the archive; null when it is about the archive, or about the challenge that is made of it' }),
    line: z.int().nullable(),
    column: z.int().nullable(),
    path: z.string().meta({ description: '`phases[0].end`; empty for the whole' }),
    message: zText,
    hint: zText.nullable(),
  })
  .meta({ id: 'ImportFinding' });

/** What becomes of it, or what a draft is now. */
export const ChallengeOutline = z
  .object({
    title: zText,
    summary: zText,
    slug: zSlug,
    phases: z.array(
      z.object({
        key: zKey,
        name: zText,
        opensAt: zInstant,
        closesAt: zInstant.nullable(),
        perDay: z.int().nullable(),
        total: z.int().nullable(),
        accepts: z.array(zSubmissionKind),
        tasks: z.array(zKey),
      }),
    ),
    tasks: z.array(
      z.object({
        key: zKey,
        name: zText,
        scorer: z.string().meta({ description: '`builtin`, or the contract of the scoring program' }),
        metrics: z.array(z.object({ key: zKey, direction: zDirection.nullable().meta({ description: 'Null: that of the metric' }) })),
        hasReference: z.boolean(),
        hasInput: z.boolean(),
        hasIngestion: z.boolean(),
      }),
    ),
    boards: z.array(z.object({ key: zKey, name: zText, phase: zKey, columns: z.array(zKey), order: z.array(zKey) })),
    baselines: z.array(z.object({ name: zText, phase: zKey, kind: zSubmissionKind })),
    data: z.array(z.object({ key: zKey, name: zText, bytes: z.int(), licence: z.string(), access: z.enum(['open', 'participants']) })),
  })
  .meta({ id: 'ChallengeOutline' });

/** What is still to be written in a draft. */
export const DraftGapView = z
  .object({ code: z.enum(['field', 'rules', 'licence', 'source', 'translation', 'over']), path: z.string(), required: z.boolean() })
  .meta({ id: 'DraftGapView' });

export const DryRunTask = z
  .object({
    index: z.int(),
    name: z.string(),
    status: z.enum(['SCORED', 'FAILED']),
    scores: z.array(z.object({ split: z.string().nullable(), key: z.string(), value: z.number(), isComputed: z.boolean() })),
    ignored: z.array(z.string()).meta({ description: 'Numbers that the scorer gave and no column asks for' }),
    wallMs: z.number(),
    peakBytes: z.number(),
    failure: z.object({ class: z.enum(FAILURE_CLASSES), message: zText, detail: z.string().nullable() }).nullable(),
    warnings: z.array(zText),
    logs: z.array(z.object({ name: z.string(), bytes: z.int(), tail: z.string() })),
  })
  .meta({ id: 'DryRunTask' });
/** One shipped solution, run on the tasks that it is for. */
export const DryRunSolution = z
  .object({
    index: z.int(),
    name: z.string(),
    status: z.enum(['SCORED', 'FAILED']),
    /** Why nothing was run at all. */
    problem: zText.nullable(),
    tasks: z.array(DryRunTask),
  })
  .meta({ id: 'DryRunSolution' });
export const DryRun = z
  .object({
    state: z.enum(DRY_RUN_STATES),
    /** Solutions of the archive; without any there is nothing to run. */
    solutions: z.int(),
    startedAt: zInstant.nullable(),
    endedAt: zInstant.nullable(),
    /** Why it could not be run, when the platform or the machine is to blame. */
    problem: zText.nullable(),
    results: z.array(DryRunSolution),
  })
  .meta({ id: 'DryRun' });

export const ImportSummary = z
  .object({
    id: zImportId,
    fileName: z.string(),
    bytes: z.int(),
    sha256: zSha256,
    state: z.enum(IMPORT_STATES),
    stateAt: zInstant,
    createdAt: zInstant,
    /** When it is removed unless it becomes a challenge. */
    expiresAt: zInstant,
    format: z.enum(IMPORT_FORMATS).nullable(),
    version: z.string(),
    title: z.string(),
    errors: z.int(),
    warnings: z.int(),
    dryRun: z.enum(DRY_RUN_STATES),
    /** The challenge that it became. */
    challenge: z.object({ slug: zSlug, isDraft: z.boolean() }).nullable(),
  })
  .meta({ id: 'ImportSummary' });
export const ImportList = z
  .object({
    items: z.array(ImportSummary),
    maxBytes: z.int().meta({ description: 'Of an archive' }),
    keptHours: z.int(),
  })
  .meta({ id: 'ImportList' });
export const ImportView = ImportSummary.omit({ dryRun: true })
  .extend({
    findings: z.array(ImportFinding),
    /** Null as long as it can't become a challenge. */
    outline: ChallengeOutline.nullable(),
    gaps: z.array(DraftGapView),
    /** An address that is free. */
    suggestedSlug: zSlug.nullable(),
    dryRun: DryRun,
    /** Where the live topic stands: follow `events` from here. */
    lastSeq: z.int(),
  })
  .meta({ id: 'ImportView' });
/** Server-sent event `changed` of an import: fetch it anew. */
export const ImportNews = z
  .object({ seq: z.int(), at: zInstant, state: z.enum(IMPORT_STATES), dryRun: z.enum(DRY_RUN_STATES) })
  .meta({ id: 'ImportNews' });

export const CreateImport = z
  .object({
    uploadId: z.string().min(1).max(64),
    sha256: zSha256.optional().meta({ description: 'What the client sent; another hash is refused' }),
  })
  .meta({ id: 'CreateImport' });
export const CreateDraft = z.object({ slug: zSlug }).meta({ id: 'CreateDraft' });

/** A fault in the text of a definition. */
export const DefinitionFinding = z
  .object({ code: z.string(), path: z.string(), line: z.int(), column: z.int(), message: zText, hint: zText.nullable() })
  .meta({ id: 'DefinitionFinding' });
export const DraftSummary = z
  .object({
    slug: zSlug,
    title: zText,
    createdAt: zInstant,
    missing: z.int().meta({ description: 'What is required and not written yet' }),
  })
  .meta({ id: 'DraftSummary' });
export const DraftList = z.object({ items: z.array(DraftSummary) }).meta({ id: 'DraftList' });
export const DraftView = z
  .object({
    slug: zSlug,
    title: zText,
    createdAt: zInstant,
    /** Null: nobody but its organizers knows of it. */
    publishedAt: zInstant.nullable(),
    definitionSha256: zSha256,
    /** challenge.yaml */
    text: z.string(),
    outline: ChallengeOutline,
    gaps: z.array(DraftGapView),
  })
  .meta({ id: 'DraftView' });
export const RewriteDraft = z
  .object({
    text: z
      .string()
      .min(1)
      .max(1024 * 1024),
    definitionSha256: zSha256.meta({ description: 'Of the definition that was changed; another one is refused' }),
  })
  .meta({ id: 'RewriteDraft' });
export const PublishDraft = z
  .object({
    confirm: zSlug.meta({ description: 'The address once more' }),
    definitionSha256: zSha256.meta({ description: 'Of the definition that was seen; another one is refused' }),
  })
  .meta({ id: 'PublishDraft' });

export const EXPORT_FORMATS = ['challenge', 'codabench'] as const;
export const ExportQuery = z.object({
  format: z.enum(EXPORT_FORMATS).default('challenge'),
  lang: zLang.default('ko').meta({ description: 'Of the texts; Codabench knows one language' }),
});
export const ExportReport = z
  .object({
    format: z.enum(EXPORT_FORMATS),
    isPossible: z.boolean(),
    /** What the format can't say; errors when it can't be written at all. */
    findings: z.array(ImportFinding),
  })
  .meta({ id: 'ExportReport' });

export type ImportState = (typeof IMPORT_STATES)[number];
export type DryRunState = (typeof DRY_RUN_STATES)[number];
export type ImportFinding = z.infer<typeof ImportFinding>;
export type ChallengeOutline = z.infer<typeof ChallengeOutline>;
export type DryRunTask = z.infer<typeof DryRunTask>;
export type DryRunSolution = z.infer<typeof DryRunSolution>;
export type DryRun = z.infer<typeof DryRun>;
export type ImportSummary = z.infer<typeof ImportSummary>;
export type ImportList = z.infer<typeof ImportList>;
export type ImportView = z.infer<typeof ImportView>;
export type CreateImport = z.infer<typeof CreateImport>;
export type CreateDraft = z.infer<typeof CreateDraft>;
export type DefinitionFinding = z.infer<typeof DefinitionFinding>;
export type DraftList = z.infer<typeof DraftList>;
export type DraftView = z.infer<typeof DraftView>;
export type RewriteDraft = z.infer<typeof RewriteDraft>;
export type PublishDraft = z.infer<typeof PublishDraft>;
export type ExportQuery = z.infer<typeof ExportQuery>;
export type ExportReport = z.infer<typeof ExportReport>;
