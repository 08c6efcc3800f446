import { existsSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killProcess, readText } from '../processes.ts';

const EMPTY_WITHIN_MS = 2000;
const REMOVED_WITHIN_MS = 500;

/** A group's folder and all below it, the deepest first; none when it is not there. */
export function withBelow(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
  return [...names.flatMap((name) => withBelow(join(folder, name))), folder];
}

/** Numbers of all processes that stand in these groups, each once. */
export function membersOf(folders: readonly string[]): number[] {
  return [...new Set(folders.flatMap((folder) => readText(join(folder, 'cgroup.procs')).split('\n').filter(Boolean).map(Number)))];
}

/** Kills every process of these groups and those below them until none is left. False: some would not go within two seconds. */
export async function killMembers(folders: readonly string[]): Promise<boolean> {
  const deadline = performance.now() + EMPTY_WITHIN_MS;
  for (;;) {
    const members = membersOf(folders.flatMap(withBelow));
    if (members.length === 0) return true;
    if (performance.now() > deadline) return false;
    for (const folder of folders) if (existsSync(join(folder, 'cgroup.kill'))) writeFileSync(join(folder, 'cgroup.kill'), '1');
    // Never frozen first: on v1 a frozen process does not die.
    members.forEach(killProcess);
    await sleep(2);
  }
}

/** Removes these groups and those below them. False: one would not go within half a second. */
export async function removeGroups(folders: readonly string[]): Promise<boolean> {
  const deadline = performance.now() + REMOVED_WITHIN_MS;
  for (const folder of folders.flatMap(withBelow)) {
    while (!removeGroup(folder)) {
      if (performance.now() > deadline) return false;
      await sleep(2);
    }
  }
  return true;
}

/** Whether the group is gone afterwards. */
export function removeGroup(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
