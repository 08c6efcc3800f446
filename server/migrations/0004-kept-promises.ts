import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the rows of a board were made by; what waits to be submitted. */
export class KeptPromises1790000000004 implements MigrationInterface {
  name = 'KeptPromises1790000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const STATEMENTS = [
  // The part of the definition that the board's rows were computed by. No row: nobody has looked yet.
  `CREATE TABLE board_shape (board_id uuid PRIMARY KEY REFERENCES board ON DELETE CASCADE, shape text NOT NULL)`,
  // What an account has uploaded and not submitted is counted with every new upload, and looked through by the sweeper.
  `CREATE INDEX upload_waiting ON upload (account_id) WHERE submission_id IS NULL`,
];
