import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { openSandbox, type SandboxOptions } from '../open-sandbox.ts';
import type { SandboxDriver } from '../types.ts';
import { aJob, python, run, scratch } from './jobs.ts';

jest.setTimeout(600_000);
const full = process.env.GAC_FULL === '1';
const MB = 1024 ** 2;
const work = scratch();
afterAll(() => work.remove());
const drivers: [string, Partial<SandboxOptions>][] = [
  ['bubblewrap', { driver: 'bubblewrap' }],
  ...(full ? [['runc', { driver: 'oci', ociRuntime: 'runc' }], ['crun', { driver: 'oci', ociRuntime: 'crun' }], ['bubblewrap without control groups', { withoutCgroups: true }]] as [string, Partial<SandboxOptions>][] : []),
];

/** Leaves what it can behind: files, segments and queues of System V, a daemon that ignores signals, and as many processes as it may have. */
const LITTER = `
import ctypes, os, signal, time
for place in ('/tmp/left', '/dev/shm/left'): open(place, 'w').write('secret')
libc = ctypes.CDLL(None)
libc.shmget(4711, 4096, 0o1666)
libc.msgget(4711, 0o1666)
libc.semget(4711, 1, 0o1666)
for _ in range(40):
    try: n = os.fork()
    except OSError: break
    if n == 0:
        os.setsid()
        for s in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT): signal.signal(s, signal.SIG_IGN)
        time.sleep(60)
        os._exit(0)
print('left')`;
/** Tells what it finds, and how many processes it may have. */
const LOOK = `
import json, os, time
def lines(path):
    try: return open(path).read().splitlines()[1:]
    except OSError: return []
found = {p: os.listdir(p) for p in ('/tmp', '/dev/shm', '/dev/mqueue') if os.path.isdir(p)}
found['sysv'] = [line for kind in ('shm', 'msg', 'sem') for line in lines('/proc/sysvipc/' + kind)]
# The sandbox's own first process, and this one.
found['others'] = [p for p in os.listdir('/proc') if p.isdigit() and int(p) not in (1, os.getpid(), os.getppid())]
children = []
for _ in range(20):
    n = os.fork()
    if n == 0:
        time.sleep(1)
        os._exit(0)
    children.append(n)
for n in children: os.waitpid(n, 0)
print(json.dumps({**{k: v for k, v in found.items() if v}, 'children': len(children)}))`;

describe.each(drivers)('what %s says of a job', (name, options) => {
  let driver: SandboxDriver;
  beforeAll(async () => {
    driver = await openSandbox({ driver: 'bubblewrap', workFolder: join(work.folder, name.replaceAll(' ', '-')), slots: 2, ...options });
  });
  afterAll(() => driver.close());

  test('exit codes are exact', async () => {
    const codes = full ? Array.from({ length: 128 }, (_, code) => code) : [0, 1, 2, 42, 126, 127];
    for (const code of codes) expect(await run(driver, aJob(['sh', '-c', `exit ${code}`]))).toMatchObject({ exitCode: code, maybeSignal: null, status: code === 0 ? 'ok' : 'nonzero' });
  });
  test('processor time is that of the program and its children', async () => {
    const burner = 'import os, time\nn = os.fork()\nend = 0.4 if n else 0.3\nwhile time.process_time() < end: pass\nif n: os.wait(); print(time.process_time() + sum(os.times()[2:4]))';
    const result = await run(driver, aJob(python(burner), { limits: { cpuMs: 10_000, wallMs: 60_000 } }));
    const idle = await run(driver, aJob(python('pass')));
    const burntMs = Number(result.stdout.toString()) * 1000;
    // Starting python and its sandbox costs too, and some of it before the program can look at its clock.
    expect(result.cpuMs).toBeGreaterThan(burntMs * 0.95 - 20);
    expect(result.cpuMs).toBeLessThan(burntMs * 1.05 + idle.cpuMs + 100);
  });
  test('peak memory is that of the program', async () => {
    const result = await run(driver, aJob(python(`x = b'1' * (100 * ${MB})`), { limits: { cpuMs: 10_000, wallMs: 60_000 } }));
    expect(result.status).toBe('ok');
    expect(result.peakBytes).toBeGreaterThan(100 * MB);
    expect(result.peakBytes).toBeLessThan(110 * MB + 10 * MB);
  });
  test('too much memory is told every time', async () => {
    for (let round = 0; round < (full ? 20 : 2); round++) {
      const result = await run(driver, aJob(python(`keep = []\nwhile True: keep.append(b'x' * ${MB})`), { limits: { memoryBytes: 48 * MB, cpuMs: 10_000, wallMs: 60_000 } }));
      expect([result.status, options.withoutCgroups === true || result.oomKills > 0]).toEqual(['memory_limit', true]);
    }
  });
  test('a second program finds nothing of the first in its slot: no file, segment, queue or process, and the whole count of processes', async () => {
    // As many of each as there are slots, so that every slot has had both.
    const both = (source: string) => Promise.all([1, 2].map(() => run(driver, aJob(python(source)))));
    for (let pair = 0; pair < (full ? 20 : 2); pair++) {
      for (const { status, stdout } of await both(LITTER)) expect([status, stdout.toString()]).toEqual(['ok', 'left\n']);
      for (const { status, stdout, stderr } of await both(LOOK)) expect([status, stdout.toString(), stderr.toString()]).toEqual(['ok', '{"children": 20}\n', '']);
    }
  });
  test('the same end is told each time', async () => {
    const ends: [string, string[], object][] = [
      ['ok', ['true'], {}],
      ['nonzero', ['sh', '-c', 'exit 3'], {}],
      ['wall_limit', ['sleep', '20'], { wallMs: 300 }],
      ['output_limit', ['sh', '-c', 'yes | head -c 3000000'], {}],
      ['signal', ['sh', '-c', 'kill -9 $$'], {}],
    ];
    for (const [status, argv, limits] of ends) {
      const statuses: string[] = [];
      for (let round = 0; round < (full ? 50 : 3); round += 2) statuses.push(...(await Promise.all([1, 2].map(async () => (await run(driver, aJob(argv, { limits }))).status))));
      expect([argv, ...new Set(statuses)]).toEqual([argv, status]);
    }
  });
  test('a flood of output costs this process little', async () => {
    const before = process.memoryUsage().rss;
    const result = await run(driver, aJob(python("import os\nwhile True: os.write(1, b'x' * 65536)"), { limits: { cpuMs: 20_000, wallMs: 60_000 } }));
    expect([result.status, result.stdout.length]).toEqual(['output_limit', MB]);
    expect(process.memoryUsage().rss - before).toBeLessThan(30 * MB);
  });
});

test('the first use of a driver that this machine can not run refuses jobs and says why, in both languages', async () => {
  const driver = await openSandbox({ driver: 'oci', ociRuntime: 'no-such-runtime', workFolder: join(work.folder, 'none'), slots: 1 });
  const { ready, problems } = await driver.probe();
  expect([ready, problems.map(({ code }) => code)]).toEqual([false, ['runtime-missing']]);
  expect(problems[0]?.remedy).toContain('apt-get install');
  expect(problems[0]?.ko.message).toMatch(/[가-힣]/);
  expect(await run(driver, aJob(['true']))).toMatchObject({ status: 'sandbox_error', exitCode: null });
});

test('production refuses soft limits and processes without a sandbox', async () => {
  const soft = await openSandbox({ driver: 'bubblewrap', workFolder: join(work.folder, 'soft'), slots: 1, withoutCgroups: true, production: true });
  expect(await soft.probe()).toMatchObject({ ready: false, limits: 'soft' });
  expect((await run(soft, aJob(['true']))).status).toBe('sandbox_error');
  await soft.close();
  const unsafe = await openSandbox({ driver: 'unsafe-process', workFolder: join(work.folder, 'unsafe'), slots: 1, production: true });
  expect((await unsafe.probe()).problems.map(({ code }) => code)).toEqual(['unsafe-in-production']);
});

test('processes without a sandbox run what tests need, and end when told', async () => {
  const driver = await openSandbox({ driver: 'unsafe-process', workFolder: join(work.folder, 'process'), slots: 1 });
  const folder = await driver.folder({ maxBytes: MB, maxFiles: 8 });
  const said = await run(driver, aJob(['sh', '-c', 'echo x > made; echo "$A $PWD"; exit 4'], { env: { A: 'b' }, cwd: '/out', writable: [{ folder, target: '/out' }] }));
  expect([said.status, said.exitCode, said.stdout.toString()]).toEqual(['nonzero', 4, `b ${folder.path}\n`]);
  expect((await run(driver, aJob(['sleep', '30'], { limits: { wallMs: 200 } }))).status).toBe('wall_limit');
  expect((await run(driver, aJob(['yes']))).status).toBe('output_limit');
  expect((await run(driver, aJob(['no-such-program']))).exitCode).toBe(127);
  await driver.close();
});

test('a plain user without control groups of its own has the same sandbox, with soft limits', () => {
  // Copies that every user can reach: ours may stand where only root may enter.
  const copy = scratch('/tmp');
  try {
    chmodSync(copy.folder, 0o755);
    const dist = join(import.meta.dirname, '../../../../dist/src/platform/sandbox');
    cpSync(dist, join(copy.folder, 'sandbox'), { recursive: true });
    const shared = realpathSync(join(import.meta.dirname, '../../../../node_modules/@gac/shared'));
    for (const part of ['dist', 'package.json']) cpSync(join(shared, part), join(copy.folder, 'node_modules/@gac/shared', part), { recursive: true });
    copyFileSync(join(import.meta.dirname, 'worker.mjs'), join(copy.folder, 'worker.mjs'));
    copyFileSync(process.execPath, join(copy.folder, 'node'));
    const workFolder = join(copy.folder, 'work');
    mkdirSync(workFolder);
    const user = 12_345;
    chownSync(workFolder, user, user);
    const said = execFileSync(join(copy.folder, 'node'), [join(copy.folder, 'worker.mjs'), join(copy.folder, 'sandbox'), JSON.stringify({ driver: 'bubblewrap', workFolder, slots: 2 }), 'once'], { uid: user, gid: user, env: {}, cwd: '/', encoding: 'utf8' });
    expect(JSON.parse(said)).toMatchObject({ capabilities: { ready: true, limits: 'soft', problems: [{ code: 'cgroups-unavailable' }] }, status: 'ok', stdout: 'hello\n' });
  } finally {
    copy.remove();
  }
});
