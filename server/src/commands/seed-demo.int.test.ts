import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Harness } from '../testing/harness.ts';
import { begin, ROOTS } from './seed-demo.ts';

describe('the beginning of a seed', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    await harness.sql.rows(`CREATE TABLE neighbour (word text)`);
    await harness.sql.rows(`INSERT INTO neighbour VALUES ('not ours')`);
  });
  afterAll(async () => { await harness.close(); });

  const count = async (table: string): Promise<number> => (await harness.sql.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))?.n ?? 0;

  it('is refused where somebody has an account already', async () => {
    await harness.signUp('early');
    expect(await begin(harness.sql)).toBe(false);
    expect(await count('account')).toBe(1);
  });

  it('after one that was cut off removes what is ours, and nothing of others', async () => {
    await harness.sql.rows(`INSERT INTO installation (key, value) VALUES ('demo-seed', 'running')`);
    expect(await begin(harness.sql)).toBe(true);
    expect([await count('account'), await count('session'), await count('neighbour'), await count('installation')]).toEqual([0, 0, 1, 1]);
    expect(await count('migration')).toBeGreaterThan(0);
  });

  it('knows every table of ours: all but the list of migrations are named, or refer to one that is', async () => {
    const reached = await harness.sql.rows<{ name: string }>(
      `WITH RECURSIVE emptied (name) AS (
         SELECT unnest($1::text[])
         UNION SELECT f.conrelid::regclass::text FROM pg_constraint f JOIN emptied ON f.confrelid = emptied.name::regclass WHERE f.contype = 'f'
       ) SELECT name FROM emptied`,
      [ROOTS],
    );
    const all = await harness.sql.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migration', 'neighbour')`);
    expect(reached.map(({ name }) => name).sort()).toEqual(all.map(({ name }) => name).sort());
  });
});
