import { ChallengeDefinition, type BoardDefinition } from '@gac/shared/contract/definition';
import type { AccountId, BoardId, ChallengeId, PhaseId, SubmissionId, TeamId } from '@gac/shared/values';
import { rowsIn } from '../../../platform/db/sql.ts';
import { UnitOfWork, type Tx } from '../../../platform/db/unit-of-work.ts';
import { Ids } from '../../../platform/ids/ids.ts';
import type { EventType } from '../../../platform/outbox/event.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Harness } from '../../../testing/harness.ts';
import { submissionRetired, submissionScored } from '../../submissions/index.ts';
import { teamProfileChanged } from '../../teams/index.ts';

const HASH = 'ab'.repeat(32);
/** Private scores are told from public ones by their digits. */
export const PRIVATE = 0.777123;
const text = (en: string): { ko: string; en: string } => ({ ko: en, en });
const definitionOf = (boards: Partial<BoardDefinition>[]): ChallengeDefinition =>
  ChallengeDefinition.parse({
    gac: 'challenge/1', slug: 'ranks', title: text('Ranks'), summary: text('s'), overview: text('o'), field: text('f'),
    rules: { version: '1', date: '2026-11-01', clauses: [{ id: 'a', title: text('t'), text: text('t') }] },
    tasks: [{
      key: 't', name: text('t'), format: { idColumn: 'id', columns: [{ name: 'p', kind: 'number' }] }, reference: { file: 'r.csv', idColumn: 'id', truthColumn: 'y', partColumn: 'part' },
      scorer: { kind: 'builtin', metrics: [{ key: 'acc', metric: 'accuracy' }, { key: 'loss', metric: 'log_loss' }] },
    }],
    phases: [{ key: 'main', name: text('Main'), opensAt: '2026-11-01T00:00:00Z', tasks: ['t'] }],
    boards: boards.map((board, n) => ({ key: `b${String(n)}`, name: text('Board'), phase: 'main', columns: [{ key: 'acc', metric: 'acc', task: 't' }], order: ['acc'], ...board })),
  });

/** A challenge with its boards, and submissions that are scored already: what the leaderboards hear of. */
export class Contest {
  private constructor(
    readonly harness: Harness,
    readonly challengeId: ChallengeId,
    readonly phaseId: PhaseId,
    private readonly taskId: string,
    readonly boards: BoardId[],
  ) {}

  static async start(harness: Harness, boards: Partial<BoardDefinition>[] = [{}]): Promise<Contest> {
    const ids = harness.app.get(Ids);
    const definition = definitionOf(boards);
    const [challengeId, phaseId, taskId] = [ids.next<ChallengeId>(), ids.next<PhaseId>(), ids.next()];
    const boardIds = boards.map(() => ids.next<BoardId>());
    // Whole or not at all, as a load does it: a look in between would keep the half, whose hash stays the same.
    await harness.app.get(UnitOfWork).run(async (tx) => {
      await rowsIn(tx, `INSERT INTO artifact (sha256, bytes, created_at) VALUES ($1, 1, now())`, [HASH]);
      await rowsIn(tx, `INSERT INTO challenge (id, slug, definition, files, definition_sha256, rules_version, rules_sha256, created_at, updated_at, published_at) VALUES ($1, 'ranks', $2, '{}', $3, '1', $3, now(), now(), now())`, [challengeId, JSON.stringify(definition), HASH]);
      await rowsIn(tx, `INSERT INTO phase (id, challenge_id, key, position, opens_at) VALUES ($1, $2, 'main', 0, '2026-11-01Z')`, [phaseId, challengeId]);
      await rowsIn(tx, `INSERT INTO task (id, challenge_id, key, reference_sha256, reference_rows) VALUES ($1, $2, 't', $3, 1)`, [taskId, challengeId, HASH]);
      await rowsIn(tx, `INSERT INTO phase_task (phase_id, task_id, position) VALUES ($1, $2, 0)`, [phaseId, taskId]);
      for (const [n, id] of boardIds.entries()) await rowsIn(tx, `INSERT INTO board (id, challenge_id, phase_id, key, track, position) VALUES ($1, $2, $3, $4, 'open', $5)`, [id, challengeId, phaseId, `b${String(n)}`, n]);
      await rowsIn(tx, `SELECT pg_notify('gac_challenges', '')`);
    });
    return new Contest(harness, challengeId, phaseId, taskId, boardIds);
  }

  get boardId(): BoardId {
    return this.boards[0] as BoardId;
  }
  private get ids(): Ids {
    return this.harness.app.get(Ids);
  }
  private run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.harness.app.get(UnitOfWork).run(work);
  }

  /** A team; its leader is `accountId`, or somebody who never signs in. */
  async team(name: string, over: { country?: string; affiliation?: string; accountId?: AccountId } = {}): Promise<TeamId> {
    const id = this.ids.next<TeamId>();
    const leader = over.accountId ?? this.ids.next<AccountId>();
    const { sql } = this.harness;
    if (!over.accountId) await sql.rows(`INSERT INTO account (id, email, email_key, name, country, locale, password_hash, created_at) VALUES ($1, $2, $2, 'x', 'KR', 'ko', 'x', now())`, [leader, `${leader}@example.org`]);
    await sql.rows(`INSERT INTO team (id, challenge_id, name, name_key, country, affiliation, leader_id, created_at) VALUES ($1, $2, $3, $3, $4, $5, $6, now())`, [id, this.challengeId, name, over.country ?? 'KR', over.affiliation ?? '', leader]);
    await sql.rows(`INSERT INTO team_member (id, team_id, challenge_id, account_id, joined_at) VALUES ($1, $2, $3, $4, now())`, [this.ids.next(), id, this.challengeId, leader]);
    return id;
  }

  /** A submission in state SCORED, with the event that says so. */
  score(teamId: TeamId, accuracy: number, loss = 1): Promise<SubmissionId> {
    return this.insert(teamId, null, accuracy, loss);
  }
  baseline(name: string, accuracy: number): Promise<SubmissionId> {
    return this.insert(null, text(name), accuracy, 1);
  }
  private insert(teamId: TeamId | null, baseline: object | null, accuracy: number, loss: number): Promise<SubmissionId> {
    const [id, evaluation, at] = [this.ids.next<SubmissionId>(), this.ids.next(), this.harness.clock.now()];
    return this.run(async (tx) => {
      await rowsIn(
        tx,
        `INSERT INTO submission (id, receipt, number, challenge_id, phase_id, team_id, account_id, artifact_sha256, file_name, bytes, baseline, state, state_at, history, received_at)
         VALUES ($1, $2, 1 + (SELECT count(*)::int FROM submission WHERE team_id = $4), $3, $5, $4, (SELECT leader_id FROM team WHERE id = $4), $6, 'p.csv', 1, $7, 'SCORED', $8, '[]', $8)`,
        [id, id, this.challengeId, teamId, this.phaseId, HASH, baseline && JSON.stringify(baseline), at],
      );
      await rowsIn(tx, `INSERT INTO evaluation (id, submission_id, task_id, team_id, challenge_id, state, state_at, created_at) VALUES ($1, $2, $3, $4, $5, 'SCORED', $6, $6)`, [evaluation, id, this.taskId, teamId, this.challengeId, at]);
      for (const [metric, part, value] of [['acc', 'public', accuracy], ['loss', 'public', loss], ['acc', 'private', PRIVATE], ['loss', 'private', PRIVATE]]) await rowsIn(tx, `INSERT INTO score (evaluation_id, metric, part, value) VALUES ($1, $2, $3, $4)`, [evaluation, metric, part, value]);
      await this.tell(tx, submissionScored, { submissionId: id, phaseId: this.phaseId });
      return id;
    });
  }

  async retire(submissionId: SubmissionId): Promise<void> {
    await this.run(async (tx) => {
      await rowsIn(tx, `UPDATE submission SET state = 'WITHDRAWN' WHERE id = $1`, [submissionId]);
      await this.tell(tx, submissionRetired, { submissionId, phaseId: this.phaseId });
    });
  }
  async rename(teamId: TeamId, name: string): Promise<void> {
    await this.run(async (tx) => {
      await rowsIn(tx, `UPDATE team SET name = $2, name_key = $2 WHERE id = $1`, [teamId, name]);
      await this.tell(tx, teamProfileChanged, { teamId });
    });
  }
  private tell<P>(tx: Tx, event: EventType<P>, payload: P): Promise<void> {
    return this.harness.app.get(Outbox).append(tx, event, payload);
  }

  /** The stored rows as text: equal exactly when they are equal to the byte. */
  async stored(boardId = this.boardId): Promise<string[]> {
    return (await this.harness.sql.rows<{ row: string }>(`SELECT s::text AS row FROM standing s WHERE board_id = $1 ORDER BY entry_id`, [boardId])).map(({ row }) => row);
  }
}
