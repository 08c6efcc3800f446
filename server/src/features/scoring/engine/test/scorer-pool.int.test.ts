import { createServer, type Server } from 'node:net';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ScoringJob } from '../contract.ts';
import { ScorerPool, type PoolOptions } from '../scorer-pool.ts';
import { buildEngine } from './built-engine.ts';

const MIB = 1024 ** 2;
let built: { root: string; engineDir: string };
let pool: ScorerPool;
let data: string;
const probe = () => join(built.engineDir, 'probe.mjs');
const startPool = (options: Partial<PoolOptions> = {}) =>
  ScorerPool.start({ size: 1, readPaths: [data], heapBytes: 64 * MIB, engineDir: built.engineDir, entry: probe(), ...options });

beforeAll(async () => {
  built = await buildEngine();
  data = join(built.root, 'data');
  await mkdir(data);
  await writeFile(join(data, 'answers.csv'), 'secret');
  await cp(join(__dirname, 'probe.mjs'), probe());
  pool = await startPool();
}, 30_000);
afterAll(async () => {
  await pool.close();
  await rm(built.root, { recursive: true, force: true });
});

const job = (deed: string, argument: object = {}, limits = { wallMs: 10_000, memoryBytes: 300 * MIB }) =>
  ({
    mode: 'score',
    file: { path: '', sha256: '', fileName: deed },
    format: argument,
    reference: { sha256: '' },
    metrics: [],
    limits,
  }) as unknown as ScoringJob;
/** What the probe told. */
const ask = async (deed: string, argument: object = {}) => {
  const outcome = await pool.run(job(deed, argument));
  return JSON.parse(outcome.kind === 'failed' ? outcome.detail : '{}') as Record<string, unknown>;
};

describe('a machine that fences nobody', () => {
  const fences = [{ label: 'broken', prefix: ['/bin/false'] }];
  test('is used, and said to be one', async () => {
    const soft = await startPool({ fences });
    expect(soft.isolation()).toBe('no-os-fence+permission+lockdown');
    await soft.close();
  });
  test('is refused where a fence is asked for', async () => {
    await expect(startPool({ fences, fenced: true })).rejects.toThrow(/^broken: ended with 1/);
    await expect(startPool({ fences: [], fenced: true })).rejects.toThrow('no fence is known');
    const hard = await startPool({ fenced: true });
    expect(hard.isolation()).not.toContain('no-os-fence');
    await hard.close();
  });
});

describe('a scoring process', () => {
  test('has nothing in its environment', async () => {
    expect(await ask('env')).toEqual({ names: [] });
  });

  test('reads the data it was given and nothing else, writes nothing, starts nothing', async () => {
    const forbidden = ['/etc/passwd', join(built.root, 'package.json').replace(/package\.json$/, 'other.json'), '/proc/self/environ'];
    expect(await ask('files', { allowed: join(data, 'answers.csv'), forbidden })).toEqual({
      allowed: { did: 'secret' },
      forbidden: forbidden.map(() => 'ERR_ACCESS_DENIED'),
      write: 'ERR_ACCESS_DENIED',
      remove: 'ERR_ACCESS_DENIED',
      list: 'ERR_ACCESS_DENIED',
      worker: 'ERR_ACCESS_DENIED',
      process: 'ERR_ACCESS_DENIED',
      binding: 'ERR_ACCESS_DENIED',
    });
  });

  test('reaches no listening port, no socket file, no name server', async () => {
    const arrivals: string[] = [];
    const listen = (server: Server, where: number | string) =>
      new Promise<Server>((resolve) => server.listen(where as number, () => resolve(server)));
    const tcp = await listen(
      createServer(() => arrivals.push('tcp')),
      0,
    );
    const socketPath = join(data, 'socket');
    const unix = await listen(
      createServer(() => arrivals.push('unix')),
      socketPath,
    );
    const { interfaces, ...answers } = await ask('network', { port: (tcp.address() as AddressInfo).port, socketPath });
    expect(answers).toEqual(
      Object.fromEntries(
        ['connect', 'socket', 'unix', 'listen', 'udp', 'lookup', 'request', 'fetch'].map((way) => [way, 'ERR_NETWORK_OFF']),
      ),
    );
    // In a network namespace of its own not even the loopback interface is up.
    if (pool.isolation().includes('netns')) expect(interfaces).toEqual([]);
    tcp.close();
    unix.close();
    expect(arrivals).toEqual([]);
  });

  test('says truthfully what holds it', () => {
    expect(pool.isolation()).toMatch(/^(netns|userns\+netns|seatbelt|no-os-fence)\+permission\+lockdown$/);
  });
});

describe('limits', () => {
  test.each([
    ['spin', 'TIME_LIMIT', { wallMs: 300, memoryBytes: 300 * MIB }],
    ['hoard', 'MEMORY_LIMIT', { wallMs: 20_000, memoryBytes: 200 * MIB }],
    ['heap', 'MEMORY_LIMIT', { wallMs: 20_000, memoryBytes: 2000 * MIB }],
    ['exit', 'SCORER_FAULT', { wallMs: 10_000, memoryBytes: 300 * MIB }],
    ['throw', 'SCORER_FAULT', { wallMs: 10_000, memoryBytes: 300 * MIB }],
  ])(
    '%s ends as %s; the next job finds a new process',
    async (deed, failure, limits) => {
      const before = await ask('fine');
      const outcome = await pool.run(job(deed, {}, limits));
      expect(outcome).toMatchObject({ kind: 'failed', class: failure });
      if (deed === 'hoard') expect(outcome.peakBytes).toBeGreaterThan(200 * MIB);
      const after = await ask('fine');
      expect(after['pid']).toEqual(expect.any(Number));
      expect(after['pid']).not.toBe(before['pid']);
    },
    30_000,
  );

  test('a process that somebody kills is a fault of the platform', async () => {
    const { pid } = (await ask('fine')) as { pid: number };
    const running = pool.run(job('spin'), { onStage: () => process.kill(pid, 'SIGKILL') });
    expect(await running).toMatchObject({ kind: 'failed', class: 'PLATFORM_FAULT' });
  });

  test('a process that dies between two jobs costs neither of them anything', async () => {
    const first = await ask('die afterwards');
    for (let i = 0; i < 20; i += 1) expect((await ask('fine'))['pid']).toEqual(expect.any(Number));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await ask('fine'))['pid']).not.toBe(first['pid']);
  });

  test('a cancelled job ends at once, a cancelled wait too', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const running = pool.run(job('spin'), { signal: first.signal, onStage: () => second.abort(new Error('not wanted')) });
    const waiting = pool.run(job('fine'), { signal: second.signal });
    await expect(waiting).rejects.toThrow('not wanted');
    first.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
    expect(await ask('fine')).toHaveProperty('pid');
  });
});

test('jobs beyond the size wait; a process is replaced after its number of jobs', async () => {
  const own = await startPool({ size: 2, jobsPerChild: 3 });
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => own.run(job('fine'))));
  const pids = outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.detail : ''));
  expect(new Set(pids).size).toBeGreaterThanOrEqual(4);
  expect(new Set(pids).size).toBeLessThanOrEqual(6);
  await own.close();
  expect(await own.run(job('fine'))).toMatchObject({ kind: 'failed', class: 'PLATFORM_FAULT' });
}, 20_000);

test('the hash of the code changes with the code', async () => {
  const own = await startPool();
  expect(own.scorerSha256).toBe(pool.scorerSha256);
  await own.close();
  await writeFile(join(built.engineDir, 'added.js'), '');
  const changed = await startPool();
  expect(changed.scorerSha256).not.toBe(pool.scorerSha256);
  await changed.close();
});
