import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Clock } from '../clock/clock.ts';
import { Notifications } from '../db/notifications.ts';
import { countIn, rowsIn, Sql } from '../db/sql.ts';
import { UnitOfWork } from '../db/unit-of-work.ts';
import { Log } from '../log/log.ts';
import { OUTBOX_CHANNEL } from '../outbox/outbox.ts';
import { JobRegistry } from './job-registry.ts';
import type { Job, QueueName } from './job.ts';
import { Queues } from './queues.ts';

interface OutboxRow {
  id: string;
  event: string;
  payload: unknown;
  attempts: number;
}
/** An event for one of its handlers, once more. */
export type Redelivery = OutboxRow & { handler: string };
const BATCH = 100;
/** `attempts`: how often the event had been given to the queue before. */
const jobId = (eventId: string, handler: string, attempts: number): string => `${eventId}-${handler}-${String(attempts)}`;
/** Looked at even without a notification: notifications are hints. */
const POLL_MS = 1_000;

/**
 * Carries events from the outbox to the queue, at least once. Several relays may run: each takes its own rows (SKIP LOCKED).
 * The one place where a queue is called while row locks are held: a crash in between delivers twice, never not at all.
 */
@Injectable()
export class Relay implements BeforeApplicationShutdown {
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly notifications: Notifications,
    private readonly registry: JobRegistry,
    private readonly queues: Queues,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    await this.notifications.listen(OUTBOX_CHANNEL, () => { this.wake(); });
    this.timer = setInterval(() => { this.wake(); }, POLL_MS);
    this.wake();
  }

  /** Dispatches until the outbox is empty; calls while it runs make it look once more. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain()
      .catch((error: unknown) => { this.log.warn({ err: error }, 'relay: batch failed, will be tried again'); })
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async drain(): Promise<void> {
    while (!this.stopped && (await this.dispatchBatch()) === BATCH);
  }

  /** One batch; the number of events dispatched. */
  async dispatchBatch(): Promise<number> {
    return this.uow.run(async (tx) => {
      const rows = await rowsIn<OutboxRow>(tx, `SELECT id, event, payload, attempts FROM outbox WHERE dispatched_at IS NULL ORDER BY id LIMIT ${String(BATCH)} FOR UPDATE SKIP LOCKED`);
      if (rows.length === 0) return 0;
      await this.enqueue(rows);
      await countIn(tx, `UPDATE outbox SET dispatched_at = $2, attempts = attempts + 1 WHERE id = ANY($1)`, [rows.map((row) => row.id), this.clock.now()]);
      return rows.length;
    });
  }

  /**
   * Events dispatched before `before` that a handler has neither handled nor parked, and whose job the queue has no more: it lost them (it was
   * emptied, or its server was). They are given to the queue once more. One that only waits its turn is not: it would wait there twice. The
   * number of events.
   */
  async redispatchLost(before: Date): Promise<number> {
    const undone = await this.sql.rows<Redelivery>(
      `SELECT o.id, o.event, o.payload, o.attempts, s.handler
         FROM outbox o JOIN jsonb_to_recordset($1::jsonb) AS s(event text, handler text) ON s.event = o.event
        WHERE o.dispatched_at < $2
          AND NOT EXISTS (SELECT 1 FROM handled_event h WHERE h.handler = s.handler AND h.event_id = o.id)
          AND NOT EXISTS (SELECT 1 FROM parked_job p WHERE p.handler = s.handler AND p.event_id = o.id)
        ORDER BY o.id LIMIT 1000`,
      [JSON.stringify(this.registry.subscriptions), before],
    );
    const lost: Redelivery[] = [];
    for (const row of undone) if (!(await this.isHeld(row))) lost.push(row);
    await this.redispatch(lost);
    return lost.length;
  }

  /** Gives events to one handler each. */
  async redispatch(rows: readonly Redelivery[]): Promise<void> {
    for (const row of rows) await this.enqueue([row], (job) => job.definition.name === row.handler);
    if (rows.length > 0) await this.sql.rows(`UPDATE outbox SET dispatched_at = $2, attempts = attempts + 1 WHERE id = ANY($1)`, [rows.map((row) => row.id), this.clock.now()]);
  }

  /** Whether the queue still has a job that the event was given to it as; the newest is looked for first. */
  private async isHeld({ id, event, attempts, handler }: Redelivery): Promise<boolean> {
    const job = this.registry.on(event).find(({ definition }) => definition.name === handler);
    if (!job) return false;
    const queue = this.queues.of(job.definition.queue);
    for (let n = attempts - 1; n >= 0; n--) if (await queue.getJob(jobId(id, handler, n))) return true;
    return false;
  }

  private async enqueue(rows: readonly OutboxRow[], wanted: (job: Job) => boolean = () => true): Promise<void> {
    const byQueue = new Map<QueueName, Parameters<Queue['addBulk']>[0]>();
    for (const row of rows) {
      for (const { definition } of this.registry.on(row.event).filter(wanted)) {
        const jobs = byQueue.get(definition.queue) ?? [];
        jobs.push({
          name: definition.name,
          data: { eventId: row.id, payload: row.payload },
          // Ids of kept jobs are ignored on add, so a redelivery needs its own; ':' is not allowed.
          opts: { jobId: jobId(row.id, definition.name, row.attempts), attempts: definition.attempts, backoff: { type: 'fixed', delay: definition.backoffMs }, removeOnComplete: true, removeOnFail: true },
        });
        byQueue.set(definition.queue, jobs);
      }
    }
    for (const [name, jobs] of byQueue) await this.queues.of(name).addBulk(jobs);
  }

  /** Before the database and the queues are closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }
}
