import { describe, expect, test } from '@jest/globals';
import type { SubmissionState } from '@gac/shared/rules/lifecycle';
import { filterRows, gainOver, historyOf, isActive, isLate, runBegan, stagesOf, withState } from './stages.ts';
import { tableSearchOf } from './table-search.ts';

const at = (n: number) => `2026-11-24T00:00:0${n}.000Z`;
const history = (...states: SubmissionState[]) => states.map((state, i) => ({ state, at: at(i) }));
const looks = (state: SubmissionState, ...states: SubmissionState[]) =>
  stagesOf({ state, history: history(...states) }).map((stage) => `${stage.state} ${stage.look}`);

describe('the states shown', () => {
  test('under way: passed, current, to come', () => {
    expect(looks('QUEUED', 'RECEIVED', 'VALIDATING', 'QUEUED')).toEqual([
      'RECEIVED done',
      'VALIDATING done',
      'QUEUED current',
      'RUNNING waiting',
      'SCORING waiting',
      'SCORED waiting',
    ]);
  });
  test('scored: all done, each with its time', () => {
    const stages = stagesOf({ state: 'SCORED', history: history('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED') });
    expect(stages.map(({ look }) => look)).toEqual(Array(6).fill('done'));
    expect(stages.map((stage) => stage.at)).toEqual([0, 1, 2, 3, 4, 5].map(at));
  });
  test('ended early: what was never reached is skipped, the end is marked', () => {
    expect(looks('INVALID', 'RECEIVED', 'VALIDATING', 'INVALID')).toEqual([
      'RECEIVED done',
      'VALIDATING done',
      'QUEUED skipped',
      'RUNNING skipped',
      'SCORING skipped',
      'INVALID bad',
    ]);
  });
  test('a state nobody saw on the way is passed all the same', () => {
    expect(looks('RUNNING', 'RECEIVED', 'RUNNING')).toEqual([
      'RECEIVED done',
      'VALIDATING done',
      'QUEUED done',
      'RUNNING current',
      'SCORING waiting',
      'SCORED waiting',
    ]);
  });
  test('withdrawn: it was scored first', () => {
    expect(looks('WITHDRAWN', 'RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED', 'WITHDRAWN').slice(-2)).toEqual([
      'SCORED done',
      'WITHDRAWN bad',
    ]);
  });
});
describe('a run after a fault of ours (C-10)', () => {
  const first: SubmissionState[] = ['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'FAILED'];
  test('begins the way anew: nothing of the failed run is shown as reached', () => {
    const stages = stagesOf({ state: 'RECEIVED', history: history(...first, 'RECEIVED') });
    expect(stages.map(({ state, look, at: time }) => [state, look, time])).toEqual([
      ['RECEIVED', 'current', at(6)],
      ...['VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED'].map((state) => [state, 'waiting', null]),
    ]);
  });
  test('tells its own times, and those of the last run when there were several', () => {
    const again = history('RECEIVED', 'FAILED', 'RECEIVED', 'VALIDATING', 'FAILED', 'RECEIVED', 'VALIDATING', 'QUEUED');
    expect(stagesOf({ state: 'QUEUED', history: again }).map((stage) => stage.at)).toEqual([at(5), at(6), at(7), null, null, null]);
    expect(runBegan({ receivedAt: at(0), history: again })).toBe(at(5));
  });
  test('while it is awaited the page stays awake; a failure of the participant ends it', () => {
    const failed = (side: 'participant' | 'platform') => ({
      state: 'FAILED' as const,
      failure: { class: 'PLATFORM_FAULT' as const, side, counted: false, reference: null, facts: null, message: null },
      rankChange: null,
      history: history(...first),
    });
    expect(isActive(failed('platform'), Date.parse(at(9)))).toBe(true);
    expect(isActive(failed('participant'), Date.parse(at(9)))).toBe(false);
  });
  test('the wait for a rank is that of this run', () => {
    const scored = { state: 'SCORED' as const, failure: null, rankChange: null, history: history(...first, 'RECEIVED', 'SCORED') };
    expect(isActive(scored, Date.parse(at(7)) + 119_999)).toBe(true);
    expect(isActive(scored, Date.parse(at(7)) + 120_000)).toBe(false);
  });
  const line = (state: SubmissionState, n: number) => ({ seq: 1, at: at(n), kind: 'state', data: { state } });
  test('takes states that the failed run had too, each once, and none of its late lines', () => {
    const rerun = { state: 'RECEIVED' as SubmissionState, history: history(...first, 'RECEIVED') };
    const moved = withState(rerun, line('VALIDATING', 7));
    expect(moved).toEqual({ state: 'VALIDATING', history: [...rerun.history, { state: 'VALIDATING', at: at(7) }] });
    expect(withState(moved, line('VALIDATING', 8))).toBe(moved);
    expect(withState(rerun, line('SCORING', 4))).toBe(rerun);
    const over = { state: 'FAILED' as SubmissionState, history: history(...first) };
    expect(withState(over, line('RUNNING', 8))).toBe(over);
  });
});
test('late is over twice the longest estimate of the beginning', () => {
  const now = Date.parse(at(0)) + 20_000;
  expect(isLate(at(0), 10_000, now)).toBe(false);
  expect(isLate(at(0), 9_999, now)).toBe(true);
  expect(isLate(at(0), null, now)).toBe(false);
});

const row = (number: number, value: number | null, state: SubmissionState = 'SCORED', direction: 'asc' | 'desc' = 'desc') => ({
  number,
  state,
  note: '',
  fileName: 'a.csv',
  receipt: `R-${number}`,
  scores: value === null ? [] : [{ value, direction }],
});
describe('the own history', () => {
  test('is oldest first with the best so far, scored ones only', () => {
    expect(historyOf([row(4, 0.7), row(3, 0.9, 'WITHDRAWN'), row(2, 0.8), row(1, 0.5)])).toEqual([
      { number: 1, value: 0.5, best: 0.5 },
      { number: 2, value: 0.8, best: 0.8 },
      { number: 4, value: 0.7, best: 0.8 },
    ]);
  });
  test('takes the least as best where less is better', () => {
    expect(historyOf([row(2, 3, 'SCORED', 'asc'), row(1, 2, 'SCORED', 'asc')]).map(({ best }) => best)).toEqual([2, 2]);
  });
});
test.each([
  [{ value: 0.9, direction: 'desc' as const }, 0.8, 0.1],
  [{ value: 2, direction: 'asc' as const }, 3, 1],
  [{ value: 0.7, direction: 'desc' as const }, 0.8, -0.1],
  [{ value: null, direction: 'desc' as const }, 0.8, null],
  [{ value: 1, direction: 'desc' as const }, null, null],
])('gain of %j over %p', (score, best, gain) => {
  const got = gainOver(score, best);
  if (gain === null) expect(got).toBeNull();
  else expect(got).toBeCloseTo(gain, 12);
});

describe('the table', () => {
  const rows = [{ ...row(12, 1), note: 'Ünïcode 앙상블' }, row(2, null, 'QUEUED'), row(3, null, 'FAILED'), row(4, 1, 'WITHDRAWN')];
  const numbers = (search: Parameters<typeof filterRows>[1]) => filterRows(rows, search).map(({ number }) => number);
  test('filters by what became of it', () => {
    expect([numbers({ state: 'scored' }), numbers({ state: 'open' }), numbers({ state: 'ended' })]).toEqual([[12], [2], [3, 4]]);
  });
  test('finds text in any case and normal form', () => {
    expect(numbers({ q: 'ÜNÏCODE 앙상블'.normalize('NFD') })).toEqual([12]);
    expect(numbers({ q: 'r-3' })).toEqual([3]);
  });
  test.each([
    [
      { state: 'scored', page: '3', q: 'a', phase: 'main' },
      { state: 'scored', page: 3, q: 'a', phase: 'main' },
    ],
    [{ state: 'nonsense', page: '1', q: '' }, {}],
    [{ page: '-2' }, {}],
    [{ page: 'x' }, {}],
  ])('reads the address %j', (raw, search) => {
    expect(tableSearchOf(raw)).toEqual(search);
  });
});
