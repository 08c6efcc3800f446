import { DraftList, DraftView, ExportQuery, ExportReport, PublishDraft, RewriteDraft } from '@gac/shared/contract/imports';
import { zSlug } from '@gac/shared/contract/primitives';
import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../platform/access/actor.ts';
import { Allows, By, Returns, ReturnsRaw } from '../../../platform/http/route.ts';
import { DraftsService } from '../drafts.service.ts';
import { ExportsService } from '../exports.service.ts';

const Slug = () => Param('slug', { schema: zSlug });

/** Challenges that only their organizers know of, and challenges as archives. */
@Controller('organize')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly exports: ExportsService,
  ) {}

  @Get('drafts')
  @Allows('draft.list')
  @Returns(200, DraftList)
  list(@By() actor: Actor): Promise<DraftList> {
    return this.drafts.list(actor);
  }

  @Get('drafts/:slug')
  @Allows('draft.write')
  @Returns(200, DraftView)
  view(@By() actor: Actor, @Slug() slug: string): Promise<DraftView> {
    return this.drafts.view(actor, slug);
  }

  @Put('drafts/:slug/definition')
  @Allows('draft.write')
  @Returns(200, DraftView)
  async rewrite(@By() actor: Actor, @Slug() slug: string, @Body({ schema: RewriteDraft }) body: RewriteDraft): Promise<DraftView> {
    await this.drafts.rewrite(actor, slug, body);
    return this.drafts.view(actor, slug);
  }

  @Post('drafts/:slug/publish')
  @Allows('challenge.publish')
  @Returns(200, DraftView)
  async publish(@By() actor: Actor, @Slug() slug: string, @Body({ schema: PublishDraft }) body: PublishDraft): Promise<DraftView> {
    await this.drafts.publish(actor, slug, body);
    return this.drafts.view(actor, slug);
  }

  @Get('challenges/:slug/export/report')
  @Allows('challenge.export')
  @Returns(200, ExportReport)
  report(@By() actor: Actor, @Slug() slug: string, @Query({ schema: ExportQuery }) query: ExportQuery): Promise<ExportReport> {
    return this.exports.report(actor, slug, query);
  }

  @Get('challenges/:slug/export')
  @Allows('challenge.export')
  @ReturnsRaw('application/zip')
  async export(
    @By() actor: Actor,
    @Res() reply: FastifyReply,
    @Slug() slug: string,
    @Query({ schema: ExportQuery }) query: ExportQuery,
  ): Promise<void> {
    await this.exports.zip(actor, slug, query, async (zip) => {
      const sent = new Promise<void>((resolve) => reply.raw.once('close', resolve));
      void reply
        .header('content-type', 'application/zip')
        .header('content-disposition', `attachment; filename="${slug}-${query.format}.zip"`)
        .header('cache-control', 'private, no-store')
        .send(zip);
      await sent;
    });
  }
}
