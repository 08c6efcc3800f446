import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../processes.ts';
import { killMembers, removeGroup, removeGroups } from './members.ts';
import { fullPressureUs, numberOf, PERIOD_US } from './numbers.ts';
import type { CgroupLimits, Cgroups, JobCgroup } from './port.ts';

export class UnifiedCgroups implements Cgroups {
  readonly kind = 'v2';

  private readonly folder: string;

  /** `parent`: a path below the mount, in a folder that has the controllers memory, pids and cpu. */
  constructor(mount: string, readonly parent: string) {
    this.folder = join(mount, parent);
    mkdirSync(this.folder, { recursive: true });
    enableControllers(this.folder);
  }

  create(id: string, { memoryBytes, pids, cpus }: CgroupLimits): JobCgroup {
    const folder = join(this.folder, id);
    mkdirSync(folder);
    const set = (name: string, value: string) => writeFileSync(join(folder, name), value);
    set('memory.max', String(memoryBytes));
    if (existsSync(join(folder, 'memory.swap.max'))) set('memory.swap.max', '0');
    // All or none: what is left of a program after one of its processes was killed says nothing.
    set('memory.oom.group', '1');
    set('pids.max', String(pids));
    if (cpus !== null) set('cpu.max', `${Math.round(cpus * PERIOD_US)} ${PERIOD_US}`);
    const read = (name: string) => readText(join(folder, name));
    const cpuMs = () => numberOf(read('cpu.stat'), 'usage_usec') / 1000;
    return {
      attach: () => undefined,
      procs: [join(folder, 'cgroup.procs')],
      cpuMs,
      counters: () => ({
        cpuMs: cpuMs(),
        peakBytes: Number(read('memory.peak')),
        oomKills: numberOf(read('memory.events'), 'oom_kill'),
        pidsPeak: Number(read('pids.peak')),
        pidsRefused: numberOf(read('pids.events'), 'max'),
        starvedMs: Math.max(0, fullPressureUs(read('cpu.pressure')) - numberOf(read('cpu.stat'), 'throttled_usec')) / 1000,
      }),
      kill: () => killMembers([folder]),
      remove: () => removeGroups([folder]),
    };
  }

  close(): void {
    void removeGroup(this.folder);
  }
}

const WANTED = ['memory', 'pids', 'cpu'] as const;
/** Lets the folders below one have limits. Throws when the kernel refuses: processes stand in it, or a controller is missing. */
export function enableControllers(folder: string): void {
  const file = join(folder, 'cgroup.subtree_control');
  const has = readText(file).trim().split(' ');
  const missing = WANTED.filter((name) => !has.includes(name));
  if (missing.length > 0) writeFileSync(file, missing.map((name) => `+${name}`).join(' '));
}
