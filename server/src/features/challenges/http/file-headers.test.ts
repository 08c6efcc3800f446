import { createHash } from 'node:crypto';
import type { Sha256 } from '@gac/shared/values';
import { describe, expect, it } from '@jest/globals';
import { contentDisposition, contentType, matchesTag, reprDigest } from './file-headers.ts';

describe('headers of a file', () => {
  it.each([
    ['train.csv', `attachment; filename="train.csv"; filename*=UTF-8''train.csv`],
    ['학습 자료.csv', `attachment; filename="__ __.csv"; filename*=UTF-8''%ED%95%99%EC%8A%B5%20%EC%9E%90%EB%A3%8C.csv`],
    [`a"b\\c%d.csv`, `attachment; filename="a_b_c_d.csv"; filename*=UTF-8''a%22b%5Cc%25d.csv`],
    [`it's (1).csv`, `attachment; filename="it's (1).csv"; filename*=UTF-8''it%27s%20%281%29.csv`],
    ['two\r\nlines.csv', `attachment; filename="two__lines.csv"; filename*=UTF-8''two%0D%0Alines.csv`],
  ])('%j is offered as %s', (name, expected) => {
    expect(contentDisposition(name)).toBe(expected);
  });

  it.each([
    ['train.CSV', 'text/csv; charset=utf-8'],
    ['train.csv.gz', 'application/gzip'],
    ['page.html', 'application/octet-stream'],
    ['no-ending', 'application/octet-stream'],
  ])('%s is sent as %s', (name, type) => {
    expect(contentType(name)).toBe(type);
  });

  it('the digest is the hash in base64', () => {
    const bytes = createHash('sha256').update('x');
    expect(reprDigest(bytes.copy().digest('hex') as Sha256)).toBe(`sha-256=:${bytes.digest('base64')}:`);
  });

  it.each([
    [undefined, false],
    ['*', true],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", W/"a"', true],
    ['"b"', false],
    ['a', false],
  ])('If-None-Match: %s', (header, expected) => {
    expect(matchesTag(header, 'W/"a"')).toBe(expected);
  });
});
