import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSandbox, type SandboxOptions } from '../open-sandbox.ts';
import { aJob, run, scratch } from './jobs.ts';

jest.setTimeout(600_000);
const full = process.env.GAC_FULL === '1';
const BUILT = join(import.meta.dirname, '../../../../dist/src/platform/sandbox');
const WORKER = join(import.meta.dirname, 'worker.mjs');
const GROUPS = '/sys/fs/cgroup';
const drivers: [string, Partial<SandboxOptions>][] = [
  ['bubblewrap', { driver: 'bubblewrap' }],
  ...(full ? [['runc', { driver: 'oci', ociRuntime: 'runc' }], ['crun', { driver: 'oci', ociRuntime: 'crun' }]] as [string, Partial<SandboxOptions>][] : []),
];
/** From before the keeper starts to well within jobs: opening, examining itself, starting, running, clearing away. */
const PHASES_MS = full ? [20, 60, 150, 300, 600, 1000, 1700, 2500, 3500, 5000] : [150, 2500, 4000];

const work = scratch();
afterAll(() => work.remove());

/** Folders of control groups whose name begins with a worker's number, in every hierarchy. */
function groupsOf(pid: number): string[] {
  const roots = existsSync(join(GROUPS, 'cgroup.controllers')) ? [GROUPS] : readdirSync(GROUPS).map((name) => join(GROUPS, name));
  return roots.map((root) => join(root, 'gac')).filter((base) => existsSync(base)).flatMap((base) => readdirSync(base).filter((name) => name.startsWith(`${pid}-`)).map((name) => join(base, name)));
}
/** Processes that name the folder, or belong to one of the sandbox's users while no sandbox of ours is open. */
function processesNaming(folder: string): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}
/** Ended processes of sandbox users that nobody has waited for. */
const zombies = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return /^State:\s+Z/m.test(status) && Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]) > 200_000;
  } catch {
    return false;
  }
});
const mountsNaming = (folder: string) => readFileSync('/proc/self/mountinfo', 'utf8').split('\n').filter((line) => line.includes(folder));

describe.each(drivers)('%s', (name, options) => {
  test.each(PHASES_MS)('a worker killed after %i ms leaves nothing once it is reaped', async (afterMs) => {
    const workFolder = join(work.folder, `${name}-${afterMs}`);
    const all = { driver: 'bubblewrap', workFolder, slots: 2, ...options } satisfies SandboxOptions;
    const worker = spawn(process.execPath, [WORKER, BUILT, JSON.stringify(all), 'ever'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = new Promise((resolve) => worker.once('close', resolve));
    const said: string[] = [];
    worker.stdout.on('data', (text: Buffer) => said.push(text.toString()));
    await Promise.race([closed, new Promise((resolve) => worker.stdout.once('data', resolve))]);
    await sleep(afterMs);
    const pid = worker.pid ?? 0;
    worker.kill('SIGKILL');
    await closed;
    expect(said.join('')).toBe('begun\n');

    const began = performance.now();
    const next = await openSandbox(all);
    expect(performance.now() - began).toBeLessThan(5000);
    expect({ groups: groupsOf(pid), processes: processesNaming(`${workFolder}/run/${pid}-`), mounts: mountsNaming(workFolder), folders: readdirSync(join(workFolder, 'run')).filter((folder) => folder.startsWith(`${pid}-`)) }).toEqual({ groups: [], processes: [], mounts: [], folders: [] });
    expect(await next.reap()).toEqual({ jobs: 0, processes: 0, cgroups: 0, folders: 0 });
    await next.close();
    expect(readdirSync(join(workFolder, 'run'))).toEqual([]);
    expect(groupsOf(process.pid)).toEqual([]);
  });

  test('many jobs leave no group, mount, folder or descriptor', async () => {
    const workFolder = join(work.folder, `${name}-many`);
    const driver = await openSandbox({ driver: 'bubblewrap', workFolder, slots: 2, ...options });
    const state = () => ({
      groups: groupsOf(process.pid).flatMap((folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)),
      mounts: mountsNaming(workFolder), descriptors: readdirSync('/proc/self/fd').length, folders: readdirSync(join(workFolder, 'run')).length,
    });
    await run(driver, aJob(['true']));
    const before = state();
    // Of every sandbox on this machine: other tests run beside.
    const left = zombies().length;
    const count = full ? 500 : 30;
    const one = async (index: number) => {
      const folder = await driver.folder({ maxBytes: 1024 ** 2, maxFiles: 8 });
      const argv = index % 3 === 0 ? ['sh', '-c', '(setsid sleep 60 &) ; echo x > /out/x'] : ['true'];
      const result = await run(driver, aJob(argv, { writable: [{ folder, target: '/out' }] }));
      await folder.release();
      return result.status;
    };
    const statuses: string[] = [];
    for (let index = 0; index < count; index += 10) statuses.push(...(await Promise.all(Array.from({ length: 10 }, (_, more) => one(index + more)))));
    expect(new Set(statuses)).toEqual(new Set(['ok']));
    expect(state()).toEqual(before);
    expect(zombies().length - left).toBeLessThan(count / 2);
    await driver.close();
  });

  test('a keeper that is killed takes its jobs along; the next job has a new one', async () => {
    const workFolder = join(work.folder, `${name}-keeper`);
    const driver = await openSandbox({ driver: 'bubblewrap', workFolder, slots: 2, ...options });
    await driver.probe();
    const running = run(driver, aJob(['sleep', '20'], { limits: { wallMs: 30_000 } }));
    await sleep(500);
    const [keeper] = processesNaming(join(workFolder, 'run')).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('keeper.pl'));
    process.kill(Number(keeper), 'SIGKILL');
    expect((await running).status).toBe('sandbox_error');
    expect(await run(driver, aJob(['echo', 'again']))).toMatchObject({ status: 'ok', stdout: Buffer.from('again\n') });
    await driver.close();
    expect(groupsOf(process.pid)).toEqual([]);
  });
});
