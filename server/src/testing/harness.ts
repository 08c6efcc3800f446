import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import supertest from 'supertest';
import { DataSource } from 'typeorm';
import { composeApi, startWorking } from '../compose.ts';
import { MIGRATIONS } from '../migrations.ts';
import { SettableClock } from '../platform/clock/clock.ts';
import { readConfig, type AppConfig } from '../platform/config/config.ts';
import { dataSourceOptions, migrate } from '../platform/db/data-source.ts';
import { Sql } from '../platform/db/sql.ts';
import { Idle } from '../platform/jobs/idle.ts';

export interface HarnessOptions {
  /** Run the worker's part in the same process; default true. */
  work?: boolean;
  /** Variables over the test defaults. */
  env?: Record<string, string>;
  /** Where the standing clock begins; default 2026-11-23T03:00:00Z, noon in Seoul. */
  now?: Date;
}
/** A person with a browser: cookies are kept between requests. */
export type Person = ReturnType<typeof supertest.agent>;

/** Scoring children run built code: `tsc -b server` comes before these tests. */
const ENGINE = fileURLToPath(new URL('../../dist/src/features/scoring/engine', import.meta.url));
const withDatabase = (url: string, name: string): string => {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
};
async function admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(String(process.env['DATABASE_URL']), 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const testConfig = (databaseUrl: string, dataDir: string, over: Record<string, string>): AppConfig =>
  readConfig({ GAC_MODE: 'demo', CLOCK: 'settable', SCORER_DIR: ENGINE, PORT: '0', DATABASE_URL: databaseUrl, GAC_DATA: dataDir, WORKERS: '2', LOG_LEVEL: 'fatal', DATABASE_POOL: '8', RATE_LIMIT_PER_MINUTE: '100000', RATE_LIMIT_SIGN_IN_PER_MINUTE: '100000', RECONCILE_MS: '500', LEASE_MS: '2000', ...(process.env['REDIS_URL'] ? { REDIS_URL: process.env['REDIS_URL'] } : {}), ...over });

/** Name of a database that holds the newest schema and nothing else; made once, whoever comes first. */
async function template(): Promise<string> {
  const name = `gac_template_${createHash('sha256').update(MIGRATIONS.map((migration) => `${migration.name}${String(migration)}`).join()).digest('hex').slice(0, 12)}_${String(process.env['JEST_WORKER_ID'] ?? 1)}`;
  await admin(async (client) => {
    if ((await client.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [name])).rowCount) return;
    await client.query(`CREATE DATABASE ${name}`);
    const source = await new DataSource(dataSourceOptions(testConfig(withDatabase(String(process.env['DATABASE_URL']), name), tmpdir(), {}), [], MIGRATIONS)).initialize();
    await migrate(source);
    await source.destroy();
  });
  return name;
}

/** The whole product in one process on a database of its own, with a clock that stands still until a test moves it. */
export class Harness {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: AppConfig,
    readonly clock: SettableClock,
    readonly url: string,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start(options: HarnessOptions = {}): Promise<Harness> {
    const from = await template();
    const name = `gac_test_${randomBytes(6).toString('hex')}`;
    await admin((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`));
    const dataDir = mkdtempSync(join(tmpdir(), 'gac-test-'));
    const config = testConfig(withDatabase(String(process.env['DATABASE_URL']), name), dataDir, options.env ?? {});
    const clock = new SettableClock(options.now ?? new Date('2026-11-23T03:00:00Z'));
    const app = await composeApi(config, { clock });
    if (options.work ?? true) await startWorking(app);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new Harness(app, config, clock, `http://127.0.0.1:${String(port)}`, async () => {
      await admin((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  get sql(): Sql {
    return this.app.get(Sql);
  }
  /** A visitor without an account. */
  visitor(): Person {
    return supertest.agent(this.url);
  }
  /** A new account, signed in. */
  async signUp(name: string, country = 'KR'): Promise<Person> {
    const person = this.visitor();
    await person.post('/api/accounts').send({ email: `${name.replace(/\W/g, '') || 'p'}-${randomBytes(4).toString('hex')}@example.org`, password: 'correct horse battery', name, country, affiliation: 'Test', affiliationKind: 'university', locale: 'en' }).expect(201);
    return person;
  }

  /** Waits until everything that has happened has been dealt with. Fails after `withinMs`. */
  async drain(withinMs = 20_000): Promise<void> {
    await this.app.get(Idle).wait(withinMs);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.cleanUp();
  }
}
