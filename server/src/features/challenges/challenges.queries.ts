import { ChallengeList, ChallengeView } from '@gac/shared/contract/challenges';
import { nextBoundary } from '@gac/shared/rules/phase-status';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { problem } from '../../platform/http/problem.ts';
import { ChallengeCatalogue } from './challenge-catalogue.ts';
import { phaseWindow } from './challenge-facts.ts';
import { challengeCard, challengeView, inReadingOrder } from './challenge-views.ts';
import { EvaluationFacts, ScorerIdentity, StandingFacts } from './challenges.api.ts';

/** An answer as it is sent, with the entity tag of its content. */
export interface Prepared {
  etag: string;
  json: string;
}
interface Kept {
  version: number;
  /** Milliseconds: made then, and good until the other. */
  at: number;
  until: number;
  answer: Promise<Prepared>;
}
/** Counts of teams and evaluations change all the time; nobody misses a second. */
const KEEP_MS = 1_000;
const tagOf = (content: unknown): string => `W/"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 27)}"`;

/** Public answers, the same for everybody: prepared once and kept for a second at most. */
@Injectable()
export class ChallengesQueries {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly catalogue: ChallengeCatalogue,
    private readonly standings: StandingFacts,
    private readonly evaluations: EvaluationFacts,
    private readonly scorer: ScorerIdentity,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  list(): Promise<Prepared> {
    return this.prepared('', () => this.makeList());
  }

  /** Refusal: `not-found`. */
  async view(slug: string): Promise<Prepared> {
    if (!(await this.catalogue.current()).bySlug.has(slug)) throw problem('not-found');
    return this.prepared(slug, () => this.makeView(slug));
  }

  private async prepared(key: string, make: () => Promise<Prepared>): Promise<Prepared> {
    const { version, challenges } = await this.catalogue.current();
    const now = this.clock.now();
    const at = now.getTime();
    const kept = this.kept.get(key);
    // A clock that stands still says nothing about age, so nothing is kept under it.
    if (kept?.version === version && at > kept.at && at < kept.until) return kept.answer;
    // What opens or closes is never shown late.
    const boundary = nextBoundary([...challenges.values()].flatMap(({ definition }) => definition.phases.map(phaseWindow)), now);
    const answer = make();
    this.kept.set(key, { version, at, until: Math.min(at + KEEP_MS, boundary?.at.getTime() ?? Infinity), answer });
    answer.catch(() => this.kept.delete(key));
    return answer;
  }

  private async makeList(): Promise<Prepared> {
    const { challenges } = await this.catalogue.current();
    const now = this.clock.now();
    const cards = [...challenges.values()].map(async (stored) => challengeCard(stored, { now, standing: await this.standings.of(stored.id), scorerSha256: this.scorer.sha256, caps: this.config }));
    const [items, standing, evaluation] = await Promise.all([Promise.all(cards), this.standings.overall(), this.evaluations.overall()]);
    const content = { items: inReadingOrder(items), facts: { ...standing, ...evaluation } };
    return { etag: tagOf(content), json: JSON.stringify(ChallengeList.parse({ ...content, at: now.toISOString() })) };
  }

  private async makeView(slug: string): Promise<Prepared> {
    const stored = (await this.catalogue.current()).bySlug.get(slug);
    if (!stored) throw problem('not-found');
    const view = ChallengeView.parse(challengeView(stored, { now: this.clock.now(), standing: await this.standings.of(stored.id), scorerSha256: this.scorer.sha256, caps: this.config }));
    return { etag: tagOf(view), json: JSON.stringify(view) };
  }
}
