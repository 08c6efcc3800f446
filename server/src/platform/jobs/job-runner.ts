import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { UnrecoverableError, WaitingError, Worker, type Job as QueueJob } from 'bullmq';
import { Clock } from '../clock/clock.ts';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { Sql } from '../db/sql.ts';
import { Log } from '../log/log.ts';
import { Metrics } from '../metrics/metrics.ts';
import { JobRegistry } from './job-registry.ts';
import { QUEUES, type Job, type QueueName } from './job.ts';
import { queueConnection } from './queues.ts';
import { Stopped, Stopping } from './stopping.ts';
import { WorkerRegistry } from '../workers/worker-registry.ts';

interface Envelope {
  eventId: string;
  payload: unknown;
}
/**
 * What a worker had when it died, or could not give back because the queue was away, is taken up after lockDuration + stalledInterval: until then
 * the queue still has the job, so the relay does not hand it out again. Short, because boards wait for it; our own leases and marks guard the work itself.
 */
const LOCK_MS = 10_000;
const STALLED_MS = 2_000;
const CLOSE_MS = 2_000;
/** After a lost connection the library would wait 15 s before it looks for jobs again. */
const RETRY_MS = 500;

/** It did not fail: another process has it at once, and with all its attempts. */
async function handBack(queued: QueueJob<Envelope>, token: string | undefined): Promise<never> {
  await queued.moveToWait(token);
  throw new WaitingError();
}

/** Serves the queues of a worker process. */
@Injectable()
export class JobRunner implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly workers: Worker[] = [];
  private closed: Promise<unknown> = Promise.resolve();
  private readonly underWay = new Set<Promise<void>>();
  constructor(
    @Inject(CONFIG) private readonly config: AppConfig,
    private readonly registry: JobRegistry,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly stopping: Stopping,
    private readonly self: WorkerRegistry,
  ) {}

  private concurrency(queue: QueueName): number {
    return queue === 'projection' ? 2 : this.config.WORKERS;
  }

  async start(): Promise<void> {
    const jobs = new Map(this.registry.jobs.map((job) => [job.definition.name, job]));
    for (const name of QUEUES) {
      const worker = new Worker<Envelope>(name, (queued, token) => this.noticed(this.run(jobs, queued, token)), {
        connection: queueConnection(this.config, 'serves'),
        prefix: 'gac',
        concurrency: this.concurrency(name),
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_MS,
        runRetryDelay: RETRY_MS,
        maxStalledCount: 10,
      });
      // Without a listener an error event ends the process. The library reconnects by itself.
      worker.on('error', (error) => { this.log.warn({ err: error, queue: name }, 'queue: error'); });
      this.workers.push(worker as Worker);
    }
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
    await this.self.start(() => { this.followDrain(); });
  }

  /** A drained worker asks the queues for nothing; what it has goes on. */
  private followDrain(): void {
    for (const worker of this.workers) {
      const changed = this.self.isDrained ? worker.pause(true) : Promise.resolve(worker.resume());
      changed.catch((error: unknown) => { this.log.warn({ err: error, queue: worker.name }, 'queue: neither paused nor resumed'); });
    }
  }

  private noticed(work: Promise<void>): Promise<void> {
    this.underWay.add(work);
    return work.finally(() => this.underWay.delete(work));
  }

  private async run(jobs: ReadonlyMap<string, Job>, queued: QueueJob<Envelope>, token: string | undefined): Promise<void> {
    const job = jobs.get(queued.name);
    if (!job) throw new UnrecoverableError(`No handler is named ${queued.name}`);
    // A wait for jobs that was open when the process was asked to end, or when the worker was drained, may still bring one.
    if (this.stopping.signal.aborted || this.self.isDrained) return handBack(queued, token);
    const { definition } = job;
    const stop = this.metrics.jobTimer(definition.name);
    try {
      const payload = definition.on.payload.parse(queued.data.payload);
      await job.handle(payload, { eventId: queued.data.eventId, signal: AbortSignal.any([AbortSignal.timeout(definition.timeoutMs), this.stopping.signal]) });
      await this.sql.rows(`INSERT INTO handled_event (handler, event_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [definition.name, queued.data.eventId, this.clock.now()]);
      stop('done');
    } catch (error) {
      if (error instanceof Stopped) {
        stop('stopped');
        return handBack(queued, token);
      }
      const last = queued.attemptsMade + 1 >= definition.attempts;
      stop(last ? 'parked' : 'retried');
      this.log.error({ err: error, job: definition.name, eventId: queued.data.eventId, attempt: queued.attemptsMade + 1 }, last ? 'job: parked' : 'job: failed, will be tried again');
      if (last) await this.park(definition.name, queued.data, error);
      throw error;
    }
  }

  private async park(handler: string, envelope: Envelope, error: unknown): Promise<void> {
    await this.sql.rows(`INSERT INTO parked_job (handler, event_id, error, at) VALUES ($1, $2, $3, $4) ON CONFLICT (handler, event_id) DO UPDATE SET error = excluded.error, at = excluded.at`, [
      handler,
      envelope.eventId,
      error instanceof Error ? (error.stack ?? error.message) : String(error),
      this.clock.now(),
    ]);
  }

  /** Nothing more is taken; what is under way ends or is left. Work of other parts is told by the same signal, so this comes first of all. */
  onModuleDestroy(): void {
    this.closed = Promise.allSettled(this.workers.map((worker) => worker.close()));
    this.stopping.stop();
  }

  /** Before, because the database is closed in the next step and what is under way must still be written down. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.underWay);
    // A queue that is away is not waited for: it gives its jobs to somebody else.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<true>((resolve) => { timer = setTimeout(() => { resolve(true); }, CLOSE_MS); });
    if ((await Promise.race([this.closed, late])) === true) for (const worker of this.workers) worker.disconnect().catch(() => undefined);
    clearTimeout(timer);
    await this.self.end();
  }
}
