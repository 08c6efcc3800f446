import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { freshDatabase, type FreshDatabase } from '../../testing/fresh-database.ts';
import { Notifications } from '../db/notifications.ts';
import { rowsIn, Sql } from '../db/sql.ts';
import { UnitOfWork } from '../db/unit-of-work.ts';
import { EventStream } from '../http/event-stream.ts';
import { Allows, ReturnsRaw } from '../http/route.ts';
import { LiveStreams } from '../live/live-streams.ts';
import { Metrics } from '../metrics/metrics.ts';
import { EventReader } from '../../testing/event-reader.ts';
import { probeApp, type ProbeApp } from './probe-app.ts';

@Controller('topics')
@SkipThrottle()
class TopicsController {
  constructor(private readonly streams: EventStream) {}
  @Get(':topic')
  @Allows('operations.read')
  @ReturnsRaw('text/event-stream')
  async follow(@Param('topic') topic: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.streams.serve(request, reply, topic);
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** Resolves when `holds` does; the test's own time limit ends a wait that never ends. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

jest.setTimeout(20_000);

describe('live streams', () => {
  let database: FreshDatabase;
  let probe: ProbeApp;
  let live: LiveStreams;
  let sql: Sql;
  const readers: EventReader[] = [];
  // A heartbeat looks for news too: here only notifications may.
  beforeAll(async () => {
    database = await freshDatabase();
    probe = await probeApp(database, [TopicsController], { SSE_HEARTBEAT_MS: '3600000' });
    live = probe.app.get(LiveStreams);
    sql = probe.app.get(Sql);
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await until(async () => (await open()) === 0);
  });
  afterAll(async () => {
    await probe.close();
    await database.drop();
  });

  const open = async (): Promise<number> => (await probe.app.get(Metrics).liveStreams.get()).values[0]?.value ?? 0;
  const append = async (topic: string, count = 1, data: object = {}): Promise<void> => {
    for (let i = 0; i < count; i++) await probe.app.get(UnitOfWork).run((tx) => live.append(tx, topic, 'step', data));
  };
  const follow = (topic: string, after?: number | string, query = ''): EventReader => {
    const reader = new EventReader(`${probe.url}/api/topics/${topic}${query}`, after);
    readers.push(reader);
    return reader;
  };
  /** Follows from now on; resolves once the stream stands. */
  const followed = async (topic: string, after?: number | string): Promise<EventReader> => {
    const reader = follow(topic, after);
    await reader.opened;
    return reader;
  };

  it('numbers of transactions that append at once have no gap, and a reader never sees one before the other', async () => {
    const writers = range(1, 8).map(async (writer) => {
      for (const n of range(1, 40)) {
        await probe.app
          .get(UnitOfWork)
          .run(async (tx) => {
            await live.append(tx, 'crowd', 'step', (seq) => ({ seq, writer }));
            if (n % 5 === 0) throw new Error('rolled back');
          })
          .catch(() => undefined);
      }
    });
    const seen: number[] = [];
    let gaps = 0;
    while (seen.length < 8 * 32) {
      const { events, gap } = await live.read('crowd', seen.length, 50);
      if (gap) gaps += 1;
      seen.push(...events.map(({ seq }) => seq));
    }
    await Promise.all(writers);
    expect(seen).toEqual(range(1, 256));
    expect(gaps).toBe(0);
    expect(await live.lastSeq('crowd')).toBe(256);
    expect((await live.read('crowd', 0)).events.every(({ seq, data }) => (data as { seq: number }).seq === seq)).toBe(true);
  });

  it('a reader that comes back with its last number goes on without a gap or a repeat while events are appended', async () => {
    const writing = append('resumed', 300);
    const seen: number[] = [];
    for (let visit = 1; seen.length < 300; visit++) {
      const reader = follow('resumed', seen.at(-1) ?? 0);
      await reader.has(Math.min(300 - seen.length, 1 + ((visit * 13) % 40)));
      reader.close();
      expect(reader.events.map(({ event }) => event)).not.toContain('reset');
      seen.push(...reader.ids);
    }
    await writing;
    expect(seen).toEqual(range(1, 300));
  });

  it('a reader that is far behind is sent everything at once', async () => {
    await append('long', 1201);
    const reader = follow('long', 0);
    await reader.has(1201);
    expect(reader.ids).toEqual(range(1, 1201));
  });

  it('begins with what comes next, or after the number in the address', async () => {
    await append('begun', 3);
    const fromNow = await followed('begun');
    const unreadable = await followed('begun', 'abc');
    const fromTwo = follow('begun', undefined, '?after=2');
    await fromTwo.has(1);
    await append('begun');
    await Promise.all([fromNow.has(1), unreadable.has(1), fromTwo.has(2)]);
    expect([fromNow.ids, unreadable.ids, fromTwo.ids]).toEqual([[4], [4], [3, 4]]);
    expect(fromNow.events[0]).toMatchObject({ event: 'step', data: { seq: 4, at: '2026-11-23T03:00:00.000Z' } });
  });

  it.each([
    ['whose next events were removed', 2],
    ['that knows more than there is, as after a restored backup', 99],
  ])('a reader %s is told to begin anew', async (_what, after) => {
    const topic = `pruned-${String(after)}`;
    await append(topic, 5);
    await sql.rows(`DELETE FROM live_event WHERE topic = $1 AND seq <= 4`, [topic]);
    const reader = follow(topic, after);
    await reader.has(1);
    expect(reader.events).toEqual([{ id: '5', event: 'reset', data: {} }]);
    await append(topic);
    await reader.has(2);
    expect(reader.ids).toEqual([5, 6]);
  });

  it('says what it is and that nobody may store or change it', async () => {
    const response = await (await followed('headers')).opened;
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff' });
  });

  it('HEAD answers and ends', async () => {
    const response = await fetch(`${probe.url}/api/topics/head`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await open()).toBe(0);
  });

  it('a reader that is gone is forgotten', async () => {
    const some = await Promise.all(range(1, 5).map(() => followed('gone')));
    expect(await open()).toBe(5);
    for (const reader of some) reader.close();
    await until(async () => (await open()) === 0);
    await append('gone', 2);
  });

  it('a reader that goes before its stream stands is not kept for ever', async () => {
    // The look at the topic waits for the lock; the reader does not.
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => { release = resolve; });
    let unlocked: Promise<void> = Promise.resolve();
    await new Promise<void>((taken) => {
      unlocked = probe.app.get(UnitOfWork).run(async (tx) => {
        await rowsIn(tx, `LOCK TABLE live_topic IN ACCESS EXCLUSIVE MODE`);
        taken();
        await released;
      });
    });
    const hasty = range(1, 3).map(() => follow('hasty'));
    await until(async () => Number((await sql.one<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))?.n) >= 3);
    for (const reader of hasty) reader.close();
    await Promise.all(hasty.map((reader) => reader.ended));
    release();
    await unlocked;
    const later = await followed('hasty');
    expect(await open()).toBe(1);
    later.close();
  });

  it('a reader that reads slowly gets everything in order and costs no more for it', async () => {
    const warnings: string[] = [];
    const note = (warning: Error): void => { warnings.push(warning.message); };
    process.on('warning', note);
    const reader = await followed('slow');
    const response = await reader.opened;
    for (const round of range(1, 12)) {
      response.pause();
      await append('slow', 4, { filling: 'x'.repeat(300_000) });
      response.resume();
      await reader.has(round * 4);
    }
    expect(reader.ids).toEqual(range(1, 48));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('many readers at one place share one look at the database', async () => {
    const readers = await Promise.all(range(1, 40).map(() => followed('shared')));
    // Each looks once when it opens; only what comes then is counted.
    await append('shared');
    await Promise.all(readers.map((reader) => reader.has(1)));
    const reads = jest.spyOn(live, 'read');
    await append('shared');
    await Promise.all(readers.map((reader) => reader.has(2)));
    // One for the news; and one for whoever stood there already when the first had ended.
    expect(reads.mock.calls.length).toBeLessThanOrEqual(4);
    reads.mockRestore();
    await append('shared', 20);
    await Promise.all(readers.map((reader) => reader.has(22)));
    for (const reader of readers) expect(reader.ids).toEqual(range(1, 22));
  });

  it('goes on after the notifications were cut off', async () => {
    const reader = await followed('cut');
    await append('cut');
    await reader.has(1);
    await sql.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'gac-listen'`);
    await until(() => !probe.app.get(Notifications).connected);
    await append('cut');
    await reader.has(2);
    await append('cut');
    await reader.has(3);
    expect(reader.ids).toEqual([1, 2, 3]);
  });
});

describe('the process of live streams', () => {
  let database: FreshDatabase;
  beforeAll(async () => { database = await freshDatabase(); });
  afterAll(async () => { await database.drop(); });

  it('sends a heartbeat', async () => {
    const probe = await probeApp(database, [TopicsController], { SSE_HEARTBEAT_MS: '100' });
    const reader = new EventReader(`${probe.url}/api/topics/quiet`);
    await until(() => reader.comments.filter((comment) => comment === 'still here').length >= 3);
    expect(reader.events).toEqual([]);
    reader.close();
    await probe.close();
  });

  it('lets an address hold so many open, and another when one has ended', async () => {
    const probe = await probeApp(database, [TopicsController], { SSE_PER_ADDRESS: '3' });
    const held = range(1, 3).map(() => new EventReader(`${probe.url}/api/topics/full`));
    for (const reader of held) await reader.opened;
    const refused = await fetch(`${probe.url}/api/topics/full`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await refused.json()).toMatchObject({ code: 'limited' });
    held[0]?.close();
    await until(async () => {
      const again = new EventReader(`${probe.url}/api/topics/full`);
      const { statusCode } = await again.opened;
      again.close();
      return statusCode === 200;
    });
    for (const reader of held) reader.close();
    await probe.close();
  });

  it('ends its streams when it stops', async () => {
    const probe = await probeApp(database, [TopicsController]);
    const reader = new EventReader(`${probe.url}/api/topics/stopping`);
    await reader.opened;
    await probe.close();
    await reader.ended;
  });

  it('does not wait for a request that never ends', async () => {
    const probe = await probeApp(database, [TopicsController]);
    const request = get(`${probe.url}/api/health`, { agent: false, method: 'POST', headers: { 'content-length': '10', 'content-type': 'application/json' } });
    const cut = new Promise<void>((resolve) => { request.on('error', () => { resolve(); }); request.on('close', () => { resolve(); }); });
    request.flushHeaders();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await probe.close();
    await cut;
  });
});
