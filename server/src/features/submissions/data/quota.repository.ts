import type { QuotaGrant, QuotaUse } from '@gac/shared/rules/quota';
import { quotaSettlement, type FailureClass, type SubmissionState } from '@gac/shared/rules/lifecycle';
import type { AccountId, PhaseId, SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../platform/audit/audit-trail.ts';
import { countIn, rowsIn, Sql } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { SubmissionRow } from './submissions.repository.ts';

const USES = `
  SELECT q.at, q.state,
         s.state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING') AS running,
         s.state = 'FAILED' AND coalesce(s.failure_class, '') NOT IN ('PLATFORM_FAULT', 'SCORER_FAULT') AS failed
    FROM quota_use q JOIN submission s ON s.id = q.submission_id
   WHERE q.team_id = $1 AND q.phase_id = $2`;
const GRANTS = `SELECT at, extra, expires_at AS "expiresAt" FROM quota_grant WHERE team_id = $1 AND phase_id = $2`;
export interface LedgerLines {
  uses: QuotaUse[];
  grants: QuotaGrant[];
}

/** The quota ledger of a team in a phase: lines, never a counter. */
@Injectable()
export class QuotaLedger {
  constructor(
    private readonly sql: Sql,
    private readonly audit: AuditTrail,
  ) {}
  async read(teamId: TeamId, phaseId: PhaseId): Promise<LedgerLines> {
    const [uses, grants] = await Promise.all([this.sql.rows<QuotaUse>(USES, [teamId, phaseId]), this.sql.rows<QuotaGrant>(GRANTS, [teamId, phaseId])]);
    return { uses, grants };
  }
  /** The team's row must be locked. */
  async readIn(tx: Tx, teamId: TeamId, phaseId: PhaseId): Promise<LedgerLines> {
    return { uses: await rowsIn<QuotaUse>(tx, USES, [teamId, phaseId]), grants: await rowsIn<QuotaGrant>(tx, GRANTS, [teamId, phaseId]) };
  }

  async reserve(tx: Tx, submissionId: SubmissionId, teamId: TeamId, phaseId: PhaseId, at: Date): Promise<void> {
    await rowsIn(tx, `INSERT INTO quota_use (submission_id, team_id, phase_id, at, state) VALUES ($1, $2, $3, $4, 'RESERVED')`, [submissionId, teamId, phaseId, at]);
  }
  /** Settles the reservation once; a settled line never changes again. */
  async settle(tx: Tx, row: SubmissionRow, to: SubmissionState, failure: FailureClass | null, countFailed: boolean, at: Date): Promise<void> {
    const started = row.history.some(({ state }) => state === 'RUNNING' || state === 'SCORING');
    const settlement = quotaSettlement(to, failure, countFailed, started);
    if (settlement === 'keep') return;
    await countIn(tx, `UPDATE quota_use SET state = $2, settled_at = $3, reason = $4 WHERE submission_id = $1 AND state = 'RESERVED'`, [row.id, settlement === 'commit' ? 'COMMITTED' : 'REFUNDED', at, failure ?? to]);
  }

  async grant(tx: Tx, grant: { id: string; teamId: TeamId; phaseId: PhaseId; extra: number; reason: string; by: AccountId | null; at: Date; expiresAt: Date }): Promise<void> {
    await rowsIn(tx, `INSERT INTO quota_grant (id, team_id, phase_id, extra, reason, granted_by, at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, [grant.id, grant.teamId, grant.phaseId, grant.extra, grant.reason, grant.by, grant.at, grant.expiresAt]);
    await this.audit.record(tx, { actorId: grant.by, action: 'quota.granted', subject: grant.teamId, reason: grant.reason, data: { phaseId: grant.phaseId, extra: grant.extra, expiresAt: grant.expiresAt } });
  }
}
