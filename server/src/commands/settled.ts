import type { INestApplicationContext } from '@nestjs/common';
import { Sql } from '../platform/db/sql.ts';
import { Fault } from '../platform/fault.ts';
import { Idle } from '../platform/jobs/idle.ts';

const LOOK_MS = 10;

/**
 * Resolves when every event has been dealt with, every evaluation has ended and every archive is read. All, because what waits is also taken up
 * without an event. Throws after `withinMs`. For the seed and for tests.
 */
export async function settled(app: INestApplicationContext, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    await app.get(Idle).wait(Math.max(1, until - performance.now()));
    const open = await app.get(Sql).one<{ n: number }>(`SELECT count(*)::int AS n FROM evaluation WHERE current AND state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING')`);
    const imports = await app.get(Sql).one<{ n: number }>(`SELECT count(*)::int AS n FROM challenge_import WHERE state IN ('uploaded', 'reading') OR (dry_run_state = 'running' AND state <> 'discarded')`);
    // Once more after the last one ended: its end is an event.
    if (open?.n === 0 && imports?.n === 0 && (await app.get(Idle).pending()) === 0) return;
    if (performance.now() > until) throw new Fault(`${String(open?.n ?? 0)} evaluation(s) and ${String(imports?.n ?? 0)} import(s) still under way`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
