import type { Role } from '@gac/shared/contract/accounts';
import type { AccountId, ChallengeId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { countIn, rowsIn, Sql } from '../../../platform/db/sql.ts';
import { managerOf, type Tx } from '../../../platform/db/unit-of-work.ts';
import { Account } from './account.entity.ts';

@Injectable()
export class AccountsRepository {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly sql: Sql,
  ) {}

  byEmailKey(emailKey: string): Promise<Account | null> {
    return this.accounts.findOneBy({ emailKey });
  }
  byId(id: AccountId): Promise<Account | null> {
    return this.accounts.findOneBy({ id });
  }
  /** Adds a role; the account, or null when there is none. */
  async addRole(tx: Tx, emailKey: string, role: string): Promise<AccountId | null> {
    return (await rowsIn<{ id: AccountId }>(tx, `UPDATE account SET roles = array_append(array_remove(roles, $2), $2) WHERE email_key = $1 RETURNING id`, [emailKey, role]))[0]?.id ?? null;
  }
  /** Makes an account one of the organizers of challenges. */
  async addOrganizer(tx: Tx, id: AccountId, challenges: readonly ChallengeId[], at: Date): Promise<void> {
    await rowsIn(tx, `INSERT INTO challenge_organizer (account_id, challenge_id, granted_at) SELECT $1, c, $3 FROM unnest($2::uuid[]) AS c ON CONFLICT DO NOTHING`, [id, challenges, at]);
  }
  /** What the guards ask of an account at every request. */
  async standing(id: AccountId): Promise<{ id: AccountId; roles: Role[]; demo: boolean; organizes: ChallengeId[] } | null> {
    return this.sql.one(`SELECT id, roles, demo, ARRAY(SELECT challenge_id FROM challenge_organizer WHERE account_id = $1) AS organizes FROM account WHERE id = $1`, [id]);
  }
  async markDemo(tx: Tx, emailKey: string): Promise<void> {
    await countIn(tx, `UPDATE account SET demo = true WHERE email_key = $1`, [emailKey]);
  }
  /** Unique violation on `account_email_key` when the address is taken. */
  async insert(tx: Tx, account: Account): Promise<void> {
    await managerOf(tx).insert(Account, account);
  }
}
