import type { AccountView, CreateAccount, Role, SignIn } from '@gac/shared/contract/accounts';
import type { AccountId, ChallengeId } from '@gac/shared/values';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { ActorSource, VISITOR, type Actor } from '../../platform/access/actor.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { isUniqueViolation, UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Ids } from '../../platform/ids/ids.ts';
import type { Account } from './data/account.entity.ts';
import { AccountsRepository } from './data/accounts.repository.ts';
import { emailKey } from './domain/email.ts';

/** argon2id with OWASP's minimum (password storage cheat sheet): 19 MiB, 2 passes, 1 lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const accountView = ({ id, email, name, romanName, country, affiliation, affiliationKind, locale, roles, createdAt }: Account): AccountView => ({
  id,
  email,
  name,
  romanName,
  country,
  affiliation,
  affiliationKind: affiliationKind as AccountView['affiliationKind'],
  locale,
  roles,
  createdAt: createdAt.toISOString(),
});

/** Passwords of demo accounts stand in a file and on a page: they are worth nothing in production, and neither are sessions made with them. */
const isWelcome = (account: Pick<Account, 'demo'>, { GAC_MODE }: AppConfig): boolean => !(account.demo && GAC_MODE === 'production');

@Injectable()
export class AccountsService implements OnModuleInit {
  private decoy = '';
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    this.decoy = await hash('no account has this password', ARGON2);
  }

  /** Registers a member. Refusal: `email-taken`. */
  async register(body: CreateAccount): Promise<Account> {
    const account: Account = {
      ...body,
      id: this.ids.next<AccountId>(),
      emailKey: emailKey(body.email),
      name: body.name.normalize('NFC'),
      romanName: body.romanName ?? null,
      affiliation: body.affiliation.normalize('NFC'),
      passwordHash: await hash(body.password, ARGON2),
      roles: ['member'],
      demo: false,
      createdAt: this.clock.now(),
    };
    delete (account as Partial<CreateAccount>).password;
    try {
      await this.uow.run((tx) => this.accounts.insert(tx, account));
    } catch (error) {
      if (isUniqueViolation(error, 'account_email_key')) throw problem('email-taken');
      throw error;
    }
    return account;
  }

  /** The account, or `wrong-credentials`; an unknown address takes as long as a wrong password. */
  async verify({ email, password }: SignIn): Promise<Account> {
    const account = await this.accounts.byEmailKey(emailKey(email));
    const right = await verify(account?.passwordHash ?? this.decoy, password);
    if (!account || !right || !isWelcome(account, this.config)) throw problem('wrong-credentials');
    return account;
  }

  /** Marks an account as one of the demo's, which production refuses whatever brought it there. */
  async markDemo(email: string): Promise<void> {
    await this.uow.run((tx) => this.accounts.markDemo(tx, emailKey(email)));
  }

  /** Gives a role that nobody gets by registering; organizers organize `challenges`. Raises `not-found`. */
  async grantRole(email: string, role: Exclude<Role, 'member'>, challenges: readonly ChallengeId[] = []): Promise<void> {
    await this.uow.run(async (tx) => {
      const id = await this.accounts.addRole(tx, emailKey(email), role);
      if (id === null) throw problem('not-found');
      await this.accounts.addOrganizer(tx, id, challenges, this.clock.now());
    });
  }

  /** Makes an account one of the organizers of a challenge, in the caller's transaction. */
  async addOrganizer(tx: Tx, id: AccountId, challenge: ChallengeId): Promise<void> {
    await this.accounts.addOrganizer(tx, id, [challenge], this.clock.now());
  }

  find(id: AccountId): Promise<Account | null> {
    return this.accounts.byId(id);
  }
}

@Injectable()
export class AccountActors extends ActorSource {
  constructor(
    private readonly accounts: AccountsRepository,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
  }
  async find(accountId: string): Promise<Actor> {
    const account = await this.accounts.standing(accountId as AccountId);
    return account && isWelcome(account, this.config) ? { kind: 'account', id: account.id, roles: account.roles, organizes: account.organizes } : VISITOR;
  }
}
