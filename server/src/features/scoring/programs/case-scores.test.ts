import { describe, expect, it } from '@jest/globals';
import { caseScores } from './case-scores.ts';

describe('values per case', () => {
  it.each<[string, unknown, unknown]>([
    ['columns', { error: [1, 2.5, 'x'], name: ['a', 'b', 'c'] }, [{ metric: 'error', values: [1, 2.5, null] }]],
    ['records', [{ error: 1 }, { error: null, time: 3 }, 7], [{ metric: 'error', values: [1, null, null] }, { metric: 'time', values: [null, 3, null] }]],
    ['cases by name', { dice: { a: 0.5, b: Number.POSITIVE_INFINITY } }, [{ metric: 'dice', values: [0.5, null] }]],
    ['nothing', null, []],
    ['text', 'none', []],
    ['nothing that is a number', { error: ['a'] }, []],
  ])('are read out of %s', (_what, given, expected) => {
    expect(caseScores(given)).toEqual(expected);
  });
});
