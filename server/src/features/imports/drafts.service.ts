import type { DraftList, DraftView, PublishDraft, RewriteDraft } from '@gac/shared/contract/imports';
import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/access/access.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Permission } from '../../platform/access/table.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { problem } from '../../platform/http/problem.ts';
import { ChallengeDrafts, draftGaps, type OrganizedChallenge } from '../challenges/index.ts';
import { definitionText } from '../scoring/index.ts';
import { outlineOf } from './domain/outline.ts';

/** What organizers do with a challenge before everybody knows of it. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly drafts: ChallengeDrafts,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  /** Drafts that the actor organizes, newest first. */
  async list(actor: Actor): Promise<DraftList> {
    this.access.require(actor, 'draft.list', {});
    const isAdministrator = actor.kind === 'account' && actor.roles.includes('administrator');
    const drafts = await this.drafts.list(isAdministrator ? null : actor.kind === 'account' ? actor.organizes : []);
    const now = this.clock.now();
    return {
      items: drafts.map(({ slug, definition, createdAt }) => ({
        slug,
        title: definition.title,
        createdAt: createdAt.toISOString(),
        missing: draftGaps(definition, now).filter(({ required }) => required).length,
      })),
    };
  }

  /** Refusal: `not-found`, also for another organizer's. */
  async view(actor: Actor, slug: string): Promise<DraftView> {
    const { definition, files, createdAt, publishedAt, definitionSha256 } = await this.require(actor, slug, 'draft.write');
    return {
      slug,
      title: definition.title,
      createdAt: createdAt.toISOString(),
      publishedAt: publishedAt?.toISOString() ?? null,
      definitionSha256,
      text: definitionText(definition),
      outline: outlineOf(definition, files),
      gaps: draftGaps(definition, this.clock.now()),
    };
  }

  /** Refusals: `draft-invalid` with every fault at once, `draft-moved`, `draft-published`, `answers-published`. */
  async rewrite(actor: Actor, slug: string, { text, definitionSha256 }: RewriteDraft): Promise<void> {
    const { id } = await this.require(actor, slug, 'draft.write');
    const written = await this.drafts.rewrite(id, { text, definitionSha256 });
    if (!written.ok) throw problem('draft-invalid', { problems: written.refusal });
  }

  /** Refusals: `draft-incomplete`, `draft-moved`; `invalid` when the address is not said once more. */
  async publish(actor: Actor, slug: string, { confirm, definitionSha256 }: PublishDraft): Promise<void> {
    const { id } = await this.require(actor, slug, 'challenge.publish');
    if (actor.kind !== 'account') throw problem('unauthenticated');
    if (confirm !== slug) throw problem('invalid', { errors: [{ pointer: '/confirm', code: 'invalid', message: slug }] });
    await this.drafts.publish(id, actor.id, definitionSha256);
  }

  /** The challenge, whether published or not, of somebody who may do this with it. */
  async require(actor: Actor, slug: string, permission: Permission): Promise<OrganizedChallenge> {
    const found = await this.drafts.find(slug);
    if (!found) throw problem('not-found');
    this.access.require(actor, permission, { challenges: [found.id] });
    return found;
  }
}
