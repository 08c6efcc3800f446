import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ChallengeList, ChallengeView } from '@gac/shared/contract/challenges';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeclaredRoutes } from '../../../platform/http/declared-routes.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { ChallengesApi, type Bundle, type LoadedChallenge } from '../index.ts';
import { but, currentRules, digits, load } from './bundles.ts';

describe('reading challenges and their data', () => {
  let harness: Harness;
  let bundle: Bundle;
  let challenge: LoadedChallenge;
  let member: Person;
  let participant: Person;
  const bytesOf = (answer: { body: unknown }): Buffer => answer.body as Buffer;
  const fetchFile = (person: Person, path: string) =>
    person.get(path).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    bundle = await digits(harness);
    challenge = await load(harness, bundle);
    member = await harness.signUp('Member');
    participant = await harness.signUp('Participant');
    await participant.post('/api/challenges/digits/participation').send({ ...(await currentRules(harness)), teamName: 'Readers' }).expect(201);
  });
  afterAll(async () => { await harness.close(); });

  it('the list and the page say exactly what the contract allows', async () => {
    const list = await harness.visitor().get('/api/challenges').expect(200);
    expect(ChallengeList.parse(list.body)).toEqual(list.body);
    expect(list.body.items[0]).toMatchObject({ slug: 'digits', stage: 'running', metric: { metric: 'accuracy', direction: 'desc' } });
    const page = await harness.visitor().get('/api/challenges/digits').expect(200);
    expect(ChallengeView.parse(page.body)).toEqual(page.body);
    expect(page.body.data).toHaveLength(bundle.definition.data.length);
    expect(page.body.phaseDetails[0].tasks[0]).toMatchObject({ rows: 1198, dataSha256: bundle.files.get('data/reference.csv')?.sha256 });
    expect(page.text).not.toMatch(/reference\.csv|partColumn|truthColumn/);
    await harness.visitor().get('/api/challenges/none').expect(404);
  });

  it('answers 304 while nothing differs, and anew once something does', async () => {
    for (const path of ['/api/challenges', '/api/challenges/digits']) {
      const { headers } = await harness.visitor().get(path).expect(200);
      const again = () => harness.visitor().get(path).set('if-none-match', String(headers['etag']));
      harness.clock.advance(10);
      await again().expect(304);
      await load(harness, but(bundle, { summary: { ko: `요약 ${path}`, en: `Summary ${path}` } }));
      await again().expect(200);
      await load(harness, bundle);
    }
  });

  it('follows the clock: before the opening, and after the end', async () => {
    const now = harness.clock.now();
    const [first] = bundle.definition.phases;
    const stageAt = async (at: Date): Promise<unknown> => {
      harness.clock.set(at);
      return (await harness.visitor().get('/api/challenges/digits')).body.stage;
    };
    const opens = new Date(first!.opensAt);
    expect(await stageAt(new Date(opens.getTime() - 1))).toBe('upcoming');
    expect(await stageAt(opens)).toBe('running');
    const closes = new Date(Math.max(...bundle.definition.phases.map(({ closesAt }) => Date.parse(closesAt!))));
    expect(await stageAt(closes)).toBe('judging');
    harness.clock.set(now);
  });

  it('hidden boards and columns are for the organizers', async () => {
    const [board] = bundle.definition.boards;
    const columns = board!.columns.map((column, i) => ({ ...column, hidden: i > 0 }));
    await load(harness, but(bundle, { boards: [{ ...board!, columns }, { ...board!, key: 'secret', visibility: 'hidden' }] }));
    const { body } = await harness.visitor().get('/api/challenges/digits').expect(200);
    expect(body.boards.map(({ key, columns }: { key: string; columns: unknown[] }) => [key, columns.length])).toEqual([[board!.key, 1]]);
    expect((await harness.app.get(ChallengesApi).boards()).map(({ definition }) => definition.key)).toEqual([board!.key, 'secret']);
    await load(harness, bundle);
  });

  it('gives other slices phases and boards with what the metrics say filled in', async () => {
    const api = harness.app.get(ChallengesApi);
    const [board] = await api.boards();
    expect(board).toMatchObject({ challengeId: challenge.id, track: 'open' });
    expect(board?.columns[0]).toMatchObject({ from: { kind: 'metric', task: 'digits' }, direction: 'desc' });
    expect(await api.boardsOfPhase(board!.phaseId)).toEqual([board]);
    const phase = await api.phase(board!.phaseId);
    expect(phase).toMatchObject({ challengeId: challenge.id, slug: 'digits', tasks: [{ key: 'digits', checked: { rows: 1198 } }] });
    expect(phase?.opensAt).toEqual(new Date(bundle.definition.phases[0]!.opensAt));
  });

  it.each([
    ['sample', 'open', [200, 200, 200]],
    ['train', 'participants', [401, 409, 200]],
    ['none', 'no such file', [404, 404, 404]],
  ] as const)('data %s (%s): visitor, member, participant get %j', async (key, _access, statuses) => {
    const path = `/api/challenges/digits/data/${key}`;
    const answers = await Promise.all([harness.visitor(), member, participant].map((person) => person.get(path)));
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    if (statuses[1] === 409) expect(answers[1]?.body).toMatchObject({ code: 'not-joined', slug: 'digits' });
  });

  it('a download has the bytes, the hash, the name and the length it was announced with', async () => {
    const { body: page } = await harness.visitor().get('/api/challenges/digits');
    for (const file of page.data) {
      const answer = await fetchFile(participant, file.url).expect(200);
      expect(createHash('sha256').update(bytesOf(answer)).digest('hex')).toBe(file.sha256);
      expect(answer.headers).toMatchObject({ etag: `"${file.sha256}"`, 'content-length': String(file.bytes), 'x-content-type-options': 'nosniff' });
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="${file.fileName}"; filename*=UTF-8''${file.fileName}`);
      expect(answer.headers['cache-control']).toBe(file.access === 'open' ? 'no-cache' : 'private, no-cache');
    }
  });

  it('serves ranges, so that a download can be resumed', async () => {
    const path = '/api/challenges/digits/data/train';
    const whole = bytesOf(await fetchFile(participant, path).expect(200));
    const etag = `"${bundle.files.get('data/train.csv')!.sha256}"`;
    const part = (range: string, headers: Record<string, string> = {}) => fetchFile(participant, path).set({ range, ...headers });
    const middle = await part('bytes=100-199').expect(206);
    expect(middle.headers['content-range']).toBe(`bytes 100-199/${whole.length}`);
    expect(bytesOf(middle).equals(whole.subarray(100, 200))).toBe(true);
    expect(bytesOf(await part('bytes=1000-', { 'if-range': etag }).expect(206)).equals(whole.subarray(1000))).toBe(true);
    expect(bytesOf(await part('bytes=-10').expect(206)).equals(whole.subarray(-10))).toBe(true);
    expect(bytesOf(await part('bytes=5-', { 'if-range': '"another"' }).expect(200)).equals(whole)).toBe(true);
    expect((await part(`bytes=${whole.length}-`).expect(416)).headers['content-range']).toBe(`bytes */${whole.length}`);
    await part('bytes=0-1', { 'if-none-match': etag }).expect(304);
    const head = await participant.head(path).expect(200);
    expect(head.headers['content-length']).toBe(String(whole.length));
    await harness.visitor().get(path).set('range', 'bytes=0-10').expect(401);
  });

  describe('the answers', () => {
    const secret = (): string => bundle.files.get('data/reference.csv')!.sha256;
    const names = () => ['reference', 'digits', 'data/reference.csv', 'reference.csv', '..%2f..%2freference', '%2e%2e/reference', 'data%2Freference.csv', secret(), `sha256%2f${secret()}`, 'train%00', 'train/../reference'];

    it('have no address', async () => {
      for (const person of [harness.visitor(), member, participant]) {
        for (const name of names()) {
          const answer = await fetchFile(person, `/api/challenges/digits/data/${name}`);
          expect({ name, status: answer.status }).toEqual({ name, status: 404 });
        }
      }
    });

    it('come out of no route of the product, whatever name they are asked for by', async () => {
      const sample = (await harness.sql.one<{ id: string }>(`SELECT id FROM task`))!.id;
      const answers = readFileSync(bundle.files.get('data/reference.csv')!.path, 'utf8').split('\n').slice(0, 3);
      const values = ['digits', 'reference', secret(), sample, challenge.id];
      for (const route of harness.app.get(DeclaredRoutes).all.filter(({ method, path }) => method === 'GET' && !path.includes('stream') && !path.includes('events'))) {
        for (const value of values) {
          const path = route.path.replace(':slug', 'digits').replace(/:\w+/g, value);
          const answer = await fetchFile(participant, path);
          expect({ path, hasAnswers: answers.some((line) => bytesOf(answer).includes(line)) }).toEqual({ path, hasAnswers: false });
        }
      }
    });

    it('are not served even when the table of files names them', async () => {
      await harness.sql.rows(`UPDATE data_file SET sha256 = $1 WHERE key = 'sample'`, [secret()]);
      await participant.get('/api/challenges/digits/data/sample').expect(404);
      await harness.sql.rows(`UPDATE data_file SET sha256 = $1 WHERE key = 'sample'`, [bundle.files.get('data/sample_submission.csv')!.sha256]);
      await participant.get('/api/challenges/digits/data/sample').expect(200);
    });
  });
});
