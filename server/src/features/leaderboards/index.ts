export { BoardRebuild, type BoardDifference, type BoardReport } from './board-rebuild.ts';
export { LeaderboardsModule } from './leaderboards.module.ts';
