// A whole product of a test's own: PostgreSQL, API and workers on free ports in a temporary folder. Nothing of it is left after `stop`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, run } from '../../scripts/processes.mjs';
import { root } from '../../scripts/repository.mjs';
import { scratchFolder } from '../../scripts/scratch.mjs';
import { Database } from './database.mjs';
import { Part } from './part.mjs';

const built = (/** @type {string} */ name) => join(root, `server/dist/src/${name}.js`);
const MANY = '1000000000';
/** A worker that is silent for so long loses its evaluation, and how often the reconciler looks: short, so that tests need not wait. */
export const LEASE_MS = 2_000;
export const RECONCILE_MS = 1_000;

/**
 * @typedef {object} ProductOptions
 * @property {NodeJS.ProcessEnv} [env] over the test's defaults
 * @property {boolean} [demo] with the living demo (takes a while)
 * @property {number} [workers] worker processes started with it; default 1
 * @property {number} [port] of the API; default: a free one
 * @property {boolean} [durable] flush to disk what is committed, as in earnest; default: not, which survives every crash but that of the machine
 */

export class Product {
  /** @type {(() => void | Promise<void>)[]} */
  #ends = [];
  /** @type {Part[]} */
  #workers = [];
  /** @type {Part[]} */
  #apis = [];

  /** @param {{ folder: string, database: Database, env: NodeJS.ProcessEnv }} made */
  constructor({ folder, database, env }) {
    this.folder = folder;
    this.database = database;
    this.env = env;
  }

  /** @param {ProductOptions} [options] @returns {Promise<Product>} healthy */
  static async start({ env = {}, demo = false, workers = 1, port, durable = false } = {}) {
    const scratch = await scratchFolder();
    const ends = [scratch.remove];
    try {
      const database = await Database.start(join(scratch.folder, 'database'), durable);
      ends.push(() => database.erase());
      const data = join(scratch.folder, 'data');
      mkdirSync(data);
      const product = new Product({
        folder: scratch.folder,
        database,
        env: {
          PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', GAC_MODE: 'demo', GAC_DATA: data, DATABASE_URL: database.url, HOST: '127.0.0.1', LOG_LEVEL: 'warn', WORKERS: '2',
          // Trying the sandbox takes a worker a second or two; tests that run programs ask for it.
          SANDBOX_DRIVER: demo ? 'bubblewrap' : 'off',
          RATE_LIMIT_PER_MINUTE: MANY, RATE_LIMIT_SIGN_IN_PER_MINUTE: MANY, LEASE_MS: String(LEASE_MS), RECONCILE_MS: String(RECONCILE_MS), ...env,
        },
      });
      product.#ends = ends;
      await product.cli('migrate');
      if (demo) await product.cli('seed-demo');
      await Promise.all([product.addApi(port), ...Array.from({ length: workers }, () => product.addWorker())]);
      return product;
    } catch (error) {
      for (const end of ends.reverse()) await end();
      throw error;
    }
  }

  /** The first API, which everybody talks to. */
  get api() {
    return /** @type {Part} */ (this.#apis[0]);
  }
  /** The first worker. */
  get worker() {
    return /** @type {Part} */ (this.#workers[0]);
  }
  /** @type {string} `http://127.0.0.1:port`, without a slash at the end */
  url = '';

  /** One more API process on the same data. @param {number} [wanted] port @returns {Promise<string>} its address */
  async addApi(wanted) {
    const port = wanted ?? (await freePort());
    const url = `http://127.0.0.1:${port}`;
    const ready = () => fetch(`${url}/api/health`).then(async (answer) => (await answer.arrayBuffer(), answer.ok), () => false);
    const part = new Part({ name: 'API', args: [built('main')], env: { ...this.env, PORT: String(port) }, logFile: join(this.folder, `api-${this.#apis.length}.log`), ready });
    if (this.#apis.push(part) === 1) this.url = url;
    await part.start();
    return url;
  }

  /** One more worker process. @param {NodeJS.ProcessEnv} [env] @returns {Promise<Part>} */
  async addWorker(env = {}) {
    const number = this.#workers.length;
    const part = new Part({ name: 'worker', args: [built('worker')], env: { ...this.env, LOG_LEVEL: 'info', ...env }, logFile: join(this.folder, `worker-${number}.log`), ready: (said) => said.includes('worker: ready') });
    this.#workers.push(part);
    await part.start();
    return part;
  }

  /** Every worker that runs. */
  get workers() {
    return this.#workers.filter(({ isRunning }) => isRunning);
  }

  /** A command of the product's own command line; what it printed. Throws when it fails. @param {string} name @param {string[]} args */
  async cli(name, ...args) {
    let printed = '';
    const result = await run(process.execPath, [built('cli'), name, ...args], { cwd: root, env: this.env, timeoutMs: 180_000, stdout: (text) => (printed += text) });
    if (!result.ok) throw new Error(`cli ${name} failed:\n${result.output}${printed}`);
    return printed;
  }

  /** Kills everything at the same moment: no part can tidy up after another. */
  async killEverything() {
    await Promise.all([this.database.crash(), ...[...this.#apis, ...this.#workers].filter(({ isRunning }) => isRunning).map((part) => part.kill())]);
  }

  async stop() {
    await Promise.all([...this.#workers, ...this.#apis].map((part) => part.stop()));
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  /** What the parts said last, for the message of a failure. */
  lastWords() {
    return [...this.#apis, ...this.#workers].map((part) => `--- ${part.options.name}\n${part.lastWords()}`).join('\n');
  }
}
