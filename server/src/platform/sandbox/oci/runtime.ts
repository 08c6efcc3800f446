import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';

const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/sbin', '/bin'];
const MB = 1024 ** 2;

export interface Runtime {
  name: string;
  path: string;
  version: string;
  /** Flags before `run`. */
  flags: readonly string[];
  /** It insists on a control group of its own, below the job's. */
  ownCgroup: boolean;
  /** What it takes of the job's group itself, measured: Go's runtime has threads and copies itself into memory before it starts anything. */
  own: { processes: number; bytes: number };
}

const KINDS: Record<string, Pick<Runtime, 'flags' | 'ownCgroup' | 'own'>> = {
  // crun and the first process inside.
  crun: { flags: ['--cgroup-manager=disabled'], ownCgroup: false, own: { processes: 2, bytes: 0 } },
  runc: { flags: [], ownCgroup: true, own: { processes: 24, bytes: 4 * MB } },
  runsc: { flags: ['--network=none', '--platform=systrap', '--ignore-cgroups'], ownCgroup: false, own: { processes: 64, bytes: 64 * MB } },
};

/** A container runtime by name or path; null when it is not installed or not one of crun, runc and runsc. */
export function findRuntime(name: string): Runtime | null {
  const path = isAbsolute(name) ? name : FOLDERS.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
  const kind = KINDS[basename(name)];
  if (path === undefined || kind === undefined) return null;
  try {
    const version = /\d+\.\d+\S*/.exec(execFileSync(path, ['--version'], { encoding: 'utf8', env: {} }))?.[0] ?? 'unknown';
    return { name: basename(name), path, version, ...kind };
  } catch {
    return null;
  }
}
