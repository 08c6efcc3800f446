import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountsModule } from './features/accounts/index.ts';
import { ChallengesModule } from './features/challenges/index.ts';
import { ImportsModule } from './features/imports/index.ts';
import { LeaderboardsModule } from './features/leaderboards/index.ts';
import { ScoringModule } from './features/scoring/index.ts';
import { SubmissionsModule } from './features/submissions/index.ts';
import { TeamsModule } from './features/teams/index.ts';
import { AccessGuard, ActorGuard } from './platform/http/guards.ts';
import { OpenApi } from './platform/http/openapi.ts';
import { OperationsController } from './platform/http/operations.controller.ts';
import { RateLimitGuard, throttlerModule } from './platform/http/throttle.ts';
import { ParkedJobsController } from './platform/jobs/parked-jobs.controller.ts';
import { PlatformModule, type PlatformParts } from './platform/platform.module.ts';

const SLICES = [AccountsModule, TeamsModule, ChallengesModule, ScoringModule, SubmissionsModule, LeaderboardsModule, ImportsModule];

/** The whole product; API, worker and command line are the same modules, started differently. */
@Module({})
export class AppModule {
  static with(parts: PlatformParts): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.with(parts), throttlerModule(), ...SLICES],
      controllers: [OperationsController, ParkedJobsController],
      // In this order: how often, who, whether.
      providers: [OpenApi, { provide: APP_GUARD, useClass: RateLimitGuard }, { provide: APP_GUARD, useClass: ActorGuard }, { provide: APP_GUARD, useClass: AccessGuard }],
    };
  }
}
