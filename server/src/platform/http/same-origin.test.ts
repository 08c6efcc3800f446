import { describe, expect, it } from '@jest/globals';
import { isSameOrigin } from './same-origin.ts';

const host = 'api.example:3000';
const at = (method: string, headers: Record<string, string>, publicUrl?: string): boolean => isSameOrigin({ method, headers: { host, ...headers } }, publicUrl);

describe('who may change something', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('%s is asked by anybody', (method) => {
    expect(at(method, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(true);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s from another site is refused', (method) => {
    expect(at(method, { 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(at(method, { origin: 'https://evil.example' })).toBe(false);
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['no browser', {}, true],
    ['the page itself', { 'sec-fetch-site': 'same-origin' }, true],
    ['typed by the user', { 'sec-fetch-site': 'none' }, true],
    ['a sister domain', { 'sec-fetch-site': 'same-site' }, false],
    ['an unknown word', { 'sec-fetch-site': 'x' }, false],
    ['Fetch Metadata outranks Origin', { 'sec-fetch-site': 'cross-site', origin: 'https://api.example:3000' }, false],
    ['our host as origin', { origin: 'http://api.example:3000' }, true],
    ['our host on another port', { origin: 'http://api.example:3001' }, false],
    ['our host as a part of theirs', { origin: 'http://api.example:3000.evil.example' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
    ['not an address', { origin: 'api.example:3000 x' }, false],
  ])('%s', (_what, headers, expected) => {
    expect(at('POST', headers)).toBe(expected);
  });

  it('the public address is ours too, when a proxy hides it from Host', () => {
    expect(at('POST', { origin: 'https://challenge.example' }, 'https://challenge.example/')).toBe(true);
    expect(at('POST', { origin: 'https://evil.example' }, 'https://challenge.example')).toBe(false);
  });
});
