import { describe, expect, it } from '@jest/globals';
import { readTrustedProxies } from './trusted-proxies.ts';

describe('whose X-Forwarded-* is believed', () => {
  it.each<[string, ReturnType<typeof readTrustedProxies>]>([
    ['false', false],
    ['0', false],
    ['1', 1],
    ['3', 3],
    ['10.0.0.7', ['10.0.0.7']],
    ['10.0.0.0/8, 2001:db8::/32,::1', ['10.0.0.0/8', '2001:db8::/32', '::1']],
  ])('%s', (text, expected) => {
    expect(readTrustedProxies(text)).toEqual(expected);
  });
  it.each(['true', 'yes', '11', '-1', '1.5', '', ',', '10.0.0.0/33', '10.0.0.0/0', '::/0', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0', 'proxy', '10.0.0.1,true'])('%p means nothing', (text) => {
    expect(readTrustedProxies(text)).toBeNull();
  });
});
