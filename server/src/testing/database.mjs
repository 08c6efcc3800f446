// Jest global set-up: a real PostgreSQL (DATABASE_URL, or one of our own) with a migrated template database that every test file copies.
export default async function setup() {
  if (process.env.DATABASE_URL) return;
  const { createDatabase } = await import('../../../scripts/postgres.mjs');
  const { scratchDatabase, scratchFolder } = await import('../../../scripts/scratch.mjs');
  const { folder, remove } = await scratchFolder();
  const server = await scratchDatabase(folder);
  await createDatabase(server.url('postgres'), 'gac');
  process.env.DATABASE_URL = server.url('gac');
  globalThis.gacStopDatabase = async () => {
    await server.erase();
    remove();
  };
}
