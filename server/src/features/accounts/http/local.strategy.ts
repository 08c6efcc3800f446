import { Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
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
export class LocalGuard extends AuthGuard('local') {}
