import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freshDatabase, type FreshDatabase } from '../../../testing/fresh-database.ts';
import { UnitOfWork } from '../../db/unit-of-work.ts';
import { PostgresSessionStore } from '../../http/session-store.ts';
import { Ids } from '../../ids/ids.ts';
import { LiveStreams } from '../../live/live-streams.ts';
import { Housekeeping } from '../housekeeping.ts';
import { queueApp, type QueueApp } from './queue-app.ts';

const DAY_MS = 86_400_000;
let database: FreshDatabase;
let app: QueueApp;
const ago = (days: number): Date => new Date(app.clock.now().getTime() - days * DAY_MS);
const clean = (): Promise<void> => app.context.get(Housekeeping).run();

beforeAll(async () => {
  database = await freshDatabase();
  app = await queueApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** An event of `test.noted.v1`, for which `note` and `copy` wait. */
async function event(what: { dispatched: number | null; handled?: Record<string, number>; parked?: string[]; name?: string }): Promise<string> {
  const id = app.context.get(Ids).next();
  await app.sql.rows(`INSERT INTO outbox (id, event, payload, created_at, dispatched_at) VALUES ($1, $2, '{"n":1}', $3, $4)`, [id, what.name ?? 'test.noted.v1', ago(90), what.dispatched === null ? null : ago(what.dispatched)]);
  for (const [handler, days] of Object.entries(what.handled ?? {})) await app.sql.rows(`INSERT INTO handled_event (handler, event_id, at) VALUES ($1, $2, $3)`, [handler, id, ago(days)]);
  for (const handler of what.parked ?? []) await app.sql.rows(`INSERT INTO parked_job (handler, event_id, error, at) VALUES ($1, $2, 'x', $3)`, [handler, id, ago(80)]);
  return id;
}

it('removes events that everybody handled long ago, and only those', async () => {
  const gone = [await event({ dispatched: 8, handled: { note: 8, copy: 8 } }), await event({ dispatched: 8, name: 'nobody.waits.v1' })];
  const kept = [
    await event({ dispatched: 6, handled: { note: 6, copy: 6 } }),
    await event({ dispatched: null }),
    // Nobody worked for a month: it is still to be done.
    await event({ dispatched: 30 }),
    // Half done; a redelivery must not run the done half again, so its mark stays too.
    await event({ dispatched: 8, handled: { note: 30 } }),
    await event({ dispatched: 30, handled: { note: 30 }, parked: ['copy'] }),
  ];
  await clean();
  const left = (await app.sql.rows<{ id: string }>(`SELECT id FROM outbox`)).map(({ id }) => id);
  expect(left.sort()).toEqual([...kept].sort());
  const marks = await app.sql.rows<{ event_id: string }>(`SELECT DISTINCT event_id FROM handled_event`);
  expect(marks.map(({ event_id }) => event_id).sort()).toEqual([kept[0], kept[3], kept[4]].sort());
  for (const id of gone) expect(left).not.toContain(id);
});

it('removes old live events, ended sessions and old idempotency keys', async () => {
  const live = app.context.get(LiveStreams);
  const account = app.context.get(Ids).next();
  await app.context.get(UnitOfWork).run((tx) => live.append(tx, 'topic', 'old', {}));
  await app.sql.rows(`INSERT INTO session (key, data, expires_at) VALUES ('old', '{}', $1), ('new', '{}', $2)`, [ago(0), ago(-1)]);
  expect(await app.context.get(PostgresSessionStore).sweep()).toBe(1);
  await app.sql.rows(`INSERT INTO session (key, data, expires_at) VALUES ('older', '{}', $1)`, [ago(1)]);
  await app.sql.rows(`INSERT INTO idempotency (account_id, key, request_hash, result_id, at) VALUES ($1, 'old', '', $1, $2), ($1, 'new', '', $1, $3)`, [account, ago(3), ago(1)]);
  await clean();
  expect(await app.sql.rows(`SELECT trim(key) AS key FROM session`)).toEqual([{ key: 'new' }]);
  expect(await app.sql.rows(`SELECT key FROM idempotency`)).toEqual([{ key: 'new' }]);
  expect((await live.read('topic', 0)).events).toHaveLength(1);
  app.clock.advance(31 * DAY_MS);
  await clean();
  expect(await live.read('topic', 0)).toEqual({ events: [], gap: true, head: 1 });
  expect(await live.lastSeq('topic')).toBe(1);
});
