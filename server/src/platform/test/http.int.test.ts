import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Post, type Type } from '@nestjs/common';
import supertest from 'supertest';
import { freshDatabase, type FreshDatabase } from '../../testing/fresh-database.ts';
import { Allows, Returns } from '../http/route.ts';
import { probeApp, type ProbeApp } from './probe-app.ts';
import { addMember, besides, isProblem, MEMBER, SECRET, Thing, ThingsController } from './things.ts';

@Controller('bare')
class NoAccessController {
  @Get()
  @Returns(200, Thing)
  list(): object {
    return {};
  }
}
@Controller(['first', 'second'])
class NoSchemaController {
  @Post('x')
  @Allows('operations.read')
  add(): object {
    return {};
  }
}

jest.setTimeout(20_000);

describe('HTTP', () => {
  let database: FreshDatabase;
  const started: ProbeApp[] = [];
  const start = async (env: Record<string, string> = {}, controllers: Type[] = [ThingsController]): Promise<ProbeApp> => {
    const probe = await probeApp(database, controllers, env);
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

  describe('what goes out', () => {
    it('a field outside the schema never leaves, at any depth', async () => {
      const answer = await call(await start()).get('/api/things/more').expect(200);
      expect(answer.body).toEqual({ id: 'a', count: 1, inner: { open: 'yes' } });
    });

    it.each(['wrong', 'broken'])('an answer that is %s is a fault that tells nothing but its number', async (path) => {
      const answer = await call(await start()).get(`/api/things/${path}`).expect(500);
      isProblem(answer, 'fault');
      expect(Object.keys(answer.body as object).sort()).toEqual(['code', 'detail', 'instance', 'status', 'title', 'traceId', 'type']);
      expect(answer.text).not.toContain(SECRET);
      expect(answer.text).not.toMatch(/at .*\.ts|TypeError|Expected|invalid_type/);
    });

    it('a refusal says what would help, in the language asked for', async () => {
      const probe = await start();
      const ko = await call(probe).get('/api/things/refused').expect(409);
      isProblem(ko, 'phase-closed');
      expect(ko.body).toMatchObject({ closesAt: '2026-11-23T03:00:00.000Z', title: '제출이 마감되었습니다' });
      const en = await call(probe).get('/api/things/refused').set('accept-language', 'en-GB').expect(409);
      expect(en.body).toMatchObject({ type: '/en/problems/phase-closed', detail: expect.stringContaining('Closed 2026-11-23 12:00 KST') });
    });

    it('says when to come again', async () => {
      const answer = await call(await start()).get('/api/things/busy').expect(503);
      isProblem(answer, 'unavailable');
      expect(answer.headers['retry-after']).toBe('7');
    });

    it.each<[string, Record<string, string>, string | undefined]>([
      ['on plain http', {}, undefined],
      ['on https', { PUBLIC_URL: 'https://challenge.example' }, 'max-age=31536000; includeSubDomains'],
    ])('headers of every answer %s', async (_what, env, hsts) => {
      const probe = await start(env);
      for (const path of ['/api/health', '/api/things/refused', '/api/nothing', '/api/things/more']) {
        const { headers } = await call(probe).get(path);
        expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' });
        expect(headers['strict-transport-security']).toBe(hsts);
        expect(headers).not.toHaveProperty('x-powered-by');
        expect(headers).not.toHaveProperty('access-control-allow-origin');
      }
    });
  });

  describe('answers that everybody gets alike', () => {
    it('are made once, as long as they are true, for each address', async () => {
      const probe = await start({ RATE_LIMIT_PER_MINUTE: '3' });
      Object.assign(ThingsController, { asked: 0, isTrue: true });
      const get = (path = '/api/things/ready', headers: Record<string, string> = {}) => call(probe).get(path).set(headers);
      const first = await get().expect(200, { asked: 1 });
      // More often than the limit: who asks for them costs nothing.
      for (let i = 0; i < 5; i++) {
        const again = await get().set('cookie', 'gac=x').expect(200, { asked: 1 });
        for (const header of ['etag', 'cache-control', 'content-type', 'x-content-type-options', 'referrer-policy']) expect(again.headers[header]).toBe(first.headers[header]);
      }
      await get('/api/things/ready?page=2').expect(200, { asked: 2 });
      ThingsController.isTrue = false;
      await get().expect(200, { asked: 3 });
    });

    it.each([['"1"', 304], ['W/"1"', 304], ['"0", "1"', 304], ['*', 304], ['"2"', 200], ['1', 200]])('If-None-Match: %s is answered by %d', async (etag, status) => {
      const probe = await start();
      Object.assign(ThingsController, { asked: 0, isTrue: true });
      for (const way of ['by the route', 'from memory']) {
        const answer = await call(probe).get('/api/things/ready').set('if-none-match', etag);
        expect([way, answer.status, answer.text]).toEqual([way, status, status === 304 ? '' : '{"asked":1}']);
      }
    });

    it('do not answer other methods', async () => {
      const probe = await start();
      await call(probe).get('/api/things/ready').expect(200);
      await call(probe).post('/api/things/ready').expect(404);
      await call(probe).post('/api/things/ready').set('sec-fetch-site', 'cross-site').expect(403);
    });
  });

  describe('what comes in', () => {
    it('a body is checked, every fault named with its pointer', async () => {
      const probe = await start();
      await call(probe).post('/api/things/orders').send({ name: 'ab', lines: [{ amount: 1 }], more: 'dropped' }).expect(201, { name: 'ab', lines: [{ amount: 1 }] });
      const answer = await call(probe).post('/api/things/orders').send({ name: 'a', lines: [{ amount: 1 }, { amount: 'x' }] }).expect(400);
      isProblem(answer, 'invalid');
      expect((answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual(['/name', '/lines/1/amount']);
    });

    it.each<[string, (test: supertest.Test) => supertest.Test, number, string]>([
      ['no JSON', (test) => test.set('content-type', 'application/json').send('{"name": '), 400, 'invalid'],
      ['no body', (test) => test, 400, 'invalid'],
      ['an empty JSON body', (test) => test.set('content-type', 'application/json').send(''), 400, 'invalid'],
      ['a key that poisons prototypes', (test) => test.set('content-type', 'application/json').send('{"__proto__": {"admin": true}}'), 400, 'invalid'],
      ['another type', (test) => test.set('content-type', 'application/xml').send('<a/>'), 400, 'invalid'],
      ['too much', (test) => test.send({ name: 'x'.repeat(1024 * 1024) }), 413, 'upload-too-large'],
    ])('%s is a problem', async (_what, send, status, code) => {
      const answer = await send(call(await start()).post('/api/things/orders'));
      expect(answer.status).toBe(status);
      isProblem(answer, code);
    });

    it.each<['get' | 'post' | 'delete', string]>([
      ['get', '/api/nothing'],
      ['get', '/api'],
      ['get', '/nothing'],
      ['post', '/api/things/more'],
      ['delete', '/api/health'],
      ['get', '/api/things/%E0%A4%A'],
      ['get', '/api/things/more/'],
    ])('%s %s is not found, as a problem', async (method, path) => {
      const answer = await call(await start())[method](path);
      isProblem(answer, path.includes('%E0') ? 'invalid' : 'not-found');
    });

    it('a request that is no HTTP is answered and does no harm', async () => {
      const probe = await start();
      const answer = await new Promise<number | undefined>((resolve) => {
        const sent = httpRequest(`${probe.url}/api/health`, { headers: { 'x-large': 'x'.repeat(20_000) } }, (response) => { response.resume(); resolve(response.statusCode); });
        sent.on('error', () => { resolve(undefined); });
        sent.end();
      });
      expect(answer).toBe(431);
      await call(probe).get('/api/health').expect(200);
    });
  });

  describe('who asks', () => {
    it('a visitor is asked to sign in, a member without the role is refused', async () => {
      const probe = await start();
      isProblem(await call(probe).get('/api/things/members').expect(401), 'unauthenticated');
      const person = supertest.agent(probe.url);
      await person.post('/api/things/sign-in').expect(204);
      await person.get('/api/things/members').expect(200, { who: MEMBER });
      const refused = await person.get('/api/things/organizers').expect(403);
      isProblem(refused, 'forbidden');
      expect(refused.body).toMatchObject({ permission: 'queue.pause' });
    });

    it.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
      ['on plain http', {}, {}, /^gac=[^;]{20,};/],
      ['on https behind a proxy', { PUBLIC_URL: 'https://challenge.example', TRUST_PROXY: '1' }, { 'x-forwarded-proto': 'https' }, /^__Host-gac=[^;]{20,};/],
    ])('the session cookie %s', async (_what, env, headers, form) => {
      const answer = await call(await start(env)).post('/api/things/sign-in').set(headers).expect(204);
      const [cookie = ''] = [answer.headers['set-cookie'] ?? ''].flat();
      expect(cookie).toMatch(form);
      expect(cookie).toContain('HttpOnly');
      expect(cookie).toContain('SameSite=Lax');
      expect(cookie).toContain('Path=/');
      expect(cookie).not.toContain('Domain');
      expect(cookie.includes('Secure')).toBe('PUBLIC_URL' in env);
    });

    it('a cookie that somebody made up is no session', async () => {
      const probe = await start();
      for (const cookie of ['gac=abc', 'gac=abc.def', 'gac=%E0%A4%A', 'gac=']) await call(probe).get('/api/things/members').set('cookie', cookie).expect(401);
    });

    it('nobody gets a cookie for looking', async () => {
      const { headers } = await call(await start()).get('/api/things/more').expect(200);
      expect(headers).not.toHaveProperty('set-cookie');
    });

    it('a session that is used goes on, and one that was ended stays ended', async () => {
      const probe = await start({ SESSION_TTL_HOURS: '10' });
      await besides(database, `DELETE FROM session`);
      const person = supertest.agent(probe.url);
      await person.post('/api/things/sign-in').expect(204);
      // The library judges the cookie by the machine's clock, the store by ours.
      const leave = (hours: number): Promise<unknown> => besides(database, `UPDATE session SET expires_at = $1, data = jsonb_set(data, '{cookie,expires}', to_jsonb($2::text))`, [new Date(probe.clock.now().getTime() + hours * 3_600_000), new Date(Date.now() + hours * 3_600_000).toISOString()]);
      const hoursLeft = async (): Promise<number[]> => (await besides<{ at: Date }>(database, `SELECT expires_at AS at FROM session`)).map(({ at }) => (at.getTime() - probe.clock.now().getTime()) / 3_600_000);
      await leave(1);
      const used = await person.get('/api/things/members').expect(200);
      expect(await hoursLeft()).toEqual([10]);
      expect(String(used.headers['set-cookie'])).toMatch(/^gac=/);
      // Just extended: reading does not mean writing.
      const again = await person.get('/api/things/members').expect(200);
      expect(again.headers).not.toHaveProperty('set-cookie');
      await besides(database, `DELETE FROM session`);
      await person.get('/api/things/members').expect(401);
      expect(await hoursLeft()).toEqual([]);
    });
  });

  describe('before it listens', () => {
    it.each<[Type, string]>([
      [NoAccessController, 'GET /api/bare'],
      [NoSchemaController, 'POST /api/first/x, POST /api/second/x'],
    ])('%p does not start', async (controller, routes) => {
      await expect(start({}, [ThingsController, controller])).rejects.toThrow(`Routes without @Allows or @Returns: ${routes}`);
    });

    it('does not start without its database', async () => {
      const gone = { ...database, url: database.url.replace(database.name, 'no_such_database') };
      await expect(probeApp(gone, [ThingsController])).rejects.toThrow(/no_such_database/);
    });
  });
});
