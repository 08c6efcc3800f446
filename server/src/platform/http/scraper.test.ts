import { describe, expect, it } from '@jest/globals';
import { isScraper } from './scraper.ts';

const TOKEN = 'a-token-of-the-scraper-0123456789';
const asked = (remoteAddress: string, headers: Record<string, string> = {}, token: string | undefined = TOKEN): boolean => isScraper({ headers, socket: { remoteAddress } as never }, token);

describe('who may read the metrics', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])('this machine: %s', (address) => {
    expect(asked(address, {}, undefined)).toBe(true);
  });
  it.each(['203.0.113.9', '10.0.0.1', '::', '2001:db8::1', '::ffff:10.0.0.1'])('not another: %s', (address) => {
    expect(asked(address)).toBe(false);
  });
  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])('not somebody behind a proxy on this machine, which says %s', (name) => {
    expect(asked('127.0.0.1', { [name]: '127.0.0.1' })).toBe(false);
  });
  it('whoever has the token, through a proxy too', () => {
    expect(asked('203.0.113.9', { authorization: `Bearer ${TOKEN}`, via: '1.1 proxy' })).toBe(true);
    expect(asked('203.0.113.9', { authorization: `bearer  ${TOKEN}` })).toBe(true);
  });
  it.each([`Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, 'Bearer', 'Bearer ', `Basic ${TOKEN}`, TOKEN])('not with %s', (authorization) => {
    expect(asked('203.0.113.9', { authorization })).toBe(false);
    expect(asked('127.0.0.1', { authorization })).toBe(false);
  });
  it.each(['', 'undefined'])('nobody has a token where none is set: %p', (bearer) => {
    expect(isScraper({ headers: { authorization: `Bearer ${bearer}` }, socket: { remoteAddress: '203.0.113.9' } as never }, undefined)).toBe(false);
  });
});
