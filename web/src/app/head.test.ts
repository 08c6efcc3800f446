import { expect, test } from '@jest/globals';
import { headOf } from './head.ts';

const site = { status: 'success', meta: [{ title: 'site' }, { name: 'description', content: 'all of it' }] };
const tab = { status: 'success', meta: [{ title: 'Data | site' }] };

test('the innermost title and description are those of the page', () => {
  expect(headOf([site, tab], 'en')).toEqual({ title: 'Data | site', description: 'all of it' });
  expect(headOf([], 'ko').title).toBe('글로벌 AI 챌린지');
});
test('a page that is not there, and one that could not be loaded, have titles of their own in the language of the address (G2)', () => {
  expect(headOf([site, { ...tab, status: 'notFound' }], 'ko').title).toBe('찾는 페이지가 없습니다 | 글로벌 AI 챌린지');
  expect(headOf([{ ...site, _notFound: true }], 'en').title).toBe('This page does not exist | Global AI Challenge');
  expect(headOf([site, { ...tab, status: 'error' }], 'en').title).toBe('The page could not be shown | Global AI Challenge');
});
