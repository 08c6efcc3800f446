import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TeamsModule } from '../teams/index.ts';
import { ChallengeDrafts } from './challenge-drafts.service.ts';
import { ChallengeCatalogue } from './challenge-catalogue.ts';
import { ChallengeLoader } from './challenge-loader.ts';
import { ChallengeWriter } from './challenge-writer.ts';
import { ChallengesApi } from './challenges.api.ts';
import { ChallengesQueries } from './challenges.queries.ts';
import { ChallengesService } from './challenges.service.ts';
import { Board, Challenge, ChallengeRevision, DataFile, Participation, Phase, PhaseTask, RulesAcceptance, Task } from './data/challenge.entities.ts';
import { ChallengePartsRepository } from './data/challenge-parts.repository.ts';
import { ChallengesRepository } from './data/challenges.repository.ts';
import { DraftsRepository } from './data/drafts.repository.ts';
import { ParticipationsRepository } from './data/participations.repository.ts';
import { DataFilesService } from './data-files.service.ts';
import { ChallengesController } from './http/challenges.controller.ts';
import { ParticipationService } from './participation.service.ts';

/** Global: the slices above ask ChallengesApi, and fill its ports (StandingFacts, EvaluationFacts, ScorerIdentity, BundleScorer) by global modules of their own. */
@Global()
@Module({
  imports: [TeamsModule, TypeOrmModule.forFeature([Challenge, ChallengeRevision, Phase, Task, PhaseTask, DataFile, Board, Participation, RulesAcceptance])],
  controllers: [ChallengesController],
  providers: [
    ChallengesRepository,
    ChallengePartsRepository,
    ParticipationsRepository,
    ChallengeCatalogue,
    ChallengeWriter,
    ChallengeLoader,
    DraftsRepository,
    ChallengeDrafts,
    ChallengesQueries,
    ParticipationService,
    DataFilesService,
    { provide: ChallengesApi, useClass: ChallengesService },
  ],
  exports: [ChallengesApi, ChallengeLoader, ChallengeDrafts],
})
export class ChallengesModule {}
