import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Submissions of three kinds, tasks scored by programs, what programs leave behind, and what evaluating them takes. */
export class Programs1790000000002 implements MigrationInterface {
  name = 'Programs1790000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const STATEMENTS = [
  // A scoring program may have no hidden data beside itself. `hidden`: hashes of all that nobody may download.
  `ALTER TABLE task ALTER COLUMN reference_sha256 DROP NOT NULL, ADD COLUMN hidden text[] NOT NULL DEFAULT '{}'`,
  `UPDATE task SET hidden = ARRAY[reference_sha256::text]`,
  // Every file that a challenge keeps or kept in an earlier revision: while it is here, nobody removes its bytes.
  `CREATE TABLE challenge_file (challenge_id uuid NOT NULL REFERENCES challenge, sha256 char(64) NOT NULL REFERENCES artifact, PRIMARY KEY (challenge_id, sha256))`,
  `CREATE INDEX challenge_file_sha256 ON challenge_file (sha256)`,
  `ALTER TABLE submission ADD COLUMN kind text NOT NULL DEFAULT 'prediction' CHECK (kind IN ('prediction', 'code', 'container'))`,
  // What a worker has to be able to do before it may take the evaluation: `sandbox`, `container`.
  `ALTER TABLE evaluation ADD COLUMN needs text[] NOT NULL DEFAULT '{}'`,
  `CREATE TABLE evaluation_log (
     evaluation_id uuid NOT NULL REFERENCES evaluation, name text NOT NULL, sha256 char(64) NOT NULL REFERENCES artifact, bytes bigint NOT NULL,
     PRIMARY KEY (evaluation_id, name))`,
  `CREATE INDEX evaluation_log_sha256 ON evaluation_log (sha256)`,
  // Values per case, when the scorer gives them: position i of every metric's values is case i.
  `CREATE TABLE case_score (
     evaluation_id uuid NOT NULL REFERENCES evaluation, metric text NOT NULL, values double precision[] NOT NULL, PRIMARY KEY (evaluation_id, metric))`,
];
