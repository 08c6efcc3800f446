import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { membersOf } from './members.ts';
import type { Cgroups } from './port.ts';
import { HybridCgroups } from './v1.ts';
import { enableControllers, UnifiedCgroups } from './v2.ts';

/** Where the kernel's control groups are mounted on every distribution. */
export const CGROUP_MOUNT = '/sys/fs/cgroup';
/** Where ours begin unless configuration says otherwise. */
export const CGROUP_BASE = '/gac';

/** What a machine has: groups with limits, or why not. */
export type FoundCgroups = { ok: true; value: Cgroups } | { ok: false; reason: string };

/**
 * Control groups for the jobs of this worker, in a folder of its own name.
 * `base`: the folder to work in, relative to the mount (GAC_CGROUP); without it `/gac`, or on v2 the worker's own group when it was delegated.
 */
export function findCgroups(worker: string, base: string | undefined, mount = CGROUP_MOUNT): FoundCgroups {
  const attempts: (() => Cgroups)[] = [];
  if (existsSync(join(mount, 'cgroup.controllers'))) {
    attempts.push(() => inGroup(mount, base ?? CGROUP_BASE, worker));
    if (base === undefined) attempts.push(() => inOwnGroup(mount, worker));
  } else if (existsSync(join(mount, 'memory/cgroup.procs'))) {
    attempts.push(() => new HybridCgroups(mount, join(base ?? CGROUP_BASE, worker)));
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
  return new UnifiedCgroups(mount, join(base, worker));
}

/** A group that was delegated to this process (systemd's Delegate=): its processes step aside into `sup`, since a group with limits below it may hold none. */
function inOwnGroup(mount: string, worker: string): Cgroups {
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
  const base = own.endsWith('/sup') ? own.slice(0, -4) : own;
  const folder = join(mount, base);
  if (!own.endsWith('/sup')) {
    const aside = join(folder, 'sup');
    mkdirSync(aside, { recursive: true });
    for (const pid of membersOf([folder])) writeFileSync(join(aside, 'cgroup.procs'), String(pid));
  }
  enableControllers(folder);
  return new UnifiedCgroups(mount, join(base, worker));
}
