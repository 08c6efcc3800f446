import { AccountView, CreateAccount, SessionView, SignIn } from '@gac/shared/contract/accounts';
import { Body, Controller, Delete, Get, Inject, Post, Req, UseGuards } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/access/actor.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { Allows, By, Returns, ReturnsNothing } from '../../../platform/http/route.ts';
import { SIGN_IN_LIMIT } from '../../../platform/http/throttle.ts';
import { accountView, AccountsService } from '../accounts.service.ts';
import { LocalGuard } from './local.strategy.ts';

type AccountRow = Parameters<typeof accountView>[0];

@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  @Post('accounts')
  @Allows('account.create')
  @Returns(201, AccountView)
  @Throttle(SIGN_IN_LIMIT)
  async register(@Req() request: FastifyRequest, @Body({ schema: CreateAccount }) body: CreateAccount): Promise<AccountView> {
    const account = await this.accounts.register(body);
    await this.begin(request, account);
    return accountView(account);
  }

  @Post('session')
  @Allows('session.create')
  @Returns(201, SessionView)
  @Throttle(SIGN_IN_LIMIT)
  @UseGuards(LocalGuard)
  async signIn(@Req() request: FastifyRequest & { user: AccountRow }, @Body({ schema: SignIn }) _body: SignIn): Promise<SessionView> {
    await this.begin(request, request.user);
    return this.view(request.user);
  }

  @Get('session')
  @Allows('session.read')
  @Returns(200, SessionView)
  async session(@By() actor: Actor): Promise<SessionView> {
    return this.view(actor.kind === 'account' ? await this.accounts.find(actor.id) : null);
  }

  @Delete('session')
  @Allows('session.end')
  @ReturnsNothing()
  async signOut(@Req() request: FastifyRequest): Promise<void> {
    await request.session.destroy();
  }

  /** A new session id at every sign-in, so that one planted before is worth nothing. */
  private async begin(request: FastifyRequest, account: AccountRow): Promise<void> {
    await request.session.regenerate();
    request.session.set('accountId', account.id);
  }

  private view(account: AccountRow | null): SessionView {
    return { account: account ? accountView(account) : null, serverTime: this.clock.now().toISOString(), demo: this.config.GAC_MODE === 'demo' };
  }
}
