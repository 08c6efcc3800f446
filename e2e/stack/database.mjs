// The product's PostgreSQL: a server of its own in a temporary folder that can be killed, and SQL for looking at what is stored.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createDatabase, startPostgres } from '../../scripts/postgres.mjs';
import { signal, until } from '../../scripts/processes.mjs';

/** @type {typeof import('pg')} */
const pg = createRequire(new URL('../../server/package.json', import.meta.url))('pg');
const NAME = 'gac';

export class Database {
  /** @type {import('pg').Pool | null} */
  #pool = null;

  /** @param {import('../../scripts/postgres.mjs').Postgres} server @param {string} dataDir @param {boolean} durable */
  constructor(server, dataDir, durable) {
    this.server = server;
    this.dataDir = dataDir;
    this.durable = durable;
  }

  /** @param {string} dataDir @param {boolean} durable @returns {Promise<Database>} */
  static async start(dataDir, durable) {
    const server = await startPostgres({ dataDir, durable });
    await createDatabase(server.url('postgres'), NAME);
    return new Database(server, dataDir, durable);
  }

  get url() {
    return this.server.url(NAME);
  }

  /**
   * @template {Record<string, any>} T
   * @param {string} text @param {unknown[]} [params] @returns {Promise<T[]>}
   */
  async rows(text, params = []) {
    if (!this.#pool) {
      this.#pool = new pg.Pool({ connectionString: this.url, max: 4, application_name: 'gac-test' });
      // A stop of the server ends idle connections; the next query opens another.
      this.#pool.on('error', () => {});
    }
    return (await this.#pool.query(text, params)).rows;
  }

  /** A connection of its own, for locks. @returns {Promise<import('pg').Client>} */
  async session() {
    const client = new pg.Client({ connectionString: this.url, application_name: 'gac-test-session' });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  /** Ends the server as a crash would: no checkpoint, connections cut (SIGQUIT is `pg_ctl stop -m immediate`). */
  async crash() {
    const pid = Number(readFileSync(join(this.server.place, 'main/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
    signal(pid, 'SIGQUIT');
    if (!(await until(() => !this.server.isRunning(), 20_000, 20))) throw new Error('PostgreSQL did not end.');
  }
  /** Starts it again on the same port; recovery is its own. */
  async startAgain() {
    this.server = await startPostgres({ dataDir: this.dataDir, port: this.server.port, durable: this.durable });
  }

  async erase() {
    await this.#pool?.end().catch(() => {});
    this.#pool = null;
    await this.server.erase();
  }
}
