import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.ts';
import { Team, TeamEvent, TeamInvitation, TeamMember } from './data/team.entities.ts';
import { TeamsRepository } from './data/teams.repository.ts';
import { TeamsApi } from './teams.api.ts';
import { TeamsService } from './teams.service.ts';

/** Global: the slices above ask TeamsApi. */
@Global()
@Module({
  imports: [AccountsModule, TypeOrmModule.forFeature([Team, TeamMember, TeamEvent, TeamInvitation])],
  providers: [TeamsRepository, { provide: TeamsApi, useClass: TeamsService }],
  exports: [TeamsApi],
})
export class TeamsModule {}
