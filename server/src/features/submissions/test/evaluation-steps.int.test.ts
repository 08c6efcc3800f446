import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ReproducibilityRecord, SubmissionView } from '@gac/shared/contract/submissions';
import type { EvaluationId, PhaseId, SubmissionId } from '@gac/shared/values';
import { entrant, exampleFile, stage, submit, type Stage } from '../../../testing/entrants.ts';
import { Harness } from '../../../testing/harness.ts';
import { EvaluationSteps } from '../evaluation-steps.ts';

const SMALLEST_POOL = 6;
const RECORD = {} as ReproducibilityRecord;
interface Held {
  id: EvaluationId;
  submissionId: SubmissionId;
  phaseId: PhaseId;
  attempt: number;
}

// Whole products start and score here.
jest.setTimeout(30_000);

describe('evaluations that end together', () => {
  let harness: Harness;
  let set: Stage;
  const good = exampleFile('digits', 'better_than_baseline.csv');
  beforeAll(async () => {
    harness = await Harness.start({ work: false, env: { DATABASE_POOL: String(SMALLEST_POOL) } });
    set = await stage(harness, 'digits', (definition) => ({ ...definition, phases: definition.phases.map((phase) => ({ ...phase, quota: { ...phase.quota, perDay: 100, concurrent: null, countFailed: true } })) }));
  });
  afterAll(async () => { await harness.close(); });

  /** Submissions that a worker is scoring. */
  async function scoring(team: string, count: number): Promise<Held[]> {
    const person = await entrant(harness, set, team);
    const ids: string[] = [];
    for (let n = 1; n <= count; n++) ids.push(((await submit(person, set.phase.id, Buffer.concat([good, Buffer.from('\n'.repeat(n))]))).body as SubmissionView).id);
    await harness.sql.rows(`UPDATE evaluation SET state = 'SCORING', attempt = 1, lease_owner = 'x', lease_until = $2, started_at = $3 WHERE submission_id = ANY($1)`, [ids, new Date(harness.clock.now().getTime() + 3_600_000), harness.clock.now()]);
    await harness.sql.rows(`UPDATE submission SET state = 'SCORING' WHERE id = ANY($1)`, [ids]);
    return harness.sql.rows<Held>(`SELECT e.id, e.submission_id AS "submissionId", s.phase_id AS "phaseId", e.attempt FROM evaluation e JOIN submission s ON s.id = e.submission_id WHERE s.id = ANY($1)`, [ids]);
  }

  it.each([
    ['scored', 'COMMITTED', (steps: EvaluationSteps, held: Held) => steps.scored(held as never, { scores: [{ key: 'accuracy', public: 0.5, private: 0.5 }], cases: [] }, { record: RECORD, logs: [] })],
    ['failed', 'COMMITTED', (steps: EvaluationSteps, held: Held) => steps.failed(held, { class: 'TIME_LIMIT', detail: '', facts: null, reference: '' })],
    ['failed by us', 'REFUNDED', (steps: EvaluationSteps, held: Held) => steps.failed(held, { class: 'SCORER_FAULT', detail: '', facts: null, reference: '' })],
  ])('are %s with the smallest pool there may be, however many: no step holds a connection and asks for another', async (how, quota, end) => {
    const held = await scoring(`All ${how}`, 3 * SMALLEST_POOL);
    // The definitions in memory are old enough to be compared with the database.
    harness.clock.advance(5_000);
    const steps = harness.app.get(EvaluationSteps);
    expect(await Promise.all(held.map((one) => end(steps, one)))).toEqual(held.map(() => true));
    const settled = await harness.sql.rows<{ state: string }>(`SELECT state FROM quota_use WHERE submission_id = ANY($1)`, [held.map(({ submissionId }) => submissionId)]);
    expect(new Set(settled.map(({ state }) => state))).toEqual(new Set([quota]));
  });
});

describe('the place in the queue', () => {
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start({ work: false }); });
  afterAll(async () => { await harness.close(); });

  it('is told right after submitting, behind all that came before (C-08)', async () => {
    const set = await stage(harness, 'digits', (definition) => ({ ...definition, phases: definition.phases.map((phase) => ({ ...phase, quota: { ...phase.quota, concurrent: null } })) }));
    const person = await entrant(harness, set, 'Queueing');
    const told: (number | undefined)[] = [];
    for (let n = 1; n <= 3; n++) {
      // Everybody asks about the same queue, read at most twice a second: here just before this one came.
      await new Promise((resolve) => setTimeout(resolve, 600));
      await harness.visitor().get(`/api/phases/${set.phase.id}/queue`).expect(200);
      told.push(((await submit(person, set.phase.id, Buffer.concat([exampleFile('digits', 'baseline_tree.csv'), Buffer.from('\n'.repeat(n))]))).body as SubmissionView).queue?.position);
    }
    expect(told).toEqual([0, 1, 2]);
  });
});
