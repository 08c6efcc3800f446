import { describe, expect, it } from '@jest/globals';
import { trustOf } from './trusted-hops.ts';

const trusts = (hops: number, address: string, hop: number): boolean => {
  const trust = trustOf(hops);
  return typeof trust === 'function' && trust(address, hop);
};

describe('proxies that are counted', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.31.0.9', '192.168.1.1', '::1', '::ffff:172.18.0.5', 'fd00::1', 'fe80::1'])('%s may be the nearest', (address) => {
    expect(trusts(1, address, 0)).toBe(true);
  });
  it.each(['203.0.113.1', '172.32.0.1', '2001:db8::1', '::ffff:203.0.113.1'])('%s may not: it comes straight from the internet', (address) => {
    expect(trusts(2, address, 0)).toBe(false);
  });
  it('go as far as they were counted', () => {
    expect([1, 2, 3].map((hops) => [0, 1, 2].map((hop) => trusts(hops, '10.0.0.1', hop)))).toEqual([[true, false, false], [true, true, false], [true, true, true]]);
    expect(trusts(2, '203.0.113.1', 1)).toBe(true);
  });
  it('named ones and none are left to the framework', () => {
    expect([trustOf(false), trustOf(['10.0.0.0/8'])]).toEqual([false, ['10.0.0.0/8']]);
  });
});
