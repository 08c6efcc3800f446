import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditList, ChallengeSubmissions, EvaluationDetail, QueuePanel, QueueSamples, RunningList, WorkerList } from '@gac/shared/contract/organize';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import type { Response } from 'supertest';
import { Idle } from '../../../platform/jobs/idle.ts';
import { WorkerRegistry } from '../../../platform/workers/worker-registry.ts';
import { entrant, exampleFile, organizer, stage, submit, type Stage } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { EvaluationSteps } from '../evaluation-steps.ts';
import { Reconciler } from '../jobs/reconciler.ts';
import { QueueSampler } from '../organize/queue-sampler.ts';
import { RerunFaults } from '../rerun.service.ts';

const HOUR_MS = 3_600_000;
const good = exampleFile('digits', 'better_than_baseline.csv');
const unlimited = (harness: Harness, example: string): Promise<Stage> =>
  stage(harness, example, (definition) => ({ ...definition, phases: definition.phases.map((phase) => ({ ...phase, quota: { ...phase.quota, perDay: 100, total: null, concurrent: null } })) }));
const bodyOf = <T>(answer: Response): T => answer.body as T;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 300) throw new Error('it does not come about');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the organizers’ side, with workers', () => {
  let harness: Harness;
  let digits: Stage;
  let nuclei: Stage;
  let boss: Person;
  let team: Person;
  beforeAll(async () => {
    harness = await Harness.start();
    digits = await unlimited(harness, 'digits');
    nuclei = await unlimited(harness, 'nuclei');
    boss = await organizer(harness, 'boss');
    team = await entrant(harness, digits, 'Watched team');
  });
  afterAll(async () => { await harness.close(); });

  const send = async (): Promise<SubmissionView> => bodyOf(await submit(team, digits.phase.id, good));
  const view = async (id: string): Promise<SubmissionView> => bodyOf(await team.get(`/api/submissions/${id}`).expect(200));
  const stateOf = async (id: string): Promise<string> => (await view(id)).state;
  const pause = (what: 'pause' | 'resume', challenge: string | null, person = boss) => person.post(`/api/organize/queue/${what}`).send({ challenge, reason: 'a test of the brakes' });
  const lastDeed = async (): Promise<AuditList['items'][number] | undefined> => bodyOf<AuditList>(await boss.get('/api/organize/queue/actions').expect(200)).items[0];
  /** Until everything that can be dealt with has been; what is paused stays. */
  const quiet = async (): Promise<void> => { await harness.app.get(Idle).wait(20_000); };

  it('pauses a challenge: nothing of it is claimed, others go on; resuming takes everything up', async () => {
    const panel = bodyOf<QueuePanel>(await pause('pause', 'digits').expect(200));
    expect(panel.rows.find(({ challenge }) => challenge?.slug === 'digits')).toMatchObject({ paused: { by: 'boss', reason: 'a test of the brakes' } });
    const waiting = [await send(), await send()];
    const other = await entrant(harness, nuclei, 'Unpaused team');
    const goes = bodyOf<SubmissionView>(await submit(other, nuclei.phase.id, exampleFile('nuclei', 'sample_submission.csv')));
    await until(async () => bodyOf<SubmissionView>(await other.get(`/api/submissions/${goes.id}`)).state === 'SCORED');
    await quiet();
    for (const { id } of waiting) expect(await view(id)).toMatchObject({ state: 'RECEIVED', queue: { paused: true, estimateMs: null } });
    expect((await pause('pause', 'digits').expect(409)).body).toMatchObject({ code: 'queue-state', paused: true });
    harness.clock.advance(1_000);
    await pause('resume', 'digits').expect(200);
    await harness.drain();
    for (const { id } of waiting) expect(await stateOf(id)).toBe('SCORED');
    expect((await pause('resume', 'digits').expect(409)).body).toMatchObject({ code: 'queue-state', paused: false });
    expect(await lastDeed()).toMatchObject({ action: 'queue.resumed', subject: 'digits', by: 'boss', reason: 'a test of the brakes' });
  });

  it('a pause is no waiting: nobody fails because the organizers stopped the queue', async () => {
    await pause('pause', null).expect(200);
    const { id } = await send();
    await quiet();
    await harness.sql.rows(`UPDATE evaluation SET state_at = state_at - interval '7 hours' WHERE submission_id = $1`, [id]);
    await harness.app.get(Reconciler).run();
    expect(await stateOf(id)).toBe('RECEIVED');
    await pause('resume', null).expect(200);
    await harness.drain();
    expect(await stateOf(id)).toBe('SCORED');
  });

  it('a drained worker takes nothing more, and takes everything once it is taken back', async () => {
    const self = harness.app.get(WorkerRegistry);
    const workers = async (): Promise<WorkerList> => bodyOf(await boss.get('/api/organize/workers').expect(200));
    const own = async (): Promise<WorkerList['items'][number] | undefined> => (await workers()).items.find(({ id }) => id === self.id);
    // What the test before gave it to do is told by its next heartbeat.
    await until(async () => (await own())?.busy === 0);
    expect(await own()).toMatchObject({ state: 'ready', slots: 2, busy: 0, driver: harness.config.SANDBOX_DRIVER });
    await boss.post('/api/organize/workers/drain').send({ worker: self.id, reason: 'the machine is moved' }).expect(200);
    const { id } = await send();
    await until(async () => self.isDrained);
    await harness.app.get(Reconciler).run();
    expect(await stateOf(id)).toBe('RECEIVED');
    expect(await own()).toMatchObject({ state: 'drained' });
    // It was the only one: people are told that nothing is taken, and are given no estimate.
    await until(async () => (await view(id)).queue?.slots === 0);
    expect((await view(id)).queue).toMatchObject({ estimateMs: null, paused: false });
    expect((await boss.post('/api/organize/workers/drain').send({ worker: self.id, reason: 'the machine is moved' }).expect(409)).body).toMatchObject({ code: 'worker-state', state: 'drained' });
    harness.clock.advance(1_000);
    await boss.post('/api/organize/workers/take-back').send({ worker: self.id, reason: 'it stays after all' }).expect(200);
    await harness.drain();
    expect(await stateOf(id)).toBe('SCORED');
    expect(await lastDeed()).toMatchObject({ action: 'worker.returned', subject: self.id });
    await boss.post('/api/organize/workers/drain').send({ worker: 'nobody', reason: 'not there' }).expect(404);
  });

  it('shows each evaluation with its attempts, record and public scores', async () => {
    const { id, receipt } = await send();
    await harness.drain();
    const evaluation = (await view(id)).evaluations[0];
    const detail = bodyOf<EvaluationDetail>(await boss.get(`/api/organize/evaluations/${evaluation?.id ?? ''}`).expect(200));
    expect(detail).toMatchObject({ state: 'SCORED', current: true, lease: null, failure: null, actions: [], submission: { receipt, team: 'Watched team' } });
    expect(detail.attempts.map(({ attempt, stage: of, outcome }) => [attempt, of, outcome])).toEqual([[1, 'validate', 'passed'], [2, 'evaluate', 'scored']]);
    expect(detail.record?.artifactSha256).toBe(detail.submission.sha256);
    const hidden = await harness.sql.rows<{ value: number }>(`SELECT value FROM score WHERE part = 'private'`);
    // A short number stands in times and sizes by chance.
    const told = hidden.map(({ value }) => String(value)).filter((value) => value.length > 8);
    expect(told).not.toEqual([]);
    for (const value of told) expect(JSON.stringify(detail)).not.toContain(value);
  });

  it('lists the submissions of a challenge by state, class and text', async () => {
    harness.clock.advance(1_000);
    const spoiled = bodyOf<SubmissionView>(await submit(team, digits.phase.id, Buffer.from('id,label\nx,elephant\n'), {}, 'spoiled.csv'));
    await harness.drain();
    const list = async (query: string): Promise<ChallengeSubmissions> => bodyOf(await boss.get(`/api/organize/challenges/digits/submissions?${query}`).expect(200));
    const all = await list('');
    expect(all.items[0]).toMatchObject({ id: spoiled.id, team: 'Watched team', state: 'INVALID', isBaseline: false });
    expect(all.total).toBe(all.items.length);
    expect((await list('state=INVALID')).items.map(({ id }) => id)).toEqual([spoiled.id]);
    expect((await list('q=SPOILED.csv')).total).toBe(1);
    expect((await list('q=watched')).byState).toContainEqual({ state: 'INVALID', count: 1 });
    expect(await list('class=TIME_LIMIT')).toMatchObject({ items: [], total: 0 });
    expect((await list(`offset=${String(all.total - 1)}`)).items).toHaveLength(1);
  });

  it('writes a sample of the queue down each second, once, and only organizers may follow', async () => {
    const sampler = harness.app.get(QueueSampler);
    const samples = async (): Promise<QueueSamples> => bodyOf(await boss.get('/api/organize/queue/samples').expect(200));
    harness.clock.advance(2_000);
    await Promise.all([sampler.run(), sampler.run()]);
    const { items, lastSeq } = await samples();
    expect(items.filter(({ at }) => at === harness.clock.now().toISOString())).toHaveLength(1);
    expect(items.at(-1)).toMatchObject({ seq: lastSeq, validate: 0, evaluate: 0, running: 0 });
    harness.clock.advance(6 * 60_000);
    await sampler.run();
    expect((await samples()).items.map(({ at }) => at)).toEqual([harness.clock.now().toISOString()]);
    await team.get('/api/organize/queue/events').expect(403);
    await harness.visitor().get('/api/organize/queue/events').expect(401);
  });

  it('is for who organizes the challenge: others hear of a number, and of shared workers', async () => {
    const elsewhere = await organizer(harness, 'elsewhere', 'nuclei');
    await pause('pause', 'digits').expect(200);
    const { id } = await send();
    const evaluationId = (await view(id)).evaluations[0]?.id ?? '';
    const panel = bodyOf<QueuePanel>(await elsewhere.get('/api/organize/queue').expect(200));
    expect(panel.rows.map(({ challenge, waiting }) => [challenge?.slug ?? null, waiting.validate])).toEqual([['nuclei', 0], [null, 1]]);
    expect(panel.mayPauseAll).toBe(false);
    expect(bodyOf<WorkerList>(await elsewhere.get('/api/organize/workers')).mayDrain).toBe(false);
    for (const path of ['challenges/digits/submissions', `evaluations/${evaluationId}`]) await elsewhere.get(`/api/organize/${path}`).expect(404);
    await elsewhere.get(`/api/submissions/${id}`).expect(404);
    await elsewhere.post(`/api/organize/evaluations/${evaluationId}/cancel`).send({ attempt: 0, reason: 'not mine' }).expect(404);
    expect((await pause('resume', 'digits', elsewhere)).status).toBe(404);
    expect((await pause('pause', null, elsewhere)).body).toMatchObject({ status: 403, permission: 'queue.pause' });
    const names = bodyOf<AuditList>(await elsewhere.get('/api/organize/queue/actions')).items.map(({ subject }) => subject);
    expect(names).not.toContain('digits');
    await pause('resume', 'digits').expect(200);
    await harness.drain();
  });
});

describe('what organizers do to an evaluation', () => {
  let harness: Harness;
  let digits: Stage;
  let boss: Person;
  let team: Person;
  let steps: EvaluationSteps;
  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    digits = await unlimited(harness, 'digits');
    boss = await organizer(harness, 'boss');
    team = await entrant(harness, digits, 'Acted upon');
    steps = harness.app.get(EvaluationSteps);
  });
  afterAll(async () => { await harness.close(); });

  let submission: SubmissionView;
  let id: string;
  beforeEach(async () => {
    submission = bodyOf(await submit(team, digits.phase.id, good));
    id = submission.evaluations[0]?.id ?? '';
  });
  const act = (action: 'requeue' | 'cancel' | 'fail', attempt: number, more: object = {}) => boss.post(`/api/organize/evaluations/${id}/${action}`).send({ attempt, reason: 'it looks stuck', ...more });
  const claimed = async (owner: string) => {
    const claim = await steps.claim('validate', owner, []);
    if (claim?.id !== id) throw new Error('another one was claimed');
    return claim;
  };
  const seen = async (): Promise<SubmissionView> => bodyOf(await team.get(`/api/submissions/${submission.id}`).expect(200));
  const quotaOf = async (): Promise<unknown> => (await harness.sql.rows(`SELECT state, reason FROM quota_use WHERE submission_id = $1`, [submission.id]))[0];
  const findings = { first: [], total: 0, rows: 1 };

  it('put back: the worker that had it changes nothing any more, the next one goes on', async () => {
    const old = await claimed('worker one');
    expect(bodyOf<RunningList>(await boss.get('/api/organize/queue/running').expect(200)).items).toMatchObject([{ id, worker: 'worker one', attempt: 1, lapsed: false }]);
    const detail = bodyOf<EvaluationDetail>(await act('requeue', 1).expect(200));
    expect(detail).toMatchObject({ state: 'VALIDATING', attempt: 2, lease: { worker: null } });
    expect(await steps.renew(old)).toBe(false);
    expect(await steps.valid(old, findings)).toBe(false);
    expect(await steps.failed(old, { class: 'TIME_LIMIT', detail: 'late', facts: null, reference: 'x' })).toBe(false);
    expect(await steps.giveBack(old, 'late')).toBe(false);
    const next = await claimed('worker two');
    expect(next).toMatchObject({ attempt: 3, lapses: 0 });
    expect(await steps.valid(next, findings)).toBe(true);
    const after = bodyOf<EvaluationDetail>(await boss.get(`/api/organize/evaluations/${id}`));
    expect(after.attempts.map(({ attempt, worker, outcome }) => [attempt, worker, outcome])).toEqual([[1, 'worker one', 'taken-away'], [2, null, 'requeued'], [3, 'worker two', 'passed']]);
    expect(after.audit).toMatchObject([{ action: 'evaluation.requeued', by: 'boss', reason: 'it looks stuck', evaluationId: id }]);
    await act('cancel', 3).expect(200);
  });

  it('only what a worker has can be put back, and only in the attempt that was seen', async () => {
    expect((await act('requeue', 0).expect(409)).body).toMatchObject({ code: 'evaluation-state', state: 'RECEIVED' });
    await claimed('worker one');
    expect((await act('requeue', 0).expect(409)).body).toMatchObject({ code: 'evaluation-moved', attempt: 1 });
    expect((await boss.post(`/api/organize/evaluations/${id}/requeue`).send({ attempt: 1, reason: ' ' }).expect(400)).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/reason' }] });
    await act('cancel', 1).expect(200);
    const rows = await harness.sql.rows<{ n: number }>(`SELECT count(*)::int AS n FROM audit_event WHERE subject = $1`, [id]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('cancelled: the submission ends, the quota comes back, the worker is told by its lease', async () => {
    const old = await claimed('worker one');
    expect(bodyOf<EvaluationDetail>(await act('cancel', 1).expect(200))).toMatchObject({ state: 'CANCELLED', actions: [], attempts: [{ outcome: 'cancelled' }] });
    expect(await steps.renew(old)).toBe(false);
    expect((await seen()).state).toBe('CANCELLED');
    expect(await quotaOf()).toEqual({ state: 'REFUNDED', reason: 'CANCELLED' });
    expect((await act('cancel', 1).expect(409)).body).toMatchObject({ code: 'evaluation-state', state: 'CANCELLED' });
  });

  it('failed with a message: the team reads it, nothing runs it again but the organizers', async () => {
    await claimed('worker one');
    const words = { class: 'PLATFORM_FAULT', message: 'The machine broke. Nothing to do for you.' };
    expect(bodyOf<EvaluationDetail>(await act('fail', 1, words).expect(200))).toMatchObject({ state: 'FAILED', failure: { class: 'PLATFORM_FAULT', message: words.message, detail: 'ended by an organizer: it looks stuck' }, actions: ['requeue'] });
    const told = await seen();
    expect(told).toMatchObject({ state: 'FAILED', failure: { class: 'PLATFORM_FAULT', side: 'platform', message: words.message } });
    expect(JSON.stringify(told)).not.toContain('it looks stuck');
    expect(await quotaOf()).toEqual({ state: 'REFUNDED', reason: 'PLATFORM_FAULT' });
    harness.clock.advance(HOUR_MS);
    expect(await harness.app.get(RerunFaults).rerunAll(0, 100)).toBe(0);
    const again = bodyOf<EvaluationDetail>(await act('requeue', 1).expect(200));
    expect(again).toMatchObject({ current: false, others: [{ state: 'RECEIVED', current: true }], actions: [] });
    expect(await seen()).toMatchObject({ state: 'RECEIVED', failure: null });
    id = again.others[0]?.id ?? '';
    await act('cancel', 0).expect(200);
  });

  it('of two organizers who act at once one is refused', async () => {
    await claimed('worker one');
    const answers = await Promise.all([act('cancel', 1), act('requeue', 1), act('fail', 1, { class: 'TIME_LIMIT', message: 'It took too long.' })]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers.filter((one) => one.status !== 200)) expect([status, ['evaluation-state', 'evaluation-moved']]).toEqual([409, expect.arrayContaining([(body as { code: string }).code])]);
    await act('cancel', 2);
  });

  it('a worker that is silent for longer than the lease is lost', async () => {
    const now = harness.clock.now();
    await harness.sql.rows(`INSERT INTO worker (id, host, pid, started_at, seen_at, slots, busy, abilities) VALUES ('gone', 'far', 7, $1, $1, 4, 2, $2)`, [now, JSON.stringify({ driver: 'bubblewrap', isolation: 'cgroup v1', limits: 'hard', ready: true, problems: [] })]);
    const state = async () => bodyOf<WorkerList>(await boss.get('/api/organize/workers')).items.find((worker) => worker.id === 'gone')?.state;
    expect(await state()).toBe('ready');
    // What people are told of the queue counts every worker there is, wherever.
    await until(async () => (await seen()).queue?.slots === 4);
    harness.clock.advance(harness.config.LEASE_MS + 1);
    expect(await state()).toBe('lost');
    await until(async () => (await seen()).queue?.slots === 0);
    expect((await boss.post('/api/organize/workers/drain').send({ worker: 'gone', reason: 'it does not answer' }).expect(409)).body).toMatchObject({ code: 'worker-state', state: 'lost' });
    await act('cancel', 0).expect(200);
  });
});
