import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { entrant, exampleFile, stage, submit, type Stage } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { EvaluationWorker } from '../evaluation-worker.ts';
import { Reconciler } from '../jobs/reconciler.ts';
import { RerunFaults } from '../rerun.service.ts';
import { ScorerRunner } from '../scorer-runner.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

// Whole products start and score here.
jest.setTimeout(30_000);

describe('faults of ours', () => {
  let harness: Harness;
  let set: Stage;
  let isAway = false;
  const good = exampleFile('digits', 'better_than_baseline.csv');
  beforeAll(async () => {
    harness = await Harness.start({ env: { RECONCILE_MS: '60000' } });
    set = await stage(harness, 'digits', (definition) => ({ ...definition, phases: definition.phases.map((phase) => ({ ...phase, quota: { ...phase.quota, perDay: 100, concurrent: null } })) }));
    const runner = harness.app.get(ScorerRunner);
    const away = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => (...args: A): Promise<R> => (isAway ? Promise.reject(new Error('the store is away')) : work(...args));
    runner.validate = away(runner.validate.bind(runner));
    runner.score = away(runner.score.bind(runner));
  });
  afterAll(async () => { await harness.close(); });

  const submitMany = async (person: Person, count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 1; n <= count; n++) ids.push(((await submit(person, set.phase.id, Buffer.concat([good, Buffer.from('\n'.repeat(n))]))).body as SubmissionView).id);
    return ids;
  };
  const statesOf = async (ids: readonly string[]): Promise<string[]> => (await harness.sql.rows<{ state: string }>(`SELECT state FROM submission WHERE id = ANY($1)`, [ids])).map(({ state }) => state);
  /** Until every wake-up there was has been answered. */
  const quiet = async (): Promise<void> => {
    const asleep = `SELECT 1 FROM outbox o WHERE o.dispatched_at IS NULL OR NOT EXISTS (SELECT 1 FROM handled_event h WHERE h.event_id = o.id)`;
    while ((await harness.sql.rows(asleep)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const reconcileUntil = async (ids: readonly string[], state: string, before: () => void = () => undefined): Promise<void> => {
    for (;;) {
      before();
      await harness.app.get(Reconciler).run();
      if ((await statesOf(ids)).every((one) => one === state)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('a store that is away for a moment costs nobody a submission: each is tried again, later', async () => {
    const person = await entrant(harness, set, 'Patient');
    isAway = true;
    const ids = await submitMany(person, 8);
    await quiet();
    isAway = false;
    expect(new Set(await statesOf(ids))).toEqual(new Set(['VALIDATING']));
    const tries = await harness.sql.rows<{ attempt: number; rest: number }>(`SELECT attempt, extract(epoch FROM lease_until - $2)::int AS rest FROM evaluation WHERE submission_id = ANY($1)`, [ids, harness.clock.now()]);
    expect(tries).toEqual(ids.map(() => ({ attempt: 1, rest: 5 })));
    // Nobody takes them before they have rested.
    await harness.app.get(Reconciler).run();
    expect(new Set(await statesOf(ids))).toEqual(new Set(['VALIDATING']));
    harness.clock.advance(6 * SECOND_MS);
    await reconcileUntil(ids, 'SCORED');
    await harness.drain();
  });

  it('one that goes on fails after the last attempt, gives the quota back, and is run again when the cause is mended (C-05, C-10)', async () => {
    const person = await entrant(harness, set, 'Unlucky');
    isAway = true;
    const ids = await submitMany(person, 1);
    await quiet();
    await reconcileUntil(ids, 'FAILED', () => { harness.clock.advance(30 * SECOND_MS); });
    const failed = (await person.get(`/api/submissions/${String(ids[0])}`).expect(200)).body as SubmissionView;
    expect(failed).toMatchObject({ failure: { class: 'PLATFORM_FAULT', side: 'platform', counted: false }, quota: { today: { used: 0 } }, evaluations: [{ attempt: 3 }] });
    expect(JSON.stringify(failed)).not.toContain('the store is away');
    const rerun = harness.app.get(RerunFaults);
    await rerun.run();
    expect(await statesOf(ids)).toEqual(['FAILED']);
    isAway = false;
    harness.clock.advance(10 * MINUTE_MS);
    await rerun.run();
    await harness.drain();
    const done = (await person.get(`/api/submissions/${String(ids[0])}`).expect(200)).body as SubmissionView;
    expect(done).toMatchObject({ state: 'SCORED', failure: null, quota: { today: { used: 0 } } });
    expect(done.history.map(({ state }) => state)).toEqual(['RECEIVED', 'VALIDATING', 'FAILED', 'RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED']);
    // What failed stays as it was.
    expect(await harness.sql.rows(`SELECT state, current FROM evaluation WHERE submission_id = $1 ORDER BY created_at`, [ids[0]])).toEqual([{ state: 'FAILED', current: false }, { state: 'SCORED', current: true }]);
  });
});

describe('waiting', () => {
  const HOUR_MS = 3_600_000;
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start({ work: false }); });
  afterAll(async () => { await harness.close(); });

  it('past the deadline of a state fails (C-05), but only while there are workers: what nobody could take is tried first', async () => {
    const set = await stage(harness, 'digits');
    const person = await entrant(harness, set, 'Waiting');
    const { id } = (await submit(person, set.phase.id, exampleFile('digits', 'baseline_tree.csv'))).body as SubmissionView;
    const stateOf = async (): Promise<unknown> => (await harness.sql.one<{ state: string }>(`SELECT state FROM submission WHERE id = $1`, [id]))?.state;
    const reconciler = harness.app.get(Reconciler);
    // Nobody is to be quicker than the reconciler.
    harness.app.get(EvaluationWorker).drain = () => Promise.resolve();
    await reconciler.run();
    harness.clock.advance(7 * HOUR_MS);
    await reconciler.run();
    expect(await stateOf()).toBe('RECEIVED');
    for (let minute = 1; minute < 6 * 60; minute++) {
      harness.clock.advance(MINUTE_MS);
      await reconciler.run();
    }
    expect(await stateOf()).toBe('RECEIVED');
    harness.clock.advance(MINUTE_MS);
    await reconciler.run();
    expect(await stateOf()).toBe('FAILED');
    expect(await harness.sql.rows(`SELECT failure_class, failure->>'detail' AS detail FROM submission WHERE id = $1`, [id])).toEqual([{ failure_class: 'PLATFORM_FAULT', detail: 'waited too long in RECEIVED' }]);
  });
});

describe('a worker', () => {
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start({ work: false }); });
  afterAll(async () => { await harness.close(); });

  it('has WORKERS evaluations in work, whoever calls, and carries those to their end when it shall take no more', async () => {
    const set = await stage(harness, 'digits', (definition) => ({ ...definition, phases: definition.phases.map((phase) => ({ ...phase, quota: { ...phase.quota, perDay: 100, concurrent: null } })) }));
    const person = await entrant(harness, set, 'Long');
    const good = exampleFile('digits', 'better_than_baseline.csv');
    for (let n = 1; n <= 5; n++) await submit(person, set.phase.id, Buffer.concat([good, Buffer.from('\n'.repeat(n))]));
    const worker = harness.app.get(EvaluationWorker);
    const states = async (): Promise<string[]> => (await harness.sql.rows<{ state: string }>(`SELECT state FROM evaluation ORDER BY state`)).map(({ state }) => state);
    await worker.drain('validate', new AbortController().signal);
    expect(new Set(await states())).toEqual(new Set(['QUEUED']));

    const runner = harness.app.get(ScorerRunner);
    const score = runner.score.bind(runner);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => { release = resolve; });
    const seen = { now: 0, most: 0 };
    runner.score = async (...args) => {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await released;
      seen.now -= 1;
      return score(...args);
    };
    const over = new AbortController();
    const calls = [1, 2, 3, 4].map(() => worker.drain('evaluate', over.signal));
    while (seen.now < harness.config.WORKERS) await new Promise((resolve) => setTimeout(resolve, 5));
    // As when the time of a job is over.
    over.abort(new DOMException('The time is over', 'TimeoutError'));
    release();
    await Promise.all(calls);
    expect(seen.most).toBe(harness.config.WORKERS);
    expect(await states()).toEqual(['QUEUED', 'QUEUED', 'QUEUED', 'SCORED', 'SCORED']);
    await worker.drain('evaluate', new AbortController().signal);
    expect(new Set(await states())).toEqual(new Set(['SCORED']));
    expect(await harness.sql.rows(`SELECT 1 FROM evaluation WHERE lapses > 0`)).toEqual([]);
  });
});
