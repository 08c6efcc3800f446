import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { collect } from './collect.ts';
import { BASE_ENV } from './inside.ts';
import { mountedOf } from './mounts.ts';
import { killProcess } from './processes.ts';
import type { Capabilities, CappedFolder, FolderCaps, ReapReport, SandboxDriver, SandboxJob, SandboxOutput, SandboxResult } from './types.ts';
import { notRun } from './unfit.ts';
import { verdict, type Ending } from './verdict.ts';

/**
 * Runs programs as they are: no isolation, no limit of memory, processes or files; mounts are only told of, by GAC_MOUNTS (JSON, target to host path).
 * For tests of what stands above the sandbox, on machines that have none. Never in production.
 */
export class UnsafeProcessDriver implements SandboxDriver {
  readonly name = 'unsafe-process';
  readonly identity = { version: process.version, profileSha256: '' };

  constructor(private readonly workFolder: string) {}

  probe(): Promise<Capabilities> {
    return Promise.resolve({ ready: true, isolation: 'none', limits: 'soft', problems: [] });
  }

  folder(caps: FolderCaps): Promise<CappedFolder> {
    const path = mkdtempSync(join(this.workFolder, 'folder-'));
    return Promise.resolve({
      path,
      // The one place where a cap is by asking: a full folder is a rejected one.
      collect: (rules, into) => (holds(path, caps) ? collect(path, rules, into) : Promise.resolve({ files: [], rejected: [{ path: '.', reason: 'too-large' as const }] })),
      release: async () => rm(path, { recursive: true, force: true }),
    });
  }

  run(job: SandboxJob, output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    return signal.aborted ? Promise.resolve(notRun('cancelled', null)) : new UnsafeRun(job, this.workFolder).go(output, signal);
  }

  reap(): Promise<ReapReport> {
    return Promise.resolve({ jobs: 0, processes: 0, cgroups: 0, folders: 0 });
  }
  close(): Promise<void> {
    return rm(this.workFolder, { recursive: true, force: true });
  }
}

function holds(path: string, caps: FolderCaps): boolean {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const bytes = entries.filter((entry) => entry.isFile()).reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  return entries.length <= caps.maxFiles && bytes <= caps.maxBytes;
}

/** As shells answer for a command that does not exist. */
const NOT_FOUND = 127;

/** One program with its group of processes. */
class UnsafeRun {
  private ending: Ending | null = null;
  private child: ChildProcess | null = null;

  constructor(private readonly job: SandboxJob, private readonly workFolder: string) {}

  async go(output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    const { argv, limits, cwd = '' } = this.job;
    const mounts = this.mounts();
    const [command = '', ...args] = argv;
    const began = performance.now();
    const child = spawn(command, args, { cwd: mounts.get(cwd) ?? this.workFolder, env: { ...BASE_ENV, GAC_MOUNTS: JSON.stringify(Object.fromEntries(mounts)), ...this.job.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.child = child;
    const stdout = this.take(limits.stdoutBytes, output.onStdout);
    const stderr = this.take(limits.stderrBytes, output.onStderr);
    child.stdout.on('data', stdout.listen);
    child.stderr.on('data', stderr.listen);
    const wall = setTimeout(() => this.end('wall_limit'), limits.wallMs);
    const cancel = () => this.end('cancelled');
    signal.addEventListener('abort', cancel, { once: true });
    const code = await new Promise<number>((resolve) => {
      child.once('error', ({ message }) => stderr.listen(Buffer.from(`${message}\n`)));
      child.once('close', (exit) => resolve(exit === null ? 128 + 9 : exit < 0 ? NOT_FOUND : exit));
    });
    clearTimeout(wall);
    signal.removeEventListener('abort', cancel);
    const byItself = this.ending === null;
    return {
      ...notRun(verdict({ ending: this.ending, code, oomKills: 0, pidsRefused: 0 }), null),
      exitCode: byItself ? code : null, maybeSignal: byItself && code > 128 ? code - 128 : null,
      wallMs: performance.now() - began, stdout: Buffer.concat(stdout.pieces), stderr: Buffer.concat(stderr.pieces),
    };
  }

  private mounts(): Map<string, string> {
    return new Map(mountedOf(this.job).map(({ source, target }) => [target, source]));
  }

  private end(why: Ending): void {
    this.ending ??= why;
    // The group, not the process alone: what it started goes with it.
    if (this.child?.pid !== undefined) killProcess(-this.child.pid);
  }

  private take(limit: number, onPiece: ((piece: Buffer) => void) | undefined) {
    const pieces: Buffer[] = [];
    let room = limit;
    const listen = (piece: Buffer) => {
      const kept = piece.subarray(0, room);
      room -= kept.length;
      if (kept.length > 0) {
        pieces.push(kept);
        onPiece?.(kept);
      }
      if (kept.length < piece.length) this.end('output_limit');
    };
    return { pieces, listen };
  }
}
