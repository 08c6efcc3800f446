import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.ts';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import { UnitOfWork } from '../../../platform/db/unit-of-work.ts';
import { Periodic } from '../../../platform/jobs/job.ts';
import { LiveStreams } from '../../../platform/live/live-streams.ts';
import { QUEUE_TOPIC } from './queue-news.ts';

const EVERY_MS = 1_000;
export const SAMPLES_KEPT_MS = 5 * 60_000;
/** Several processes take turns at no fixed distance: two of them must not count the same second. */
const LEAST_DISTANCE_MS = 900;

interface Counts {
  validate: number;
  evaluate: number;
  running: number;
  ended: number;
}

/** Writes down once a second how deep the queue is, for the organizers' chart; keeps five minutes. No sample means that no worker lives. */
@Injectable()
export class QueueSampler extends Periodic {
  readonly name = 'sample-queue';
  readonly everyMs = EVERY_MS;
  constructor(
    private readonly uow: UnitOfWork,
    private readonly live: LiveStreams,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const ago = (ms: number): Date => new Date(now.getTime() - ms);
    await this.uow.run(async (tx) => {
      // Whoever comes at the same moment waits, and then sees that there is one.
      await rowsIn(tx, `SELECT 1 FROM live_topic WHERE topic = $1 FOR UPDATE`, [QUEUE_TOPIC]);
      const [last] = await rowsIn<{ at: Date }>(tx, `SELECT at FROM live_event WHERE topic = $1 AND kind = 'sample' ORDER BY seq DESC LIMIT 1`, [QUEUE_TOPIC]);
      if (last && last.at > ago(LEAST_DISTANCE_MS)) return;
      const since = last && last.at > ago(10 * EVERY_MS) ? last.at : ago(EVERY_MS);
      const [counts] = await rowsIn<Counts>(
        tx,
        `SELECT count(*) FILTER (WHERE state = 'RECEIVED')::int AS validate, count(*) FILTER (WHERE state = 'QUEUED')::int AS evaluate,
                count(*) FILTER (WHERE state IN ('VALIDATING', 'RUNNING', 'SCORING') AND lease_owner IS NOT NULL AND lease_until >= $1)::int AS running,
                (SELECT count(*)::int FROM evaluation WHERE ended_at > $2 AND ended_at <= $1) AS ended
           FROM evaluation WHERE current AND state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING')`,
        [now, since],
      );
      await countIn(tx, `DELETE FROM live_event WHERE topic = $1 AND at < $2`, [QUEUE_TOPIC, ago(SAMPLES_KEPT_MS)]);
      await this.live.append(tx, QUEUE_TOPIC, 'sample', { ...counts });
    });
  }
}
