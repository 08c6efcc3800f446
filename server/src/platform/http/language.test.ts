import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.ts';

describe('language of a request', () => {
  it.each([
    [undefined, 'ko'],
    ['', 'ko'],
    ['*', 'ko'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
    ['en-US,en;q=0.9,ko;q=0.8', 'en'],
    ['en;q=0.5, ko;q=0.6', 'ko'],
    ['en;q=0.6;x=1, ko;q=0.5', 'en'],
    ['fr-FR, de;q=0.9', 'en'],
    ['fr, ko;q=0.1', 'ko'],
    ['KO-kr', 'ko'],
    ['ko;q=0, en;q=0.1', 'en'],
    ['ko;q=0', 'en'],
    ['ko;q=1.2.3, en', 'en'],
    ['kok, en', 'en'],
    [',,;;', 'en'],
  ])('Accept-Language: %j gives %s', (header, lang) => {
    expect(languageOf({ headers: header === undefined ? {} : { 'accept-language': header } })).toBe(lang);
  });

  it.each([
    ['gac_lang=en', 'en'],
    ['a=b; gac_lang=en', 'en'],
    ['gac_lang=ko; gac=x', 'ko'],
    ['other_gac_lang=en', 'ko'],
    ['gac_lang=fr', 'ko'],
  ])('the cookie %j decides before the header: %s', (cookie, lang) => {
    expect(languageOf({ headers: { cookie, 'accept-language': 'ko' } })).toBe(lang);
  });

  it('?lang decides before everything, when it is a language', () => {
    const headers = { cookie: 'gac_lang=ko', 'accept-language': 'ko' };
    expect(languageOf({ headers, query: { lang: 'en' } })).toBe('en');
    expect(languageOf({ headers, query: { lang: 'xx' } })).toBe('ko');
    expect(languageOf({ headers, query: { lang: ['en', 'en'] } })).toBe('ko');
  });
});
