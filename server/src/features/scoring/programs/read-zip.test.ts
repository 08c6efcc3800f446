import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZip } from './read-zip.ts';

/** Python's zipfile writes what a hostile participant would. */
const HOSTILE: [name: string, script: string, codes: string[]][] = [
  ['a path that leads out', "z.writestr('../../evil.py', 'x')", ['ZIP_NAME']],
  ['an absolute path', "z.writestr('/etc/cron.d/x', 'x')", ['ZIP_NAME']],
  ['a link', "i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')", ['ZIP_LINK']],
  ['the same name twice', "z.writestr('a', '1'); z.writestr('a', '2')", ['ZIP_NAME_TWICE']],
  ['a file where others need a folder', "z.writestr('a', '1'); z.writestr('a/b', '2')", ['ZIP_NAME_TWICE']],
  ['a bomb', "z.writestr('zeros', bytes(64 * 2**20), zipfile.ZIP_DEFLATED)", ['COMPRESSION_RATIO']],
  ['too many files', "[z.writestr(f'f{n}', '') for n in range(5002)]", ['ZIP_TOO_MANY']],
  ['too deep a tree', "z.writestr('/'.join(['d'] * 40), 'x')", ['ZIP_NAME']],
  ['nothing but litter', "z.writestr('__MACOSX/._x', 'x'); z.writestr('.DS_Store', 'x')", ['ZIP_EMPTY']],
];
let folder: string;
const zip = (): string => join(folder, 'x.zip');
const make = (script: string): void => {
  execFileSync('python3', ['-W', 'ignore', '-c', `import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as z:\n    ${script}`, zip()]);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-zip-'));
  mkdirSync(join(folder, 'out'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

jest.setTimeout(60_000);

describe('the zip of a submission', () => {
  it('is a tree of files with contents of ours in places of ours', async () => {
    make("z.writestr('main.py', 'print(1)'); z.writestr('한글/데이터.csv', 'a'); z.writestr('__MACOSX/._main.py', 'x')");
    const { tree, faults } = await readZip(zip(), join(folder, 'out'));
    expect(faults).toEqual([]);
    expect(tree?.files.map(({ path }) => path)).toEqual(['main.py', '한글/데이터.csv']);
    expect(readFileSync(tree?.files[0]?.source ?? '', 'utf8')).toBe('print(1)');
    expect(tree?.files.every(({ source }) => source.startsWith(join(folder, 'out')))).toBe(true);
  });

  it.each(HOSTILE)('is refused for %s', async (_what, script, codes) => {
    make(script);
    const { tree, faults } = await readZip(zip(), join(folder, 'out'));
    expect(tree).toBeNull();
    expect([...new Set(faults.map(({ code }) => code))]).toEqual(codes);
    expect(existsSync(join(folder, '../evil.py'))).toBe(false);
  });

  it('is refused when it is none, or cut short, or its contents are not what its list says', async () => {
    writeFileSync(zip(), 'PK\u0003\u0004 not really');
    expect((await readZip(zip(), join(folder, 'out'))).faults).toMatchObject([{ code: 'NOT_A_ZIP' }]);
    make("z.writestr('main.py', 'print(1)' * 100)");
    const bytes = readFileSync(zip());
    bytes.write('XXXX', 60);
    writeFileSync(zip(), bytes);
    expect((await readZip(zip(), join(folder, 'out'))).faults).toMatchObject([{ code: 'BAD_ZIP', value: 'main.py' }]);
  });
});
