import { describe, expect, test } from '@jest/globals';
import type { SubmissionState } from '@gac/shared/rules/lifecycle';
import { filterRows, gainOver, historyOf, isLate, stagesOf } from './stages.ts';
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
