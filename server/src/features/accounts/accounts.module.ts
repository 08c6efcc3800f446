import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorSource } from '../../platform/access/actor.ts';
import { AccountActors, AccountsService } from './accounts.service.ts';
import { Account } from './data/account.entity.ts';
import { AccountsRepository } from './data/accounts.repository.ts';
import { AccountsController } from './http/accounts.controller.ts';
import { LocalStrategy } from './http/local.strategy.ts';

/** Global for the ActorSource, which the guards of every route need. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Account]), PassportModule],
  controllers: [AccountsController],
  providers: [AccountsRepository, AccountsService, LocalStrategy, { provide: ActorSource, useClass: AccountActors }],
  exports: [AccountsService, ActorSource],
})
export class AccountsModule {}
