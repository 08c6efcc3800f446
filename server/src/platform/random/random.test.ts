import { describe, expect, it } from '@jest/globals';
import { SeededRng, SystemRng } from './random.ts';

/** First six outputs after twelve rounds from (9e3779b9, 243f6a88, seed, 1), printed by a C program around the sfc32 step of PractRand 0.95. */
const OF_THE_C_PROGRAM: [number, number[]][] = [
  [1, [3359835970, 1182520828, 4267878529, 3063500945, 52107484, 3520520]],
  [42, [182880509, 3008686201, 3775342264, 1518397874, 271658881, 2061353271]],
  [20261123, [15247177, 3982505075, 3304352910, 1721564672, 3091016093, 3417260638]],
];

describe('chance', () => {
  it.each(OF_THE_C_PROGRAM)('seed %d gives the sequence of sfc32', (seed, expected) => {
    const rng = new SeededRng(seed);
    expect(expected.map(() => rng.uniform() * 2 ** 32)).toEqual(expected);
  });

  it('the same seed gives the same, another seed something else', () => {
    const draw = (seed: number) => {
      const rng = new SeededRng(seed);
      return [rng.below(1000), rng.bytes(8).toString('hex'), rng.uniform()];
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it.each([['seeded', new SeededRng(3)], ['of the system', new SystemRng()]])('%s: below(n) hits every number under n and no other', (_name, rng) => {
    const counts = new Map<number, number>();
    for (let i = 0; i < 6000; i++) {
      const n = rng.below(6);
      counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    // 1000 expected each, standard deviation 29: ten of them are out of reach of bad luck.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(290);
  });

  it('uniform stays in [0, 1)', () => {
    for (const rng of [new SeededRng(4), new SystemRng()]) {
      const drawn = Array.from({ length: 2000 }, () => rng.uniform());
      expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...drawn)).toBeLessThan(1);
    }
  });
});
