import type { BoardId, ChallengeId, PhaseId } from '@gac/shared/values';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Notifications } from '../../platform/db/notifications.ts';
import { boardFacts, phaseFacts, type StoredChallenge } from './challenge-facts.ts';
import type { BoardFacts, PhaseFacts } from './challenges.api.ts';
import { CHALLENGES_CHANNEL, ChallengesRepository } from './data/challenges.repository.ts';

/** Every challenge as of one look at the database. Never changed once made. */
export interface Catalogue {
  /** Grows whenever a challenge differs. */
  version: number;
  challenges: ReadonlyMap<ChallengeId, StoredChallenge>;
  bySlug: ReadonlyMap<string, StoredChallenge>;
  phases: ReadonlyMap<PhaseId, PhaseFacts>;
  boards: ReadonlyMap<BoardId, BoardFacts>;
}
const byId = <K, V extends { id: K }>(items: readonly V[]): Map<K, V> => new Map(items.map((item) => [item.id, item]));

function catalogueOf(version: number, challenges: readonly StoredChallenge[]): Catalogue {
  return {
    version,
    challenges: byId(challenges),
    bySlug: new Map(challenges.map((challenge) => [challenge.slug, challenge])),
    phases: byId(challenges.flatMap(phaseFacts)),
    boards: byId(challenges.flatMap(boardFacts)),
  };
}
/** The database is looked at this often even without a notification: notifications are hints. */
const LOOK_MS = 1_000;

/**
 * All definitions in memory. Another process's change is noticed by notification, and by comparing hashes at most a second later;
 * only challenges whose hash differs are read again.
 */
@Injectable()
export class ChallengeCatalogue implements OnModuleInit {
  private shown = catalogueOf(0, []);
  private lookedAt = Number.NEGATIVE_INFINITY;
  private outdated = true;
  private looking: Promise<Catalogue> | null = null;
  private turn = 0;
  private shownTurn = 0;

  constructor(
    private readonly challenges: ChallengesRepository,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.notifications.listen(CHALLENGES_CHANNEL, () => {
      this.forget();
    });
  }

  /** Whoever asks from now on gets what is in the database now, or newer. */
  forget(): void {
    this.outdated = true;
  }

  /** Whether facts of a board are, as far as memory knows, those of the database. */
  isCurrent(board: BoardFacts): boolean {
    return !this.outdated && !this.isOld() && this.shown.boards.get(board.id) === board;
  }

  async current(): Promise<Catalogue> {
    if (this.outdated || (!this.looking && this.isOld())) {
      this.outdated = false;
      const looking = this.look(++this.turn);
      this.looking = looking;
      const ended = (): void => {
        if (this.looking === looking) this.looking = null;
      };
      looking.then(ended, () => {
        this.outdated = true;
        ended();
      });
    }
    return this.looking ?? this.shown;
  }

  private isOld(): boolean {
    return !this.notifications.connected || Math.abs(this.clock.now().getTime() - this.lookedAt) >= LOOK_MS;
  }

  private async look(turn: number): Promise<Catalogue> {
    const at = this.clock.now().getTime();
    const known = this.shown;
    const stamps = await this.challenges.stamps();
    const differing = stamps.filter(({ id, definitionSha256 }) => known.challenges.get(id)?.definitionSha256 !== definitionSha256);
    if (differing.length === 0 && stamps.length === known.challenges.size) {
      this.lookedAt = at;
      return known;
    }
    const fresh = byId(await this.challenges.stored(differing.map(({ id }) => id)));
    const challenges = stamps.flatMap(({ id }) => fresh.get(id) ?? known.challenges.get(id) ?? []);
    const catalogue = catalogueOf(turn, challenges);
    // A look that began earlier may end later; the newer one stays.
    if (turn > this.shownTurn) {
      this.shown = catalogue;
      this.shownTurn = turn;
      this.lookedAt = at;
    }
    return catalogue;
  }
}
