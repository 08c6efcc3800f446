import { readFileSync } from 'node:fs';

/** Text of a file of the kernel (or any small one), empty when it is not there or may not be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Identity of a process that survives reuse of its number: start time in clock ticks since boot, from /proc/PID/stat; null when there is none. */
export function startTime(pid: number | 'self'): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  // The name in brackets may hold anything, brackets too: fields are counted from the last one. Field 22 of proc(5).
  return stat === '' ? null : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null);
}

/** Sends SIGKILL; one that is gone already is fine. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone, or not ours: the caller looks again.
  }
}
