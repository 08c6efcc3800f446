import { Global, Module } from '@nestjs/common';
import { ChallengesModule, StandingFacts } from '../challenges/index.ts';
import { RankSource, SubmissionsModule } from '../submissions/index.ts';
import { TeamsModule } from '../teams/index.ts';
import { BoardRebuild } from './board-rebuild.ts';
import { BoardRowsQueries } from './board-rows.queries.ts';
import { BoardShapes } from './board-shapes.ts';
import { BoardViews } from './board-views.ts';
import { StandingsRepository } from './data/standings.repository.ts';
import { BoardsController } from './http/boards.controller.ts';
import { RankScored, ReshapeAll, ReshapeBoards, ShowProfile, UnrankRetired } from './jobs/projection.jobs.ts';
import { LeaderboardsQueries } from './leaderboards.queries.ts';
import { Projection } from './projection.ts';
import { BoardRankSource, BoardStandingFacts } from './standing-facts.ts';
import { StandingWriter } from './standing-writer.ts';

/** Global for the ports it fills: the slices below ask for ranks and counts without knowing this one. */
@Global()
@Module({
  imports: [ChallengesModule, TeamsModule, SubmissionsModule],
  controllers: [BoardsController],
  providers: [
    ...[StandingsRepository, StandingWriter, Projection, RankScored, UnrankRetired, ShowProfile, ReshapeBoards, ReshapeAll],
    ...[BoardRowsQueries, BoardViews, LeaderboardsQueries, BoardRebuild, BoardShapes],
    { provide: StandingFacts, useClass: BoardStandingFacts },
    { provide: RankSource, useClass: BoardRankSource },
  ],
  exports: [BoardRebuild, StandingFacts, RankSource],
})
export class LeaderboardsModule {}
