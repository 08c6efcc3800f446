// The sandbox as built, for measuring it: a library, used as the worker and the command line use it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MB = 1024 ** 2;
const LIMITS = { cpuMs: 20_000, wallMs: 60_000, memoryBytes: 256 * MB, pids: 32, cpus: 1, tmpBytes: 16 * MB, fileBytes: 16 * MB, stdoutBytes: MB, stderrBytes: MB, openFiles: 128 };
const RULES = { maxFiles: 10, maxDepth: 3, maxFileBytes: MB, maxBytes: MB, only: null };

let jobs = 0;
/** @param {string[]} argv */
export function jobOf(argv) {
  jobs += 1;
  return { id: `bench-${process.pid}-${jobs}`, rootfs: { kind: 'base' }, argv, env: {}, readOnly: [], /** @type {unknown[]} */ writable: [], limits: LIMITS };
}

/** A driver that has examined itself. @param {number} slots */
export async function openBench(slots) {
  const built = new URL('../../server/dist/src/platform/sandbox/open-sandbox.js', import.meta.url);
  const { openSandbox } = await import(built.href);
  const folder = mkdtempSync(join(tmpdir(), 'gac-bench-'));
  const driver = await openSandbox({ driver: 'bubblewrap', workFolder: join(folder, 'work'), slots });
  const { ready, problems } = await driver.probe();
  if (!ready) throw new Error(JSON.stringify(problems, null, 2));
  const close = async () => {
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { driver, folder, close };
}

/** Time of a bare process whose output is read. @param {string[]} argv @returns {Promise<number>} */
export function bareMs([command = '', ...args]) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { PATH: '/usr/bin:/bin' }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    child.once('error', reject);
    child.once('close', () => resolve(performance.now() - began));
  });
}

/** Time from wanting a job to everything cleared away. @param {any} driver @param {string[]} argv @returns {Promise<number>} */
export async function wholeFlowMs(driver, argv) {
  const into = mkdtempSync(join(tmpdir(), 'gac-bench-into-'));
  const began = performance.now();
  const folder = await driver.folder({ maxBytes: 16 * MB, maxFiles: 64 });
  const result = await driver.run({ ...jobOf(argv), writable: [{ folder, target: '/out' }] }, {}, AbortSignal.timeout(60_000));
  await folder.collect(RULES, into);
  await folder.release();
  const ms = performance.now() - began;
  rmSync(into, { recursive: true });
  if (result.status !== 'ok') throw new Error(`${argv[0]} ended as ${result.status}: ${result.detail}`);
  return ms;
}
