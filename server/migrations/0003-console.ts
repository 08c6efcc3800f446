import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The organizers' side of evaluation: who organizes what, which workers there are, what is paused, and what became of each attempt. */
export class Console1790000000003 implements MigrationInterface {
  name = 'Console1790000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const STATEMENTS = [
  `CREATE TABLE challenge_organizer (
     account_id uuid NOT NULL REFERENCES account, challenge_id uuid NOT NULL REFERENCES challenge, granted_at timestamptz NOT NULL,
     PRIMARY KEY (account_id, challenge_id))`,
  `CREATE INDEX challenge_organizer_challenge ON challenge_organizer (challenge_id)`,
  // Who had the role before it was tied to challenges keeps what it allowed.
  `INSERT INTO challenge_organizer (account_id, challenge_id, granted_at)
     SELECT a.id, c.id, now() FROM account a CROSS JOIN challenge c WHERE 'organizer' = ANY(a.roles)`,
  // A worker process from its start to its end. drained_at: it finishes what it has and takes nothing more.
  `CREATE TABLE worker (
     id text PRIMARY KEY, host text NOT NULL, pid integer NOT NULL, started_at timestamptz NOT NULL, seen_at timestamptz NOT NULL, ended_at timestamptz,
     slots integer NOT NULL, busy integer NOT NULL, abilities jsonb, drained_at timestamptz)`,
  `CREATE INDEX worker_seen_at ON worker (seen_at)`,
  // While a row without resumed_at names a challenge (or none: all of them), nothing of it is claimed.
  `CREATE TABLE queue_pause (id uuid PRIMARY KEY, challenge_id uuid REFERENCES challenge, at timestamptz NOT NULL, resumed_at timestamptz)`,
  `CREATE UNIQUE INDEX queue_pause_open ON queue_pause (coalesce(challenge_id, '00000000-0000-0000-0000-000000000000')) WHERE resumed_at IS NULL`,
  `CREATE INDEX queue_pause_challenge ON queue_pause (challenge_id)`,
  // One row per number of the fencing token: a claim, or an organizer who took the evaluation away.
  `CREATE TABLE evaluation_attempt (
     evaluation_id uuid NOT NULL REFERENCES evaluation, attempt integer NOT NULL, stage text NOT NULL CHECK (stage IN ('validate', 'evaluate')), worker text,
     started_at timestamptz NOT NULL, ended_at timestamptz, outcome text, detail text,
     PRIMARY KEY (evaluation_id, attempt), CHECK ((ended_at IS NULL) = (outcome IS NULL)),
     CHECK (outcome IN ('passed', 'scored', 'invalid', 'failed', 'gave-back', 'left', 'lapsed', 'taken-away', 'requeued', 'cancelled')))`,
  `ALTER TABLE audit_event ADD COLUMN reason text NOT NULL DEFAULT ''`,
  `UPDATE audit_event SET reason = data->>'reason' WHERE data ? 'reason'`,
  `CREATE INDEX audit_event_subject ON audit_event (subject, at)`,
  `CREATE INDEX audit_event_at ON audit_event (at)`,
  `CREATE INDEX submission_challenge ON submission (challenge_id, received_at DESC)`,
];
