import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const PAGE_BYTES = 4096;
const run = promisify(execFile);

export interface ProcessUse {
  residentBytes: number;
  /** CPU time since the process began; null where the system does not tell it cheaply. */
  cpuMs: number | null;
}
/** What a process uses now; null when it is gone. Linux: /proc (proc(5)); elsewhere `ps`. */
export async function processUse(pid: number): Promise<ProcessUse | null> {
  try {
    if (process.platform === 'linux') return fromProc(pid);
    const { stdout } = await run('/bin/ps', ['-o', 'rss=', '-p', String(pid)]);
    return { residentBytes: Number(stdout.trim()) * 1024, cpuMs: null };
  } catch {
    return null;
  }
}

function fromProc(pid: number): ProcessUse {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  // The command's name stands in parentheses and may hold spaces; user and system time are the 14th and 15th fields, in 1/100 s.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { residentBytes: pages * PAGE_BYTES, cpuMs: (Number(fields[11]) + Number(fields[12])) * 10 };
}
