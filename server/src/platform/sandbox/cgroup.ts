import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killProcess, readText } from './processes.ts';

/** What the kernel holds a job to. Sizes in bytes; `cpus` null: no quota. */
export interface CgroupLimits {
  memoryBytes: number;
  pids: number;
  cpus: number | null;
}
export interface CgroupCounters {
  cpuMs: number;
  peakBytes: number;
  oomKills: number;
  pidsPeak: number;
  /** How often a process or thread was refused. */
  pidsRefused: number;
  /** Time in which every process that could run waited for a processor, quota of its own not counted. */
  starvedMs: number;
}

/** One job's control groups: a folder of the same name in each hierarchy (v1) or one folder (v2). */
export interface JobCgroup {
  /** `cgroup.procs` files to join, all of them. */
  readonly procs: readonly string[];
  cpuMs(): number;
  /** Only of use while the folder stands and the job was a direct member: v1 counts out-of-memory kills in the leaf alone. */
  counters(): CgroupCounters;
  /** Kills every member until none is left. False: some would not go within two seconds. */
  kill(): Promise<boolean>;
  /** Removes the folders. False: one would not go. */
  remove(): Promise<boolean>;
}

export interface Cgroups {
  readonly kind: 'v1' | 'v2';
  create(id: string, limits: CgroupLimits): JobCgroup;
  /** Removes the folder of this worker; its jobs must be gone. */
  close(): void;
}

const PERIOD_US = 100_000;
const EMPTY_WITHIN_MS = 2000;
const REMOVED_WITHIN_MS = 500;
/** Hierarchies of v1 that limit; `cpu` is joined only for a quota. */
const LIMITING = ['memory', 'pids'] as const;

export const field = (text: string, name: string): number => Number(new RegExp(`^${name}[ =](\\d+)`, 'm').exec(text)?.[1] ?? 0);
/** Total of `full` in a pressure file, microseconds: nobody of the group ran though somebody could. */
const fullPressureUs = (text: string): number => Number(/^full .*total=(\d+)/m.exec(text)?.[1] ?? 0);

function membersOf(folders: readonly string[]): number[] {
  return [...new Set(folders.flatMap((folder) => readText(join(folder, 'cgroup.procs')).split('\n').filter(Boolean).map(Number)))];
}

export async function killMembers(folders: readonly string[]): Promise<boolean> {
  const deadline = performance.now() + EMPTY_WITHIN_MS;
  for (;;) {
    const members = membersOf(folders);
    if (members.length === 0) return true;
    if (performance.now() > deadline) return false;
    for (const folder of folders) if (existsSync(join(folder, 'cgroup.kill'))) writeFileSync(join(folder, 'cgroup.kill'), '1');
    // Never frozen first: on v1 a frozen process does not die.
    members.forEach(killProcess);
    await sleep(2);
  }
}

export async function removeFolders(folders: readonly string[]): Promise<boolean> {
  const deadline = performance.now() + REMOVED_WITHIN_MS;
  for (const folder of folders) {
    while (!removed(folder)) {
      if (performance.now() > deadline) return false;
      await sleep(2);
    }
  }
  return true;
}
function removed(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** v1 with, where the machine has it, the unified hierarchy beside it: limits by v1, killing and processor time by v2. */
export class HybridCgroups implements Cgroups {
  readonly kind = 'v1';
  private readonly unified: boolean;

  /** `parent`: path below each hierarchy, e.g. `/gac/123-456`. */
  constructor(private readonly mount: string, private readonly parent: string) {
    this.unified = existsSync(join(mount, 'unified/cgroup.procs'));
    for (const hierarchy of this.hierarchies(true)) mkdirSync(this.folder(hierarchy), { recursive: true });
  }
  private hierarchies(quota: boolean): string[] {
    return [...LIMITING, ...(quota ? ['cpu'] : []), this.unified ? 'unified' : 'cpuacct'];
  }
  private folder(hierarchy: string, id = ''): string {
    return join(this.mount, hierarchy, this.parent, id);
  }

  create(id: string, { memoryBytes, pids, cpus }: CgroupLimits): JobCgroup {
    const folders = this.hierarchies(cpus !== null).map((hierarchy) => this.folder(hierarchy, id));
    for (const folder of folders) mkdirSync(folder);
    const memory = this.folder('memory', id);
    writeFileSync(join(memory, 'memory.limit_in_bytes'), String(memoryBytes));
    // Only where the kernel accounts swap.
    if (existsSync(join(memory, 'memory.memsw.limit_in_bytes'))) writeFileSync(join(memory, 'memory.memsw.limit_in_bytes'), String(memoryBytes));
    writeFileSync(join(this.folder('pids', id), 'pids.max'), String(pids));
    if (cpus !== null) writeFileSync(join(this.folder('cpu', id), 'cpu.cfs_quota_us'), String(Math.round(cpus * PERIOD_US)));
    return this.job(id, folders);
  }

  private job(id: string, folders: string[]): JobCgroup {
    const { unified } = this;
    const cpuMs = () => (unified ? field(readText(join(this.folder('unified', id), 'cpu.stat')), 'usage_usec') / 1000 : Number(readText(join(this.folder('cpuacct', id), 'cpuacct.usage'))) / 1e6);
    return {
      procs: folders.map((folder) => join(folder, 'cgroup.procs')),
      cpuMs,
      counters: () => ({
        cpuMs: cpuMs(),
        peakBytes: Number(readText(join(this.folder('memory', id), 'memory.max_usage_in_bytes'))),
        oomKills: field(readText(join(this.folder('memory', id), 'memory.oom_control')), 'oom_kill'),
        pidsPeak: Number(readText(join(this.folder('pids', id), 'pids.peak'))),
        pidsRefused: field(readText(join(this.folder('pids', id), 'pids.events')), 'max'),
        starvedMs: Math.max(0, fullPressureUs(readText(join(this.folder('unified', id), 'cpu.pressure'))) / 1000 - field(readText(join(this.folder('cpu', id), 'cpu.stat')), 'throttled_time') / 1e6),
      }),
      kill: () => killMembers(folders),
      remove: () => removeFolders(folders),
    };
  }

  close(): void {
    for (const hierarchy of this.hierarchies(true)) removed(this.folder(hierarchy));
  }
}

export class UnifiedCgroups implements Cgroups {
  readonly kind = 'v2';

  /** `parent`: an existing folder that has the controllers memory, pids and cpu. */
  constructor(private readonly parent: string) {
    mkdirSync(parent, { recursive: true });
    enableControllers(parent);
  }

  create(id: string, { memoryBytes, pids, cpus }: CgroupLimits): JobCgroup {
    const folder = join(this.parent, id);
    mkdirSync(folder);
    const set = (name: string, value: string) => writeFileSync(join(folder, name), value);
    set('memory.max', String(memoryBytes));
    if (existsSync(join(folder, 'memory.swap.max'))) set('memory.swap.max', '0');
    // All or none: what is left of a program after one of its processes was killed says nothing.
    set('memory.oom.group', '1');
    set('pids.max', String(pids));
    if (cpus !== null) set('cpu.max', `${Math.round(cpus * PERIOD_US)} ${PERIOD_US}`);
    const read = (name: string) => readText(join(folder, name));
    const cpuMs = () => field(read('cpu.stat'), 'usage_usec') / 1000;
    return {
      procs: [join(folder, 'cgroup.procs')],
      cpuMs,
      counters: () => ({
        cpuMs: cpuMs(),
        peakBytes: Number(read('memory.peak')),
        oomKills: field(read('memory.events'), 'oom_kill'),
        pidsPeak: Number(read('pids.peak')),
        pidsRefused: field(read('pids.events'), 'max'),
        starvedMs: Math.max(0, fullPressureUs(read('cpu.pressure')) - field(read('cpu.stat'), 'throttled_usec')) / 1000,
      }),
      kill: () => killMembers([folder]),
      remove: () => removeFolders([folder]),
    };
  }

  close(): void {
    removed(this.parent);
  }
}

const WANTED = ['memory', 'pids', 'cpu'] as const;
/** Lets the folders below one have limits. Throws when the kernel refuses: processes stand in it, or a controller is missing. */
function enableControllers(folder: string): void {
  const file = join(folder, 'cgroup.subtree_control');
  const has = readText(file).trim().split(' ');
  const missing = WANTED.filter((name) => !has.includes(name));
  if (missing.length > 0) writeFileSync(file, missing.map((name) => `+${name}`).join(' '));
}

/** What a machine has: groups with limits, or why not. */
export type FoundCgroups = { ok: true; value: Cgroups } | { ok: false; reason: string };

/**
 * Control groups for the jobs of this worker, in a folder of its own name.
 * `base`: the folder to work in, relative to the mount (GAC_CGROUP); without it `/gac`, or on v2 the worker's own group when it was delegated.
 */
export function findCgroups(worker: string, base: string | undefined, mount = '/sys/fs/cgroup'): FoundCgroups {
  const attempts: (() => Cgroups)[] = [];
  if (existsSync(join(mount, 'cgroup.controllers'))) {
    attempts.push(() => inGroup(mount, base ?? '/gac', worker));
    if (base === undefined) attempts.push(() => inOwnGroup(mount, worker));
  } else if (existsSync(join(mount, 'memory/cgroup.procs'))) {
    attempts.push(() => new HybridCgroups(mount, join(base ?? '/gac', worker)));
  }
  let reason = 'this machine has no control groups';
  for (const attempt of attempts) {
    try {
      return { ok: true, value: attempt() };
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  return { ok: false, reason };
}

function inGroup(mount: string, base: string, worker: string): Cgroups {
  let folder = mount;
  for (const part of base.split('/').filter(Boolean)) {
    enableControllers(folder);
    folder = join(folder, part);
    if (!existsSync(folder)) mkdirSync(folder);
  }
  enableControllers(folder);
  return new UnifiedCgroups(join(folder, worker));
}

/** A group that was delegated to this process (systemd's Delegate=): its processes step aside into `sup`, since a group with limits below it may hold none. */
function inOwnGroup(mount: string, worker: string): Cgroups {
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
  const folder = join(mount, own.endsWith('/sup') ? own.slice(0, -4) : own);
  if (!own.endsWith('/sup')) {
    const aside = join(folder, 'sup');
    mkdirSync(aside, { recursive: true });
    for (const pid of membersOf([folder])) writeFileSync(join(aside, 'cgroup.procs'), String(pid));
  }
  return inGroup(folder, '/', worker);
}
