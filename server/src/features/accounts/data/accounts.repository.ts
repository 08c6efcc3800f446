import type { AccountId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { countIn } from '../../../platform/db/sql.ts';
import { managerOf, type Tx } from '../../../platform/db/unit-of-work.ts';
import { Account } from './account.entity.ts';

@Injectable()
export class AccountsRepository {
  constructor(@InjectRepository(Account) private readonly accounts: Repository<Account>) {}

  byEmailKey(emailKey: string): Promise<Account | null> {
    return this.accounts.findOneBy({ emailKey });
  }
  byId(id: AccountId): Promise<Account | null> {
    return this.accounts.findOneBy({ id });
  }
  /** False when there is no such account. */
  async addRole(tx: Tx, emailKey: string, role: string): Promise<boolean> {
    return (await countIn(tx, `UPDATE account SET roles = array_append(array_remove(roles, $2), $2) WHERE email_key = $1`, [emailKey, role])) === 1;
  }
  async markDemo(tx: Tx, emailKey: string): Promise<void> {
    await countIn(tx, `UPDATE account SET demo = true WHERE email_key = $1`, [emailKey]);
  }
  /** Unique violation on `account_email_key` when the address is taken. */
  async insert(tx: Tx, account: Account): Promise<void> {
    await managerOf(tx).insert(Account, account);
  }
}
