import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entrant, exampleFile, stage, submit, tusMetadata, type Stage } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';

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

  it('may be so many, however small', async () => {
    const person = await entrant(harness, set, 'Fly swarm');
    for (let n = 0; n < 100; n++) await begin(person, 1).expect(201);
    expect((await begin(person, 1).expect(409)).body).toMatchObject({ code: 'too-many-uploads' });
  });
});
