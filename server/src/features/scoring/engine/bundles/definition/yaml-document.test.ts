import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Report } from '../findings/report.ts';
import { parseYaml } from './yaml-document.ts';

function parsed(text: string): { raw: unknown; found: string[] } {
  const report = new Report();
  const document = parseYaml(text, 'f.yaml', report);
  return {
    raw: document?.raw,
    found: report.all().map(({ severity, code, line, column }) => `${severity} ${code} ${line ?? '-'}:${column ?? '-'}`),
  };
}

describe('YAML as PyYAML reads it', () => {
  it.each<[string, unknown]>([
    ['a: yes\nb: 012\nc: 1_000\nd: off\n', { a: true, b: 10, c: 1000, d: false }],
    ['y: 1\nn: 2\nx: y\n', { y: 1, n: 2, x: 'y' }],
    ['a: 2024-01-01 10:00:00\n', { a: '2024-01-01 10:00:00' }],
    ['base: &b {x: 1}\nother:\n  <<: *b\n  y: 2\n', { base: { x: 1 }, other: { x: 1, y: 2 } }],
    ['a: [\n0,\n1\n]\n', { a: [0, 1] }],
    ['a: {b: 1,\nc: 2}\n', { a: { b: 1, c: 2 } }],
    ["a: 'x\ny'\n", { a: 'x y' }],
    ['a: "it\'s [\nfine"\nb: |\n  [ not open\n  "nor this\nc: 1\n', { a: "it's [ fine", b: '[ not open\n"nor this\n', c: 1 }],
    ['{"a": 1,\n\t"b": [2]}\n', { a: 1, b: [2] }],
    ['\uFEFFa: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
    ['__proto__: 1\n', JSON.parse('{"__proto__": 1}')],
  ])('%p', (text, expected) => {
    expect(parsed(text)).toEqual({ raw: expected, found: [] });
  });
  it('takes the last of two equal keys, with a warning', () => {
    expect(parsed('k: v\nk: w\n')).toEqual({ raw: { k: 'w' }, found: ['warning yaml-duplicate-key 2:1'] });
  });
  it.each([
    ['title: Foo: bar\n', 'error yaml-colon 1:8'],
    ['a: 1\nb: "x" : y\nc: [\n', 'error yaml-colon 2:4'],
    ['a:\n\tb: 1\n', 'error yaml-tab 2:1'],
    ['a: @foo\n', 'error yaml-syntax 1:4'],
    ['a: *x\n', 'error yaml-syntax 1:4'],
    ['a: 1\n---\nb: 2\n', 'error yaml-syntax 2:1'],
    ['a: !!python/object:os.system x\n', 'error yaml-tag 1:4'],
    ['a: 1\nb: !mine {x: 1}\n', 'error yaml-tag 2:4'],
  ])('%p is one error with its line', (text, expected) => {
    expect(parsed(text)).toEqual({ raw: undefined, found: [expected] });
  });
  it('names every tag it refuses', () => {
    expect(parsed('a: !!python/name:x y\nb: !z 1\n').found).toEqual(['error yaml-tag 1:4', 'error yaml-tag 2:4']);
  });
  it('is not brought down by aliases or depth', () => {
    const laughs = Array.from(
      { length: 12 },
      (_, i) => `a${i}: &a${i} [${Array.from({ length: 9 }, () => (i === 0 ? 'x' : `*a${i - 1}`)).join(', ')}]`,
    );
    expect(parsed(laughs.join('\n')).found).toEqual(['error yaml-aliases -:-']);
    expect(parsed('['.repeat(100_000)).found).toHaveLength(1);
    expect(parsed('a: &x [*x]\n').found).toHaveLength(1);
  });
  it('never throws, and says something whenever it gives nothing', () => {
    const pieces = fc.constantFrom(
      'a: ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '&x ',
      '*x',
      '!t ',
      '|',
      '>',
      '#',
      ': ',
      '\t',
      '---\n',
      '<<: ',
      'b',
      '1',
      ',',
      '? ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const { raw, found } = parsed(text);
          expect(raw !== undefined || found.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
  it('knows where things stand', () => {
    const report = new Report();
    const document = parseYaml('a:\n  - b: 1.10\n    c:\n  - x\n', 'f.yaml', report);
    expect(document?.place(['a', 0, 'b'])).toEqual({ file: 'f.yaml', line: 2, column: 8, path: 'a[0].b' });
    expect(document?.place(['a', 0, 'b'], true)).toMatchObject({ line: 2, column: 5 });
    expect(document?.place(['a', 0, 'gone'])).toMatchObject({ line: 2, column: 5, path: 'a[0].gone' });
    expect(document?.written(['a', 0, 'b'])).toEqual({ text: '1.10', isQuoted: false });
    expect(document?.written(['a', 0])).toBeNull();
  });
});
