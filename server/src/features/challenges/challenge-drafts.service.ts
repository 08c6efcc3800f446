import { accept, refuse, type AccountId, type ChallengeId, type Decision, type Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ChallengeCatalogue } from './challenge-catalogue.ts';
import { publishedAnswers, type StoredBundle } from './challenge-loader.ts';
import { challengeRow } from './challenge-row.ts';
import { ChallengeWriter } from './challenge-writer.ts';
import { BundleScorer, challengePublished } from './challenges.api.ts';
import { ChallengesRepository } from './data/challenges.repository.ts';
import { DraftsRepository, type OrganizedChallenge } from './data/drafts.repository.ts';
import { inspect, locate } from './definition/read-definition.ts';
import type { DefinitionProblem } from './domain/definition-problem.ts';
import { draftChanges } from './domain/draft-changes.ts';
import { draftGaps } from './domain/draft-gaps.ts';

/** The text and the hash of the definition that it was made of: what somebody else changed meanwhile is not overwritten. */
export interface ChangedText {
  text: string;
  definitionSha256: Sha256;
}

/** Challenges that nobody but their organizers knows of yet. Whoever calls has asked for the permission. */
@Injectable()
export class ChallengeDrafts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly drafts: DraftsRepository,
    private readonly challenges: ChallengesRepository,
    private readonly writer: ChallengeWriter,
    private readonly catalogue: ChallengeCatalogue,
    private readonly scorer: BundleScorer,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A challenge of this address, published or not; null when there is none. */
  find(slug: string): Promise<OrganizedChallenge | null> {
    return this.drafts.bySlug(slug);
  }
  /** Drafts among these, newest first; null: every draft there is. */
  list(ids: readonly ChallengeId[] | null): Promise<OrganizedChallenge[]> {
    return this.drafts.drafts(ids);
  }
  isTaken(slug: string): Promise<boolean> {
    return this.drafts.isTaken(slug);
  }

  /** Makes a draft in the caller's transaction. Refusal: `slug-taken`. */
  async create(tx: Tx, { definition, files, references }: StoredBundle, slug: string): Promise<ChallengeId> {
    const row = challengeRow({ ...definition, slug }, files);
    const made = await this.writer.write(tx, row, new Map(Object.entries(references)), Object.keys(files), true);
    if (made.outcome !== 'created') throw problem('slug-taken', { slug });
    return made.id;
  }

  /** Takes the text over as the definition of a draft, or says everything that is wrong with it. Refusals: `draft-published`, `draft-moved`. */
  async rewrite(id: ChallengeId, { text, definitionSha256 }: ChangedText): Promise<Decision<null, DefinitionProblem[]>> {
    const { definition, source, findings } = inspect(text, this.scorer);
    if (definition === null || findings.length > 0) return refuse(locate(findings, source));
    return this.uow.run(async (tx) => {
      const before = await this.current(tx, id, definitionSha256);
      const found = draftChanges(before.definition, definition, new Set(Object.keys(before.files)));
      if (found.length > 0) return refuse(locate(found, source));
      const leak = publishedAnswers(definition, before.files);
      if (leak) throw problem('answers-published', { data: leak.code === 'answers-published' ? leak.data : '' });
      await this.writer.write(tx, challengeRow(definition, before.files), await this.drafts.references(tx, id), Object.keys(before.files));
      return accept(null);
    });
  }

  /** Shows the draft to everybody. Once is enough: again it changes nothing. Refusals: `draft-incomplete`, `draft-moved`. */
  async publish(id: ChallengeId, by: AccountId, definitionSha256: Sha256): Promise<void> {
    await this.uow.run(async (tx) => {
      const before = await this.drafts.lock(tx, id);
      if (before?.publishedAt) return;
      const { definition, slug } = await this.current(tx, id, definitionSha256);
      const now = this.clock.now();
      const missing = draftGaps(definition, now).filter(({ required }) => required);
      if (missing.length > 0) throw problem('draft-incomplete', { missing: missing.map(({ code, path }) => ({ code, path })) });
      await this.drafts.publish(tx, id, now);
      await this.outbox.append(tx, challengePublished, { challengeId: id });
      await this.audit.record(tx, {
        actorId: by,
        action: 'challenge.published',
        subject: id,
        reason: '',
        data: { challengeId: id, name: slug },
      });
      await this.challenges.announce(tx);
    });
    this.catalogue.forget();
  }

  /** The draft, locked, as long as it is what the caller saw. */
  private async current(tx: Tx, id: ChallengeId, seen: Sha256): Promise<OrganizedChallenge> {
    const before = await this.drafts.lock(tx, id);
    if (!before) throw problem('not-found');
    if (before.publishedAt) throw problem('draft-published');
    if (before.definitionSha256 !== seen) throw problem('draft-moved');
    return before;
  }
}
