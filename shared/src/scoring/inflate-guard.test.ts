import { describe, expect, it } from '@jest/globals';
import { InflateGuard, RATIO_AFTER_BYTES } from './inflate-guard.ts';

const MiB = 1024 * 1024;
describe('InflateGuard', () => {
  it('stops a bomb as soon as 16 MiB came out of too little', () => {
    const guard = new InflateGuard(1024 * MiB);
    const answers = Array.from({ length: 17 }, () => guard.add(1024, MiB));
    expect(answers.indexOf('COMPRESSION_RATIO')).toBe(RATIO_AFTER_BYTES / MiB - 1);
  });
  it('lets zeros be zeros in a small file, and honest files grow', () => {
    expect(new InflateGuard(1024 * MiB).add(100, RATIO_AFTER_BYTES - 1)).toBeNull();
    expect(new InflateGuard(1024 * MiB).add(MiB, 200 * MiB)).toBeNull();
    expect(new InflateGuard(1024 * MiB).add(MiB, 200 * MiB + 1)).toBe('COMPRESSION_RATIO');
  });
  it('stops at the limit of the format', () => {
    const guard = new InflateGuard(10);
    expect([guard.add(5, 10), guard.add(1, 1)]).toEqual([null, 'INFLATED_TOO_LARGE']);
  });
});
