import type { AccountId, BoardId, ChallengeId, PhaseId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { problem } from '../../platform/http/problem.ts';
import { ChallengeCatalogue } from './challenge-catalogue.ts';
import { ChallengesApi, type BoardFacts, type ChallengeFacts, type PhaseFacts } from './challenges.api.ts';
import { ParticipationsRepository } from './data/participations.repository.ts';
import { isOutdated } from './rules-acceptance.ts';

@Injectable()
export class ChallengesService extends ChallengesApi {
  constructor(
    private readonly catalogue: ChallengeCatalogue,
    private readonly participations: ParticipationsRepository,
  ) {
    super();
  }

  async challenges(): Promise<ChallengeFacts[]> {
    return [...(await this.catalogue.current()).challenges.values()].map(({ id, slug, definition }) => ({ id, slug, title: definition.title }));
  }

  async phase(id: PhaseId): Promise<PhaseFacts | null> {
    return (await this.catalogue.current()).phases.get(id) ?? null;
  }

  async board(id: BoardId): Promise<BoardFacts | null> {
    return (await this.catalogue.current()).boards.get(id) ?? null;
  }

  async boardsOfPhase(id: PhaseId): Promise<BoardFacts[]> {
    return (await this.boards()).filter(({ phaseId }) => phaseId === id);
  }

  async boards(): Promise<BoardFacts[]> {
    return [...(await this.catalogue.current()).boards.values()];
  }

  isCurrent(board: BoardFacts): boolean {
    return this.catalogue.isCurrent(board);
  }

  async requireAcceptedRules(accountId: AccountId, challengeId: ChallengeId): Promise<void> {
    const rules = await this.participations.of(accountId, challengeId);
    if (!rules) throw problem('not-found');
    if (!rules.accepted) throw problem('not-joined', { slug: rules.slug });
    if (isOutdated(rules)) throw problem('rules-outdated', { slug: rules.slug, rulesVersion: rules.current.rulesVersion });
  }
}
