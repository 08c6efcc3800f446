import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../migrations.ts';
import { readConfig, type AppConfig } from '../platform/config/config.ts';
import { dataSourceOptions, migrate } from '../platform/db/data-source.ts';

const SCHEMA = fileURLToPath(new URL('../../migrations', import.meta.url));
const serverUrl = (): string => String(process.env['DATABASE_URL']);
const withDatabase = (name: string): string => {
  const parsed = new URL(serverUrl());
  parsed.pathname = `/${name}`;
  return parsed.toString();
};

/** Work on the server's own database: making and dropping others, ending their connections. */
export async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Test defaults under `over`; the queue's engine as the environment says. */
export const testConfig = (databaseUrl: string, dataDir: string, over: Record<string, string>): AppConfig =>
  readConfig({ GAC_MODE: 'demo', CLOCK: 'settable', PORT: '0', DATABASE_URL: databaseUrl, GAC_DATA: dataDir, WORKERS: '2', LOG_LEVEL: 'fatal', DATABASE_POOL: '8', RATE_LIMIT_PER_MINUTE: '100000', RATE_LIMIT_SIGN_IN_PER_MINUTE: '100000', RECONCILE_MS: '500', LEASE_MS: '2000', SANDBOX_DRIVER: 'off', ...(process.env['REDIS_URL'] ? { REDIS_URL: process.env['REDIS_URL'] } : {}), ...over });

/** Name of a database that holds the newest schema and nothing else; made once, whoever comes first. */
async function template(): Promise<string> {
  const name = `gac_template_${createHash('sha256').update(readdirSync(SCHEMA).map((file) => readFileSync(join(SCHEMA, file), 'utf8')).join()).digest('hex').slice(0, 12)}_${String(process.env['JEST_WORKER_ID'] ?? 1)}`;
  await asAdmin(async (client) => {
    if ((await client.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [name])).rowCount) return;
    await client.query(`CREATE DATABASE ${name}`);
    const source = await new DataSource(dataSourceOptions(testConfig(withDatabase(name), tmpdir(), {}), [], MIGRATIONS)).initialize();
    await migrate(source);
    await source.destroy();
  });
  return name;
}

export interface FreshDatabase {
  url: string;
  name: string;
  drop(): Promise<void>;
}
/** A database of its own with the newest schema, or quite empty. */
export async function freshDatabase(kind: 'migrated' | 'empty' = 'migrated'): Promise<FreshDatabase> {
  const name = `gac_test_${randomBytes(6).toString('hex')}`;
  const from = kind === 'migrated' ? await template() : 'template1';
  await asAdmin((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`));
  return { url: withDatabase(name), name, drop: () => asAdmin(async (client) => { await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`); }) };
}
