import type { AccountId, PhaseId, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/access/access.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Permission } from '../../platform/access/table.ts';
import { problem } from '../../platform/http/problem.ts';
import { ChallengesApi, type PhaseFacts } from '../challenges/index.ts';
import { TeamsApi, type TeamFacts } from '../teams/index.ts';
import { SubmissionQueries } from './submissions.queries.ts';

export interface Entrant {
  phase: PhaseFacts;
  team: TeamFacts;
  accountId: AccountId;
}

/** Who may do what with submissions: the members of the team they belong to. */
@Injectable()
export class Entrants {
  constructor(
    private readonly challenges: ChallengesApi,
    private readonly teams: TeamsApi,
    private readonly queries: SubmissionQueries,
    private readonly access: Access,
  ) {}

  /** The actor's team in the phase's challenge, with the current rules accepted. Refusals: `not-joined`, `rules-outdated`. */
  async of(actor: Actor, phaseId: PhaseId, permission: Permission): Promise<Entrant> {
    const phase = await this.challenges.phase(phaseId);
    if (!phase) throw problem('not-found');
    if (actor.kind !== 'account') throw problem('unauthenticated');
    await this.challenges.requireAcceptedRules(actor.id, phase.challengeId);
    const team = await this.teams.of(actor.id, phase.challengeId);
    if (!team) throw problem('not-joined', { slug: phase.slug });
    this.access.require(actor, permission, { owners: team.memberIds });
    return { phase, team, accountId: actor.id };
  }

  /** Raises `not-found` unless the submission is one that the actor may do this with. */
  async require(actor: Actor, id: SubmissionId, permission: Permission): Promise<void> {
    const belongs = await this.queries.belonging(id);
    if (belongs === null) throw problem('not-found');
    const team = belongs.teamId === null ? null : await this.teams.find(belongs.teamId);
    this.access.require(actor, permission, { owners: team?.memberIds ?? [], challenges: [belongs.challengeId] });
  }
}
