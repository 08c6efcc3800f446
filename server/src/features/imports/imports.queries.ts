import type { DryRun, DryRunState, ImportFinding, ImportList, ImportState, ImportSummary, ImportView } from '@gac/shared/contract/imports';
import type { AccountId, Sha256 } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import { Access } from '../../platform/access/access.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { Sql } from '../../platform/db/sql.ts';
import { problem } from '../../platform/http/problem.ts';
import { LiveStreams } from '../../platform/live/live-streams.ts';
import { draftGaps, type StoredBundle } from '../challenges/index.ts';
import type { StoredDryRun } from './data/imports.repository.ts';
import { outlineOf } from './domain/outline.ts';
import { importTopic } from './imports.api.ts';

interface SummaryRow {
  id: string;
  accountId: AccountId;
  fileName: string;
  bytes: string;
  sha256: Sha256;
  state: ImportState;
  stateAt: Date;
  createdAt: Date;
  expiresAt: Date;
  format: ImportSummary['format'];
  version: string;
  title: string;
  errors: number;
  warnings: number;
  dryRun: DryRunState;
  slug: string | null;
  isDraft: boolean;
}
interface ViewRow extends SummaryRow {
  findings: ImportFinding[];
  solutions: unknown[];
  draft: StoredBundle | null;
  ran: StoredDryRun | null;
}
const countOf = (severity: string): string =>
  `jsonb_array_length(jsonb_path_query_array(i.findings, '$[*] ? (@.severity == "${severity}")'))`;
const SUMMARY = `i.id, i.account_id AS "accountId", i.file_name AS "fileName", i.bytes, i.sha256, i.state, i.state_at AS "stateAt", i.created_at AS "createdAt",
  i.expires_at AS "expiresAt", i.format, i.version, i.title, ${countOf('error')} AS errors, ${countOf('warning')} AS warnings, i.dry_run_state AS "dryRun",
  c.slug, c.published_at IS NULL AS "isDraft"`;
/** More than anybody has at once, and the newest first. */
const MOST = 200;
/** Names that are tried for a free address: `wheat`, `wheat-2` and so on. */
const TRIES = 50;
const MAX_SLUG = 63;

function summaryOf({ accountId: _, bytes, stateAt, createdAt, expiresAt, slug, isDraft, ...row }: SummaryRow): ImportSummary {
  return {
    ...row,
    bytes: Number(bytes),
    stateAt: stateAt.toISOString(),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    challenge: slug === null ? null : { slug, isDraft },
  };
}
const dryRunOf = ({ dryRun, solutions, ran }: ViewRow): DryRun => ({
  state: dryRun,
  solutions: solutions.length,
  startedAt: ran?.startedAt ?? null,
  endedAt: ran?.endedAt ?? null,
  problem: ran?.problem ?? null,
  results: ran?.results ?? [],
});

/** Imports as their organizers see them. */
@Injectable()
export class ImportsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly access: Access,
    private readonly live: LiveStreams,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** The actor's own, newest first. */
  async list(actor: Actor): Promise<ImportList> {
    this.access.require(actor, 'import.create', {});
    const rows = await this.sql.rows<SummaryRow>(
      `SELECT ${SUMMARY} FROM challenge_import i LEFT JOIN challenge c ON c.id = i.challenge_id
        WHERE i.account_id = $1 AND i.state <> 'discarded' ORDER BY i.created_at DESC, i.id DESC LIMIT ${String(MOST)}`,
      [actor.kind === 'account' ? actor.id : null],
    );
    return { items: rows.map(summaryOf), maxBytes: this.config.IMPORT_MAX_BYTES, keptHours: this.config.IMPORT_TTL_HOURS };
  }

  /** Refusal: `not-found`, also for what is somebody else's. */
  async view(actor: Actor, id: string): Promise<ImportView> {
    // Before the rest: what changes meanwhile is told once more, never missed.
    const lastSeq = await this.live.lastSeq(importTopic(id));
    const row = await this.sql.one<ViewRow>(
      `SELECT ${SUMMARY}, i.findings, i.solutions, i.draft, i.dry_run AS ran FROM challenge_import i LEFT JOIN challenge c ON c.id = i.challenge_id
        WHERE i.id = $1 AND i.state <> 'discarded'`,
      [id],
    );
    if (!row) throw problem('not-found');
    this.access.require(actor, 'import.read', { owners: [row.accountId] });
    const { dryRun: _, ...summary } = summaryOf(row);
    const { draft } = row;
    return {
      ...summary,
      findings: row.findings,
      outline: draft && outlineOf(draft.definition, draft.files),
      gaps: draft ? draftGaps(draft.definition, this.clock.now()) : [],
      suggestedSlug: draft && row.slug === null ? await this.freeSlug(draft.definition.slug) : null,
      dryRun: dryRunOf(row),
      lastSeq,
    };
  }

  /** The topic that tells of the import. Refusal: `not-found`. */
  async topic(actor: Actor, id: string): Promise<string> {
    await this.owned(actor, id);
    return importTopic(id);
  }

  /** What a program printed in the dry run. Refusal: `not-found`. */
  async log(actor: Actor, id: string, solution: number, task: number, name: string): Promise<string> {
    await this.owned(actor, id);
    const row = await this.sql.one<{ text: string }>(
      `SELECT text FROM challenge_import_log WHERE import_id = $1 AND solution = $2 AND task = $3 AND name = $4`,
      [id, solution, task, name],
    );
    if (!row) throw problem('not-found');
    return row.text;
  }

  private async owned(actor: Actor, id: string): Promise<void> {
    const row = await this.sql.one<{ accountId: AccountId }>(
      `SELECT account_id AS "accountId" FROM challenge_import WHERE id = $1 AND state <> 'discarded'`,
      [id],
    );
    if (!row) throw problem('not-found');
    this.access.require(actor, 'import.read', { owners: [row.accountId] });
  }

  private async freeSlug(wanted: string): Promise<string | null> {
    const tries = Array.from({ length: TRIES }, (_, i) =>
      i === 0 ? wanted : `${wanted.slice(0, MAX_SLUG - 3).replace(/-+$/, '')}-${String(i + 1)}`,
    );
    const taken = await this.sql.rows<{ slug: string }>(`SELECT slug FROM challenge WHERE slug = ANY($1)`, [tries]);
    return tries.find((slug) => !taken.some((one) => one.slug === slug)) ?? null;
  }
}
