import type { TeamView } from '@gac/shared/contract/challenges';
import { checkTeamName } from '@gac/shared/rules/team-name';
import type { AccountId, ChallengeId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { AccountsService } from '../accounts/index.ts';
import type { Team } from './data/team.entities.ts';
import { TeamsRepository } from './data/teams.repository.ts';
import { foundingOf } from './domain/team-change.ts';
import { TeamsApi, type TeamDraft, type TeamFacts } from './teams.api.ts';

@Injectable()
export class TeamsService extends TeamsApi {
  constructor(
    private readonly teams: TeamsRepository,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
  }

  of(accountId: AccountId, challengeId: ChallengeId): Promise<TeamFacts | null> {
    return this.teams.ofMember(accountId, challengeId);
  }

  find(teamId: TeamId): Promise<TeamFacts | null> {
    return this.teams.byId(teamId);
  }

  findAll(tx: Tx, teamIds: readonly TeamId[]): Promise<TeamFacts[]> {
    return this.teams.byIds(tx, teamIds);
  }

  async view(accountId: AccountId, challengeId: ChallengeId): Promise<TeamView | null> {
    const team = await this.teams.ofMember(accountId, challengeId);
    if (!team) return null;
    const members = await this.teams.members(team.id);
    const names = await Promise.all(members.map(async (member) => (await this.accounts.find(member.accountId))?.name ?? ''));
    return {
      ...team,
      leader: team.leaderId === accountId,
      locked: team.lockedAt !== null,
      members: members.map((member, i) => ({ name: names[i] ?? '', leader: member.accountId === team.leaderId, joinedAt: member.joinedAt.toISOString() })),
    };
  }

  async lock(tx: Tx, teamId: TeamId): Promise<TeamFacts> {
    const team = await this.teams.lock(tx, teamId);
    if (!team) throw problem('not-found');
    return team;
  }

  async draft(founderId: AccountId, typedName: string): Promise<TeamDraft> {
    const checked = checkTeamName(typedName);
    if (!checked.ok) throw problem('team-name-invalid', { min: checked.refusal.min, max: checked.refusal.max });
    const founder = await this.accounts.find(founderId);
    if (!founder) throw problem('unauthenticated');
    return { founderId, name: checked.value.name, nameKey: checked.value.key, country: founder.country, affiliation: founder.affiliation };
  }

  async create(tx: Tx, draft: TeamDraft, challengeId: ChallengeId, track: string): Promise<TeamFacts> {
    const { founderId, ...profile } = draft;
    const at = this.clock.now();
    const team: Team = { ...profile, id: this.ids.next<TeamId>(), challengeId, track, leaderId: founderId, lockedAt: null, mergedInto: null, createdAt: at };
    try {
      await this.teams.insert(tx, team);
      await this.teams.insertMember(tx, { id: this.ids.next(), teamId: team.id, challengeId, accountId: founderId, joinedAt: at, leftAt: null });
    } catch (error) {
      if (isUniqueViolation(error, 'team_name_key')) throw problem('team-name-taken');
      if (isUniqueViolation(error, 'team_member_one_team')) throw problem('already-joined');
      throw error;
    }
    await this.teams.record(tx, team.id, founderId, at, foundingOf(founderId, team));
    const { name, country, affiliation, leaderId, lockedAt } = team;
    return { id: team.id, challengeId, track, name, country, affiliation, leaderId, lockedAt, memberIds: [founderId] };
  }
}
