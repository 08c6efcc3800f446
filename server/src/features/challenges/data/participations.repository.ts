import type { AccountId, ChallengeId, Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn, Sql } from '../../../platform/db/sql.ts';
import { managerOf, type Tx } from '../../../platform/db/unit-of-work.ts';
import type { AcceptedRules, RulesName } from '../rules-acceptance.ts';
import { Participation } from './challenge.entities.ts';

@Injectable()
export class ParticipationsRepository {
  constructor(private readonly sql: Sql) {}

  /** What a person accepted and what holds now; null when there is no such challenge. */
  async of(accountId: AccountId, challengeId: ChallengeId): Promise<AcceptedRules | null> {
    const row = await this.sql.one<{
      slug: string;
      version: string;
      sha256: Sha256;
      joinedAt: Date | null;
      acceptedVersion: string;
      acceptedSha256: Sha256;
    }>(
      `SELECT c.slug, c.rules_version AS version, c.rules_sha256 AS sha256,
              p.joined_at AS "joinedAt", p.rules_version AS "acceptedVersion", p.rules_sha256 AS "acceptedSha256"
         FROM challenge c LEFT JOIN participation p ON p.challenge_id = c.id AND p.account_id = $2 WHERE c.id = $1`,
      [challengeId, accountId],
    );
    if (!row) return null;
    const accepted = row.joinedAt && { rulesVersion: row.acceptedVersion, rulesSha256: row.acceptedSha256, joinedAt: row.joinedAt };
    return { slug: row.slug, current: { rulesVersion: row.version, rulesSha256: row.sha256 }, accepted };
  }

  async hasJoined(accountId: AccountId, challengeId: ChallengeId): Promise<boolean> {
    return (
      (await this.sql.one(`SELECT 1 FROM participation WHERE challenge_id = $1 AND account_id = $2`, [challengeId, accountId])) !== null
    );
  }

  /** The rules that hold, which stay so until the transaction ends. */
  async holdRules(tx: Tx, challengeId: ChallengeId): Promise<RulesName | null> {
    const [rules] = await rowsIn<RulesName>(
      tx,
      `SELECT rules_version AS "rulesVersion", rules_sha256 AS "rulesSha256" FROM challenge WHERE id = $1 FOR SHARE`,
      [challengeId],
    );
    return rules ?? null;
  }

  /** Unique violation on `participation_once` when the person has joined already. */
  async insert(tx: Tx, participation: Participation): Promise<void> {
    await managerOf(tx).insert(Participation, participation);
  }

  /** False when the person has not joined. */
  async update(
    tx: Tx,
    { challengeId, accountId, rulesVersion, rulesSha256, acceptedAt }: Omit<Participation, 'joinedAt'>,
  ): Promise<boolean> {
    const touched = await countIn(
      tx,
      `UPDATE participation SET rules_version = $3, rules_sha256 = $4, accepted_at = $5 WHERE challenge_id = $1 AND account_id = $2`,
      [challengeId, accountId, rulesVersion, rulesSha256, acceptedAt],
    );
    return touched === 1;
  }

  /** Keeps an acceptance for good; the first instant stays when the same rules are accepted twice. */
  async recordAcceptance(
    tx: Tx,
    { challengeId, accountId, rulesVersion, rulesSha256, acceptedAt }: Omit<Participation, 'joinedAt'>,
  ): Promise<void> {
    await rowsIn(
      tx,
      `INSERT INTO rules_acceptance (challenge_id, account_id, rules_version, rules_sha256, accepted_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [challengeId, accountId, rulesVersion, rulesSha256, acceptedAt],
    );
  }

  /** Keeps what was asked under an idempotency key. Unique violation on `idempotency_pkey` when the key was used before. */
  async rememberKey(tx: Tx, accountId: AccountId, key: string, requestSha256: Sha256, { challengeId, acceptedAt }: Omit<Participation, 'joinedAt'>): Promise<void> {
    await rowsIn(tx, `INSERT INTO idempotency (account_id, key, request_hash, result_id, at) VALUES ($1, $2, $3, $4, $5)`, [accountId, key, requestSha256, challengeId, acceptedAt]);
  }

  /** The hash of the request that was sent under an idempotency key; null when there was none. */
  async requestUnder(accountId: AccountId, key: string): Promise<Sha256 | null> {
    const row = await this.sql.one<{ hash: Sha256 }>(`SELECT request_hash AS hash FROM idempotency WHERE account_id = $1 AND key = $2`, [accountId, key]);
    return row?.hash ?? null;
  }
}
