import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { entrant, exampleFile, stage, submit, type Stage } from '../../../testing/entrants.ts';
import { Harness } from '../../../testing/harness.ts';
import { ScorerRunner, type RunOutcome } from '../scorer-runner.ts';

// Whole products start and score here.
jest.setTimeout(30_000);

describe('a phase with two tasks (C-12)', () => {
  let harness: Harness;
  let set: Stage;
  let failing: string | null = null;
  const good = exampleFile('digits', 'better_than_baseline.csv');
  beforeAll(async () => {
    harness = await Harness.start();
    set = await stage(harness, 'digits', (definition) => ({
      ...definition,
      tasks: definition.tasks.flatMap((task) => [task, { ...task, key: 'again', name: { ko: '다시', en: 'Again' } }]),
      phases: definition.phases.map((phase) => ({ ...phase, tasks: [...phase.tasks, 'again'] })),
    }));
    const runner = harness.app.get(ScorerRunner);
    const score = runner.score.bind(runner);
    runner.score = async (request, ...rest): Promise<RunOutcome> => {
      const outcome = await score(request, ...rest);
      return request.task.key === failing ? { ...outcome, kind: 'failed', class: 'TIME_LIMIT', detail: 'too slow', facts: null } : outcome;
    };
  });
  afterAll(async () => { await harness.close(); });

  it('is scored on both, and SCORED when both are', async () => {
    const person = await entrant(harness, set, 'Two for one');
    const { id } = (await submit(person, set.phase.id, good)).body as SubmissionView;
    await harness.drain();
    const done = (await person.get(`/api/submissions/${id}`).expect(200)).body as SubmissionView;
    expect(done.evaluations.map(({ taskKey, state }) => [taskKey, state])).toEqual([['digits', 'SCORED'], ['again', 'SCORED']]);
    expect(done).toMatchObject({ state: 'SCORED', quota: { today: { used: 1 } } });
    expect(done.scores.map(({ key }) => key)).toEqual(['accuracy', 'f1', 'accuracy', 'f1']);
    expect(done.scores.slice(0, 2).map(({ value }) => value)).toEqual(done.scores.slice(2).map(({ value }) => value));
    expect(done.history.filter(({ state }) => state === 'SCORED')).toHaveLength(1);
  });

  it('fails when one of them does, and tells which', async () => {
    failing = 'again';
    const person = await entrant(harness, set, 'Half way');
    const { id } = (await submit(person, set.phase.id, good)).body as SubmissionView;
    await harness.drain();
    const done = (await person.get(`/api/submissions/${id}`).expect(200)).body as SubmissionView;
    expect(done).toMatchObject({ state: 'FAILED', failure: { class: 'TIME_LIMIT', side: 'participant' }, scores: [], rankChange: null });
    const byTask = new Map(done.evaluations.map((evaluation) => [evaluation.taskKey, evaluation]));
    expect(byTask.get('again')).toMatchObject({ state: 'FAILED', failure: { class: 'TIME_LIMIT' } });
    expect(byTask.get('digits')?.failure).toBeNull();
    // Whichever came first: scored before the other failed, or not needed any more.
    expect(['SCORED', 'CANCELLED']).toContain(byTask.get('digits')?.state);
    const board = set.challenge.boards[0]?.id ?? '';
    expect((await person.get(`/api/boards/${board}/standing`).expect(200)).body).toMatchObject({ row: null });
  });
});
