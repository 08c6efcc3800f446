import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { entrant, exampleFile, sha256Of, stage, submit, tusMetadata, upload, type Stage } from '../../../testing/entrants.ts';
import type { Sha256 } from '@gac/shared/values';
import { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { UnsubmittedSweeper } from '../jobs/sweeper.ts';

const HOUR_MS = 3_600_000;

// Whole products start and score here.
jest.setTimeout(30_000);

describe('uploads that are not submitted', () => {
  let harness: Harness;
  let set: Stage;
  const good = exampleFile('digits', 'better_than_baseline.csv');
  const small = 5 * good.length;
  beforeAll(async () => {
    harness = await Harness.start({ work: false, env: { UPLOAD_WAITING_BYTES: String(small) } });
    set = await stage(harness);
  });
  afterAll(async () => { await harness.close(); });
  const begin = (person: Person, length: number) => person.post('/api/uploads').set({ 'tus-resumable': '1.0.0', 'upload-length': String(length), 'upload-metadata': tusMetadata('p.csv', set.phase.id) });

  it('may be so many bytes of an account, exactly, begun ones included; submitting or giving up makes room', async () => {
    const person = await entrant(harness, set, 'Hoarder');
    const begun = String((await begin(person, 4 * good.length).expect(201)).headers['location']);
    const answers = await Promise.all([begin(person, good.length), begin(person, good.length), begin(person, good.length)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'too-many-uploads', maxUploads: 100, maxBytes: small });
    await begin(await entrant(harness, set, 'Neighbour'), good.length).expect(201);
    await person.delete(begun).set('tus-resumable', '1.0.0').expect(204);
    expect((await submit(person, set.phase.id, good)).status).toBe(201);
    await begin(person, 4 * good.length).expect(201);
  });

  it('are removed when their time is over, with their bytes, unless somebody uses the same', async () => {
    const person = await entrant(harness, set, 'Forgetful');
    const bytesOf = (extra: string): Buffer => Buffer.concat([good.subarray(0, 999), Buffer.from(extra)]);
    const [gone, kept, shared] = [bytesOf('gone'), bytesOf('kept'), bytesOf('shared')];
    const ids = [await upload(person, set.phase.id, gone), await upload(person, set.phase.id, kept), await upload(person, set.phase.id, shared)];
    await begin(person, 10).expect(201);
    // What a challenge keeps is not in any submission.
    const offered = exampleFile('digits', 'sample_submission.csv');
    await upload(person, set.phase.id, offered);
    const other = await entrant(harness, set, 'User of the same bytes');
    expect((await submit(other, set.phase.id, kept)).status).toBe(201);
    harness.clock.advance(47 * HOUR_MS);
    await harness.sql.rows(`UPDATE session SET expires_at = 'infinity'`);
    const late = await upload(other, set.phase.id, shared);
    const sweeper = harness.app.get(UnsubmittedSweeper);
    await sweeper.run();
    expect((await harness.sql.rows(`SELECT 1 FROM upload WHERE id = ANY($1)`, [ids])).length).toBe(3);

    harness.clock.advance(2 * HOUR_MS);
    await sweeper.run();
    expect(await harness.sql.rows<{ id: string }>(`SELECT id FROM upload WHERE id = ANY($1) OR state = 'open'`, [ids])).toEqual([]);
    const store = harness.app.get(ArtifactStore);
    expect(await Promise.all([gone, kept, shared, offered].map((bytes) => store.has(sha256Of(bytes) as Sha256)))).toEqual([false, true, true, true]);
    expect((await person.post(`/api/phases/${set.phase.id}/submissions`).send({ uploadId: ids[0], sha256: sha256Of(gone) }).expect(404)).body).toMatchObject({ code: 'upload-not-yours' });
    expect((await other.post(`/api/phases/${set.phase.id}/submissions`).send({ uploadId: late, sha256: sha256Of(shared) })).status).toBe(201);
    // The same bytes again are as new.
    expect((await submit(person, set.phase.id, gone)).status).toBe(201);
    expect(await store.has(sha256Of(gone) as Sha256)).toBe(true);
  });

  it('may be so many, however small', async () => {
    const person = await entrant(harness, set, 'Fly swarm');
    for (let n = 0; n < 100; n++) await begin(person, 1).expect(201);
    expect((await begin(person, 1).expect(409)).body).toMatchObject({ code: 'too-many-uploads' });
  });
});
