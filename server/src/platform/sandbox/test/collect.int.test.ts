import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { collect } from '../collect.ts';
import { scratch } from './jobs.ts';
import type { CollectRules } from '../types.ts';

jest.setTimeout(60_000);
const RULES: CollectRules = { maxFiles: 50, maxDepth: 4, maxFileBytes: 10_000, maxBytes: 100_000, only: null };
const SECRET = 'nobody may read this';
let work: ReturnType<typeof scratch>;
let tree: string;
let into: string;
beforeEach(() => {
  // In memory: a hundred thousand files are made in a moment there.
  work = scratch('/dev/shm');
  tree = join(work.folder, 'tree');
  into = join(work.folder, 'into');
  mkdirSync(tree);
  mkdirSync(into);
  writeFileSync(join(work.folder, 'secret'), SECRET);
});
afterEach(() => work.remove());
const put = (name: string, content = 'x') => writeFileSync(join(tree, name), content);
const reasons = async (rules: Partial<CollectRules> = {}) => {
  const { files, rejected } = await collect(tree, { ...RULES, ...rules }, into);
  return { kept: files.map(({ path }) => path), rejected: Object.fromEntries(rejected.map(({ path, reason }) => [path, reason])) };
};

test('plain files come with their bytes and hash, as files of our own', async () => {
  mkdirSync(join(tree, 'a'));
  put('a/one.csv', 'id,y\n1,2\n');
  put('run', '#!/bin/sh');
  chmodSync(join(tree, 'run'), 0o6777);
  const { files } = await collect(tree, RULES, into);
  expect(files).toEqual([
    { path: 'a/one.csv', bytes: 9, sha256: createHash('sha256').update('id,y\n1,2\n').digest('hex') },
    { path: 'run', bytes: 9, sha256: createHash('sha256').update('#!/bin/sh').digest('hex') },
  ]);
  expect(readFileSync(join(into, 'a/one.csv'), 'utf8')).toBe('id,y\n1,2\n');
  expect(statSync(join(into, 'run')).mode & 0o7777).toBe(0o644);
});

describe('hostile trees', () => {
  test('links of every kind', async () => {
    symlinkSync('/etc/passwd', join(tree, 'abs'));
    symlinkSync('../secret', join(tree, 'rel'));
    symlinkSync('..', join(tree, 'folder'));
    symlinkSync('loop', join(tree, 'loop'));
    linkSync(join(work.folder, 'secret'), join(tree, 'hard'));
    expect(await reasons()).toEqual({ kept: [], rejected: { abs: 'symlink', rel: 'symlink', folder: 'symlink', loop: 'symlink', hard: 'hard-link' } });
  });
  test('pipe, socket and device do not hold it up', async () => {
    execFileSync('mkfifo', [join(tree, 'pipe')]);
    if (process.getuid?.() === 0) execFileSync('mknod', [join(tree, 'device'), 'c', '1', '3']);
    else execFileSync('mkfifo', [join(tree, 'device')]);
    const server = createServer().listen(join(tree, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await reasons()).toEqual({ kept: [], rejected: { pipe: 'special', device: 'special', socket: 'special' } });
    server.close();
  });
  test('names', async () => {
    for (const name of ['.hidden', '-rf', 'a b', 'a;b', 'a\nb', 'é', 'y'.repeat(101), 'fine-1_2.txt']) put(name);
    writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xff, 0x41])]), 'x');
    const { kept, rejected } = await reasons();
    expect(kept).toEqual(['fine-1_2.txt']);
    expect(new Set(Object.values(rejected))).toEqual(new Set(['name']));
    expect(Object.keys(rejected)).toHaveLength(8);
  });
  test('sizes, counts, depth', async () => {
    put('big', 'x'.repeat(10_001));
    put('sparse');
    truncateSync(join(tree, 'sparse'), 2 ** 40);
    mkdirSync(join(tree, 'd/d/d/d'), { recursive: true });
    put('d/d/d/last');
    expect(await reasons()).toEqual({ kept: ['d/d/d/last'], rejected: { big: 'too-large', sparse: 'too-large', 'd/d/d/d': 'depth' } });
  });
  test('no more files and bytes than allowed', async () => {
    for (let i = 0; i < 60; i++) put(`f${String(i).padStart(2, '0')}`, 'x'.repeat(2000));
    const { kept, rejected } = await reasons({ maxBytes: 10_000 });
    expect(kept).toHaveLength(5);
    expect(new Set(Object.values(rejected))).toEqual(new Set(['too-large']));
  });
  test('a hundred thousand files cost neither time nor memory', async () => {
    mkdirSync(join(tree, 'many'));
    for (let i = 0; i < 100_000; i++) writeFileSync(join(tree, 'many', `.${i}`), '');
    put('z');
    const { files, rejected } = await collect(tree, RULES, into);
    expect(rejected.length).toBeLessThanOrEqual(300);
    expect(files.length).toBeLessThanOrEqual(1);
  });
  test('only what was expected', async () => {
    mkdirSync(join(tree, 'a/b'), { recursive: true });
    mkdirSync(join(tree, 'c'));
    for (const name of ['a/b/wanted', 'a/other', 'c/x', 'top']) put(name);
    expect(await reasons({ only: ['a/b/wanted', 'top', 'absent'] })).toEqual({ kept: ['a/b/wanted', 'top'], rejected: { 'a/other': 'not-expected', c: 'not-expected' } });
  });
  test('what is swapped for a link while it is collected, a thousand times', async () => {
    put('target', 'mine');
    symlinkSync('../secret', join(tree, 'link'));
    mkdirSync(join(tree, 'folder'));
    put('folder/x', 'mine');
    const swap = setInterval(() => {
      try {
        renameSync(join(tree, 'target'), join(tree, 'spare'));
        renameSync(join(tree, 'link'), join(tree, 'target'));
        renameSync(join(tree, 'spare'), join(tree, 'link'));
      } catch {
        // Met in the middle of it.
      }
    }, 0);
    const seen = new Set<string>();
    for (let round = 0; round < 1000; round++) {
      const { files } = await collect(tree, RULES, into);
      for (const { path } of files) {
        seen.add(readFileSync(join(into, path), 'utf8'));
        unlinkSync(join(into, path));
      }
    }
    clearInterval(swap);
    expect([...seen]).toEqual(['mine']);
    expect(readdirSync(into)).toEqual(['folder']);
  });
});
