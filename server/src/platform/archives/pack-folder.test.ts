import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packFolder } from './pack-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pack-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
async function packed(root: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of packFolder(root)) pieces.push(piece);
  return Buffer.concat(pieces);
}
function tree(name: string, order: readonly string[]): string {
  const root = join(folder, name);
  const content: Record<string, string> = { 'b.txt': 'bee', 'a/deep/x.csv': 'id,v\n1,2\n'.repeat(500), '한글.txt': '글', 'run.sh': '#!/bin/sh\n', empty: '' };
  for (const file of order) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), content[file] ?? '');
  }
  chmodSync(join(root, 'run.sh'), 0o755);
  return root;
}
const FILES = ['b.txt', 'a/deep/x.csv', '한글.txt', 'run.sh', 'empty'];

describe('packFolder', () => {
  it('gives the same bytes whenever, wherever and in whatever order the files were made', async () => {
    const one = tree('one', FILES);
    const two = tree('two', [...FILES].reverse());
    utimesSync(join(two, 'b.txt'), 1, 1);
    mkdirSync(join(two, '__pycache__'));
    writeFileSync(join(two, '__pycache__/main.pyc'), 'x');
    writeFileSync(join(two, '.DS_Store'), 'x');
    expect((await packed(one)).equals(await packed(two))).toBe(true);
  });

  it('is a zip that others read', async () => {
    const zip = join(folder, 'x.zip');
    writeFileSync(zip, await packed(tree('one', FILES)));
    const script = 'import zipfile,sys,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps([[i.filename,i.file_size,i.external_attr>>16] for i in z.infolist()])); z.extractall(sys.argv[2])';
    const listed = JSON.parse(execFileSync('python3', ['-c', script, zip, join(folder, 'out')], { encoding: 'utf8' })) as unknown;
    expect(listed).toEqual([['a/deep/x.csv', 4500, 0o100644], ['b.txt', 3, 0o100644], ['empty', 0, 0o100644], ['run.sh', 10, 0o100755], ['한글.txt', 3, 0o100644]]);
    expect(readFileSync(join(folder, 'out/한글.txt'), 'utf8')).toBe('글');
  });

  it('refuses links and nothing at all', async () => {
    const root = tree('one', FILES);
    symlinkSync('/etc/passwd', join(root, 'a/link'));
    await expect(packed(root)).rejects.toMatchObject({ reason: 'link', file: 'a/link' });
    mkdirSync(join(folder, 'nothing'));
    await expect(packed(join(folder, 'nothing'))).rejects.toMatchObject({ reason: 'empty' });
  });
});
