import type { QuotaGrant, QuotaUse } from '@gac/shared/rules/quota';
import type { PhaseId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { rowsIn, Sql } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';

const USES = `
  SELECT q.at, q.state,
         s.state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING') AS running,
         s.state = 'FAILED' AND coalesce(s.failure_class, '') NOT IN ('PLATFORM_FAULT', 'SCORER_FAULT') AS failed
    FROM quota_use q JOIN submission s ON s.id = q.submission_id
   WHERE q.team_id = $1 AND q.phase_id = $2`;
const GRANTS = `SELECT at, extra, expires_at AS "expiresAt" FROM quota_grant WHERE team_id = $1 AND phase_id = $2`;
export interface Ledger {
  uses: QuotaUse[];
  grants: QuotaGrant[];
}

/** The quota ledger of a team in a phase: lines, never a counter. */
@Injectable()
export class QuotaRepository {
  constructor(private readonly sql: Sql) {}
  async read(teamId: TeamId, phaseId: PhaseId): Promise<Ledger> {
    const [uses, grants] = await Promise.all([this.sql.rows<QuotaUse>(USES, [teamId, phaseId]), this.sql.rows<QuotaGrant>(GRANTS, [teamId, phaseId])]);
    return { uses, grants };
  }
  /** The team's row must be locked. */
  async readIn(tx: Tx, teamId: TeamId, phaseId: PhaseId): Promise<Ledger> {
    return { uses: await rowsIn<QuotaUse>(tx, USES, [teamId, phaseId]), grants: await rowsIn<QuotaGrant>(tx, GRANTS, [teamId, phaseId]) };
  }
}
