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
  `CREATE INDEX upload_waiting_bytes ON upload (sha256) WHERE submission_id IS NULL`,
  // Every file that a challenge keeps, or kept in an earlier revision: what nothing refers to may be removed.
  `CREATE TABLE challenge_artifact (
     challenge_id uuid NOT NULL REFERENCES challenge, sha256 char(64) NOT NULL REFERENCES artifact, PRIMARY KEY (challenge_id, sha256))`,
  `CREATE INDEX challenge_artifact_sha256 ON challenge_artifact (sha256)`,
  `INSERT INTO challenge_artifact (challenge_id, sha256)
   SELECT DISTINCT r.challenge_id, a.sha256 FROM challenge_revision r, jsonb_each(r.files) AS file(name, facts) JOIN artifact a ON a.sha256 = file.facts->>'sha256'`,
];
