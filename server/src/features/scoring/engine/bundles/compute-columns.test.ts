import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BundleColumn, Computation } from './bundle.ts';
import { computeColumns } from './compute-columns.ts';

const column = (index: number, computation: Computation | null = null, computationIndexes: number[] = []): BundleColumn => ({
  index,
  key: `c${index}`,
  title: `Column ${index}`,
  direction: 'desc',
  precision: 2,
  hidden: false,
  computation,
  computationIndexes,
  jsonPath: null,
});

describe('computed columns', () => {
  const inputs = [column(0), column(1), column(2)];
  it.each([
    ['sum', 6],
    ['avg', 2],
    ['min', 1],
    ['max', 3],
  ] as const)('%s of 1, 2 and 3 is %d', (computation, expected) => {
    const columns = [...inputs, column(3, computation, [0, 1, 2])];
    expect(computeColumns({ columns }, { c0: 1, c1: 2, c2: 3 })).toEqual({ c3: expected });
  });
  it('counts only columns that have a score', () => {
    const columns = [...inputs, column(3, 'avg', [0, 1, 2])];
    expect(computeColumns({ columns }, { c0: 1, c1: null, c2: NaN })).toEqual({ c3: 1 });
  });
  it('leaves out a column none of whose inputs has a score, and average ranks', () => {
    const columns = [...inputs, column(3, 'sum', [0, 1]), column(4, 'average-rank', [2])];
    expect(computeColumns({ columns }, { c2: 5 })).toEqual({});
  });
  it('sees computed columns of lower index, not of higher', () => {
    const columns = [column(0, 'max', [1]), column(1, 'sum', [2]), column(2), column(3, 'sum', [1, 2])];
    expect(computeColumns({ columns }, { c2: 4 })).toEqual({ c1: 4, c3: 8 });
  });
  it('ignores what the scorer says of a computed column when it can be computed', () => {
    expect(computeColumns({ columns: [column(0), column(1, 'sum', [0])] }, { c0: 2, c1: 99 })).toEqual({ c1: 2 });
  });
  it('takes a key of any text', () => {
    const columns = [
      { ...column(0), key: '__proto__' },
      { ...column(1, 'max', [0]), key: 'constructor' },
    ];
    expect(Object.entries(computeColumns({ columns }, JSON.parse('{"__proto__": 3}')))).toEqual([['constructor', 3]]);
  });
  it('does not depend on the order of the columns, and lies between min and max', () => {
    const score = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 6 }), (values) => {
        const given = values.map((_, i) => column(i));
        const columns = [
          ...given,
          column(
            90,
            'avg',
            given.map(({ index }) => index),
          ),
        ];
        const scores = Object.fromEntries(values.map((value, i) => [`c${i}`, value]));
        const average = computeColumns({ columns }, scores)['c90'] ?? NaN;
        expect(computeColumns({ columns: [...columns].reverse() }, scores)['c90']).toBe(average);
        const slack = 1e-9 * Math.max(1, ...values.map(Math.abs));
        expect(average).toBeGreaterThanOrEqual(Math.min(...values) - slack);
        expect(average).toBeLessThanOrEqual(Math.max(...values) + slack);
      }),
    );
  });
});
