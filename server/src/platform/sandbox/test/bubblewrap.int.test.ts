import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSandbox } from '../open-sandbox.ts';
import type { SandboxDriver } from '../types.ts';
import { aJob, python, run, scratch } from './jobs.ts';

jest.setTimeout(120_000);
const work = scratch();
let driver: SandboxDriver;
beforeAll(async () => {
  driver = await openSandbox({ driver: 'bubblewrap', workFolder: join(work.folder, 'work'), slots: 2 });
});
afterAll(async () => {
  await driver.close();
  work.remove();
});

test('a program gets its arguments, environment and files, and what it says comes back', async () => {
  const input = join(work.folder, 'input');
  mkdirSync(input);
  writeFileSync(join(input, 'data.txt'), 'seven');
  const pieces: string[] = [];
  const job = aJob(['sh', '-c', 'echo "$1 $COLOUR $(cat /in/data.txt)"; echo trouble >/dev/stderr; exit 3', 'sh', 'one'], { env: { COLOUR: 'blue' }, readOnly: [{ source: input, target: '/in' }] });
  const result = await driver.run(job, { onStdout: (piece) => pieces.push(piece.toString()) }, AbortSignal.timeout(30_000));
  expect({ status: result.status, exitCode: result.exitCode, stdout: result.stdout.toString(), stderr: result.stderr.toString() }).toEqual({ status: 'nonzero', exitCode: 3, stdout: 'one blue seven\n', stderr: 'trouble\n' });
  expect(pieces.join('')).toBe('one blue seven\n');
});

test('what is left in a capped folder is collected, links are not', async () => {
  const folder = await driver.folder({ maxBytes: 1024 ** 2, maxFiles: 16 });
  const result = await run(driver, aJob(['sh', '-c', 'mkdir a; echo kept > a/b.txt; ln -s /etc/passwd secret'], { cwd: '/out', writable: [{ folder, target: '/out' }] }));
  expect(result.status).toBe('ok');
  const into = join(work.folder, 'collected');
  mkdirSync(into);
  const collected = await folder.collect({ maxFiles: 10, maxDepth: 4, maxFileBytes: 1000, maxBytes: 1000, only: null }, into);
  expect(collected.files.map(({ path, bytes }) => [path, bytes])).toEqual([['a/b.txt', 5]]);
  expect(collected.rejected).toEqual([{ path: 'secret', reason: 'symlink' }]);
  await folder.release();
});

test.each([
  ['memory', python('x = bytearray(10**9)'), 'memory_limit'],
  ['wall time', ['sleep', '30'], 'wall_limit'],
  ['processor time', python('while True: pass'), 'cpu_limit'],
  ['output', ['yes'], 'output_limit'],
  ['a program that is not there', ['no-such-program'], 'nonzero'],
])('%s', async (_, argv, status) => {
  const limits = { wallMs: status === 'wall_limit' ? 1000 : 20_000, cpuMs: status === 'cpu_limit' ? 500 : 10_000 };
  const result = await run(driver, aJob(argv, { limits }));
  expect(result.status).toBe(status);
});

test('an aborted job ends as cancelled', async () => {
  const abort = new AbortController();
  const running = run(driver, aJob(['sleep', '30'], { limits: { wallMs: 30_000 } }), abort.signal);
  setTimeout(() => abort.abort(), 200);
  expect((await running).status).toBe('cancelled');
});
