import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DraftView, ImportView } from '@gac/shared/contract/imports';
import { organizer } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { codabench, createImport, imported, seen, uploadArchive } from './archives.ts';

const LONG_MS = 90_000;

describe('drafts of imported archives', () => {
  let harness: Harness;
  let person: Person;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'bubblewrap', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal' } });
    person = await organizer(harness, 'Importer');
  }, LONG_MS);
  afterAll(async () => {
    await harness.close();
  });
  const draftOf = async (view: ImportView, slug: string): Promise<DraftView> => {
    await person.post(`/api/organize/imports/${view.id}/draft`).send({ slug }).expect(201);
    return (await person.get(`/api/organize/drafts/${slug}`).expect(200)).body as DraftView;
  };

  it(
    'an upload becomes one import, an import one draft, however often and at once it is asked',
    async () => {
      const archive = await codabench({ 'overview.md': 'Once.\n' });
      const uploadId = await uploadArchive(person, archive);
      const answers = await Promise.all([1, 2, 3].map(() => createImport(person, uploadId, archive)));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(new Set(answers.map(({ body }) => (body as ImportView).id)).size).toBe(1);
      const { id } = answers[0]?.body as ImportView;
      expect((await createImport(person, uploadId, archive).expect(201)).body).toMatchObject({ id });
      await harness.drain(60_000);
      const drafts = await Promise.all([1, 2, 3].map(() => person.post(`/api/organize/imports/${id}/draft`).send({ slug: 'once' })));
      expect(drafts.map(({ status, body }) => [status, (body as ImportView).challenge])).toEqual(
        [1, 2, 3].map(() => [201, { slug: 'once', isDraft: true }]),
      );
      await person.post(`/api/organize/imports/${id}/draft`).send({ slug: 'twice' }).expect(409);
      const other = await imported(harness, person, archive);
      const taken = await person.post(`/api/organize/imports/${other.id}/draft`).send({ slug: 'once' }).expect(409);
      expect(taken.body).toMatchObject({ code: 'slug-taken', slug: 'once' });
    },
    LONG_MS,
  );

  it(
    'a draft is nobody’s but its organizers’ until it is published with all that is required; then its baselines are on the board',
    async () => {
      const view = await imported(harness, person, await codabench());
      const draft = await draftOf(view, 'wheat');
      expect(draft).toMatchObject({
        publishedAt: null,
        gaps: expect.arrayContaining([
          { code: 'field', path: 'field', required: true },
          { code: 'translation', path: 'title', required: false },
        ]),
      });
      const other = await organizer(harness, 'Other');
      await harness.sql.rows(`DELETE FROM challenge_organizer WHERE account_id IN (SELECT id FROM account WHERE name = 'Other')`);
      for (const who of [harness.visitor(), other]) await who.get('/api/challenges/wheat').expect(404);
      expect(
        ((await harness.visitor().get('/api/challenges').expect(200)).body as { items: { slug: string }[] }).items.map(({ slug }) => slug),
      ).not.toContain('wheat');
      for (const path of [`/api/organize/imports/${view.id}`, '/api/organize/drafts/wheat', '/api/organize/challenges/wheat/export'])
        await other.get(path).expect(404);
      await other.post(`/api/organize/imports/${view.id}/dry-run`).expect(404);
      const { definitionSha256, text } = draft;
      await other.post('/api/organize/drafts/wheat/publish').send({ confirm: 'wheat', definitionSha256 }).expect(404);
      const incomplete = await person.post('/api/organize/drafts/wheat/publish').send({ confirm: 'wheat', definitionSha256 }).expect(409);
      expect(incomplete.body).toMatchObject({ code: 'draft-incomplete', missing: [{ code: 'field', path: 'field' }] });

      const wrong = await person
        .put('/api/organize/drafts/wheat/definition')
        .send({
          text: text.replace('slug: wheat', 'slug: barley').replace('closesAt: 2026-12-01T00:00:00.000Z', 'closesAt: soon'),
          definitionSha256,
        })
        .expect(422);
      expect((wrong.body as { problems: { path: string; line: number }[] }).problems).toContainEqual(
        expect.objectContaining({ path: 'phases[0].closesAt', line: expect.any(Number) }),
      );
      const moved = await person
        .put('/api/organize/drafts/wheat/definition')
        .send({ text: text.replace('slug: wheat', 'slug: barley'), definitionSha256 })
        .expect(422);
      expect(moved.body).toMatchObject({ problems: [{ code: 'not-supported', path: 'slug' }] });
      const written = await person
        .put('/api/organize/drafts/wheat/definition')
        .send({ text: text.replace('ko: 미정', 'ko: 농업').replace('en: To be decided', 'en: Agriculture'), definitionSha256 })
        .expect(200);
      await person.put('/api/organize/drafts/wheat/definition').send({ text, definitionSha256 }).expect(409);
      const current = written.body as DraftView;
      expect(current.gaps.filter(({ required }) => required)).toEqual([]);
      await person
        .post('/api/organize/drafts/wheat/publish')
        .send({ confirm: 'weat', definitionSha256: current.definitionSha256 })
        .expect(400);
      for (const _ of [1, 2])
        await person
          .post('/api/organize/drafts/wheat/publish')
          .send({ confirm: 'wheat', definitionSha256: current.definitionSha256 })
          .expect(200);
      await harness.drain(60_000);
      const challenge = (await harness.visitor().get('/api/challenges/wheat').expect(200)).body as {
        boards: { id: string }[];
        field: object;
      };
      expect(challenge.field).toEqual({ ko: '농업', en: 'Agriculture' });
      const rows = (
        await harness
          .visitor()
          .get(`/api/boards/${challenge.boards[0]?.id ?? ''}/rows`)
          .expect(200)
      ).body as { baselines?: unknown[]; rows: unknown[] };
      expect(JSON.stringify(rows)).toContain('Majority');
      expect((await seen(person, view.id)).challenge).toEqual({ slug: 'wheat', isDraft: false });
      await person
        .put('/api/organize/drafts/wheat/definition')
        .send({ text: current.text, definitionSha256: current.definitionSha256 })
        .expect(409);
    },
    LONG_MS,
  );

  it(
    'nobody can do anything with a draft, whatever they know of it',
    async () => {
      const view = await imported(harness, person, await codabench({ 'starting_kit/readme.md': 'x' }));
      await draftOf(view, 'hidden');
      const member = await harness.signUp('Member');
      const [phase] = await harness.sql.rows<{ id: string }>(
        `SELECT p.id FROM phase p JOIN challenge c ON c.id = p.challenge_id WHERE c.slug = 'hidden'`,
      );
      const [board] = await harness.sql.rows<{ id: string }>(
        `SELECT b.id FROM board b JOIN challenge c ON c.id = b.challenge_id WHERE c.slug = 'hidden'`,
      );
      await member.get('/api/challenges/hidden/participation').expect(404);
      await member
        .post('/api/challenges/hidden/participation')
        .send({ rulesVersion: '1', rulesSha256: '0'.repeat(64), teamName: 'Early' })
        .expect(404);
      await member.get(`/api/phases/${phase?.id ?? ''}/quota`).expect(404);
      await member.get(`/api/phases/${phase?.id ?? ''}/queue`).expect(404);
      await member.get(`/api/boards/${board?.id ?? ''}/rows`).expect(404);
      await member.get('/api/challenges/hidden/data/anything').expect(404);
      // Its own organizer neither: it is no challenge yet.
      await person.get('/api/organize/challenges/hidden/submissions').expect(404);
    },
    LONG_MS,
  );
});
