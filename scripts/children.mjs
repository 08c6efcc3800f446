// Long-running children: started, watched, started again when they die, ended together.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './processes.mjs';

/**
 * @typedef {object} Children
 * @property {(name: string, args: string[]) => void} keep runs node with these arguments, and again whenever it ends
 * @property {(name: string) => void} again ends a kept child politely and runs it again at once
 * @property {(args: string[], stdout?: (text: string) => void) => Promise<number>} once runs node to its end; gives the exit code, 1 after a stop
 * @property {(name: string) => number} deaths how often a kept child ended by itself
 * @property {(graceMs?: number) => Promise<void>} stop ends all, politely first; nothing is started afterwards
 * @property {() => void} kill ends all at once
 */

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A child that lived this long starts again at once. */
const HEALTHY_MS = 60_000;

/**
 * Children of this process, all run by node in `cwd` with `env`.
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('./instance.mjs').Instance} options.instance learns of every child
 * @param {(line: string) => void} options.log
 * @returns {Children}
 */
export function keepChildren({ cwd, env, instance, log }) {
  /** @type {Map<number, import('node:child_process').ChildProcess>} */
  const alive = new Map();
  /** @type {Map<string, number>} */
  const deaths = new Map();
  /** Kept children that run, by name. @type {Map<string, import('node:child_process').ChildProcess>} */
  const kept = new Map();
  /** Names that were asked to run again, and who waits before running again. */
  const asked = new Set();
  /** @type {Map<string, () => void>} */
  const pausing = new Map();
  let stopping = false;

  /** @param {string[]} args @param {{ stdout?: ((text: string) => void) | undefined, name?: string }} options @returns {Promise<{ code: number, why: string }>} */
  const start = (args, { stdout, name }) => new Promise((done) => {
    // A group of its own: Ctrl-C reaches us alone, and we end them in order.
    // What they store is nobody else's: answers and submissions lie among it.
    const umask = process.umask(0o077);
    const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', stdout ? 'pipe' : 'inherit', 'inherit'] });
    process.umask(umask);
    const { pid } = child;
    if (name !== undefined) kept.set(name, child);
    if (pid !== undefined) {
      alive.set(pid, child);
      instance.add(pid);
    }
    if (stdout) child.stdout?.setEncoding('utf8').on('data', stdout);
    child.once('error', (error) => done({ code: 1, why: error.message }));
    child.once('close', (code, signal) => {
      if (pid !== undefined) {
        signalGroup(pid, 'SIGKILL'); // what it left running, such as a scoring child
        alive.delete(pid);
        if (!stopping) instance.remove(pid);
      }
      done({ code: code ?? 1, why: signal ?? `exit code ${code}` });
    });
  });

  return {
    keep: (name, args) => {
      void (async () => {
        for (let pause = FIRST_PAUSE_MS; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
          const began = performance.now();
          const { why } = await start(args, { name });
          if (stopping) return;
          if (!asked.has(name)) {
            deaths.set(name, (deaths.get(name) ?? 0) + 1);
            if (performance.now() - began > HEALTHY_MS) pause = FIRST_PAUSE_MS;
            log(`the ${name} ended (${why}); starting it again in ${pause / 1000} s`);
            await Promise.race([sleep(pause), new Promise((/** @type {(value: void) => void} */ wake) => pausing.set(name, wake))]);
            pausing.delete(name);
          }
          if (asked.delete(name)) pause = FIRST_PAUSE_MS / 2; // doubled before the next
        }
      })();
    },
    again: (name) => {
      asked.add(name);
      pausing.get(name)?.();
      kept.get(name)?.kill('SIGTERM');
    },
    once: async (args, stdout) => (stopping ? 1 : (await start(args, { stdout })).code),
    deaths: (name) => deaths.get(name) ?? 0,
    stop: async (graceMs = 10_000) => {
      stopping = true;
      for (const child of alive.values()) child.kill('SIGTERM');
      if (await until(() => alive.size === 0, graceMs)) return;
      log(`${alive.size} process(es) did not end in ${graceMs / 1000} s; ending them for certain`);
      for (const pid of alive.keys()) signalGroup(pid, 'SIGKILL');
      await until(() => alive.size === 0, 2_000);
    },
    kill: () => {
      stopping = true;
      for (const pid of alive.keys()) signalGroup(pid, 'SIGKILL');
    },
  };
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signalGroup(pid, name) {
  try {
    process.kill(-pid, name);
  } catch {
    // the group is empty already
  }
}
