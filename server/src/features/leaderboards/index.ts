export { BoardRebuild } from './board-rebuild.ts';
export { LeaderboardsModule } from './leaderboards.module.ts';
