// Processes and ports, as the scripts need them: who is alive, who is still the same one, and running a child that can't outlive us.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ pid: number, mark: string }} ProcessMark a process and the moment it began, so that a reused number is not mistaken for it */

/**
 * When the process began, as an opaque text that no later process with the same number shares; null when it is not alive (a zombie is not).
 * @param {number} pid
 * @returns {string | null}
 */
export function markOf(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the name in parentheses and may hold spaces: count from the last one (proc_pid_stat(5): state is 3, starttime 22).
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return null;
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
    } catch {
      return null;
    }
  }
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}

/** @param {ProcessMark} one @returns {boolean} whether that very process is still alive */
export const isAlive = (one) => markOf(one.pid) === one.mark;

/**
 * The command line of a living process, words joined by spaces; null when it is gone or may not be looked at.
 * @param {number} pid
 * @returns {string | null}
 */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {number} the process that started it, or took it over; 0 when it is gone */
export function parentOf(pid) {
  try {
    if (process.platform === 'linux') return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return 0;
  }
}

/**
 * Waits until `check` gives something truthy and returns it; the last falsy answer after `timeoutMs`.
 * @template T
 * @param {() => T | Promise<T>} check
 * @param {number} timeoutMs
 * @param {number} [everyMs]
 * @returns {Promise<T>}
 */
export async function until(check, timeoutMs, everyMs = 50) {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await check();
    if (answer || performance.now() > end) return answer;
    await sleep(everyMs);
  }
}

/** @param {number} pid @param {NodeJS.Signals} signal sent; a process that is gone is no error */
export function signal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Ends these very processes: politely, and after `graceMs` for certain. Returns once none is left.
 * @param {readonly ProcessMark[]} ones
 * @param {number} [graceMs]
 * @returns {Promise<void>}
 */
export async function terminate(ones, graceMs = 8_000) {
  const alive = () => ones.filter(isAlive);
  for (const { pid } of alive()) signal(pid, 'SIGTERM');
  if (await until(() => alive().length === 0, graceMs)) return;
  for (const { pid } of alive()) signal(pid, 'SIGKILL');
  await until(() => alive().length === 0, 2_000);
}

/**
 * Whether nothing listens on the port, on any address of this machine.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port) {
  /** @param {string} host @returns {Promise<boolean>} */
  const answers = (host) => new Promise((done) => {
    const socket = connect({ port, host, timeout: 500 });
    const end = (/** @type {boolean} */ is) => (socket.destroy(), done(is));
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
  // macOS lets a wildcard listener stand beside a specific one: so ask as well as try.
  return !(await answers('127.0.0.1')) && !(await answers('::1')) && (await listenOnce(port)) !== null;
}

/** @returns {Promise<number>} a port that was free a moment ago, on every address */
export async function freePort() {
  const port = await listenOnce(0);
  if (port === null) throw new Error('This machine gives out no port to listen on.');
  return port;
}

/** @param {number} port @returns {Promise<number | null>} */
function listenOnce(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(null));
    server.listen(port, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** @typedef {{ ok: boolean, code: number | null, output: string, timedOut: boolean, ms: number }} RunResult */

/** Process groups that this process started and that still run. @type {Set<number>} */
const groups = new Set();

/** Ends every child started by `run`, with all that they started. */
export function killRunning() {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signalGroup(pid, name) {
  try {
    process.kill(-pid, name);
  } catch {
    // the group is empty already
  }
}

/**
 * Runs a command to its end in a process group of its own; after `timeoutMs` the whole group is ended, so nothing it started stays behind.
 * The output (both streams, in order of arrival) is returned; with `echo` it is shown meanwhile as well.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, echo?: boolean, stdout?: (text: string) => void }} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, { cwd, env, timeoutMs = 600_000, echo = false, stdout } = {}) {
  const began = performance.now();
  return new Promise((done) => {
    /** @type {string[]} */
    const chunks = [];
    let timedOut = false;
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const pid = child.pid;
    if (pid !== undefined) groups.add(pid);
    const timer = setTimeout(() => {
      timedOut = true;
      if (pid !== undefined) signalGroup(pid, 'SIGTERM');
      setTimeout(() => pid !== undefined && signalGroup(pid, 'SIGKILL'), 5_000).unref();
    }, timeoutMs);
    /** @param {NodeJS.WriteStream} shown @param {boolean} isOut @returns {(text: string) => void} */
    const take = (shown, isOut) => (text) => {
      if (isOut && stdout) stdout(text);
      else chunks.push(text);
      if (echo) shown.write(text);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout, true));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr, false));
    /** @param {number | null} code @param {string} [why] */
    const end = (code, why) => {
      clearTimeout(timer);
      if (pid !== undefined) {
        // Whatever the command left running in its group goes with it.
        signalGroup(pid, 'SIGKILL');
        groups.delete(pid);
      }
      if (timedOut) chunks.push(`\n(ended: longer than ${Math.round(timeoutMs / 1000)} s)\n`);
      done({ ok: code === 0 && !timedOut, code, output: chunks.join('') + (why ?? ''), timedOut, ms: performance.now() - began });
    };
    let closed = false;
    child.once('error', (error) => !closed && ((closed = true), end(null, `${command}: ${error.message}\n`)));
    // 'close' waits for the pipes too, which a daemon left behind would hold open: after the exit they get a moment only.
    child.once('exit', (code) => setTimeout(() => !closed && ((closed = true), end(code)), 1_000).unref());
    child.once('close', (code) => !closed && ((closed = true), end(code)));
  });
}
