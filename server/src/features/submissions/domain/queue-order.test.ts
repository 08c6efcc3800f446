import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { queueOrder, type RunningCounts, type Waiting } from './queue-order.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 0, minute));
const idle: RunningCounts = { teams: new Map(), challenges: new Map() };

/** C-07 word by word: pick one, count it as running, pick the next. */
function oneByOne(waiting: readonly Waiting[], running: RunningCounts): string[] {
  const teams = new Map(running.teams);
  const challenges = new Map(running.challenges);
  const left = [...waiting];
  const order: string[] = [];
  while (left.length > 0) {
    left.sort(
      (a, b) =>
        (teams.get(a.teamId ?? a.id) ?? 0) - (teams.get(b.teamId ?? b.id) ?? 0) ||
        (challenges.get(a.challengeId) ?? 0) - (challenges.get(b.challengeId) ?? 0) ||
        a.createdAt.getTime() - b.createdAt.getTime() ||
        (a.id < b.id ? -1 : 1),
    );
    const next = left.shift();
    if (!next) break;
    teams.set(next.teamId ?? next.id, (teams.get(next.teamId ?? next.id) ?? 0) + 1);
    challenges.set(next.challengeId, (challenges.get(next.challengeId) ?? 0) + 1);
    order.push(next.id);
  }
  return order;
}

const challengeOf = (team: string): string => (team < 'D' ? 'x' : team < 'H' ? 'y' : 'z');

describe('the order of the queue', () => {
  it('does not let one team with many submissions keep the others waiting', () => {
    const flood = Array.from({ length: 5 }, (_, i) => ({ id: `a${String(i)}`, teamId: 'A', challengeId: 'x', createdAt: at(i) }));
    const late = { id: 'b0', teamId: 'B', challengeId: 'x', createdAt: at(30) };
    expect(queueOrder([...flood, late], idle)).toEqual(['a0', 'b0', 'a1', 'a2', 'a3', 'a4']);
  });
  it('puts a team with a running evaluation behind one without', () => {
    const waiting = [
      { id: 'a0', teamId: 'A', challengeId: 'x', createdAt: at(0) },
      { id: 'b0', teamId: 'B', challengeId: 'x', createdAt: at(5) },
    ];
    expect(queueOrder(waiting, { teams: new Map([['A', 1]]), challenges: new Map() })).toEqual(['b0', 'a0']);
  });
  it('is the rule applied one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...'ABCDEFGHIJ'), fc.nat(100)), { maxLength: 40 }), fc.nat(3), (rows, busy) => {
        const waiting = rows.map(([teamId, minute], i) => ({ id: `e${String(i).padStart(2, '0')}`, teamId, challengeId: challengeOf(teamId), createdAt: at(minute) }));
        const running = { teams: new Map([['A', busy], ['D', 1]]), challenges: new Map([['x', busy], ['z', 1]]) };
        expect(queueOrder(waiting, running)).toEqual(oneByOne(waiting, running));
      }),
    );
  });
});
