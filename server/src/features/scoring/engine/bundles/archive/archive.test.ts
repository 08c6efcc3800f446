import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingCode } from '../findings/texts.ts';
import { Report } from '../findings/report.ts';
import { folderWith, newFolder, removeFolders } from '../test/reading.ts';
import { zipOf, zipOfFiles, type ZipEntry } from '../test/zip.ts';
import { fileOf, type BundleTree } from '../tree.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts';
import { openTree } from './open.ts';
import { Workspace } from './workspace.ts';

afterAll(removeFolders);

interface Opened {
  tree: BundleTree | null;
  errors: string[];
  warnings: string[];
  scratch: string;
}
async function open(path: string, limits: Partial<ArchiveLimits> = {}): Promise<Opened> {
  const report = new Report();
  const scratch = newFolder();
  const tree = await openTree(path, new Workspace(scratch, report, { ...ARCHIVE_LIMITS, ...limits }));
  const codes = (wanted: string): string[] => report.all().flatMap(({ severity, code }) => (severity === wanted ? [code] : []));
  return { tree, errors: codes('error'), warnings: codes('warning'), scratch };
}
function openBytes(bytes: Buffer, limits: Partial<ArchiveLimits> = {}): Promise<Opened> {
  const path = join(newFolder(), 'a.zip');
  writeFileSync(path, bytes);
  return open(path, limits);
}
const openEntries = (entries: readonly ZipEntry[], limits: Partial<ArchiveLimits> = {}): Promise<Opened> =>
  openBytes(zipOf(entries), limits);
const paths = (tree: BundleTree | null): string[] => tree?.files.map(({ path }) => path) ?? [];
const textOf = (tree: BundleTree | null, path: string): string => {
  const file = tree && fileOf(tree, path);
  return file ? readFileSync(file.source, 'utf8') : 'absent';
};

/** Stored, with the twelve bytes that encryption puts before. */
const LOCKED: ZipEntry = { name: 'secret', data: 'twelve bytesx', flags: 1, claims: { bytes: 1 } };
const withoutDirectory = (zip: Buffer): Buffer => Buffer.from(zip.toString('latin1').replace('PK\u0001\u0002', 'PK\u0001\u0000'), 'latin1');

describe('a zip file', () => {
  it('gives its files, stored or deflated, and the folders that hold nothing', async () => {
    const { tree, errors, warnings } = await openEntries([
      { name: 'b/c.txt', data: 'see', method: 8 },
      { name: 'a.txt', data: 'ay' },
      { name: 'b/' },
      { name: 'empty/' },
      { name: 'run.sh', data: '#!', mode: 0o100755 },
    ]);
    expect([errors, warnings]).toEqual([[], []]);
    expect(paths(tree)).toEqual(['a.txt', 'b/c.txt', 'run.sh']);
    expect([textOf(tree, 'a.txt'), textOf(tree, 'b/c.txt')]).toEqual(['ay', 'see']);
    expect(tree?.emptyFolders).toEqual(['empty']);
    expect(tree?.files.map(({ executable }) => executable)).toEqual([false, false, true]);
  });
  it('leaves out what computers add by themselves', async () => {
    const { tree, errors, warnings } = await openEntries([
      { name: '__MACOSX/._a.txt' },
      { name: '.DS_Store' },
      { name: 'a/._b' },
      { name: 'Thumbs.db' },
      { name: 'a/b', data: 'x' },
    ]);
    expect([paths(tree), errors, warnings]).toEqual([['a/b'], [], []]);
  });
  it.each<[string, string | Buffer, number, string]>([
    ['in UTF-8', '데이터/정답.csv', 0x800, '데이터/정답.csv'],
    ['in UTF-8 that does not say so', '데이터/정답.csv', 0, '데이터/정답.csv'],
    ['in CP949, as Korean Windows writes', Buffer.from([0xc1, 0xa4, 0xb4, 0xe4, 0x2e, 0x63, 0x73, 0x76]), 0, '정답.csv'],
    ['in CP437', Buffer.from([0x63, 0x61, 0x66, 0x82]), 0, 'café'],
  ])('reads names %s', async (_how, name, flags, expected) => {
    expect(paths((await openEntries([{ name, flags }])).tree)).toEqual([expected]);
  });
  it.each<[FindingCode, ZipEntry[]]>([
    ['path-outside', [{ name: '../evil' }]],
    ['path-outside', [{ name: 'a/../../evil' }]],
    ['path-outside', [{ name: '..\\evil' }]],
    ['path-outside', [{ name: '/etc/passwd' }]],
    ['path-outside', [{ name: 'C:\\evil' }]],
    ['bad-name', [{ name: 'a\u0000b' }]],
    ['bad-name', [{ name: 'a\u001b[31m' }]],
    ['name-too-long', [{ name: 'x'.repeat(256) }]],
    ['name-too-long', [{ name: 'abcdefgh/'.repeat(20) + 'ㄱ'.repeat(300) }]],
    ['too-deep', [{ name: 'd/'.repeat(40) + 'f' }]],
    ['link', [{ name: 'passwd', data: '/etc/passwd', mode: 0o120777 }]],
    ['encrypted', [LOCKED]],
    ['unknown-compression', [{ name: 'x', data: 'x', method: 12 }]],
    [
      'name-twice',
      [
        { name: 'a', data: '1' },
        { name: 'a', data: '2' },
      ],
    ],
    [
      'name-twice',
      [
        { name: 'a', data: '1' },
        { name: './a', data: '2' },
      ],
    ],
    [
      'name-twice',
      [
        { name: '\u1112\u1161\u11ab', data: '1' },
        { name: '한', data: '2' },
      ],
    ],
    [
      'file-and-folder',
      [
        { name: 'a', data: '1' },
        { name: 'a/b', data: '2' },
      ],
    ],
    ['broken-file', [{ name: 'a', data: 'hello', claims: { crc: 1 } }]],
    ['broken-file', [{ name: 'a', data: 'hello hello hello', method: 8, claims: { bytes: 3 } }]],
    ['broken-file', [{ name: 'a', data: 'hello', method: 8, claims: { bytes: 4000 } }]],
    [
      'overlap',
      [
        { name: 'a', data: 'hello' },
        { name: 'b', data: 'hello', claims: { offset: 0 } },
      ],
    ],
  ])('%s: is refused', async (code, entries) => {
    expect((await openEntries(entries)).errors).toEqual([code]);
  });
  it('says everything that is wrong at once', async () => {
    const { errors } = await openEntries([{ name: '../a' }, LOCKED, { name: 'c', mode: 0o120777, data: 'x' }, { name: '/d' }]);
    expect([...errors].sort()).toEqual(['encrypted', 'link', 'path-outside', 'path-outside']);
  });
  it('reads odd names with a warning', async () => {
    const { tree, errors, warnings } = await openEntries([
      { name: 'a\\b' },
      { name: 'Data' },
      { name: 'data' },
      { name: '\u1112\u1161\u11ab' },
    ]);
    expect(errors).toEqual([]);
    expect([...warnings].sort()).toEqual(['backslash', 'case-twins', 'not-composed']);
    expect(paths(tree)).toEqual(['Data', 'a/b', 'data', '한']);
  });
  it('takes a file that is in it twice with the same contents', async () => {
    const { tree, errors, warnings } = await openEntries([
      { name: 'a', data: '1' },
      { name: 'a', data: '1' },
    ]);
    expect([paths(tree), errors, warnings]).toEqual([['a'], [], ['name-twice']]);
  });
  it('does as the configuration says with what is odd', async () => {
    const oddities = { ...ARCHIVE_LIMITS.oddities, link: 'warning', 'name-twice': 'warning' } as const;
    const { tree, errors, warnings } = await openEntries(
      [
        { name: 'l', mode: 0o120777, data: 'a' },
        { name: 'a', data: '1' },
        { name: 'a', data: '2' },
      ],
      { oddities },
    );
    expect([errors, [...warnings].sort(), textOf(tree, 'a')]).toEqual([[], ['link', 'name-twice'], '2']);
  });
  it('refuses bombs before anything is written', async () => {
    const zeros = [{ name: 'zeros', data: Buffer.alloc(4_000_000), method: 8 }];
    const flat = await openEntries(zeros, { ratioFromBytes: 1_000_000 });
    const large = await openEntries(zeros, { maxTotalBytes: 3_999_999 });
    const many = await openEntries(
      Array.from({ length: 11 }, (_, i) => ({ name: `f${i}` })),
      { maxFiles: 10 },
    );
    expect([flat.errors, large.errors, many.errors]).toEqual([['ratio'], ['too-large'], ['too-many-files']]);
    expect([flat, large, many].map(({ scratch }) => readdirSync(scratch))).toEqual([[], [], []]);
  });
  it('writes nothing outside its folder and no name of the archive inside', async () => {
    const folder = newFolder();
    const path = join(folder, 'a.zip');
    writeFileSync(
      path,
      zipOf([
        { name: '../escaped', data: 'x' },
        { name: 'inside', data: 'y' },
      ]),
    );
    const { scratch } = await open(path);
    expect(existsSync(join(scratch, '../escaped'))).toBe(false);
    expect(readdirSync(scratch, { recursive: true })).toEqual(['0', '0/1']);
  });
  it.each([
    ['not-a-zip', Buffer.from('hello')],
    ['not-a-zip', Buffer.alloc(0)],
    ['not-a-zip', zipOfFiles({ a: 'hello' }).subarray(0, -30)],
    ['broken-zip', withoutDirectory(zipOfFiles({ a: 'x' }))],
  ])('%s', async (code, bytes) => {
    expect((await openBytes(bytes)).errors).toEqual([code]);
  });
  it('never throws, whatever bytes are changed', async () => {
    const whole = zipOf([
      { name: 'competition.yaml', data: 'title: x', method: 8 },
      { name: 'a/b', data: 'hello' },
    ]);
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, to } of changes) bytes[at] = to;
        const { tree } = await openBytes(bytes, { maxTotalBytes: 1_000_000 });
        expect(tree === null || tree.files.every(({ path }) => !path.startsWith('/') && !path.split('/').includes('..'))).toBe(true);
      }),
      { numRuns: 120 },
    );
  });
});

describe('a folder', () => {
  it('gives its files where they lie, without version control', async () => {
    const folder = folderWith({ 'a/b.txt': 'b', '.git/config': 'x', '.DS_Store': 'x' });
    mkdirSync(join(folder, 'empty'));
    const { tree, errors, warnings } = await open(folder);
    expect([errors, warnings, paths(tree), tree?.emptyFolders]).toEqual([[], [], ['a/b.txt'], ['empty']]);
    expect(textOf(tree, 'a/b.txt')).toBe('b');
  });
  it('follows links that stay inside and refuses those that lead out or round', async () => {
    const folder = folderWith({ 'data/x.csv': '1' });
    symlinkSync('data/x.csv', join(folder, 'y.csv'));
    symlinkSync('data', join(folder, 'same'));
    const good = await open(folder);
    expect([good.errors, paths(good.tree)]).toEqual([[], ['data/x.csv', 'same/x.csv', 'y.csv']]);
    symlinkSync('/etc/passwd', join(folder, 'out'));
    symlinkSync('..', join(folder, 'data/round'));
    expect((await open(folder)).errors).toEqual(['link', 'link', 'link']);
  });
  it('is held to the limits too', async () => {
    const folder = folderWith({ a: 'xx', b: 'xx', c: 'xx' });
    expect((await open(folder, { maxFiles: 2 })).errors).toEqual(['too-many-files']);
    expect((await open(folder, { maxTotalBytes: 5 })).errors).toEqual(['too-large']);
  });
  it('that is not there is reported', async () => {
    expect((await open('/nowhere/at/all')).errors).toEqual(['no-archive']);
  });
});
