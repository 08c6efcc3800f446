// One process of the product under test: started, killed, frozen and ended at will. What it says goes into a file.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { markOf, signal, terminate, until } from '../../scripts/processes.mjs';
import { childrenOf } from './process-tree.mjs';

/** @type {Set<Part>} */
const running = new Set();
// Whatever ends this process ends them too; a kill -9 leaves them to the process group they share with it.
process.once('exit', () => running.forEach((part) => part.signalAll('SIGKILL')));

/** A program that can be started any number of times, one at a time. */
export class Part {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #saidBefore = 0;

  /**
   * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, logFile: string, ready: (said: string) => boolean | Promise<boolean>, readyMs?: number }} options
   *   args: of node; ready: asked until it says yes, with what was logged since the start
   */
  constructor(options) {
    this.options = options;
  }

  /** @returns {number} 0 when it does not run */
  get pid() {
    return this.isRunning ? (this.#child?.pid ?? 0) : 0;
  }
  get isRunning() {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it and waits until it is ready; the milliseconds that took. */
  async start() {
    if (this.isRunning) throw new Error(`The ${this.options.name} runs already.`);
    const { args, env, logFile, name, ready, readyMs = 120_000 } = this.options;
    const began = performance.now();
    this.#saidBefore = existsSync(logFile) ? readFileSync(logFile).length : 0;
    const log = openSync(logFile, 'a');
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log] });
    closeSync(log);
    running.add(this);
    const isReady = await until(async () => !this.isRunning || (await ready(this.said())), readyMs, 20);
    if (!isReady || !this.isRunning) throw new Error(`The ${name} did not get ready.\n${this.lastWords()}`);
    return performance.now() - began;
  }

  /** kill -9, no last words. What it had started notices by itself; a frozen one is woken up to. */
  async kill() {
    if (!this.isRunning) return;
    const children = childrenOf(this.pid);
    signal(this.pid, 'SIGKILL');
    await until(() => !this.isRunning, 5_000, 5);
    for (const child of children) signal(child, 'SIGCONT');
    running.delete(this);
  }

  /** Ends it politely, and after a while for certain. */
  async stop() {
    if (!this.isRunning) return;
    this.signalAll('SIGCONT');
    await terminate([{ pid: this.pid, mark: markOf(this.pid) ?? '' }]);
    running.delete(this);
  }

  /** Freezes the process alone (SIGSTOP): for everybody else it is silent, as behind a broken network. */
  freeze() {
    signal(this.pid, 'SIGSTOP');
  }
  thaw() {
    signal(this.pid, 'SIGCONT');
  }
  /** Freezes the processes it started: what a worker waits for takes for ever. */
  freezeChildren() {
    for (const child of childrenOf(this.pid)) signal(child, 'SIGSTOP');
  }
  thawChildren() {
    for (const child of childrenOf(this.pid)) signal(child, 'SIGCONT');
  }
  /** @param {NodeJS.Signals} name to it and to all it started */
  signalAll(name) {
    if (!this.isRunning) return;
    for (const pid of [...childrenOf(this.pid), this.pid]) signal(pid, name);
  }

  /** Everything it logged since it was started last. */
  said() {
    return existsSync(this.options.logFile) ? readFileSync(this.options.logFile).subarray(this.#saidBefore).toString() : '';
  }
  /** The end of that, for the message of a failure. */
  lastWords(lines = 30) {
    return this.said().split('\n').slice(-lines).join('\n');
  }
}
