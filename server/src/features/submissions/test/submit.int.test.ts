import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostname } from 'node:os';
import { gzipSync } from 'node:zlib';
import type { SubmissionLog, SubmissionView } from '@gac/shared/contract/submissions';
import { entrant, exampleFile, sha256Of, stage, submit, upload, type Stage } from '../../../testing/entrants.ts';
import { Housekeeping } from '../../../platform/jobs/housekeeping.ts';
import { Harness, type Person } from '../../../testing/harness.ts';

describe('submitting predictions', () => {
  let harness: Harness;
  let set: Stage;
  const good = exampleFile('digits', 'better_than_baseline.csv');
  beforeAll(async () => {
    harness = await Harness.start();
    set = await stage(harness, 'digits', (definition) => ({ ...definition, phases: definition.phases.map((phase) => ({ ...phase, quota: { ...phase.quota, perDay: 3, concurrent: null } })) }));
  });
  afterAll(async () => { await harness.close(); });
  const view = async (person: Person, id: string): Promise<SubmissionView> => (await person.get(`/api/submissions/${id}`).expect(200)).body as SubmissionView;

  it('is received, checked, scored and recorded; the private scores stay inside', async () => {
    const person = await entrant(harness, set, '한빛 팀');
    const received = await submit(person, set.phase.id, good);
    expect(received.status).toBe(201);
    const made = received.body as SubmissionView;
    expect(made).toMatchObject({ state: 'RECEIVED', number: 1, sha256: sha256Of(good), bytes: good.length, quota: { today: { used: 1 } } });
    await harness.drain();
    const done = await view(person, made.id);
    expect(done.history.map(({ state }) => state)).toEqual(['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED']);
    expect(done.scores.map(({ key }) => key)).toEqual(set.phase.tasks[0]?.metrics.map(({ key }) => key));
    for (const { value } of done.scores) expect(value).toBeGreaterThan(0.5);
    expect(done.rankChange).toEqual({ before: null, after: 1, teams: 1 });
    const [evaluation] = done.evaluations;
    expect(evaluation?.record).toMatchObject({ artifactSha256: sha256Of(good), dataSha256: set.phase.tasks[0]?.dataSha256, scorerSha256: set.phase.tasks[0]?.metrics[0]?.codeSha256 });

    const stored = await harness.sql.rows<{ part: string }>(`SELECT part FROM score`);
    expect(stored.filter(({ part }) => part === 'private').length).toBe(done.scores.length);
    const secret = await harness.sql.rows<{ value: number }>(`SELECT value FROM score WHERE part = 'private'`);
    const shown = JSON.stringify([done, (await person.get(`/api/submissions/${made.id}/log`)).body, (await harness.visitor().get(`/api/receipts/${made.receipt}`).expect(200)).body]);
    for (const { value } of secret) expect(shown).not.toContain(String(value));
    // The record is public, the machine is not.
    expect(shown).not.toContain(hostname());
    expect(shown).not.toContain(String(process.pid) + '/');
    expect(evaluation?.record?.worker).toMatch(/^[0-9a-f]{12}$/);
  });

  it('tells every step in the log, numbered without a gap', async () => {
    const person = await entrant(harness, set, 'Log readers');
    const { id } = (await submit(person, set.phase.id, gzipSync(good), {}, 'predictions.csv.gz')).body as SubmissionView;
    await harness.drain();
    const log = (await person.get(`/api/submissions/${id}/log`).expect(200)).body as SubmissionLog;
    expect(log.lines.map(({ seq }) => seq)).toEqual(log.lines.map((_, i) => i + 1));
    expect(log.lines.map(({ kind, data }) => (kind === 'state' ? data['state'] : kind))).toEqual(['received', 'VALIDATING', 'checked', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED', 'ranked']);
    const rest = (await person.get(`/api/submissions/${id}/log?after=4`)).body as SubmissionLog;
    expect(rest.lines[0]?.seq).toBe(5);
    // What is kept for readers who were away a while goes; the log is a record.
    const before = harness.clock.now();
    await harness.sql.rows(`UPDATE session SET expires_at = 'infinity'`);
    harness.clock.advance(60 * 86_400_000);
    try {
      await harness.app.get(Housekeeping).run();
      expect((await person.get(`/api/submissions/${id}/log`).expect(200)).body).toEqual(log);
    } finally {
      harness.clock.set(before);
    }
  });

  it('gives the quota back for a file that does not pass, and says line and column', async () => {
    const person = await entrant(harness, set, 'Careless');
    const lines = good.toString().split('\n');
    const broken = Buffer.from([...lines.slice(0, 4), `${lines[4]?.split(',')[0] ?? ''},elephant`, ...lines.slice(5)].join('\n'));
    const { id } = (await submit(person, set.phase.id, broken)).body as SubmissionView;
    await harness.drain();
    const done = await view(person, id);
    expect(done).toMatchObject({ state: 'INVALID', quota: { today: { used: 0 } }, findings: { total: 1, first: [{ code: 'UNKNOWN_LABEL', line: 5, column: 2, value: 'elephant' }] } });
    expect(await harness.sql.rows(`SELECT state, reason FROM quota_use WHERE submission_id = $1`, [id])).toEqual([{ state: 'REFUNDED', reason: 'INVALID' }]);
  });

  it('two requests for the last slot at once: one 201, one 409', async () => {
    const person = await entrant(harness, set, 'Racers');
    for (const note of ['a', 'b']) expect((await submit(person, set.phase.id, Buffer.concat([good, Buffer.from(`\n`.repeat(note === 'a' ? 1 : 2))]))).status).toBe(201);
    const uploads = await Promise.all([upload(person, set.phase.id, good), upload(person, set.phase.id, good)]);
    const answers = await Promise.all(uploads.map((uploadId) => person.post(`/api/phases/${set.phase.id}/submissions`).send({ uploadId, sha256: sha256Of(good) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'quota-exhausted', remaining: 0, limit: 3, boundBy: 'perDay', resetsAt: '2026-11-23T15:00:00.000Z' });
    await harness.drain();
  });

  it('answers the same submission to the same key, and refuses the key for another', async () => {
    const person = await entrant(harness, set, 'Twice');
    const uploadId = await upload(person, set.phase.id, good);
    const body = { uploadId, sha256: sha256Of(good) };
    const send = () => person.post(`/api/phases/${set.phase.id}/submissions`).set('idempotency-key', 'key-0001').send(body);
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect((first.body as SubmissionView).id).toBe((second.body as SubmissionView).id);
    const other = await upload(person, set.phase.id, good);
    expect((await person.post(`/api/phases/${set.phase.id}/submissions`).set('idempotency-key', 'key-0001').send({ ...body, uploadId: other })).body).toMatchObject({ code: 'idempotency-conflict' });
    // The same upload without a key is the same submission, too.
    expect(((await person.post(`/api/phases/${set.phase.id}/submissions`).send(body)).body as SubmissionView).id).toBe((first.body as SubmissionView).id);
    await harness.drain();
    expect(await harness.sql.rows(`SELECT 1 FROM quota_use q JOIN team t ON t.id = q.team_id WHERE t.name = 'Twice'`)).toHaveLength(1);
  });

  it('withdraws a scored one: its rank goes, its quota stays used, nothing is deleted', async () => {
    const person = await entrant(harness, set, 'Second thoughts');
    const { id } = (await submit(person, set.phase.id, good)).body as SubmissionView;
    await harness.drain();
    const board = set.challenge.boards[0]?.id ?? '';
    expect((await person.get(`/api/boards/${board}/standing`).expect(200)).body).toMatchObject({ row: { team: 'Second thoughts' } });
    await person.post(`/api/submissions/${id}/withdraw`).expect(200);
    await harness.drain();
    expect((await person.get(`/api/boards/${board}/standing`)).body).toMatchObject({ row: null });
    expect(await view(person, id)).toMatchObject({ state: 'WITHDRAWN', quota: { today: { used: 1 } } });
    expect((await person.post(`/api/submissions/${id}/withdraw`).expect(409)).body).toMatchObject({ code: 'not-withdrawable' });
    expect((await person.post(`/api/submissions/${id}/cancel`).expect(409)).body).toMatchObject({ code: 'not-cancellable' });
  });

  it('is nobody else’s: not to read, not to hear, not to change', async () => {
    const owner = await entrant(harness, set, 'Private people');
    const { id } = (await submit(owner, set.phase.id, good)).body as SubmissionView;
    const stranger = await entrant(harness, set, 'Curious people');
    for (const path of ['', '/log', '/events']) await stranger.get(`/api/submissions/${id}${path}`).expect(404);
    for (const path of ['', '/log', '/events']) await harness.visitor().get(`/api/submissions/${id}${path}`).expect(401);
    await stranger.patch(`/api/submissions/${id}`).send({ note: 'mine' }).expect(404);
    await stranger.post(`/api/submissions/${id}/withdraw`).expect(404);
    const uploadId = await upload(owner, set.phase.id, good);
    expect((await stranger.post(`/api/phases/${set.phase.id}/submissions`).send({ uploadId, sha256: sha256Of(good) }).expect(404)).body).toMatchObject({ code: 'upload-not-yours' });
    await stranger.head(`/api/uploads/${uploadId}`).set('tus-resumable', '1.0.0').expect(404);
    await harness.drain();
  });

  it('judges the deadline by the time of receipt', async () => {
    const person = await entrant(harness, set, 'Just in time');
    const uploadId = await upload(person, set.phase.id, good);
    const before = harness.clock.now();
    await harness.sql.rows(`UPDATE session SET expires_at = 'infinity'`);
    harness.clock.set(new Date(set.phase.closesAt ?? 0));
    try {
      expect((await person.post(`/api/phases/${set.phase.id}/submissions`).send({ uploadId, sha256: sha256Of(good) }).expect(409)).body).toMatchObject({ code: 'phase-closed' });
    } finally {
      harness.clock.set(before);
    }
  });
});
