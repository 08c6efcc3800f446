import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import { freshDatabase, type FreshDatabase } from '../../testing/fresh-database.ts';
import { ArtifactStore } from '../storage/artifact-store.ts';
import { Cable } from './cable.ts';
import { probeApp, type ProbeApp } from './probe-app.ts';
import { addMember, isProblem, ThingsController } from './things.ts';

jest.setTimeout(20_000);

describe('when the database is gone', () => {
  let database: FreshDatabase;
  let cable: Cable;
  let probe: ProbeApp;
  beforeAll(async () => {
    database = await freshDatabase();
    await addMember(database);
    cable = await Cable.to(database.url);
    probe = await probeApp({ ...database, url: cable.url }, [ThingsController]);
  });
  afterAll(async () => {
    await probe.close();
    await cable.cut();
    await database.drop();
  });
  /** What was found is told for a moment; the test's own time limit ends a wait that never ends. */
  const untilStatus = async (wanted: 200 | 503): Promise<supertest.Response> => {
    for (;;) {
      const answer = await supertest(probe.url).get('/api/health');
      if (answer.status === wanted) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const healthy = async (): Promise<void> => { await untilStatus(200); };
  const unhealthy = async (check: object): Promise<void> => {
    const { body, text } = await untilStatus(503);
    expect(body).toMatchObject({ status: 'failing', checks: { database: check, storage: { ok: true } } });
    // Neither address, user nor name of the database are for the public.
    for (const secret of [new URL(cable.url).port, '127.0.0.1', new URL(cable.url).username, new URL(cable.url).pathname.slice(1)]) expect(text).not.toContain(secret);
  };

  it('health tells so, and that it is back', async () => {
    const { body } = await supertest(probe.url).get('/api/health').expect(200);
    expect(body).toEqual({ status: 'ok', checks: { database: { ok: true, detail: expect.stringMatching(/^(1 migration|\d+ migrations)$/) }, storage: { ok: true }, notifications: { ok: true } } });
    await cable.cut();
    await unhealthy({ ok: false, detail: 'ECONNREFUSED' });
    await cable.mend();
    await healthy();
  });

  it('health looks once for all who ask at the same time', async () => {
    const looks = jest.spyOn(probe.app.get(ArtifactStore), 'health');
    // Longer than an answer is told again.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await Promise.all(Array.from({ length: 20 }, () => supertest(probe.url).get('/api/health').expect(200)));
    expect(looks).toHaveBeenCalledTimes(1);
    looks.mockRestore();
  });

  it('health answers even when the database does not', async () => {
    await cable.silence();
    await unhealthy({ ok: false, detail: 'no answer in time' });
    await cable.mend();
    await healthy();
  });

  it('a request that needs it is told to come again, one that does not is answered', async () => {
    const person = supertest.agent(probe.url);
    await person.post('/api/things/sign-in').expect(204);
    await cable.cut();
    const answer = await person.get('/api/things/members').expect(503);
    isProblem(answer, 'unavailable');
    expect(answer.headers['retry-after']).toBe('2');
    await supertest(probe.url).get('/api/things/more').expect(200);
    await cable.mend();
    await person.get('/api/things/members').expect(200);
    await healthy();
  });
});
