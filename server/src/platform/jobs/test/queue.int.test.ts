import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { asAdmin, freshDatabase, type FreshDatabase } from '../../../testing/fresh-database.ts';
import { UnitOfWork } from '../../db/unit-of-work.ts';
import { Outbox } from '../../outbox/outbox.ts';
import { Cable } from '../../test/cable.ts';
import { Idle } from '../idle.ts';
import { JobRunner } from '../job-runner.ts';
import { QUEUES, type JobDefinition } from '../job.ts';
import { ParkedJobs } from '../parked-jobs.ts';
import { Queues } from '../queues.ts';
import { cutQueueConnections, emptyQueue, failed, gate, left, malformed, NoteJob, noted, queueApp, rounds, runs, runsOf, signals, stumbled, waited, type QueueApp } from './queue-app.ts';

/** Resolves when `holds` does; the test's own time limit ends a wait that never ends. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
const settled = (app: QueueApp): Promise<void> => app.context.get(Idle).wait(15_000);
const effects = async (app: QueueApp): Promise<number[]> => (await app.sql.rows<{ n: number }>(`SELECT n FROM effect ORDER BY n`)).map(({ n }) => n);
const parked = (app: QueueApp) => app.sql.rows<{ handler: string; error: string }>(`SELECT handler, error FROM parked_job`);
/** Jobs the queue holds, whatever their state. */
async function held(app: QueueApp): Promise<number> {
  const counts = await Promise.all(QUEUES.map((name) => app.context.get(Queues).of(name).getJobCounts()));
  return counts.flatMap((count) => Object.values(count)).reduce((sum, count) => sum + count, 0);
}

@Injectable()
class TwinOfNote extends NoteJob {
  override readonly definition: JobDefinition<{ n: number }> = { name: 'note', on: noted, queue: 'projection', attempts: 1, backoffMs: 1, timeoutMs: 1000 };
}

// Each test starts a process or two of its own.
jest.setTimeout(60_000);

describe(`the queue on ${process.env['REDIS_URL'] ? 'Redis' : 'PostgreSQL'}`, () => {
  let database: FreshDatabase;
  let app: QueueApp;
  const others: QueueApp[] = [];
  const another = async (): Promise<QueueApp> => {
    const made = await queueApp(database);
    others.push(made);
    return made;
  };
  beforeAll(async () => { database = await freshDatabase(); });
  afterAll(async () => { await database.drop(); });
  beforeEach(async () => {
    runs.length = 0;
    signals.length = 0;
    Object.assign(gate, { entered: null, open: Promise.resolve() });
    Object.assign(rounds, { now: 0, most: 0, by: new Set(), failing: 0 });
    app = await queueApp(database);
    await app.sql.rows(`CREATE TABLE IF NOT EXISTS effect (n integer NOT NULL)`);
    await app.sql.rows(`TRUNCATE effect, outbox, handled_event, parked_job`);
    await emptyQueue(app.sql);
  });
  afterEach(async () => {
    await Promise.all([app, ...others.splice(0)].map((one) => one.close()));
  });

  it('an event that was appended runs each of its handlers once', async () => {
    await app.work();
    await app.append(noted, 1, 2, 3);
    await settled(app);
    expect([...runs].sort()).toEqual(['copy 1', 'copy 2', 'copy 3', 'note 1', 'note 2', 'note 3']);
    expect(await effects(app)).toEqual([1, 2, 3]);
    expect(await app.sql.rows(`SELECT 1 FROM outbox WHERE dispatched_at IS NULL OR attempts <> 1`)).toEqual([]);
    await until(async () => (await held(app)) === 0);
  });

  it('an event of a transaction that was rolled back never happened', async () => {
    await app.work();
    await expect(app.context.get(UnitOfWork).run(async (tx) => {
      await app.context.get(Outbox).append(tx, noted, { n: 1 });
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    await app.append(noted, 2);
    await settled(app);
    expect(runs.sort()).toEqual(['copy 2', 'note 2']);
  });

  it('a handler that throws is tried again until it succeeds', async () => {
    await app.work();
    await app.append(stumbled, 1);
    await settled(app);
    expect(runsOf('stumble', 1)).toBe(3);
    expect(await parked(app)).toEqual([]);
  });

  it('a handler that never succeeds is parked with its error, and a parked job is left alone', async () => {
    await app.work();
    await app.append(failed, 1);
    await settled(app);
    expect(runsOf('fail', 1)).toBe(2);
    expect(await parked(app)).toEqual([{ handler: 'fail', error: expect.stringContaining('never 1') }]);
    app.clock.advance(3_600_000);
    expect(await app.relay.redispatchLost(app.clock.now())).toBe(0);
    await settled(app);
    expect(runsOf('fail', 1)).toBe(2);
  });

  it('a parked job is shown, and run again when that is asked for: the one named, then all, each once', async () => {
    await app.work();
    await app.append(failed, 1, 2, 3);
    await settled(app);
    const jobs = app.context.get(ParkedJobs);
    const seen = await jobs.list();
    expect(seen).toMatchObject({ total: 3, jobs: [1, 2, 3].map(() => ({ handler: 'fail', event: 'test.failed.v1', error: expect.stringContaining('never'), parkedAt: app.clock.now().toISOString() })) });
    expect(await jobs.rerun([{ handler: 'note', eventId: String(seen.jobs[0]?.eventId) }])).toBe(0);
    expect(await jobs.rerun([seen.jobs[0] as (typeof seen.jobs)[0]])).toBe(1);
    await settled(app);
    expect(runs).toHaveLength(8);
    // It failed again, with attempts of its own, and is parked again.
    expect((await jobs.list()).total).toBe(3);
    expect((await Promise.all([jobs.rerun(null), jobs.rerun(null)])).reduce((sum, count) => sum + count, 0)).toBe(3);
    await settled(app);
    expect(runs).toHaveLength(14);
    await app.sql.rows(`UPDATE parked_job SET handler = 'gone'`);
    expect([await jobs.rerun(null), (await jobs.list()).total]).toEqual([0, 3]);
  });

  it('a payload that is not what the event promises is parked, not handled', async () => {
    await app.work();
    await app.append(malformed as unknown as typeof noted, 1);
    await settled(app);
    expect(runs).toEqual([]);
    expect((await parked(app)).map(({ handler }) => handler)).toEqual(['malformed']);
  });

  it('an event that waits its turn is not given to the queue again, however long; one that the queue lost is', async () => {
    await app.append(noted, 1, 2, 3);
    await app.relay.dispatchBatch();
    expect(await held(app)).toBe(6);
    for (let period = 0; period < 5; period++) {
      app.clock.advance(20_000);
      expect(await app.relay.redispatchLost(app.clock.now())).toBe(0);
    }
    expect(await held(app)).toBe(6);
    for (const name of QUEUES) await app.context.get(Queues).of(name).obliterate({ force: true });
    // Of each event two handlers.
    expect(await app.relay.redispatchLost(app.clock.now())).toBe(6);
    app.clock.advance(20_000);
    expect(await app.relay.redispatchLost(app.clock.now())).toBe(0);
    expect(await held(app)).toBe(6);
    await app.work();
    await settled(app);
    expect([...runs].sort()).toEqual(['copy 1', 'copy 2', 'copy 3', 'note 1', 'note 2', 'note 3']);
  });

  it('two relays at once dispatch each event once', async () => {
    const second = await another();
    const numbers = Array.from({ length: 250 }, (_, n) => n);
    await app.append(noted, ...numbers);
    let dispatched = 0;
    const carry = async (relay: QueueApp['relay']): Promise<void> => {
      for (let count = await relay.dispatchBatch(); count > 0; count = await relay.dispatchBatch()) dispatched += count;
    };
    await Promise.all([carry(app.relay), carry(second.relay), carry(app.relay), carry(second.relay)]);
    expect(dispatched).toBe(250);
    expect(await held(app)).toBe(500);
    await Promise.all([app.work(), second.work()]);
    await settled(app);
    expect(runs).toHaveLength(500);
    expect(await effects(app)).toEqual(numbers);
  });

  it('what a queue lost after it was dispatched is given to it once more', async () => {
    await app.append(noted, 1, 2);
    expect(await app.relay.dispatchBatch()).toBe(2);
    await emptyQueue(app.sql);
    expect(await held(app)).toBe(0);
    await app.context.get(JobRunner).start();
    const before = app.clock.now();
    app.clock.advance(1000);
    expect(await app.relay.redispatchLost(before)).toBe(0);
    expect(await app.relay.redispatchLost(app.clock.now())).toBe(4);
    await settled(app);
    expect(runs.sort()).toEqual(['copy 1', 'copy 2', 'note 1', 'note 2']);
    app.clock.advance(1000);
    expect(await app.relay.redispatchLost(app.clock.now())).toBe(0);
  });

  it('a second delivery of the same event has no second effect', async () => {
    await app.work();
    await app.append(noted, 1);
    await settled(app);
    await app.sql.rows(`UPDATE outbox SET dispatched_at = NULL`);
    app.relay.wake();
    await until(() => runsOf('note', 1) === 2);
    await settled(app);
    expect(await effects(app)).toEqual([1]);
  });

  it('the signal fires when the time of a job is over', async () => {
    gate.open = new Promise(() => undefined);
    await app.work();
    await app.append(waited, 1);
    await settled(app);
    expect(signals).toEqual([expect.objectContaining({ name: 'TimeoutError' })]);
  });

  it('a job under way is finished and remembered before the process ends', async () => {
    let open: () => void = () => undefined;
    gate.open = new Promise((resolve) => { open = resolve; });
    const entered = new Promise<void>((resolve) => { gate.entered = resolve; });
    const worker = await queueApp(database);
    await worker.work();
    await app.append(waited, 7);
    await entered;
    const closed = worker.close();
    setTimeout(open, 100);
    await closed;
    expect(await effects(app)).toEqual([7]);
    expect(await app.sql.rows(`SELECT handler FROM handled_event`)).toEqual([{ handler: 'wait' }]);
    expect(await parked(app)).toEqual([]);
  });

  it('a job that is left because its process ends is run by another at once, as if it had not begun', async () => {
    gate.open = new Promise(() => undefined);
    for (const ends of [1, 2]) {
      const entered = new Promise<void>((resolve) => { gate.entered = resolve; });
      const worker = await queueApp(database);
      await worker.work();
      if (ends === 1) await app.append(left, 7);
      await entered;
      await worker.close();
    }
    expect(await parked(app)).toEqual([]);
    gate.open = Promise.resolve();
    await app.work();
    await settled(app);
    expect(runsOf('leave', 7)).toBe(3);
    expect(await app.sql.rows(`SELECT handler FROM handled_event`)).toEqual([{ handler: 'leave' }]);
  });

  it('goes on when its connections were cut, and says so in the log only', async () => {
    const printed = jest.spyOn(console, 'error');
    await app.work();
    await app.append(noted, 1);
    await settled(app);
    await cutQueueConnections(app.sql);
    await app.append(noted, 2);
    await settled(app);
    expect(await effects(app)).toEqual([1, 2]);
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  it('goes on when every connection to the database was cut', async () => {
    await app.work(true);
    await app.append(noted, 1);
    await settled(app);
    await asAdmin((client) => client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [database.name]));
    await until(() => app.append(noted, 2).then(() => true, () => false));
    await until(async () => (await effects(app).catch(() => [])).length === 2);
    await settled(app);
    expect(await effects(app)).toEqual([1, 2]);
  });

  it('waits while the server of the queue is away, and loses nothing', async () => {
    const redisUrl = process.env['REDIS_URL'];
    const cable = await Cable.to(redisUrl || database.url);
    const worker = await (redisUrl ? queueApp(database, [], { REDIS_URL: cable.url }) : queueApp({ url: cable.url }));
    others.push(worker);
    await worker.work();
    await app.append(noted, 1);
    await settled(app);
    await cable.cut();
    await app.append(noted, 2);
    // Long enough for the relay to meet the broken line by itself.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await effects(app)).toEqual([1]);
    await cable.mend();
    await settled(app);
    expect(await effects(app)).toEqual([1, 2]);
    await worker.close();
    others.pop();
    await cable.cut();
  });

  it('two handlers of one name do not start', async () => {
    const twins = await queueApp(database, [TwinOfNote]);
    others.push(twins);
    await expect(twins.work()).rejects.toThrow('Two handlers are named note');
  });

  it('periodic work runs in one process at a time, and in the other once the first is gone', async () => {
    const second = await another();
    const first = await another();
    await Promise.all([first.work(true), second.work(true)]);
    await until(() => rounds.by.size === 2);
    expect(rounds.most).toBe(1);
    others.pop();
    await first.close();
    expect(rounds.most).toBe(1);
    rounds.by.clear();
    await until(() => rounds.by.size === 1);
  });

  it('periodic work that fails is done again the next time', async () => {
    await app.work(true);
    await until(() => rounds.failing >= 3);
    expect(rounds.most).toBe(1);
  });
});
