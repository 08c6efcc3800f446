import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freshDatabase, type FreshDatabase } from '../testing/fresh-database.ts';

/** The built programs, as they are started everywhere: `tsc -b server` comes before these tests. */
const BUILT = fileURLToPath(new URL('../../dist/src', import.meta.url));
const STOP_MS = 5_000;
// A process takes seconds to start on a busy machine.
jest.setTimeout(60_000);
/** Nothing of the test's own environment but what Node needs. */
const BARE = { PATH: process.env['PATH'] ?? '' };

interface Program {
  said(): string;
  /** Resolves when the program says this in its log; rejects when it ends before. */
  says(message: string): Promise<Record<string, unknown>>;
  stop(signal: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

describe('the built programs', () => {
  let database: FreshDatabase;
  let dataDir: string;
  const running: Program[] = [];
  beforeAll(async () => {
    database = await freshDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'gac-boot-'));
  });
  afterEach(async () => {
    for (const program of running.splice(0)) {
      program.stop('SIGKILL');
      await program.ended;
    }
  });
  afterAll(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const environment = (over: Record<string, string> = {}): Record<string, string> => ({ ...BARE, DATABASE_URL: database.url, GAC_DATA: dataDir, PORT: '0', HOST: '127.0.0.1', WORKERS: '1', LOG_LEVEL: 'info', ...over });
  function start(args: string[], env: Record<string, string>): Program {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const heard = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        for (const listener of heard) listener();
      });
    }
    const ended = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null }));
    const program: Program = {
      said: () => text,
      says: (message) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            const line = text.split('\n').find((one) => one.includes(`"msg":"${message}"`));
            if (line) resolve(JSON.parse(line) as Record<string, unknown>);
          };
          heard.add(look);
          look();
          void ended.then(() => { reject(new Error(`ended before it said "${message}":\n${text}`)); });
        }),
      stop: (signal) => child.kill(signal),
      ended,
    };
    running.push(program);
    return program;
  }
  const program = (name: 'main' | 'worker', over: Record<string, string> = {}): Program => start([join(BUILT, `${name}.js`)], environment(over));

  it.each(['main', 'worker'])('%s refuses to start with a bad configuration, and names all of it', async (name) => {
    const secret = 'mysql://somebody:hunter2@db';
    const { said, ended } = start([join(BUILT, `${name}.js`)], { ...BARE, DATABASE_URL: secret, PORT: 'many', GAC_MODE: 'production', CLOCK: 'settable', WORKERS: '0' });
    expect(await ended).toEqual({ code: 1, signal: null });
    for (const variable of ['DATABASE_URL', 'PORT', 'WORKERS', 'CLOCK', 'SESSION_SECRET', 'PUBLIC_URL']) expect(said()).toMatch(new RegExp(`^ {2}- ${variable}: `, 'm'));
    expect(said()).not.toMatch(/hunter2|many|\bat .*\.js/);
  });

  it.each(['main', 'worker'])('%s refuses to start without its database, and says no password', async (name) => {
    const { said, ended } = start([join(BUILT, `${name}.js`)], environment({ DATABASE_URL: 'postgres://gac:hunter2@127.0.0.1:1/gac' }));
    expect(await ended).toEqual({ code: 1, signal: null });
    expect(said()).toContain('ECONNREFUSED');
    expect(said()).not.toContain('hunter2');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('the API ends by %s, idle connections and requests that never end or not', async (signal) => {
    const api = program('main');
    const { port } = await api.says('api: listening');
    const url = `http://127.0.0.1:${String(port)}`;
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    const endless = request(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '10' } });
    endless.on('error', () => undefined).flushHeaders();
    await once(endless, 'socket');
    const began = performance.now();
    api.stop(signal);
    expect(await api.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(STOP_MS);
    await expect(fetch(`${url}/api/health`)).rejects.toThrow();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('a worker ends by %s', async (signal) => {
    const worker = program('worker');
    await worker.says('worker: ready');
    const began = performance.now();
    worker.stop(signal);
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(STOP_MS);
  });

  it('a worker tells how it is and what it did, on a port of its own and nothing else there', async () => {
    const worker = program('worker', { OPERATIONS_PORT: '0' });
    const { operationsPort } = await worker.says('worker: ready');
    const url = `http://127.0.0.1:${String(operationsPort)}`;
    const health = await fetch(`${url}/api/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'ok', checks: { database: { ok: true }, storage: { ok: true }, sandbox: { ok: true, detail: expect.any(String) }, scorer: { ok: true, detail: expect.stringContaining('permission+lockdown') } } });
    const metrics = await fetch(`${url}/api/metrics`);
    expect([metrics.status, await metrics.text()]).toEqual([200, expect.stringContaining('process_cpu_seconds_total')]);
    // As for the API: behind a proxy nobody is this machine.
    expect((await fetch(`${url}/api/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
    expect((await fetch(`${url}/api/challenges`)).status).toBe(404);
    expect((await fetch(`${url}/api/health`, { method: 'POST' })).status).toBe(404);
    worker.stop('SIGTERM');
    expect(await worker.ended).toEqual({ code: 0, signal: null });
  });

  it('a worker without a port for that listens nowhere', async () => {
    expect(await program('worker').says('worker: ready')).toMatchObject({ operationsPort: null });
  });

  it.each(['composeApi(config)', "composeContext(config, 'worker')"])('%s leaves nothing open: the process ends by itself', async (compose) => {
    const work = `
      const { composeApi, composeContext, startWorking } = await import(${JSON.stringify(join(BUILT, 'compose.js'))});
      const { readConfig } = await import(${JSON.stringify(join(BUILT, 'platform/config/config.js'))});
      const config = readConfig(process.env);
      const app = await ${compose};
      await startWorking(app);
      if (app.listen) await app.listen(0, '127.0.0.1');
      await app.close();
      console.log('closed');`;
    const { said, ended } = start(['--input-type=module', '-e', work], environment());
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(said()).toContain('closed');
  });

  it('says what has to be said as JSON, one object a line', async () => {
    const api = program('main');
    expect(await api.says('api: listening')).toMatchObject({ level: 30, process: 'api', mode: 'demo' });
    for (const line of api.said().trim().split('\n')) expect(() => { JSON.parse(line); }).not.toThrow();
  });
});
