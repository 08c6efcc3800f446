import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../processes.ts';
import { killMembers, removeGroup, removeGroups } from './members.ts';
import { fullPressureUs, numberOf, PERIOD_US } from './numbers.ts';
import type { CgroupLimits, Cgroups, JobCgroup } from './port.ts';

/** Hierarchies that limit; `cpu` is joined only for a quota. */
const LIMITING = ['memory', 'pids'] as const;

/** v1 with, where the machine has it, the unified hierarchy beside it: limits by v1, killing and processor time by v2. */
export class HybridCgroups implements Cgroups {
  readonly kind = 'v1';
  private readonly unified: boolean;

  /** `parent`: path below each hierarchy, e.g. `/gac/123-456`. */
  constructor(private readonly mount: string, readonly parent: string) {
    this.unified = mayMove(join(mount, 'unified/cgroup.procs'));
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
    const cpuMs = () => (unified ? numberOf(readText(join(this.folder('unified', id), 'cpu.stat')), 'usage_usec') / 1000 : Number(readText(join(this.folder('cpuacct', id), 'cpuacct.usage'))) / 1e6);
    return {
      attach: () => undefined,
      procs: folders.map((folder) => join(folder, 'cgroup.procs')),
      cpuMs,
      counters: () => ({
        cpuMs: cpuMs(),
        peakBytes: Number(readText(join(this.folder('memory', id), 'memory.max_usage_in_bytes'))),
        oomKills: numberOf(readText(join(this.folder('memory', id), 'memory.oom_control')), 'oom_kill'),
        pidsPeak: Number(readText(join(this.folder('pids', id), 'pids.peak'))),
        pidsRefused: numberOf(readText(join(this.folder('pids', id), 'pids.events')), 'max'),
        starvedMs: Math.max(0, fullPressureUs(readText(join(this.folder('unified', id), 'cpu.pressure'))) / 1000 - numberOf(readText(join(this.folder('cpu', id), 'cpu.stat')), 'throttled_time') / 1e6),
      }),
      kill: () => killMembers(folders),
      remove: () => removeGroups(folders),
    };
  }

  close(): void {
    for (const hierarchy of this.hierarchies(true)) void removeGroup(this.folder(hierarchy));
  }
}

/** v2 lets a process be moved only by who may write where it comes from; v1 does not ask. */
function mayMove(procs: string): boolean {
  try {
    accessSync(procs, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
