import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../migrations.ts';
import { dataSourceOptions, migrate, migrateDatabase } from '../platform/db/data-source.ts';
import { freshDatabase, testConfig, type FreshDatabase } from '../testing/fresh-database.ts';
import { Harness } from '../testing/harness.ts';

/** Foreign keys that no index serves, and why none is needed. Nothing they refer to is ever deleted. */
const WITHOUT_INDEX: Record<string, string[]> = {
  'a challenge has a handful of these rows, read whole with the challenge': ['board(phase_id)', 'phase_task(task_id)'],
  'who did it: shown with the row, never asked from the person': ['quota_grant(granted_by)', 'submission(account_id)', 'team(leader_id)', 'team_invitation(accepted_by)', 'team_invitation(created_by)'],
  'asked together with the challenge or the team, whose index comes first': ['participation(account_id)', 'quota_grant(phase_id)', 'quota_use(phase_id)', 'team_member(account_id)'],
  'led to from the other side': ['evaluation(task_id)', 'standing(submission_id)', 'standing_change(standing_submission_id)', 'team(merged_into)'],
};

async function opened({ url }: FreshDatabase): Promise<DataSource> {
  return new DataSource(dataSourceOptions(testConfig(url, '', {}), [], MIGRATIONS)).initialize();
}
const schemaOf = (source: DataSource): Promise<unknown[]> =>
  source.query(`SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, c.column_default FROM information_schema.columns c WHERE c.table_schema = 'public' ORDER BY 1, 2`);

jest.setTimeout(20_000);

describe('migrations', () => {
  const made: FreshDatabase[] = [];
  const sources: DataSource[] = [];
  const empty = async (): Promise<FreshDatabase> => {
    const database = await freshDatabase('empty');
    made.push(database);
    return database;
  };
  const open = async (database: FreshDatabase): Promise<DataSource> => {
    const source = await opened(database);
    sources.push(source);
    return source;
  };
  afterAll(async () => {
    for (const source of sources) await source.destroy();
    for (const database of made) await database.drop();
  });

  it('bring an empty database to the newest schema, and then have nothing to do', async () => {
    const source = await open(await empty());
    expect(await migrate(source)).toEqual(MIGRATIONS.map((migration) => migration.name));
    const schema = await schemaOf(source);
    expect(schema.length).toBeGreaterThan(100);
    expect(await migrate(source)).toEqual([]);
    expect(await schemaOf(source)).toEqual(schema);
  });

  it('two starters at once run each once', async () => {
    const database = await empty();
    const starters = await Promise.all([open(database), open(database), open(database)]);
    const ran = await Promise.all(starters.map((source) => migrate(source)));
    expect(ran.flat()).toEqual(MIGRATIONS.map((migration) => migration.name));
  });

  it('have no time limit, which requests do', async () => {
    const limits: unknown[] = [];
    class Slow1790000000000 {
      name = 'Slow1790000000000';
      async up(runner: QueryRunner): Promise<void> {
        limits.push(await runner.query(`SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle`));
      }
      down(): Promise<void> {
        return Promise.reject(new Error('forward only'));
      }
    }
    const database = await empty();
    expect(await migrateDatabase(testConfig(database.url, '', {}), [Slow1790000000000] as never)).toEqual(['Slow1790000000000']);
    expect(limits).toEqual([[{ statement: '0', idle: '0' }]]);
    expect(await (await open(database)).query(`SHOW statement_timeout`)).toEqual([{ statement_timeout: '1min' }]);
  });

  it('one that fails leaves nothing behind, and the next try runs it', async () => {
    const source = await open(await empty());
    await source.query(`CREATE TABLE account (id integer)`);
    // TypeORM prints the failure itself.
    const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await expect(migrate(source)).rejects.toThrow(/"account" already exists/);
    printed.mockRestore();
    expect((await source.query<{ name: string }[]>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migration'`)).map(({ name }) => name)).toEqual(['account']);
    await source.query(`DROP TABLE account`);
    expect(await migrate(source)).toHaveLength(MIGRATIONS.length);
  });

  it('have names that sort by their age', () => {
    const ages = MIGRATIONS.map((migration) => Number(/\d{13}$/.exec(migration.name)?.[0]));
    expect(ages).toEqual([...ages].sort((a, b) => a - b));
    expect(new Set(ages).size).toBe(ages.length);
  });
});

describe('the schema', () => {
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start({ work: false }); });
  afterAll(async () => { await harness.close(); });

  it('has exactly the columns that the entities say', async () => {
    const source = harness.app.get(DataSource);
    expect(source.entityMetadatas.length).toBeGreaterThan(0);
    for (const { tableName, columns } of source.entityMetadatas) {
      const said = columns.map((column) => `${column.databaseName} ${source.driver.normalizeType(column)}${column.length ? `(${column.length})` : ''}${column.isArray ? '[]' : ''}${column.isNullable ? '' : ' NOT NULL'}`);
      const there = await harness.sql.rows<{ line: string }>(
        `SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END AS line
           FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
        [tableName],
      );
      expect([tableName, ...said.sort()]).toEqual([tableName, ...there.map(({ line }) => line).sort()]);
    }
  });

  it('has an index for every foreign key, or a reason', async () => {
    const without = await harness.sql.rows<{ key: string }>(
      `SELECT format('%s(%s)', c.conrelid::regclass, (SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number)) AS key
         FROM pg_constraint c
        WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
        ORDER BY 1`,
    );
    expect(without.map(({ key }) => key)).toEqual(Object.values(WITHOUT_INDEX).flat().sort());
  });
});
