import { SignIn } from '@gac/shared/contract/accounts';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import type { FastifyRequest } from 'fastify';
import { invalidInput } from '../../../platform/http/invalid-input.ts';
import { AccountsService } from '../accounts.service.ts';

@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly accounts: AccountsService) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }
  validate(email: string, password: string): ReturnType<AccountsService['verify']> {
    return this.accounts.verify({ email, password });
  }
}

@Injectable()
export class LocalGuard extends AuthGuard('local') {
  /** Guards come before pipes: the body is looked at here, or what is no text would reach the strategy. */
  override canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    const parsed = SignIn.safeParse(context.switchToHttp().getRequest<FastifyRequest>().body);
    if (!parsed.success) throw invalidInput(parsed.error.issues);
    return super.canActivate(context);
  }
}
