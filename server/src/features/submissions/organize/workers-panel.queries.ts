import type { AuditList, AuditView, FailureCounts, WorkerList } from '@gac/shared/contract/organize';
import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { EvaluationId } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { Sql } from '../../../platform/db/sql.ts';
import { Workers } from '../../../platform/workers/workers.ts';
import { workerState } from '../domain/organizer-rules.ts';
import { Organizers } from './organizers.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One that ended in order is no news for long; one that was lost is. */
const ENDED_SHOWN_MS = 2 * 60_000;
const LATEST = 30;

/** Workers, failures and what organizers did. */
@Injectable()
export class WorkersPanelQueries {
  constructor(
    private readonly sql: Sql,
    private readonly workers: Workers,
    private readonly organizers: Organizers,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  async list(actor: Actor): Promise<WorkerList> {
    const now = this.clock.now();
    const [rows, mayDrain] = await Promise.all([this.workers.heardSince(new Date(now.getTime() - DAY_MS)), this.organizers.mayShared(actor, 'worker.drain')]);
    return {
      at: now.toISOString(),
      leaseMs: this.config.LEASE_MS,
      mayDrain,
      items: rows
        .filter(({ endedAt }) => endedAt === null || now.getTime() - endedAt.getTime() < ENDED_SHOWN_MS)
        .map((row) => ({
          id: row.id,
          host: row.host,
          pid: row.pid,
          state: workerState(row, now, this.config.LEASE_MS),
          startedAt: row.startedAt.toISOString(),
          seenAt: row.seenAt.toISOString(),
          slots: row.slots,
          busy: row.busy,
          driver: row.abilities?.driver ?? null,
          isolation: row.abilities?.isolation ?? null,
          limits: row.abilities?.limits ?? null,
          problems: row.abilities?.problems ?? [],
        })),
    };
  }

  /** Evaluations of the actor's challenges that failed in the last day, by class. */
  async failures(actor: Actor): Promise<FailureCounts> {
    const since = new Date(this.clock.now().getTime() - DAY_MS);
    const own = (await this.organizers.challengesOf(actor, 'evaluation.inspect')).map(({ id }) => id);
    const [items, ended] = await Promise.all([
      this.sql.rows<{ class: FailureClass; count: number; latestAt: Date; latestId: EvaluationId }>(
        `SELECT failure_class AS class, count(*)::int AS count, max(ended_at) AS "latestAt", (array_agg(id ORDER BY ended_at DESC))[1] AS "latestId"
           FROM evaluation WHERE ended_at >= $1 AND state = 'FAILED' AND challenge_id = ANY($2) GROUP BY failure_class ORDER BY 2 DESC, 1`,
        [since, own],
      ),
      this.sql.one<{ n: number }>(`SELECT count(*)::int AS n FROM evaluation WHERE ended_at >= $1 AND challenge_id = ANY($2)`, [since, own]),
    ]);
    return { since: since.toISOString(), ended: ended?.n ?? 0, items: items.map((item) => ({ ...item, latestAt: item.latestAt.toISOString() })) };
  }

  /** What was done lately to the actor's challenges and to what all share. */
  async actions(actor: Actor): Promise<AuditList> {
    const own = (await this.organizers.challengesOf(actor, 'evaluation.inspect')).map(({ id }) => id);
    return { items: await readAudit(this.sql, `a.data->>'challengeId' IS NULL OR (a.data->>'challengeId')::uuid = ANY($1)`, own) };
  }
}

interface AuditRow {
  id: string;
  at: Date;
  by: string | null;
  action: AuditView['action'];
  reason: string;
  subject: string | null;
  evaluationId: EvaluationId | null;
}
/** Organizers' deeds that fit a condition on `a` with `$1`, latest first. */
export async function readAudit(sql: Sql, where: string, param: unknown): Promise<AuditView[]> {
  const rows = await sql.rows<AuditRow>(
    `SELECT a.id, a.at, u.name AS by, a.action, a.reason, a.data->>'name' AS subject, a.data->>'evaluationId' AS "evaluationId"
       FROM audit_event a LEFT JOIN account u ON u.id = a.actor_id
      WHERE split_part(a.action, '.', 1) IN ('queue', 'worker', 'evaluation') AND (${where}) ORDER BY a.at DESC, a.id DESC LIMIT ${String(LATEST)}`,
    [param],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), subject: row.subject ?? '' }));
}
