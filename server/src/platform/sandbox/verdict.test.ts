import { expect, test } from '@jest/globals';
import { verdict, type Facts } from './verdict.ts';

const held: Facts = { ending: null, code: 0, oomKills: 0, pidsRefused: 0 };
test.each<[string, Partial<Facts>, string]>([
  ['all is well', {}, 'ok'],
  ['a refused process that the program coped with', { pidsRefused: 3 }, 'ok'],
  ['our own ending comes first', { ending: 'wall_limit', oomKills: 1, code: 137, pidsRefused: 1 }, 'wall_limit'],
  ['memory before a good exit', { oomKills: 1 }, 'memory_limit'],
  ['memory though what ran it was killed too', { oomKills: 1, code: null }, 'memory_limit'],
  ['never started', { code: null }, 'sandbox_error'],
  ['processes before exit', { code: 1, pidsRefused: 1 }, 'process_limit'],
  ['an exit', { code: 128 }, 'nonzero'],
  ['a signal, or an exit that looks like one', { code: 139 }, 'signal'],
  ['the limit of one process', { code: 152 }, 'cpu_limit'],
])('%s', (_, facts, status) => {
  expect(verdict({ ...held, ...facts })).toBe(status);
});
