import { ParticipationView } from '@gac/shared/contract/challenges';
import type { AccountId } from '@gac/shared/values';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsIn } from '../../../platform/db/sql.ts';
import { UnitOfWork } from '../../../platform/db/unit-of-work.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { TeamsApi } from '../../teams/index.ts';
import { ChallengesApi, type Bundle, type LoadedChallenge } from '../index.ts';
import { but, currentRules, digits, load } from './bundles.ts';

const URL = '/api/challenges/digits/participation';

describe('taking part', () => {
  let harness: Harness;
  let bundle: Bundle;
  let challenge: LoadedChallenge;
  const join = async (person: Person, teamName: string) => person.post(URL).send({ ...(await currentRules(harness)), teamName });
  const accountOf = async (person: Person): Promise<AccountId> => (await person.get('/api/session')).body.account.id;
  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    bundle = await digits(harness);
    challenge = await load(harness, bundle);
  });
  afterAll(async () => { await harness.close(); });

  it('joining accepts the rules and makes a team of one, with its history', async () => {
    const person = await harness.signUp('김연구', 'KR');
    expect((await person.get(URL).expect(200)).body).toEqual({ joinedAt: null, acceptedRulesVersion: null, rulesOutdated: false, team: null });
    const answer = await join(person, '  한빛   팀 ');
    expect(answer.status).toBe(201);
    const { version } = bundle.definition.rules;
    const now = harness.clock.now().toISOString();
    const team = { name: '한빛 팀', country: 'KR', affiliation: 'Test', leader: true, locked: false, members: [{ name: '김연구', leader: true, joinedAt: now }] };
    expect(answer.body).toMatchObject({ joinedAt: now, acceptedRulesVersion: version, rulesOutdated: false, team });
    expect(ParticipationView.parse(answer.body)).toEqual(answer.body);
    expect((await person.get(URL).expect(200)).body).toEqual(answer.body);
    expect(await harness.sql.rows(`SELECT seq, type FROM team_event WHERE team_id = $1 ORDER BY seq`, [answer.body.team.id])).toEqual([
      { seq: 1, type: 'created' },
      { seq: 2, type: 'member-joined' },
    ]);
    const accountId = await accountOf(person);
    expect(await harness.app.get(TeamsApi).of(accountId, challenge.id)).toMatchObject({ id: answer.body.team.id, track: 'open', memberIds: [accountId], leaderId: accountId, lockedAt: null });
  });

  it('two joins of one person at once: one 201, one 409, one team', async () => {
    const person = await harness.signUp('Twice');
    const answers = await Promise.all([join(person, 'First name'), join(person, 'Second name')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'already-joined' });
    const [{ teams } = { teams: 0 }] = await harness.sql.rows<{ teams: number }>(`SELECT count(*)::int AS teams FROM team WHERE name IN ('First name', 'Second name')`);
    expect(teams).toBe(1);
  });

  it('the same request again under the same key answers as the first did', async () => {
    const person = await harness.signUp('Patient');
    const body = { ...(await currentRules(harness)), teamName: 'Patient people' };
    const send = (key: string, over = {}) => person.post(URL).set('idempotency-key', key).send({ ...body, ...over });
    const answers = await Promise.all([send('join-key-1'), send('join-key-1')]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0].body).toEqual(answers[1].body);
    expect((await send('join-key-1', { teamName: 'Other people' }).expect(409)).body).toMatchObject({ code: 'idempotency-conflict' });
    expect((await send('join-key-2').expect(409)).body).toMatchObject({ code: 'already-joined' });
  });

  it('one name for two teams at once: one 201, one 409 that leaves nothing behind', async () => {
    const people = await Promise.all([harness.signUp('Ann'), harness.signUp('Ben')]);
    const answers = await Promise.all([join(people[0], 'Deep Seoul'), join(people[1], 'deep-SEOUL')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const late = people[answers.findIndex(({ status }) => status === 409)]!;
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'team-name-taken' });
    expect((await late.get(URL)).body.joinedAt).toBeNull();
    expect((await join(late, 'Deep Busan')).status).toBe(201);
  });

  it.each([
    ['a name without a letter', { teamName: '--- ---' }, 409, 'team-name-invalid'],
    ['a name too short for the contract', { teamName: 'x' }, 400, 'invalid'],
    ['another version of the rules', { rulesVersion: '0.9' }, 409, 'rules-changed'],
    ['another text of the rules', { rulesSha256: '0'.repeat(64) }, 409, 'rules-changed'],
  ])('refuses %s', async (_what, over, status, code) => {
    const person = await harness.signUp('Refused');
    const answer = await person.post(URL).send({ ...(await currentRules(harness)), teamName: 'A fine name', ...over }).expect(status);
    expect(answer.body).toMatchObject({ code });
    expect((await person.get(URL)).body.joinedAt).toBeNull();
  });

  it('asks visitors to sign in and knows no challenge that is not there', async () => {
    for (const method of ['get', 'post', 'put'] as const) await harness.visitor()[method](URL).expect(401);
    const person = await harness.signUp('Lost');
    expect((await person.get('/api/challenges/none/participation').expect(404)).body).toMatchObject({ code: 'not-found' });
    await person.post('/api/challenges/none/participation').send({ ...(await currentRules(harness)), teamName: 'Nowhere' }).expect(404);
    expect((await person.put(URL).send(await currentRules(harness)).expect(409)).body).toMatchObject({ code: 'not-joined', slug: 'digits' });
  });

  it('after a change the rules are outdated until the new ones are accepted', async () => {
    const person = await harness.signUp('Careful');
    await join(person, 'Careful readers');
    const old = await currentRules(harness);
    const require = async (): Promise<void> => harness.app.get(ChallengesApi).requireAcceptedRules(await accountOf(person), challenge.id);
    await expect(require()).resolves.toBeUndefined();
    const { rules } = bundle.definition;
    // Same version, other words: the hash tells.
    await load(harness, but(bundle, { rules: { ...rules, clauses: rules.clauses.map((clause, i) => (i === 0 ? { ...clause, text: { ...clause.text, en: 'Other words.' } } : clause)) } }));
    expect((await person.get(URL)).body).toMatchObject({ rulesOutdated: true, acceptedRulesVersion: rules.version });
    await expect(require()).rejects.toMatchObject({ code: 'rules-outdated', fields: { slug: 'digits', rulesVersion: rules.version } });
    expect((await person.put(URL).send(old).expect(409)).body).toMatchObject({ code: 'rules-changed', rulesVersion: rules.version });
    const accepted = await person.put(URL).send(await currentRules(harness)).expect(200);
    expect(accepted.body).toMatchObject({ rulesOutdated: false, team: { name: 'Careful readers' } });
    await expect(require()).resolves.toBeUndefined();
    expect(await harness.sql.rows(`SELECT 1 FROM rules_acceptance WHERE account_id = $1`, [await accountOf(person)])).toHaveLength(2);
    await load(harness, bundle);
  });

  it('a change of the list of changes alone asks nobody anything', async () => {
    const person = await harness.signUp('Calm');
    await join(person, 'Calm people');
    const { rules } = bundle.definition;
    await load(harness, but(bundle, { rules: { ...rules, changes: [] } }));
    expect((await person.get(URL)).body.rulesOutdated).toBe(false);
    await load(harness, bundle);
  });

  it('the lock on a team makes a second transaction wait and shows it what the first did', async () => {
    const person = await harness.signUp('Locker');
    await join(person, 'Locked team');
    const accountId = await accountOf(person);
    await expect(harness.app.get(ChallengesApi).requireAcceptedRules(await accountOf(await harness.signUp('Stranger')), challenge.id)).rejects.toMatchObject({ code: 'not-joined' });
    const teams = harness.app.get(TeamsApi);
    const { id } = (await teams.of(accountId, challenge.id))!;
    const uow = harness.app.get(UnitOfWork);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let entered = (): void => undefined;
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const first = uow.run(async (tx) => {
      await teams.lock(tx, id);
      entered();
      await held;
      await rowsIn(tx, `UPDATE team SET name = 'Renamed' WHERE id = $1`, [id]);
    });
    await inside;
    const second = uow.run(async (tx) => (await teams.lock(tx, id)).name);
    release();
    await first;
    expect(await second).toBe('Renamed');
  });
});
