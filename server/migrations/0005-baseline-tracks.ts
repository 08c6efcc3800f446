import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The track of a baseline, which is shown on the boards of that track alone. */
export class BaselineTracks1790000000005 implements MigrationInterface {
  name = 'BaselineTracks1790000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const STATEMENTS = [
  // Null for a baseline from before: shown on every track, until its challenge is loaded again.
  `ALTER TABLE submission ADD COLUMN baseline_track text CHECK (baseline_track IS NULL OR baseline IS NOT NULL)`,
  `DROP INDEX submission_baseline`,
  `CREATE UNIQUE INDEX submission_baseline ON submission (phase_id, (baseline->>'en'), artifact_sha256, coalesce(baseline_track, '')) WHERE baseline IS NOT NULL`,
];
