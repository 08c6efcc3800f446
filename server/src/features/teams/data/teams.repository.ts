import type { AccountId, ChallengeId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { rowsIn, Sql } from '../../../platform/db/sql.ts';
import { managerOf, type Tx } from '../../../platform/db/unit-of-work.ts';
import type { TeamChange } from '../domain/team-change.ts';
import type { TeamFacts } from '../teams.api.ts';
import { Team, TeamMember } from './team.entities.ts';

const TEAM = `t.id, t.challenge_id AS "challengeId", t.track, t.name, t.country, t.affiliation, t.leader_id AS "leaderId", t.locked_at AS "lockedAt"`;
const MEMBERS = `ARRAY(SELECT m.account_id FROM team_member m WHERE m.team_id = t.id AND m.left_at IS NULL ORDER BY m.joined_at, m.id) AS "memberIds"`;

export interface PresentMember {
  accountId: AccountId;
  joinedAt: Date;
}

@Injectable()
export class TeamsRepository {
  constructor(private readonly sql: Sql) {}

  ofMember(accountId: AccountId, challengeId: ChallengeId): Promise<TeamFacts | null> {
    return this.sql.one<TeamFacts>(
      `SELECT ${TEAM}, ${MEMBERS} FROM team_member mine JOIN team t ON t.id = mine.team_id
        WHERE mine.challenge_id = $1 AND mine.account_id = $2 AND mine.left_at IS NULL`,
      [challengeId, accountId],
    );
  }
  byId(teamId: TeamId): Promise<TeamFacts | null> {
    return this.sql.one<TeamFacts>(`SELECT ${TEAM}, ${MEMBERS} FROM team t WHERE t.id = $1`, [teamId]);
  }
  byIds(tx: Tx, teamIds: readonly TeamId[]): Promise<TeamFacts[]> {
    return rowsIn<TeamFacts>(tx, `SELECT ${TEAM}, ${MEMBERS} FROM team t WHERE t.id = ANY($1)`, [teamIds]);
  }
  /** Present members, longest first. */
  members(teamId: TeamId): Promise<PresentMember[]> {
    return this.sql.rows<PresentMember>(
      `SELECT account_id AS "accountId", joined_at AS "joinedAt" FROM team_member WHERE team_id = $1 AND left_at IS NULL ORDER BY joined_at, id`,
      [teamId],
    );
  }

  /** The team, its row locked until the transaction ends. */
  async lock(tx: Tx, teamId: TeamId): Promise<TeamFacts | null> {
    if ((await rowsIn(tx, `SELECT 1 FROM team WHERE id = $1 FOR UPDATE`, [teamId])).length === 0) return null;
    // Read by a statement of its own: the one that waited for the lock still sees the members of before.
    const [team] = await rowsIn<TeamFacts>(tx, `SELECT ${TEAM}, ${MEMBERS} FROM team t WHERE t.id = $1`, [teamId]);
    return team ?? null;
  }

  /** Unique violation on `team_name_key` when the name is taken in the challenge. */
  async insert(tx: Tx, team: Team): Promise<void> {
    await managerOf(tx).insert(Team, team);
  }
  /** Unique violation on `team_member_one_team` when the person is in a team of the challenge. */
  async insertMember(tx: Tx, member: TeamMember): Promise<void> {
    await managerOf(tx).insert(TeamMember, member);
  }

  /** Appends to the team's history, numbered on from its last event. The team's row must be locked or made in this transaction. */
  async record(tx: Tx, teamId: TeamId, actorId: AccountId | null, at: Date, changes: readonly TeamChange[]): Promise<void> {
    for (const change of changes)
      await rowsIn(
        tx,
        `INSERT INTO team_event (team_id, seq, at, actor_id, type, data)
         SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5 FROM team_event WHERE team_id = $1`,
        [teamId, at, actorId, change.type, JSON.stringify(change.data)],
      );
  }
}
