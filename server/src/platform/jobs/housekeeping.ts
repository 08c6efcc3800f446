import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { countIn } from '../db/sql.ts';
import { UnitOfWork } from '../db/unit-of-work.ts';
import { PostgresSessionStore } from '../http/session-store.ts';
import { LiveStreams } from '../live/live-streams.ts';
import { Outbox } from '../outbox/outbox.ts';
import { Workers } from '../workers/workers.ts';
import { JobRegistry } from './job-registry.ts';
import { Periodic } from './job.ts';

const DAY_MS = 86_400_000;
const EVENTS_KEPT_MS = 7 * DAY_MS;
/** A reader that was away for longer fetches the whole state anew. */
const LIVE_KEPT_MS = 30 * DAY_MS;
const KEYS_KEPT_MS = 2 * DAY_MS;
const WORKERS_KEPT_MS = DAY_MS;

/** Removes what nobody can need any more: handled events, old live events, ended sessions, old idempotency keys, workers long gone. */
@Injectable()
export class Housekeeping extends Periodic {
  readonly name = 'housekeeping';
  readonly everyMs = 3_600_000;
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly registry: JobRegistry,
    private readonly live: LiveStreams,
    private readonly sessions: PostgresSessionStore,
    private readonly workers: Workers,
    private readonly clock: Clock,
  ) {
    super();
  }
  async run(): Promise<void> {
    const before = (ms: number): Date => new Date(this.clock.now().getTime() - ms);
    await this.uow.run((tx) => this.outbox.prune(tx, before(EVENTS_KEPT_MS), this.registry.subscriptions));
    await this.uow.run((tx) => this.live.prune(tx, before(LIVE_KEPT_MS)));
    await this.uow.run((tx) => countIn(tx, `DELETE FROM idempotency WHERE at < $1`, [before(KEYS_KEPT_MS)]));
    await this.uow.run((tx) => this.workers.prune(tx, before(WORKERS_KEPT_MS)));
    await this.sessions.sweep();
  }
}
