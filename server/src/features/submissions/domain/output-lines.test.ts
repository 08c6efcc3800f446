import { describe, expect, it } from '@jest/globals';
import { OutputLines, shownLine } from './output-lines.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const told = (lines: OutputLines): string[] => lines.take().lines.map(({ stream, text }) => `${stream}: ${text}`);

describe('the lines of a program', () => {
  it('are made of pieces cut anywhere, also inside a letter', () => {
    const lines = new OutputLines();
    const text = bytes('펭귄 하나\r\n둘\n');
    for (const byte of text) lines.push('stdout', Uint8Array.of(byte));
    lines.push('stderr', bytes('warning'));
    expect(told(lines)).toEqual(['stdout: 펭귄 하나', 'stdout: 둘']);
    lines.end();
    expect(told(lines)).toEqual(['stderr: warning']);
  });

  it('are progress bars too: each return is a line, one at the end of a piece is not yet', () => {
    const lines = new OutputLines();
    lines.push('stdout', bytes('10%\r20%\r'));
    expect(told(lines)).toEqual(['stdout: 10%']);
    lines.push('stdout', bytes('\ndone\n'));
    expect(told(lines)).toEqual(['stdout: 20%', 'stdout: done']);
  });

  it('are so few that they can be followed; what is left out is counted', () => {
    const lines = new OutputLines({ lineChars: 10, burst: 2, total: 3 });
    lines.push('stdout', bytes('a\nb\nc\nd\n'));
    expect(lines.take()).toEqual({ lines: [{ stream: 'stdout', text: 'a' }, { stream: 'stdout', text: 'b' }], skipped: 2 });
    lines.push('stdout', bytes('e\nf\n'));
    expect(lines.take()).toEqual({ lines: [{ stream: 'stdout', text: 'e' }], skipped: 1 });
    lines.push('stdout', bytes('g\n'));
    expect(lines.take()).toEqual({ lines: [], skipped: 1 });
  });

  it('without an end do not fill memory', () => {
    const lines = new OutputLines({ lineChars: 10, burst: 5, total: 100 });
    for (let n = 0; n < 100; n += 1) lines.push('stdout', bytes('x'.repeat(1000)));
    const { lines: first, skipped } = lines.take();
    expect(first).toHaveLength(5);
    expect(first[0]?.text).toBe(`${'x'.repeat(10)}…`);
    expect(skipped).toBe(95);
  });

  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a title', '\u001b]0;title\u0007text', 'text'],
    ['NUL, which a database can not store', 'a\u0000b', 'ab'],
    ['a tab', 'a\tb', 'a    b'],
    ['separators that break lines elsewhere', 'a\u2028b', 'ab'],
    ['a long line, cut between letters', '😀'.repeat(12), `${'😀'.repeat(10)}…`],
  ])('are shown without %s', (_what, line, shown) => {
    expect(shownLine(line, 10)).toBe(shown);
  });
});
