import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CGROUP_BASE, CGROUP_MOUNT } from './cgroup/find.ts';
import { killMembers, membersOf, removeGroups, withBelow } from './cgroup/members.ts';
import { isAlive, ownerNamed, type Owner } from './owner.ts';
import { killProcess, readText } from './processes.ts';
import type { ReapReport } from './types.ts';

/** What a driver writes down about itself, beside its jobs' folders. */
export interface OwnerFile {
  worker: Owner;
  keeper: Owner | null;
}

/** None when it is not there, and none when it may not be read: then another user made it, and it is not ours to clear. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

function readOwners(folder: string): OwnerFile | null {
  try {
    return JSON.parse(readText(join(folder, 'owner.json'))) as OwnerFile;
  } catch {
    // Killed while it wrote: then its name alone tells whose it is.
    return null;
  }
}

/** Every hierarchy of this machine that has our base folder. Runtimes make groups in hierarchies that limit nothing of ours, too. */
function basesOf(cgroup: string): string[] {
  const roots = existsSync(join(CGROUP_MOUNT, 'cgroup.controllers')) ? [CGROUP_MOUNT] : namesIn(CGROUP_MOUNT).map((name) => join(CGROUP_MOUNT, name));
  return roots.map((root) => join(root, cgroup)).filter((folder) => existsSync(folder));
}

/**
 * Removes what drivers of dead workers left: their keepers, processes, control groups in every hierarchy, and folders. Their mounts went with their keepers.
 * Safe to run at any time and by several at once: what belongs to a living process is not touched, and removing twice is removing once.
 * @param runFolder where drivers keep their folders  @param cgroup base of control groups, relative to the mount
 */
export async function reap(runFolder: string, cgroup: string = CGROUP_BASE): Promise<ReapReport> {
  const report: ReapReport = { jobs: 0, processes: 0, cgroups: 0, folders: 0 };
  for (const name of namesIn(runFolder)) {
    const folder = join(runFolder, name);
    const owners = readOwners(folder);
    const worker = owners?.worker ?? ownerNamed(name);
    if (worker === null || isAlive(worker)) continue;
    if (owners?.keeper && isAlive(owners.keeper)) {
      killProcess(owners.keeper.pid);
      report.processes += 1;
    }
    rmSync(folder, { recursive: true, force: true });
    report.folders += 1;
  }
  const jobs = new Set<string>();
  for (const base of basesOf(cgroup)) {
    for (const name of namesIn(base)) {
      const owner = ownerNamed(name);
      if (owner === null || isAlive(owner)) continue;
      const folder = join(base, name);
      const groups = withBelow(folder);
      report.processes += membersOf(groups).length;
      await killMembers([folder]);
      if (!(await removeGroups([folder]))) continue;
      report.cgroups += groups.length;
      for (const group of groups) if (group !== folder) jobs.add(group.slice(folder.length + 1).split('/')[0] ?? '');
    }
  }
  report.jobs = jobs.size;
  return report;
}
