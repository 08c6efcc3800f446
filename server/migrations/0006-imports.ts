import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Archives of other platforms on their way to a challenge, and challenges that nobody but their organizers knows of yet. */
export class Imports1790000000006 implements MigrationInterface {
  name = 'Imports1790000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const STATEMENTS = [
  // Null: a draft. What was there before was there for everybody.
  `ALTER TABLE challenge ADD COLUMN published_at timestamptz`,
  `UPDATE challenge SET published_at = created_at`,
  // `upload_id`: the upload it was made of, so that asking twice makes one. `attempt` is the fencing token of the lease, whichever stage holds it.
  `CREATE TABLE challenge_import (
     id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account, upload_id text NOT NULL CONSTRAINT challenge_import_upload UNIQUE,
     file_name text NOT NULL, bytes bigint NOT NULL, sha256 char(64) NOT NULL REFERENCES artifact,
     state text NOT NULL, dry_run_state text NOT NULL DEFAULT 'none', created_at timestamptz NOT NULL, state_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
     attempt integer NOT NULL DEFAULT 0, lapses integer NOT NULL DEFAULT 0, lease_owner text, lease_until timestamptz,
     format text, version text NOT NULL DEFAULT '', title text NOT NULL DEFAULT '', findings jsonb NOT NULL DEFAULT '[]', solutions jsonb NOT NULL DEFAULT '[]',
     draft jsonb, dry_run jsonb, challenge_id uuid REFERENCES challenge,
     CHECK (state IN ('uploaded', 'reading', 'read', 'refused', 'failed', 'created', 'discarded')),
     CHECK (dry_run_state IN ('none', 'queued', 'running', 'passed', 'failed')),
     CHECK ((challenge_id IS NOT NULL) = (state = 'created')))`,
  `CREATE INDEX challenge_import_account ON challenge_import (account_id, created_at DESC)`,
  `CREATE INDEX challenge_import_sha256 ON challenge_import (sha256)`,
  `CREATE INDEX challenge_import_challenge ON challenge_import (challenge_id)`,
  `CREATE INDEX challenge_import_expires_at ON challenge_import (expires_at)`,
  `CREATE INDEX challenge_import_waiting ON challenge_import (created_at) WHERE state IN ('uploaded', 'reading') OR dry_run_state IN ('queued', 'running')`,
  // The files of the challenge that will be: while they are here, nobody removes their bytes.
  `CREATE TABLE challenge_import_file (import_id uuid NOT NULL REFERENCES challenge_import ON DELETE CASCADE, sha256 char(64) NOT NULL REFERENCES artifact, PRIMARY KEY (import_id, sha256))`,
  `CREATE INDEX challenge_import_file_sha256 ON challenge_import_file (sha256)`,
  // What programs printed in the dry run.
  `CREATE TABLE challenge_import_log (
     import_id uuid NOT NULL REFERENCES challenge_import ON DELETE CASCADE, solution integer NOT NULL, task integer NOT NULL, name text NOT NULL, text text NOT NULL,
     PRIMARY KEY (import_id, solution, task, name))`,
];
