import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignJudges, type AssignmentProblem } from './assignment.ts';

const problems: fc.Arbitrary<AssignmentProblem> = fc
  .record({
    judges: fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { minLength: 1, maxLength: 4 }),
    demands: fc.array(fc.nat(2), { minLength: 1, maxLength: 4 }),
    wishes: fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 16, maxLength: 16 }),
    conflicts: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 5 }),
  })
  .map(({ judges, demands, wishes, conflicts }) => ({
    judges: judges.map(([least, more], at) => ({
      id: `j${String(at)}`,
      min: Math.min(least, least + more - 1 < 0 ? 0 : least),
      max: least + more,
    })),
    entries: demands.map((demand, at) => ({ id: `e${String(at)}`, demand })),
    affinity: Object.fromEntries(
      judges.map((_, j) => [
        `j${String(j)}`,
        Object.fromEntries(demands.map((__, e) => [`e${String(e)}`, (wishes[j * 4 + e] as number) / 10])),
      ]),
    ),
    conflicts: conflicts.map(([j, e]) => [`j${String(j)}`, `e${String(e)}`] as const),
  }));

/** The best total by looking at every set of pairs; null when none meets all demands, loads and conflicts. */
function bruteForce({ judges, entries, affinity, conflicts }: AssignmentProblem): number | null {
  const pairs = judges.flatMap(({ id: judge }) =>
    entries.flatMap(({ id: entry }) => (conflicts.some(([j, e]) => j === judge && e === entry) ? [] : [{ judge, entry }])),
  );
  let best: number | null = null;
  for (let set = 0; set < 2 ** pairs.length; set += 1) {
    const chosen = pairs.filter((_, at) => (set >> at) % 2 === 1);
    const isFull = entries.every(({ id, demand }) => chosen.filter(({ entry }) => entry === id).length === demand);
    if (
      !isFull ||
      !judges.every(({ id, min, max }) => {
        const load = chosen.filter(({ judge }) => judge === id).length;
        return load >= min && load <= max;
      })
    )
      continue;
    const total = chosen.reduce((sum, { judge, entry }) => sum + (affinity[judge]?.[entry] ?? 0), 0);
    if (best === null || total > best) best = total;
  }
  return best;
}

describe('assignment of judges (judging.md 2.5)', () => {
  it('J-55: is feasible and as good as the best of all', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        fc.pre(problem.judges.length * problem.entries.length <= 12);
        const best = bruteForce(problem);
        const found = assignJudges(problem);
        expect(found.status).toBe(best === null ? 'INFEASIBLE' : 'OK');
        if (found.status === 'OK') expect(found.total).toBeCloseTo(best ?? NaN, 9);
      }),
      { numRuns: 250 },
    );
  });

  it('meets every demand, load and conflict, and says the same for the same problem in another order', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const found = assignJudges(problem);
        expect(
          assignJudges({
            ...problem,
            judges: [...problem.judges].reverse(),
            entries: [...problem.entries].reverse(),
            conflicts: [...problem.conflicts].reverse(),
          }),
        ).toEqual(found);
        if (found.status !== 'OK') return;
        for (const { id, demand } of problem.entries) expect(found.assignments.filter(([, entry]) => entry === id)).toHaveLength(demand);
        for (const { id, min, max } of problem.judges) {
          const load = found.assignments.filter(([judge]) => judge === id).length;
          expect(load).toBeGreaterThanOrEqual(min);
          expect(load).toBeLessThanOrEqual(max);
        }
        for (const pair of problem.conflicts) expect(found.assignments).not.toContainEqual(pair);
        expect(new Set(found.assignments.map(String)).size).toBe(found.assignments.length);
      }),
      { numRuns: 300 },
    );
  });

  const panel = (judges: number, entries: number, demand: number, max = entries): AssignmentProblem => ({
    judges: Array.from({ length: judges }, (_, at) => ({ id: `j${String(at)}`, min: 0, max })),
    entries: Array.from({ length: entries }, (_, at) => ({ id: `e${String(at)}`, demand })),
    affinity: {},
    conflicts: [],
  });

  it('J-50: says which entries lack judges, and never assigns in part', () => {
    const problem: AssignmentProblem = {
      ...panel(4, 3, 3),
      conflicts: [
        ['j0', 'e1'],
        ['j3', 'e1'],
      ],
    };
    expect(assignJudges(problem)).toEqual({
      status: 'INFEASIBLE',
      assignments: [],
      total: 0,
      explanation: { code: 'too-few-judges', entries: ['e1'], judges: ['j1', 'j2'], needed: 3, available: 2 },
    });
    const crowded = assignJudges(panel(2, 5, 1, 2));
    expect(crowded).toMatchObject({
      status: 'INFEASIBLE',
      explanation: { code: 'too-few-judges', needed: 5, available: 4, judges: ['j0', 'j1'] },
    });
  });
  it('says which judges cannot get their minimum', () => {
    const problem: AssignmentProblem = {
      ...panel(2, 2, 1),
      judges: [
        { id: 'a', min: 2, max: 2 },
        { id: 'b', min: 1, max: 2 },
      ],
    };
    expect(assignJudges(problem)).toMatchObject({
      status: 'INFEASIBLE',
      explanation: { code: 'minimum-out-of-reach', needed: 1, available: 0, judges: ['b'] },
    });
  });
  it('the explanation is a true cut: the entries need more than the judges can give', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const found = assignJudges({ ...problem, judges: problem.judges.map((judge) => ({ ...judge, min: 0 })) });
        if (found.status === 'OK') return;
        const { entries, judges, needed, available } = found.explanation;
        const isBlocked = (judge: string, entry: string): boolean => problem.conflicts.some(([j, e]) => j === judge && e === entry);
        const able = problem.judges.filter(({ id }) => entries.some((entry) => !isBlocked(id, entry)));
        const most = able.reduce((sum, { id, max }) => sum + Math.min(max, entries.filter((entry) => !isBlocked(id, entry)).length), 0);
        expect(needed).toBe(problem.entries.filter(({ id }) => entries.includes(id)).reduce((sum, { demand }) => sum + demand, 0));
        expect(available).toBeLessThan(needed);
        expect(most).toBeLessThan(needed);
        expect(able.map(({ id }) => id)).toEqual(expect.arrayContaining(judges));
      }),
      { numRuns: 300 },
    );
  });

  it('J-51: with a load cost and nothing else, loads differ by one at the most', () => {
    const found = assignJudges({ ...panel(7, 10, 3), loadCost: 1 });
    const loads = Array.from({ length: 7 }, (_, at) => found.assignments.filter(([judge]) => judge === `j${String(at)}`).length);
    expect([Math.min(...loads), Math.max(...loads)]).toEqual([4, 5]);
  });
  it('J-54: what stands stays, and counts', () => {
    const found = assignJudges({ ...panel(3, 3, 1, 1), affinity: { j0: { e0: 9 } }, fixed: [['j0', 'e2']] });
    expect(found.assignments).toContainEqual(['j0', 'e2']);
    expect(found.assignments.filter(([judge]) => judge === 'j0')).toHaveLength(1);
    expect(found.assignments).toHaveLength(3);
  });
  it('adds decimals as people write them', () => {
    expect(assignJudges({ ...panel(3, 3, 1, 1), affinity: { j0: { e0: 0.1 }, j1: { e1: 0.2 }, j2: { e2: 3.1 } } })).toMatchObject({
      status: 'OK',
      total: 3.4,
    });
  });
});
