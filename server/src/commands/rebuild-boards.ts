import { composeContext } from '../compose.ts';
import { BoardRebuild } from '../features/leaderboards/index.ts';
import type { AppConfig } from '../platform/config/config.ts';

/** `rebuild-boards [--check]`: computes every board from its submissions. With --check it only compares, and fails when they differ. */
export async function rebuildBoardsCommand(config: AppConfig, args: readonly string[]): Promise<void> {
  const app = await composeContext(config, 'cli');
  try {
    const reports = await app.get(BoardRebuild).all({ check: args.includes('--check') });
    console.log(JSON.stringify(reports, null, 2));
    if (args.includes('--check') && reports.some((report) => report.differences.length > 0)) process.exitCode = 1;
  } finally {
    await app.close();
  }
}
