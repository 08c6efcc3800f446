import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import { freshDatabase, type FreshDatabase } from '../../testing/fresh-database.ts';
import { probeApp, type ProbeApp } from './probe-app.ts';
import { addMember, isProblem, ThingsController } from './things.ts';

jest.setTimeout(20_000);

describe('who may ask, and how often', () => {
  let database: FreshDatabase;
  const started: ProbeApp[] = [];
  const start = async (env: Record<string, string> = {}): Promise<ProbeApp> => {
    const probe = await probeApp(database, [ThingsController], env);
    started.push(probe);
    return probe;
  };
  const call = (probe: ProbeApp) => supertest(probe.url);
  beforeAll(async () => {
    database = await freshDatabase();
    await addMember(database);
  });
  afterEach(async () => { for (const probe of started.splice(0)) await probe.close(); });
  afterAll(async () => { await database.drop(); });

  describe('metrics', () => {
    const TOKEN = 'scraper-4f0c2b7e9d1a6835';
    it('are there for this machine and for who has the token, and for nobody else', async () => {
      const probe = await start({ METRICS_TOKEN: TOKEN });
      const own = await call(probe).get('/api/metrics').expect(200);
      expect(own.text.includes('# TYPE gac_live_streams gauge')).toBe(true);
      expect(own.headers['cache-control']).toBe('no-store');
      const behindProxy = { 'x-forwarded-for': '127.0.0.1' };
      isProblem(await call(probe).get('/api/metrics').set(behindProxy).expect(404), 'not-found');
      isProblem(await call(probe).get('/api/metrics').set(behindProxy).set('authorization', `Bearer ${TOKEN}0`).expect(404), 'not-found');
      await call(probe).get('/api/metrics').set(behindProxy).set('authorization', `Bearer ${TOKEN}`).expect(200);
    });

    it('are for this machine alone without a token', async () => {
      const probe = await start();
      await call(probe).get('/api/metrics').expect(200);
      await call(probe).get('/api/metrics').set({ 'x-forwarded-for': '127.0.0.1', authorization: 'Bearer undefined' }).expect(404);
    });
  });

  describe('limits', () => {
    it('the request after the last one is told when to come again', async () => {
      const probe = await start({ RATE_LIMIT_PER_MINUTE: '3' });
      for (let i = 0; i < 3; i++) await call(probe).get('/api/things/more').expect(200);
      const answer = await call(probe).get('/api/things/more').expect(429);
      isProblem(answer, 'limited');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(answer.body).toMatchObject({ retryAfterS: Number(answer.headers['retry-after']) });
      for (let i = 0; i < 5; i++) await call(probe).get('/api/health').expect(200);
    });

    const from = (probe: ProbeApp, path: string, forwarded: string) => call(probe).get(path).set('x-forwarded-for', forwarded);

    it.each<[string, string]>([['1', '198.51.100.7, 203.0.113.'], ['127.0.0.0/8', '203.0.113.']])('with TRUST_PROXY=%s each address behind the proxy is counted by itself', async (TRUST_PROXY, forwarded) => {
      const probe = await start({ RATE_LIMIT_PER_MINUTE: '1', TRUST_PROXY });
      await from(probe, '/api/things/more', `${forwarded}1`).expect(200);
      await from(probe, '/api/things/more', `${forwarded}2`).expect(200);
      await from(probe, '/api/things/more', `${forwarded}2`).expect(429);
    });

    it.each(['false', '1', '127.0.0.0/8', '10.0.0.0/8'])('with TRUST_PROXY=%s nobody gets more by what he writes into X-Forwarded-For', async (TRUST_PROXY) => {
      const probe = await start({ RATE_LIMIT_PER_MINUTE: '2', TRUST_PROXY });
      const statuses: number[] = [];
      // The proxy in front adds the address it sees: what stands before is the sender's own invention.
      for (let i = 0; i < 4; i++) statuses.push((await from(probe, '/api/things/more', `198.51.100.${String(i)}, 203.0.113.9`)).status);
      expect(statuses).toEqual([200, 200, 429, 429]);
    });

    it('all routes are counted together', async () => {
      const probe = await start({ RATE_LIMIT_PER_MINUTE: '2' });
      await call(probe).get('/api/things/more').expect(200);
      await call(probe).get('/api/things/refused').expect(409);
      await call(probe).get('/api/things/more').expect(429);
      await call(probe).get('/api/things/busy').expect(429);
    });

    it('addresses of one IPv6 network are one', async () => {
      const probe = await start({ RATE_LIMIT_PER_MINUTE: '1', TRUST_PROXY: '1' });
      await from(probe, '/api/things/more', '2001:db8:1:2::a').expect(200);
      await from(probe, '/api/things/more', '2001:db8:1:2:ffff::b').expect(429);
      await from(probe, '/api/things/more', '2001:db8:1:3::a').expect(200);
    });

    it('signing in has a limit of its own, per address whoever is signed in', async () => {
      const probe = await start({ RATE_LIMIT_SIGN_IN_PER_MINUTE: '2' });
      const person = supertest.agent(probe.url);
      const tries: number[] = [];
      for (let i = 0; i < 3; i++) tries.push((await person.post('/api/things/sign-in')).status);
      expect(tries).toEqual([204, 204, 429]);
      await person.get('/api/things/members').expect(200);
    });

    it('an account is counted wherever it asks from, and apart from its address', async () => {
      const probe = await start({ RATE_LIMIT_PER_MINUTE: '2', TRUST_PROXY: '1' });
      const person = supertest.agent(probe.url);
      await person.post('/api/things/sign-in').set('x-forwarded-for', '203.0.113.1').expect(204);
      for (const [address, status] of [['203.0.113.1', 200], ['203.0.113.2', 200], ['203.0.113.3', 429]] as const) await person.get('/api/things/members').set('x-forwarded-for', address).expect(status);
      await from(probe, '/api/things/more', '203.0.113.3').expect(200);
    });
  });
});
