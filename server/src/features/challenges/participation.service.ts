import type { AcceptRules, JoinChallenge, ParticipationView } from '@gac/shared/contract/challenges';
import type { AccountId, ChallengeId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/access/access.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation, UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { TeamsApi } from '../teams/index.ts';
import { ChallengeCatalogue } from './challenge-catalogue.ts';
import type { StoredChallenge } from './challenge-facts.ts';
import { ParticipationsRepository } from './data/participations.repository.ts';
import { isOutdated, isSameRules, joinSha256 } from './rules-acceptance.ts';

const NOTHING: ParticipationView = { joinedAt: null, acceptedRulesVersion: null, rulesOutdated: false, team: null };

@Injectable()
export class ParticipationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly catalogue: ChallengeCatalogue,
    private readonly participations: ParticipationsRepository,
    private readonly teams: TeamsApi,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  /** The viewer's own relation to the challenge. Refusals: `unauthenticated`, `not-found`. */
  async get(actor: Actor, slug: string): Promise<ParticipationView> {
    this.access.require(actor, 'participation.read', {});
    const challenge = await this.challenge(slug);
    return this.view(accountOf(actor), challenge.id);
  }

  /**
   * Accepts the rules and enters as a team of one, all or nothing. The same request again under the same key answers as the first did.
   * Refusals: `rules-changed`, `team-name-invalid`, `team-name-taken`, `already-joined`, `idempotency-conflict`.
   */
  async join(actor: Actor, slug: string, body: JoinChallenge, idempotencyKey: string | null): Promise<ParticipationView> {
    this.access.require(actor, 'challenge.join', {});
    const accountId = accountOf(actor);
    const challenge = await this.challenge(slug);
    const draft = await this.teams.draft(accountId, body.teamName);
    const track = challenge.definition.tracks[0]?.key ?? 'open';
    try {
      await this.uow.run(async (tx) => {
        const participation = await this.accepting(tx, challenge.id, accountId, body);
        await this.participations.insert(tx, { ...participation, joinedAt: participation.acceptedAt });
        await this.participations.recordAcceptance(tx, participation);
        await this.teams.create(tx, draft, challenge.id, track);
        if (idempotencyKey !== null) await this.participations.rememberKey(tx, accountId, idempotencyKey, joinSha256(challenge.id, body), participation);
      });
    } catch (error) {
      if (isUniqueViolation(error, 'idempotency_pkey')) throw problem('idempotency-conflict');
      if (!isUniqueViolation(error, 'participation_once')) throw error;
      const before = idempotencyKey === null ? null : await this.participations.requestUnder(accountId, idempotencyKey);
      if (before === null) throw problem('already-joined');
      if (before !== joinSha256(challenge.id, body)) throw problem('idempotency-conflict');
    }
    return this.view(accountId, challenge.id);
  }

  /** Accepts the rules that hold now (CH-4). Refusals: `rules-changed`, `not-joined`. */
  async acceptRules(actor: Actor, slug: string, body: AcceptRules): Promise<ParticipationView> {
    this.access.require(actor, 'challenge.join', {});
    const accountId = accountOf(actor);
    const challenge = await this.challenge(slug);
    await this.uow.run(async (tx) => {
      const participation = await this.accepting(tx, challenge.id, accountId, body);
      if (!(await this.participations.update(tx, participation))) throw problem('not-joined', { slug });
      await this.participations.recordAcceptance(tx, participation);
    });
    return this.view(accountId, challenge.id);
  }

  /** The row of an acceptance of exactly the rules that hold until the transaction ends. */
  private async accepting(tx: Tx, challengeId: ChallengeId, accountId: AccountId, { rulesVersion, rulesSha256 }: AcceptRules) {
    const current = await this.participations.holdRules(tx, challengeId);
    if (!current) throw problem('not-found');
    if (!isSameRules(current, { rulesVersion, rulesSha256 })) throw problem('rules-changed', { rulesVersion: current.rulesVersion });
    return { challengeId, accountId, rulesVersion, rulesSha256, acceptedAt: this.clock.now() };
  }

  private async challenge(slug: string): Promise<StoredChallenge> {
    const challenge = (await this.catalogue.current()).bySlug.get(slug);
    if (!challenge) throw problem('not-found');
    return challenge;
  }

  private async view(accountId: AccountId, challengeId: ChallengeId): Promise<ParticipationView> {
    const [rules, team] = await Promise.all([this.participations.of(accountId, challengeId), this.teams.view(accountId, challengeId)]);
    if (!rules?.accepted) return NOTHING;
    return { joinedAt: rules.accepted.joinedAt.toISOString(), acceptedRulesVersion: rules.accepted.rulesVersion, rulesOutdated: isOutdated(rules), team };
  }
}

const accountOf = (actor: Actor): AccountId => {
  if (actor.kind !== 'account') throw problem('unauthenticated');
  return actor.id;
};
