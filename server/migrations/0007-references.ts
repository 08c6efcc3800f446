import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes for what is asked often: who refers to bytes that are to be removed, and what was scored of late. */
export class References1790000000007 implements MigrationInterface {
  name = 'References1790000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const STATEMENTS = [
  `CREATE INDEX submission_artifact_sha256 ON submission (artifact_sha256)`,
  `CREATE INDEX data_file_sha256 ON data_file (sha256)`,
  `CREATE INDEX task_reference_sha256 ON task (reference_sha256)`,
  `CREATE INDEX evaluation_scored ON evaluation (ended_at DESC) WHERE state = 'SCORED'`,
];
