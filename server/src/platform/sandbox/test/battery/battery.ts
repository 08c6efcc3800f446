import { createServer, type Server } from 'node:net';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxDriver, SandboxResult } from '../../types.ts';
import { aJob, python, run, scratch } from '../jobs.ts';
import { HELD, PRELUDE, type Attack, type Bait } from './attack.ts';
import { calls } from './calls.ts';
import { files } from './files.ts';
import { look } from './look.ts';
import { processes } from './processes.ts';
import { resources } from './resources.ts';

export const attacks: readonly Attack[] = [...resources, ...files, ...look, ...calls, ...processes];

const MB = 1024 ** 2;
const CANARY = 'canary-5f1c0de5';

const listening = (where: string | { port: number; host: string }, hit: () => void): Promise<Server> => new Promise((resolve) => {
  const server = createServer((socket) => {
    hit();
    socket.destroy();
  });
  server.listen(where, () => resolve(server));
});

/** A host with things to find, and what programs made of them. */
export class Range {
  /** Connections that reached the host. */
  hits = 0;
  readonly work = scratch();
  private servers: Server[] = [];
  bait: Bait | null = null;
  private readonly input = join(this.work.folder, 'input');

  async open(): Promise<void> {
    mkdirSync(this.input);
    writeFileSync(join(this.input, 'data.txt'), 'public', { mode: 0o644 });
    const hidden = join(this.work.folder, 'hidden');
    mkdirSync(hidden);
    writeFileSync(join(hidden, 'answers'), CANARY, { mode: 0o644 });
    const abstractName = `gac-bait-${process.pid}`;
    const socketPath = join(this.work.folder, 'socket');
    const hit = () => {
      this.hits += 1;
    };
    this.servers = await Promise.all([listening({ port: 0, host: '127.0.0.1' }, hit), listening(`\0${abstractName}`, hit), listening(socketPath, hit)]);
    const address = this.servers[0]?.address();
    this.bait = { hiddenFile: join(hidden, 'answers'), canary: CANARY, port: typeof address === 'object' && address ? address.port : 0, abstractName, socketPath };
    process.env.GAC_CANARY = CANARY;
  }
  close(): void {
    delete process.env.GAC_CANARY;
    for (const server of this.servers) server.close();
    this.work.remove();
  }

  /** Runs an attack; all that was not as it must be, none when it was held. */
  async fire(driver: SandboxDriver, attack: Attack): Promise<string[]> {
    if (this.bait === null) throw new Error('open the range first');
    const { ends = ['ok'], says = /^held\n$/ } = attack;
    const folder = await driver.folder({ maxBytes: 16 * MB, maxFiles: 256 });
    try {
      const ready = ends.includes('ok') && says !== null ? HELD : '';
      const job = aJob(python(PRELUDE + attack.source(this.bait) + ready), { readOnly: [{ source: this.input, target: '/in' }], writable: [{ folder, target: '/out' }], limits: { wallMs: 15_000, ...attack.limits } });
      const began = performance.now();
      const result = await run(driver, job);
      const elapsedMs = performance.now() - began;
      return [
        ...wrongIn(result, ends, says),
        ...(elapsedMs > job.limits.wallMs + 5000 ? [`took ${Math.round(elapsedMs)} ms`] : []),
        ...(this.hits > 0 ? ['it reached a server of the host'] : []),
        ...(attack.out === undefined ? [] : await this.wrongInOut(folder, attack.out)),
      ];
    } finally {
      await folder.release();
    }
  }

  private async wrongInOut(folder: Awaited<ReturnType<SandboxDriver['folder']>>, wanted: NonNullable<Attack['out']>): Promise<string[]> {
    const began = performance.now();
    const into = mkdtempSync(join(this.work.folder, 'into-'));
    const { files: kept, rejected } = await folder.collect({ maxFiles: 200, maxDepth: 4, maxFileBytes: 10 * MB, maxBytes: 16 * MB, only: null }, into);
    const left = Object.fromEntries(rejected.filter(({ path }) => path !== '.d').map(({ path, reason }) => [path, reason]));
    return [
      ...(JSON.stringify(kept.map(({ path }) => path).sort()) === JSON.stringify([...wanted.kept].sort()) ? [] : [`kept ${kept.map(({ path }) => path).join(' ')}`]),
      ...(JSON.stringify(Object.entries(left).sort()) === JSON.stringify(Object.entries(wanted.rejected).sort()) ? [] : [`rejected ${JSON.stringify(left)}`]),
      ...(performance.now() - began > 2000 ? ['collecting took more than two seconds'] : []),
    ];
  }
}

function wrongIn(result: SandboxResult, ends: readonly string[], says: RegExp | null): string[] {
  const stdout = result.stdout.toString();
  const all = `${stdout}${result.stderr.toString()}`;
  return [
    ...(ends.includes(result.status) ? [] : [`ended as ${result.status}: ${all.slice(-800)} ${result.detail ?? ''}`]),
    ...(all.includes('ESCAPED') || all.includes(CANARY) ? [all.slice(0, 800)] : []),
    ...(says === null || says.test(stdout) ? [] : [`said ${stdout.slice(0, 300)} ${result.stderr.toString().slice(0, 500)}`]),
  ];
}
