import { expect, test } from '@jest/globals';
import { renderDocument, safeJson } from './document.ts';
import { parseSearch, stringifySearch } from './search.ts';

const html = renderDocument({
  lang: 'ko',
  title: '<제목> & "따옴표"',
  description: '설명',
  barePath: '/c/x/data',
  origin: 'https://gac.example',
  nonce: 'abc',
  body: '<p>본문</p>',
  state: { text: '</script><!--' },
  entry: 'assets/e.js',
  preloads: ['assets/r.js'],
  styles: ['assets/s.css'],
  font: { file: 'assets/f.woff2', css: '@font-face{}' },
  textFonts: 'assets/t.css',
  noIndex: false,
});
test('every inline script and style carries the nonce, and there is no style attribute', () => {
  for (const [tag] of html.matchAll(/<(script|style)\b[^>]*>/g)) expect(tag).toContain('nonce="abc"');
  expect(html).not.toMatch(/\sstyle=/);
  expect(html).not.toMatch(/\son\w+=/);
});
test('what the state holds cannot leave its element', () => {
  expect(html.match(/<\/script>/g)).toHaveLength(3);
  expect(JSON.parse(safeJson({ a: '</script>\u2028' }))).toEqual({ a: '</script>\u2028' });
});
test('title, languages and default are there, escaped', () => {
  expect(html).toContain('<title>&lt;제목&gt; &amp; &quot;따옴표&quot;</title>');
  expect(html).toContain('hreflang="en" href="https://gac.example/en/c/x/data"');
  expect(html).toContain('hreflang="x-default"');
});
test('addresses stay plain', () => {
  expect(stringifySearch({ q: '1', offset: 100, view: undefined, empty: '' })).toBe('?q=1&offset=100');
  expect(parseSearch('?q=1&country=KR')).toEqual({ q: '1', country: 'KR' });
});
