import { expect, it } from '@jest/globals';
import { readCookie } from './theme.ts';

it.each([
  ['gac_tz=Asia%2FSeoul', 'Asia/Seoul'],
  ['other=1; gac_tz=UTC', 'UTC'],
  ['other=1', null],
  ['gac_tz=%', null],
  ['gac_tz=%E0%A4', null],
])('of the cookies "%s" the one asked for is %j', (cookies, value) => {
  expect(readCookie(cookies, 'gac_tz')).toBe(value);
});
