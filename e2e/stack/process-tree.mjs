// What the operating system knows of a process: whom it started, how much memory it holds, how much CPU it used.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parentOf } from '../../scripts/processes.mjs';

const TICK_MS = 10; // proc_pid_stat(5): ticks of 1/100 s
/** @param {number} pid @returns {number[]} the processes it started that are alive */
export function childrenOf(pid) {
  if (pid <= 0) return [];
  if (process.platform === 'linux') return readdirSync('/proc').map(Number).filter((one) => one > 0 && parentOf(one) === pid);
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).split('\n').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

/** @param {number} pid @returns {number} bytes resident; 0 when it is gone */
export function residentBytes(pid) {
  try {
    if (process.platform === 'linux') return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
  } catch {
    return 0;
  }
}

/** @param {number} pid @returns {number} CPU time so far; Linux only, 0 elsewhere */
export function cpuMsOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
