import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Harness } from '../../../testing/harness.ts';
import { AccountsService } from '../index.ts';

const KIM = { email: 'Kim+gac@Example.org', password: 'correct horse battery', name: '김연구', country: 'KR', affiliation: '한빛대학교', affiliationKind: 'university', locale: 'ko' };

describe('accounts over HTTP', () => {
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start({ work: false }); });
  afterAll(async () => { await harness.close(); });

  it('registers, signs in, keeps the session and signs out', async () => {
    const person = harness.visitor();
    const registered = await person.post('/api/accounts').send(KIM).expect(201);
    expect(registered.body).not.toHaveProperty('passwordHash');
    expect((await person.get('/api/session').expect(200)).body).toMatchObject({ account: { name: '김연구', roles: ['member'] } });
    await person.delete('/api/session').expect(204);
    expect((await person.get('/api/session')).body).toMatchObject({ account: null });
    await person.post('/api/session').send({ email: 'kim+gac@example.ORG', password: KIM.password }).expect(201);
    expect((await person.get('/api/session')).body).toMatchObject({ account: { email: KIM.email } });
  });

  it('gives a new session id at sign-in and keeps only its hash', async () => {
    const person = harness.visitor();
    const first = await person.post('/api/session').send({ email: KIM.email, password: KIM.password }).expect(201);
    const second = await person.post('/api/session').send({ email: KIM.email, password: KIM.password }).expect(201);
    const idOf = (response: { headers: Record<string, string | string[] | undefined> }): string => /gac=([^.;]+)/.exec(String(response.headers['set-cookie']))?.[1] ?? '';
    expect(idOf(first)).not.toBe('');
    expect(idOf(second)).not.toBe(idOf(first));
    const keys = await harness.sql.rows<{ key: string }>(`SELECT key FROM session`);
    expect(keys.map(({ key }) => key)).not.toContain(decodeURIComponent(idOf(second)));
  });

  it.each([
    ['another spelling of a taken address', { ...KIM, email: 'KIM+GAC@example.org' }, 409, 'email-taken'],
    ['a short password', { ...KIM, email: 'b@example.org', password: 'short' }, 400, 'invalid'],
    ['no name', { ...KIM, email: 'c@example.org', name: ' ' }, 400, 'invalid'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await harness.visitor().post('/api/accounts').send(body).expect(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ code, status });
  });

  it.each([
    ['a number for an address', '/api/session', { email: 1, password: 'x' }],
    ['nothing', '/api/session', {}],
    ['a list', '/api/session', []],
    ['U+0000 in an address', '/api/session', { email: 'a\u0000@b.example', password: 'x' }],
    ['U+0000 in a name', '/api/accounts', { ...KIM, email: 'd@example.org', name: 'a\u0000b' }],
    ['a line end in an affiliation', '/api/accounts', { ...KIM, email: 'e@example.org', affiliation: 'a\nb' }],
  ])('answers 400 to %s', async (_what, path, body) => {
    expect((await harness.visitor().post(path).send(body as object).expect(400)).body).toMatchObject({ code: 'invalid' });
  });

  it('answers 404 to a name with a character that the database does not have: nothing has such a name', async () => {
    expect((await harness.visitor().get('/api/challenges/digits/data/a%00b').expect(404)).body).toMatchObject({ code: 'not-found' });
  });

  it('two registrations of one address at once: one 201, one 409', async () => {
    const body = { ...KIM, email: 'twice@example.org' };
    const answers = await Promise.all([harness.visitor().post('/api/accounts').send(body), harness.visitor().post('/api/accounts').send(body)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  });

  it('answers a wrong password and an unknown address alike, in the language asked for', async () => {
    const wrong = await harness.visitor().post('/api/session').set('accept-language', 'en').send({ email: KIM.email, password: 'x' }).expect(401);
    const unknown = await harness.visitor().post('/api/session').set('accept-language', 'ko-KR,ko;q=0.9').send({ email: 'nobody@example.org', password: 'x' }).expect(401);
    expect(wrong.body).toMatchObject({ code: 'wrong-credentials', title: 'Email or password is not right' });
    expect(unknown.body).toMatchObject({ code: 'wrong-credentials', title: '이메일 또는 비밀번호가 맞지 않습니다' });
  });

  it('refuses a change that another site sends', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      const answer = await harness.visitor().delete('/api/session').set(headers).expect(403);
      expect(answer.body).toMatchObject({ code: 'cross-site-request' });
    }
    await harness.visitor().delete('/api/session').set('origin', harness.url).expect(204);
  });

  it('ends a session when its time is over', async () => {
    const person = await harness.signUp('Late');
    expect((await person.get('/api/session')).body).toMatchObject({ account: { name: 'Late' } });
    await harness.sql.rows(`UPDATE session SET expires_at = $1`, [harness.clock.now()]);
    expect((await person.get('/api/session')).body).toMatchObject({ account: null });
  });
});

describe('accounts of the demo', () => {
  const production = { GAC_MODE: 'production', CLOCK: 'system', SESSION_SECRET: '0123456789abcdefghijklmnopqrstuvwxyz', PUBLIC_URL: 'http://challenge.example' };
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start({ work: false, env: production }); });
  afterAll(async () => { await harness.close(); });

  it('are nobody in production: not by their password, not by a session from before', async () => {
    const person = harness.visitor();
    await person.post('/api/accounts').send(KIM).expect(201);
    const credentials = { email: KIM.email, password: KIM.password };
    await harness.visitor().post('/api/session').send(credentials).expect(201);
    expect((await person.get('/api/session')).body).toMatchObject({ account: { email: KIM.email }, demo: false });
    await harness.app.get(AccountsService).markDemo(KIM.email);
    expect((await harness.visitor().post('/api/session').send(credentials).expect(401)).body).toMatchObject({ code: 'wrong-credentials' });
    expect((await person.get('/api/session')).body).toMatchObject({ account: null });
  });
});
