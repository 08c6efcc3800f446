import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { entrant, exampleFile, stage, submit, type Stage } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import type { Claimed } from '../data/evaluations.repository.ts';
import { EvaluationSteps } from '../evaluation-steps.ts';

// Whole products start and score here.
jest.setTimeout(30_000);

describe('the next evaluation', () => {
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start({ work: false }); });
  afterAll(async () => { await harness.close(); });

  it('is that of the team with the fewest running, then of the challenge with the fewest, then the oldest (C-07)', async () => {
    const manyAtOnce = (definition: ChallengeDefinition): ChallengeDefinition => ({ ...definition, phases: definition.phases.map((phase) => ({ ...phase, quota: { ...phase.quota, perDay: 100, concurrent: null } })) });
    const [digits, nuclei] = [await stage(harness, 'digits', manyAtOnce), await stage(harness, 'nuclei', manyAtOnce)];
    const names = new Map<string, string>();
    const hand = async (set: Stage, person: Person, name: string): Promise<void> => {
      const file = exampleFile(set.challenge.slug, 'better_than_baseline.csv');
      names.set(((await submit(person, set.phase.id, Buffer.concat([file, Buffer.from('\n'.repeat(names.size + 1))]))).body as SubmissionView).id, name);
      harness.clock.advance(1000);
    };
    const [ann, bob, cho] = [await entrant(harness, digits, 'Ann'), await entrant(harness, digits, 'Bob'), await entrant(harness, nuclei, 'Cho')];
    for (const name of ['Ann 1', 'Ann 2', 'Ann 3']) await hand(digits, ann, name);
    for (const name of ['Bob 1', 'Bob 2']) await hand(digits, bob, name);
    await hand(nuclei, cho, 'Cho 1');
    const steps = harness.app.get(EvaluationSteps);
    const take = async (): Promise<Claimed> => {
      const claimed = await steps.claim('validate', 'a worker', []);
      if (!claimed) throw new Error('nothing to take');
      return claimed;
    };
    const taken: Claimed[] = [];
    for (let n = 0; n < 5; n++) taken.push(await take());
    // Nobody runs: the oldest. Then Bob and Cho have none running, and Cho's challenge fewer. Then Bob; then Ann and Bob have one each, in one challenge.
    expect(taken.map(({ submissionId }) => names.get(submissionId))).toEqual(['Ann 1', 'Cho 1', 'Bob 1', 'Ann 2', 'Bob 2']);
    // What waits after a fault of ours runs nowhere: it does not count.
    for (const claimed of taken.filter(({ submissionId }) => names.get(submissionId)?.startsWith('Ann'))) await steps.giveBack(claimed, 'a fault of ours');
    expect(names.get((await take()).submissionId)).toBe('Ann 3');
    expect(await steps.claim('validate', 'a worker', [])).toBeNull();
    harness.clock.advance(6_000);
    // A lease that lapsed is taken over, with the next attempt.
    expect(await take()).toMatchObject({ attempt: 2, lapses: 1 });
  });
});
