import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { Sha256 } from '@gac/shared/values';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeContext } from '../../../compose.ts';
import { Harness } from '../../../testing/harness.ts';
import { ChallengeLoader, type Bundle } from '../index.ts';
import { but, currentRules, digits, load } from './bundles.ts';

const TABLES = ['challenge', 'challenge_revision', 'phase', 'task', 'phase_task', 'data_file', 'board', 'artifact'];

describe('loading a bundle', () => {
  let harness: Harness;
  let bundle: Bundle;
  const everything = async (): Promise<unknown> => Promise.all(TABLES.map((table) => harness.sql.rows(`SELECT * FROM ${table} AS t ORDER BY t::text`)));
  const idsOf = (table: string): Promise<{ id: string; key: string }[]> => harness.sql.rows(`SELECT id, key FROM ${table} ORDER BY key, id`);
  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    bundle = await digits(harness);
  });
  afterAll(async () => { await harness.close(); });

  it('creates the challenge with its parts and keeps the files', async () => {
    expect(await load(harness, bundle)).toMatchObject({ slug: 'digits', outcome: 'created', revision: 1, changes: [] });
    const [task] = await harness.sql.rows<{ sha256: string; rows: number }>(`SELECT reference_sha256 AS sha256, reference_rows AS rows FROM task`);
    expect(task).toEqual({ sha256: bundle.files.get('data/reference.csv')?.sha256, rows: 1198 });
    expect(await idsOf('data_file')).toHaveLength(bundle.definition.data.length);
    expect((await harness.visitor().get('/api/challenges/digits').expect(200)).body.title).toEqual(bundle.definition.title);
  });

  it('changes nothing the second time', async () => {
    const before = await everything();
    harness.clock.advance(60_000);
    expect(await load(harness, bundle)).toMatchObject({ outcome: 'unchanged', revision: 1, changes: [] });
    expect(await everything()).toEqual(before);
  });

  it('two loads of a new challenge at once create it once', async () => {
    const other = but(bundle, { slug: 'digits-again' });
    const outcomes = await Promise.all([load(harness, other), load(harness, other)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['created', 'unchanged']);
    expect(outcomes[0].id).toBe(outcomes[1].id);
  });

  it('keeps ids and a revision when something differs, and says what', async () => {
    const [phases, tasks, boards] = await Promise.all(['phase', 'task', 'board'].map(idsOf));
    const closesAt = '2027-03-01T00:00:00+09:00';
    const changed = but(bundle, { summary: { ko: '새 요약', en: 'New summary' }, phases: bundle.definition.phases.map((phase) => ({ ...phase, closesAt })) });
    const loaded = await load(harness, changed);
    expect(loaded).toMatchObject({ outcome: 'changed', revision: 2 });
    expect(loaded.changes).toEqual([{ part: 'summary', kind: 'changed' }, ...bundle.definition.phases.map(({ key }) => ({ part: `phases/${key}`, kind: 'changed' }))]);
    expect(await Promise.all(['phase', 'task', 'board'].map(idsOf))).toEqual([phases, tasks, boards]);
    expect((await harness.visitor().get('/api/challenges/digits')).body.phases[0].closesAt).toBe('2027-02-28T15:00:00.000Z');
  });

  it('a file with other bytes under the same name is a change', async () => {
    const path = join(harness.config.GAC_DATA, 'licence.md');
    const text = 'Another licence text.\n';
    writeFileSync(path, text);
    const sha256 = createHash('sha256').update(text).digest('hex') as Sha256;
    const files = new Map(bundle.files).set('LICENCE.md', { path, bytes: text.length, sha256, isFolder: false });
    await load(harness, bundle);
    expect((await load(harness, { ...bundle, files })).changes).toEqual([{ part: 'data/licence', kind: 'changed' }]);
    expect((await harness.visitor().get('/api/challenges/digits/data/licence').expect(200)).text).toBe(text);
  });

  it('a file that changed since it was read is refused', async () => {
    const path = join(harness.config.GAC_DATA, 'late.md');
    writeFileSync(path, 'longer than it was');
    const files = new Map(bundle.files).set('LICENCE.md', { path, bytes: 3, sha256: 'f'.repeat(64) as Sha256, isFolder: false });
    expect(await harness.app.get(ChallengeLoader).load({ ...bundle, files })).toEqual({ ok: false, refusal: { code: 'file-changed', file: 'LICENCE.md' } });
  });

  it('answers offered for download are refused, under whatever name', async () => {
    const answers = bundle.files.get('data/reference.csv');
    const files = new Map(bundle.files).set('data/train.csv', answers!);
    expect(await harness.app.get(ChallengeLoader).load({ ...bundle, files })).toEqual({ ok: false, refusal: { code: 'answers-published', data: 'train', task: 'digits' } });
  });

  it('removes a part that nobody refers to, and refuses to remove one in use', async () => {
    await load(harness, bundle);
    const { boards, phases, tasks } = bundle.definition;
    const extra = but(bundle, {
      tasks: [...tasks, { ...tasks[0]!, key: 'extra' }],
      phases: [...phases, { ...phases[0]!, key: 'extra', opensAt: '2028-01-01T00:00:00Z', closesAt: null, tasks: ['extra'] }],
      boards: [...boards, { ...boards[0]!, key: 'extra', phase: 'extra' }],
    });
    await load(harness, extra);
    expect((await load(harness, bundle)).changes).toEqual(['tasks', 'phases', 'boards'].map((list) => ({ part: `${list}/extra`, kind: 'removed' })));
    expect((await idsOf('phase')).map(({ key }) => key)).not.toContain('extra');
    await load(harness, extra);
    const before = await everything();
    const person = await harness.signUp('Granted');
    const { body } = await person.post('/api/challenges/digits/participation').send({ ...(await currentRules(harness)), teamName: 'Granted' }).expect(201);
    await harness.sql.rows(
      `INSERT INTO quota_grant (id, team_id, phase_id, extra, reason, at, expires_at)
       SELECT gen_random_uuid(), $1, p.id, 1, 'test', now(), now() FROM phase p JOIN challenge c ON c.id = p.challenge_id WHERE p.key = 'extra' AND c.slug = 'digits'`,
      [body.team.id],
    );
    expect(await harness.app.get(ChallengeLoader).load(bundle)).toEqual({ ok: false, refusal: { code: 'part-in-use', part: 'phase', key: 'extra' } });
    expect(await everything()).toEqual(before);
  });

  it('a running process notices what another one loaded', async () => {
    const other = await composeContext(harness.config, 'cli', { clock: harness.clock });
    const title = { ko: '다른 제목', en: 'Another title' };
    const loaded = await other.get(ChallengeLoader).load(but(bundle, { slug: 'noticed', title }));
    await other.close();
    expect(loaded).toMatchObject({ ok: true, value: { outcome: 'created' } });
    // The notification is on its way; with the clock past a second the process would look by itself.
    harness.clock.advance(2_000);
    expect((await harness.visitor().get('/api/challenges/noticed').expect(200)).body.title).toEqual(title);
  });
});
