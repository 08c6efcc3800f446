import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { testConfig, type FreshDatabase } from '../../../testing/fresh-database.ts';
import { SettableClock } from '../../clock/clock.ts';
import { rowsIn, Sql } from '../../db/sql.ts';
import { UnitOfWork } from '../../db/unit-of-work.ts';
import { createLogger, NestLog } from '../../log/log.ts';
import { defineEvent } from '../../outbox/event.ts';
import { Outbox } from '../../outbox/outbox.ts';
import { PlatformModule, type PlatformParts } from '../../platform.module.ts';
import { SystemRng } from '../../random/random.ts';
import { Job, Periodic, type JobContext, type JobDefinition } from '../job.ts';
import { JobRunner } from '../job-runner.ts';
import { PeriodicRunner } from '../periodic-runner.ts';
import { Relay } from '../relay.ts';
import { QUEUE_SCHEMA } from '../queues.ts';
import { isStopped } from '../stopping.ts';

const Numbered = z.object({ n: z.number() });
type Numbered = z.infer<typeof Numbered>;
export const noted = defineEvent('test.noted.v1', Numbered);
export const stumbled = defineEvent('test.stumbled.v1', Numbered);
export const failed = defineEvent('test.failed.v1', Numbered);
export const waited = defineEvent('test.waited.v1', Numbered);
export const left = defineEvent('test.left.v1', Numbered);
export const malformed = defineEvent('test.malformed.v1', z.object({ n: z.string() }));

/** What the handlers of this process did: `handler n`, once per run. */
export const runs: string[] = [];
export const runsOf = (handler: string, n: number): number => runs.filter((run) => run === `${handler} ${String(n)}`).length;
export const signals: unknown[] = [];
/** Set by a test: a handler of `waited` waits for it. */
export const gate: { entered: (() => void) | null; open: Promise<void> } = { entered: null, open: Promise.resolve() };

const quick = { queue: 'projection', attempts: 3, backoffMs: 10, timeoutMs: 10_000 } as const;

/** Writes one row per event, however often it is delivered. */
@Injectable()
export class NoteJob extends Job<Numbered> {
  readonly definition: JobDefinition<Numbered> = { name: 'note', on: noted, ...quick };
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
  ) {
    super();
  }
  async handle({ n }: Numbered, { eventId }: JobContext): Promise<void> {
    runs.push(`note ${String(n)}`);
    await this.uow.run(async (tx) => {
      if (await this.outbox.firstTime(tx, 'note', eventId)) await rowsIn(tx, `INSERT INTO effect (n) VALUES ($1)`, [n]);
    });
  }
}
/** A second handler of the same event, on another queue. */
@Injectable()
class CopyJob extends Job<Numbered> {
  readonly definition: JobDefinition<Numbered> = { ...quick, name: 'copy', on: noted, queue: 'validation' };
  handle({ n }: Numbered): Promise<void> {
    runs.push(`copy ${String(n)}`);
    return Promise.resolve();
  }
}
@Injectable()
class StumbleJob extends Job<Numbered> {
  readonly definition: JobDefinition<Numbered> = { name: 'stumble', on: stumbled, ...quick };
  handle({ n }: Numbered): Promise<void> {
    runs.push(`stumble ${String(n)}`);
    return runsOf('stumble', n) < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
  }
}
@Injectable()
class FailJob extends Job<Numbered> {
  readonly definition: JobDefinition<Numbered> = { name: 'fail', on: failed, ...quick, attempts: 2 };
  handle({ n }: Numbered): Promise<void> {
    runs.push(`fail ${String(n)}`);
    return Promise.reject(new Error(`never ${String(n)}`));
  }
}
/** Waits for the gate or for the end of its time, whichever comes first. It does not mind that the process ends. */
@Injectable()
class WaitJob extends Job<Numbered> {
  readonly definition: JobDefinition<Numbered> = { ...quick, name: 'wait', on: waited, queue: 'evaluation', timeoutMs: 300 };
  constructor(private readonly sql: Sql) {
    super();
  }
  async handle({ n }: Numbered, { signal }: JobContext): Promise<void> {
    runs.push(`wait ${String(n)}`);
    const stopped = new Promise<void>((resolve) => { signal.addEventListener('abort', () => { signals.push(signal.reason); if (!isStopped(signal)) resolve(); }); });
    gate.entered?.();
    await Promise.race([gate.open, stopped]);
    await this.sql.rows(`INSERT INTO effect (n) VALUES ($1)`, [n]);
  }
}
/** Leaves its work when the process ends; a failure would not be tried again for a long time. */
@Injectable()
class LeaveJob extends Job<Numbered> {
  readonly definition: JobDefinition<Numbered> = { ...quick, name: 'leave', on: left, queue: 'evaluation', attempts: 2, backoffMs: 600_000 };
  async handle({ n }: Numbered, { signal }: JobContext): Promise<void> {
    runs.push(`leave ${String(n)}`);
    gate.entered?.();
    const stopped = new Promise((_, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
    await Promise.race([gate.open, stopped]);
  }
}
@Injectable()
class MalformedJob extends Job<{ n: string }> {
  readonly definition: JobDefinition<{ n: string }> = { name: 'malformed', on: malformed, ...quick };
  handle({ n }: { n: string }): Promise<void> {
    runs.push(`malformed ${n}`);
    return Promise.resolve();
  }
}

/** Periodic work that would notice company. */
export const rounds = { now: 0, most: 0, by: new Set<object>(), failing: 0 };
@Injectable()
export class AloneRound extends Periodic {
  private static made = 0;
  readonly name = 'test-alone';
  // Unlike, because timers of one event loop that fire together would let the same one win each time.
  readonly everyMs = AloneRound.made++ % 2 === 0 ? 15 : 40;
  async run(): Promise<void> {
    rounds.now += 1;
    rounds.most = Math.max(rounds.most, rounds.now);
    rounds.by.add(this);
    await new Promise((resolve) => setTimeout(resolve, 15));
    rounds.now -= 1;
  }
}
@Injectable()
class FailingRound extends Periodic {
  readonly name = 'test-failing';
  readonly everyMs = 10;
  run(): Promise<void> {
    rounds.failing += 1;
    return Promise.reject(new Error('as every time'));
  }
}

@Module({})
class TestModule {
  static with(parts: PlatformParts, more: Type[]): DynamicModule {
    return { module: TestModule, imports: [PlatformModule.with(parts)], providers: [NoteJob, CopyJob, StumbleJob, FailJob, WaitJob, LeaveJob, MalformedJob, AloneRound, FailingRound, ...more] };
  }
}

export interface QueueApp {
  context: INestApplicationContext;
  clock: SettableClock;
  sql: Sql;
  relay: Relay;
  /** Appends events in a transaction each. */
  append(event: typeof noted, ...numbers: number[]): Promise<void>;
  /** Relay and handlers; periodic work too when asked for. */
  work(periodic?: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A process with the platform and the jobs above, and nothing of the product. */
export async function queueApp(database: Pick<FreshDatabase, 'url'>, more: Type[] = [], env: Record<string, string> = {}): Promise<QueueApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gac-queue-'));
  const config = testConfig(database.url, dataDir, env);
  const clock = new SettableClock(new Date('2026-11-23T03:00:00Z'));
  const logger = createLogger(config, 'test');
  const context = await NestFactory.createApplicationContext(TestModule.with({ config, clock, rng: new SystemRng(), logger, migrations: [] }, more), { logger: new NestLog(logger), abortOnError: false });
  const uow = context.get(UnitOfWork);
  return {
    context,
    clock,
    sql: context.get(Sql),
    relay: context.get(Relay),
    append: async (event, ...numbers) => {
      for (const n of numbers) await uow.run((tx) => context.get(Outbox).append(tx, event, { n }));
    },
    work: async (periodic = false) => {
      await context.get(JobRunner).start();
      await context.get(Relay).start();
      if (periodic) context.get(PeriodicRunner).start('anywhere');
    },
    close: async () => {
      await context.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Loses every job of the queue, as a restarted Redis without persistence would. */
export async function emptyQueue(sql: Sql): Promise<void> {
  const redisUrl = process.env['REDIS_URL'];
  if (redisUrl) {
    const redis = new Redis(redisUrl);
    await redis.flushall();
    await redis.quit();
    return;
  }
  const tables = await sql.rows<{ name: string }>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 AND tablename NOT LIKE '%migration%'`, [QUEUE_SCHEMA]);
  if (tables.length > 0) await sql.rows(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
}

/** Ends every connection the queue holds, as a restart of its server does. */
export async function cutQueueConnections(sql: Sql): Promise<void> {
  const redisUrl = process.env['REDIS_URL'];
  if (!redisUrl) {
    await sql.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'gac-queue'`);
    return;
  }
  const redis = new Redis(redisUrl);
  await redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  await redis.quit();
}
