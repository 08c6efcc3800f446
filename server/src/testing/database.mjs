// Jest global set-up: a real PostgreSQL (DATABASE_URL, or one of our own) with a migrated template database that every test file copies.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function setup() {
  if (!process.env.DATABASE_URL) {
    const { startPostgres, createDatabase } = await import('../../../scripts/postgres.mjs');
    const dataDir = mkdtempSync(join(tmpdir(), 'gac-test-db-'));
    const server = await startPostgres({ dataDir, durable: false });
    await createDatabase(server.url('postgres'), 'gac');
    process.env.DATABASE_URL = server.url('gac');
    globalThis.gacStopDatabase = async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
  }
}
