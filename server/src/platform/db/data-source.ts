import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import type { AppConfig } from '../config/config.ts';

type EntityClass = abstract new () => object;
export type Migration = new () => { name?: string; up(runner: never): Promise<unknown>; down(runner: never): Promise<unknown> };

/** Connection options. `synchronize` is off for ever; migrations run as their own step. */
export function dataSourceOptions(config: AppConfig, entities: (EntityClass | EntitySchema)[], migrations: Migration[]): DataSourceOptions {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    entities: entities as never,
    migrations: migrations as never,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    applicationName: 'gac',
    poolSize: config.DATABASE_POOL,
    // A request must not wait for ever on a lock or a lost server.
    extra: { connectionTimeoutMillis: 10_000, statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 },
  };
}

/** A migration may take as long as it takes: a large table is rewritten once, and nobody waits for an answer. */
function migrationOptions(config: AppConfig, migrations: Migration[]): DataSourceOptions {
  const options = dataSourceOptions(config, [], migrations);
  const extra = { ...(options.extra as object), statement_timeout: 0, idle_in_transaction_session_timeout: 0 };
  return { ...options, extra };
}

const MIGRATION_LOCK = 4_711_001;
/** Runs pending migrations under an advisory lock, so that two starters never run the same one. Answers their names. */
export async function migrate(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await source.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}

/** Connects, runs pending migrations, disconnects. Answers their names. */
export async function migrateDatabase(config: AppConfig, migrations: Migration[]): Promise<string[]> {
  const source = await new DataSource(migrationOptions(config, migrations)).initialize();
  try {
    return await migrate(source);
  } finally {
    await source.destroy();
  }
}
