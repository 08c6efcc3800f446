import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the spine. Across slices a row holds the other's id; the foreign keys are here. */
export class Spine1790000000001 implements MigrationInterface {
  name = 'Spine1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PLATFORM, ...ACCOUNTS, ...CHALLENGES, ...TEAMS, ...SUBMISSIONS, ...LEADERBOARDS]) await runner.query(statement);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const PLATFORM = [
  `CREATE TABLE installation (key text PRIMARY KEY, value text NOT NULL)`,
  `CREATE TABLE outbox (
     id uuid PRIMARY KEY, event text NOT NULL, payload jsonb NOT NULL, created_at timestamptz NOT NULL,
     dispatched_at timestamptz, attempts integer NOT NULL DEFAULT 0)`,
  `CREATE INDEX outbox_undispatched ON outbox (id) WHERE dispatched_at IS NULL`,
  `CREATE INDEX outbox_dispatched ON outbox (dispatched_at) WHERE dispatched_at IS NOT NULL`,
  `CREATE TABLE handled_event (handler text NOT NULL, event_id uuid NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (handler, event_id))`,
  `CREATE TABLE parked_job (handler text NOT NULL, event_id uuid NOT NULL, error text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (handler, event_id))`,
  `CREATE TABLE live_topic (topic text PRIMARY KEY, seq bigint NOT NULL)`,
  `CREATE TABLE live_event (
     topic text NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, kind text NOT NULL, data jsonb NOT NULL, PRIMARY KEY (topic, seq))`,
  `CREATE INDEX live_event_at ON live_event (at)`,
  `CREATE TABLE idempotency (
     account_id uuid NOT NULL, key text NOT NULL, request_hash text NOT NULL, result_id uuid NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (account_id, key))`,
  `CREATE TABLE audit_event (id uuid PRIMARY KEY, at timestamptz NOT NULL, actor_id uuid, action text NOT NULL, subject text NOT NULL, data jsonb NOT NULL DEFAULT '{}')`,
  `CREATE TABLE artifact (sha256 char(64) PRIMARY KEY, bytes bigint NOT NULL, created_at timestamptz NOT NULL)`,
];

const ACCOUNTS = [
  `CREATE TABLE account (
     id uuid PRIMARY KEY, email text NOT NULL, email_key text NOT NULL CONSTRAINT account_email_key UNIQUE, name text NOT NULL, roman_name text,
     country char(2) NOT NULL, affiliation text NOT NULL DEFAULT '', affiliation_kind text NOT NULL DEFAULT 'individual', locale char(2) NOT NULL,
     password_hash text NOT NULL, roles text[] NOT NULL DEFAULT '{member}', demo boolean NOT NULL DEFAULT false, created_at timestamptz NOT NULL)`,
  `CREATE TABLE session (
     key char(64) PRIMARY KEY, account_id uuid REFERENCES account ON DELETE CASCADE, data jsonb NOT NULL, expires_at timestamptz NOT NULL)`,
  `CREATE INDEX session_expires_at ON session (expires_at)`,
  `CREATE INDEX session_account ON session (account_id)`,
];

const CHALLENGES = [
  // `files` holds name -> { sha256, bytes } of every file the definition names; `definition_sha256` covers both.
  `CREATE TABLE challenge (
     id uuid PRIMARY KEY, slug text NOT NULL CONSTRAINT challenge_slug UNIQUE, definition jsonb NOT NULL, files jsonb NOT NULL, definition_sha256 char(64) NOT NULL,
     rules_version text NOT NULL, rules_sha256 char(64) NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL)`,
  `CREATE TABLE challenge_revision (
     challenge_id uuid NOT NULL REFERENCES challenge, revision integer NOT NULL, definition jsonb NOT NULL, files jsonb NOT NULL, definition_sha256 char(64) NOT NULL,
     at timestamptz NOT NULL, PRIMARY KEY (challenge_id, revision))`,
  // The parts others refer to. What a part says stands in the challenge's definition under the same key.
  `CREATE TABLE phase (
     id uuid PRIMARY KEY, challenge_id uuid NOT NULL REFERENCES challenge, key text NOT NULL, position integer NOT NULL,
     opens_at timestamptz NOT NULL, closes_at timestamptz,
     CONSTRAINT phase_key UNIQUE (challenge_id, key), CHECK (closes_at IS NULL OR closes_at > opens_at))`,
  `CREATE TABLE task (
     id uuid PRIMARY KEY, challenge_id uuid NOT NULL REFERENCES challenge, key text NOT NULL,
     reference_sha256 char(64) NOT NULL REFERENCES artifact, reference_rows integer NOT NULL,
     CONSTRAINT task_key UNIQUE (challenge_id, key))`,
  `CREATE TABLE phase_task (phase_id uuid NOT NULL REFERENCES phase, task_id uuid NOT NULL REFERENCES task, position integer NOT NULL, PRIMARY KEY (phase_id, task_id))`,
  `CREATE TABLE data_file (
     id uuid PRIMARY KEY, challenge_id uuid NOT NULL REFERENCES challenge, key text NOT NULL, position integer NOT NULL, file_name text NOT NULL,
     sha256 char(64) NOT NULL REFERENCES artifact, bytes bigint NOT NULL, CONSTRAINT data_file_key UNIQUE (challenge_id, key))`,
  `CREATE TABLE board (
     id uuid PRIMARY KEY, challenge_id uuid NOT NULL REFERENCES challenge, phase_id uuid NOT NULL REFERENCES phase, key text NOT NULL, track text NOT NULL,
     position integer NOT NULL, CONSTRAINT board_key UNIQUE (challenge_id, key))`,
  `CREATE TABLE participation (
     challenge_id uuid NOT NULL REFERENCES challenge, account_id uuid NOT NULL REFERENCES account, joined_at timestamptz NOT NULL,
     rules_version text NOT NULL, rules_sha256 char(64) NOT NULL, accepted_at timestamptz NOT NULL,
     CONSTRAINT participation_once PRIMARY KEY (challenge_id, account_id))`,
  `CREATE TABLE rules_acceptance (
     challenge_id uuid NOT NULL, account_id uuid NOT NULL, rules_version text NOT NULL, rules_sha256 char(64) NOT NULL, accepted_at timestamptz NOT NULL,
     PRIMARY KEY (challenge_id, account_id, rules_version, rules_sha256), FOREIGN KEY (challenge_id, account_id) REFERENCES participation)`,
];

const TEAMS = [
  `CREATE TABLE team (
     id uuid PRIMARY KEY, challenge_id uuid NOT NULL REFERENCES challenge, track text NOT NULL DEFAULT 'open', name text NOT NULL, name_key text NOT NULL,
     country char(2) NOT NULL, affiliation text NOT NULL DEFAULT '', leader_id uuid NOT NULL REFERENCES account, locked_at timestamptz,
     merged_into uuid REFERENCES team, created_at timestamptz NOT NULL)`,
  `CREATE UNIQUE INDEX team_name_key ON team (challenge_id, name_key) WHERE merged_into IS NULL`,
  `CREATE TABLE team_member (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES team, challenge_id uuid NOT NULL REFERENCES challenge, account_id uuid NOT NULL REFERENCES account,
     joined_at timestamptz NOT NULL, left_at timestamptz)`,
  // A person is in one team per challenge.
  `CREATE UNIQUE INDEX team_member_one_team ON team_member (challenge_id, account_id) WHERE left_at IS NULL`,
  `CREATE INDEX team_member_team ON team_member (team_id)`,
  `CREATE TABLE team_event (
     team_id uuid NOT NULL REFERENCES team, seq integer NOT NULL, at timestamptz NOT NULL, actor_id uuid, type text NOT NULL, data jsonb NOT NULL DEFAULT '{}',
     PRIMARY KEY (team_id, seq))`,
  `CREATE TABLE team_invitation (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES team, token_sha256 char(64) NOT NULL UNIQUE, email_key text, created_by uuid NOT NULL REFERENCES account,
     created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, accepted_by uuid REFERENCES account, accepted_at timestamptz, revoked_at timestamptz)`,
  `CREATE INDEX team_invitation_team ON team_invitation (team_id)`,
];

const SUBMISSIONS = [
  `CREATE TABLE upload (
     id text PRIMARY KEY, account_id uuid NOT NULL REFERENCES account, file_name text NOT NULL, length bigint NOT NULL, state text NOT NULL,
     sha256 char(64), bytes bigint, finding jsonb, context text NOT NULL DEFAULT '', submission_id uuid, created_at timestamptz NOT NULL, ended_at timestamptz,
     CHECK (state IN ('open', 'complete', 'refused')))`,
  `CREATE INDEX upload_created_at ON upload (created_at)`,
  `CREATE TABLE submission (
     id uuid PRIMARY KEY, receipt text NOT NULL CONSTRAINT submission_receipt UNIQUE, number integer NOT NULL, challenge_id uuid NOT NULL REFERENCES challenge,
     phase_id uuid NOT NULL REFERENCES phase, team_id uuid REFERENCES team, account_id uuid REFERENCES account,
     artifact_sha256 char(64) NOT NULL REFERENCES artifact, file_name text NOT NULL, bytes bigint NOT NULL, note text NOT NULL DEFAULT '',
     baseline jsonb, state text NOT NULL, state_at timestamptz NOT NULL, history jsonb NOT NULL, received_at timestamptz NOT NULL,
     findings jsonb, failure_class text, failure jsonb,
     CONSTRAINT submission_number UNIQUE (team_id, phase_id, number),
     -- A submission is a team's, or a baseline of the organizers: shown, never ranked.
     CHECK ((team_id IS NULL) = (baseline IS NOT NULL)))`,
  `CREATE UNIQUE INDEX submission_baseline ON submission (phase_id, (baseline->>'en'), artifact_sha256) WHERE baseline IS NOT NULL`,
  `CREATE INDEX submission_team ON submission (team_id, phase_id, received_at DESC)`,
  `CREATE INDEX submission_phase_state ON submission (phase_id, state)`,
  `CREATE TABLE evaluation (
     id uuid PRIMARY KEY, submission_id uuid NOT NULL REFERENCES submission, task_id uuid NOT NULL REFERENCES task, team_id uuid, challenge_id uuid NOT NULL,
     state text NOT NULL, state_at timestamptz NOT NULL, created_at timestamptz NOT NULL, current boolean NOT NULL DEFAULT true,
     attempt integer NOT NULL DEFAULT 0, lapses integer NOT NULL DEFAULT 0, lease_owner text, lease_until timestamptz,
     started_at timestamptz, ended_at timestamptz, failure_class text, failure jsonb, record jsonb)`,
  `CREATE INDEX evaluation_open ON evaluation (state, created_at) WHERE state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING')`,
  `CREATE INDEX evaluation_submission ON evaluation (submission_id)`,
  `CREATE INDEX evaluation_ended ON evaluation (ended_at) WHERE ended_at IS NOT NULL`,
  // One current evaluation per submission and task: nothing is scored twice.
  `CREATE UNIQUE INDEX evaluation_current ON evaluation (submission_id, task_id) WHERE current`,
  `CREATE TABLE score (
     evaluation_id uuid NOT NULL REFERENCES evaluation, metric text NOT NULL, part text NOT NULL CHECK (part IN ('public', 'private')), value double precision NOT NULL,
     PRIMARY KEY (evaluation_id, metric, part), CHECK (value = value AND abs(value) < 'Infinity'::double precision))`,
  `CREATE TABLE quota_use (
     submission_id uuid PRIMARY KEY REFERENCES submission, team_id uuid NOT NULL REFERENCES team, phase_id uuid NOT NULL REFERENCES phase, at timestamptz NOT NULL,
     state text NOT NULL CHECK (state IN ('RESERVED', 'COMMITTED', 'REFUNDED')), settled_at timestamptz, reason text)`,
  `CREATE INDEX quota_use_team ON quota_use (team_id, phase_id)`,
  `CREATE TABLE quota_grant (
     id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES team, phase_id uuid NOT NULL REFERENCES phase, extra integer NOT NULL CHECK (extra > 0),
     reason text NOT NULL, granted_by uuid REFERENCES account, at timestamptz NOT NULL, expires_at timestamptz NOT NULL)`,
  `CREATE INDEX quota_grant_team ON quota_grant (team_id, phase_id)`,
];

const LEADERBOARDS = [
  // One row per team of a board, and one per baseline. The order is memcmp order of sort_key: score columns (8 bytes each), then receipt, then id.
  // A score part alone is a prefix, so "strictly better scores" is one range of the index too.
  `CREATE TABLE standing (
     board_id uuid NOT NULL REFERENCES board, entry_id uuid NOT NULL, team_id uuid REFERENCES team, baseline jsonb, submission_id uuid NOT NULL REFERENCES submission,
     scores double precision[] NOT NULL, sort_key bytea NOT NULL, trend double precision[] NOT NULL, received_at timestamptz NOT NULL,
     team_name text NOT NULL, country char(2), affiliation text NOT NULL, submissions integer NOT NULL, last_at timestamptz NOT NULL,
     PRIMARY KEY (board_id, entry_id), CHECK ((team_id IS NULL) = (baseline IS NOT NULL)))`,
  // Baselines hold no rank: counting over this index is counting ranked teams.
  `CREATE UNIQUE INDEX standing_order ON standing (board_id, sort_key) WHERE team_id IS NOT NULL`,
  `CREATE INDEX standing_team ON standing (team_id) WHERE team_id IS NOT NULL`,
  // seq is the board's version. submission_id caused the change, standing_submission_id represents the entry after it (null: no longer on the board).
  `CREATE TABLE standing_change (
     board_id uuid NOT NULL REFERENCES board, seq bigint NOT NULL, entry_id uuid NOT NULL, at timestamptz NOT NULL,
     cause text NOT NULL CHECK (cause IN ('scored', 'retired', 'profile', 'rebuilt')), submission_id uuid REFERENCES submission,
     standing_submission_id uuid REFERENCES submission, scores double precision[], sort_key bytea, sort_key_before bytea,
     rank_before integer, rank_after integer, teams integer NOT NULL, best_before double precision,
     PRIMARY KEY (board_id, seq, entry_id))`,
  `CREATE INDEX standing_change_at ON standing_change (board_id, at)`,
  `CREATE INDEX standing_change_submission ON standing_change (submission_id)`,
];
