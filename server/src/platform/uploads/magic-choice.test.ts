import { describe, expect, it } from '@jest/globals';
import type { RefusalFinding, UploadInspector } from './contract.ts';
import { GZIP_MAGIC, MagicChoice } from './magic-choice.ts';

const found = (code: string): RefusalFinding => ({ code, severity: 'error', line: null, column: null, columnName: null, value: null, hint: null, expected: null });
/** Remembers what it was shown, and says so at the end. */
function saying(name: string): UploadInspector {
  let seen = '';
  return {
    push(chunk) {
      seen += Buffer.from(chunk).toString('latin1');
      return seen.includes('!') ? found(`${name} refused`) : null;
    },
    end: () => found(`${name}: ${seen}`),
  };
}
async function told(bytes: string, size: number): Promise<string> {
  const choice = new MagicChoice(GZIP_MAGIC, () => saying('gzip'), () => saying('plain'));
  for (let at = 0; at < bytes.length; at += size) {
    const finding = await choice.push(Buffer.from(bytes.slice(at, at + size), 'latin1'));
    if (finding) return finding.code;
  }
  return (await choice.end())?.code ?? '';
}

describe.each([1, 2, 3, 100])('bytes that come in pieces of %i', (size) => {
  it.each([
    ['\x1f\x8babc', 'gzip: \x1f\x8babc'],
    ['abc', 'plain: abc'],
    ['\x1f', 'plain: \x1f'],
    ['\x1fabc', 'plain: \x1fabc'],
    ['', 'plain: '],
    ['\x1f\x8b!', 'gzip refused'],
    ['ab!', 'plain refused'],
  ])('%j', async (bytes, says) => {
    expect(await told(bytes, size)).toBe(says);
  });
});
