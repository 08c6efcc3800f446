import { readText, startTime } from './processes.ts';

/** A process as it can be recognised after it is gone and its number has gone to another. */
export interface Owner {
  pid: number;
  startTime: string | null;
  bootId: string;
}

const bootId = (): string => readText('/proc/sys/kernel/random/boot_id').trim();

export const ownerOf = (pid: number): Owner => ({ pid, startTime: startTime(pid), bootId: bootId() });
export const isAlive = (owner: Owner): boolean => owner.startTime !== null && owner.bootId === bootId() && startTime(owner.pid) === owner.startTime;

/** Name of a driver's folders and control groups: who owns them can be read off it. `opened`: the how many-th driver of the process. */
export const workerName = ({ pid, startTime: started }: Owner, opened: number): string => `${pid}-${started ?? '0'}-${opened}`;

/** The owner that a name tells of, if this machine has not been started anew since; null for a name that is not one of ours. */
export function ownerNamed(name: string): Owner | null {
  const match = /^(\d+)-(\d+)-\d+$/.exec(name);
  return match === null ? null : { pid: Number(match[1]), startTime: match[2] ?? null, bootId: bootId() };
}
