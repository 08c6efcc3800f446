import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { htmlPage, plainText } from './plain-text.ts';

describe('the text of a page', () => {
  it.each([
    [
      'html',
      '<h1>A &amp; B</h1><p>One<br>two <b>three</b></p><script>alert(1)</script><ul><li>x</li><li>y</li></ul>',
      'A & B\n\nOne\ntwo three\n\n- x\n- y',
    ],
    ['html', '<style>p{}</style><p onclick="x">&#44032;&lt;b&gt;</p><!-- c --><img src=x onerror=alert(1)', '가<b>'],
    [
      'markdown',
      '# Title\n\nSome **bold** and _plain_ [link](https://x.kr "t").\n\n* a\n* b\n\n```\ncode_here\n```\n',
      'Title\n\nSome bold and plain link (https://x.kr).\n\n- a\n- b\n\ncode_here',
    ],
    ['html', htmlPage('A < B & C\n\n- x\n- *y*\n\n# z'), 'A < B & C\n\n- x\n- *y*\n\n# z'],
    ['markdown', 'One\ntwo <b>three</b>\n\nfour', 'One\ntwo three\n\nfour'],
    ['markdown', 'a <script < > b', 'a'],
  ] as const)('%s: %s', (kind, text, expected) => {
    expect(plainText({ kind, text })).toBe(expected);
  });
  it('holds no tag whatever the page holds, and takes no time over it', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '<script',
      '</script',
      '<!--',
      '-->',
      '<p>',
      '&lt',
      ';',
      '&',
      '*',
      '**',
      '_',
      '[',
      '](',
      ')',
      '`',
      '\n',
      ' ',
      'a',
      '#',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.constantFrom('html' as const, 'markdown' as const), (parts, kind) => {
        expect(plainText({ kind, text: parts.join('') })).not.toMatch(/<(p|script)\b[^>]*>/);
      }),
    );
    // A pattern that looks twice would take minutes, and the test with it.
    for (const piece of ['<', '<!--', '[', '**', '_', '`', '&', '\n ', '<script', '- ', '#', '# #', '[a](', '![', ' '])
      expect(plainText({ kind: 'markdown', text: `${piece.repeat(100_000)}x` })).toBeDefined();
  });
});
