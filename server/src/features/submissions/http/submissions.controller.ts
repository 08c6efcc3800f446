import { CreateSubmission, QueueView, QuotaView, ReceiptView, SubmissionList, SubmissionLog, SubmissionView, UpdateSubmission } from '@gac/shared/contract/submissions';
import { zPhaseId, zSubmissionId } from '@gac/shared/contract/primitives';
import type { PhaseId, SubmissionId } from '@gac/shared/values';
import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.ts';
import { EventStream } from '../../../platform/http/event-stream.ts';
import { Allows, By, IdempotencyKey, Returns, ReturnsRaw } from '../../../platform/http/route.ts';
import { QueueQueries } from '../queue.queries.ts';
import { Entrants } from '../entrants.ts';
import { SubmissionChanges } from '../submission-changes.service.ts';
import { SubmissionQueries } from '../submissions.queries.ts';
import { SubmissionsService } from '../submissions.service.ts';
import { submissionTopic } from '../evaluation-steps.ts';

const Page = z.object({ offset: z.coerce.number().int().min(0).default(0) });
const After = z.object({ after: z.coerce.number().int().min(0).default(0) });

@Controller()
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly changes: SubmissionChanges,
    private readonly entrants: Entrants,
    private readonly queries: SubmissionQueries,
    private readonly queue: QueueQueries,
    private readonly events: EventStream,
  ) {}

  @Post('phases/:phaseId/submissions')
  @Allows('submission.create')
  @Returns(201, SubmissionView)
  async submit(@By() actor: Actor, @Param('phaseId', { schema: zPhaseId }) phaseId: PhaseId, @Body({ schema: CreateSubmission }) body: CreateSubmission, @IdempotencyKey() key: string | null): Promise<SubmissionView> {
    return this.queries.view(await this.submissions.submit(actor, phaseId, body, key));
  }

  @Get('phases/:phaseId/submissions')
  @Allows('submission.list-own')
  @Returns(200, SubmissionList)
  async list(@By() actor: Actor, @Param('phaseId', { schema: zPhaseId }) phaseId: PhaseId, @Query({ schema: Page }) page: z.infer<typeof Page>): Promise<SubmissionList> {
    const { phase, team } = await this.entrants.of(actor, phaseId, 'submission.list-own');
    return this.queries.list(phase, team.id, page.offset);
  }

  @Get('phases/:phaseId/quota')
  @Allows('submission.list-own')
  @Returns(200, QuotaView)
  async quota(@By() actor: Actor, @Param('phaseId', { schema: zPhaseId }) phaseId: PhaseId): Promise<QuotaView> {
    const { phase, team } = await this.entrants.of(actor, phaseId, 'submission.list-own');
    return this.queue.quota(phase, team.id);
  }

  @Get('phases/:phaseId/queue')
  @Allows('queue.read')
  @Returns(200, QueueView)
  newcomer(@Param('phaseId', { schema: zPhaseId }) phaseId: PhaseId): Promise<QueueView> {
    return this.queries.queueOf(phaseId);
  }

  @Get('submissions/:id')
  @Allows('submission.read')
  @Returns(200, SubmissionView)
  async view(@By() actor: Actor, @Param('id', { schema: zSubmissionId }) id: SubmissionId): Promise<SubmissionView> {
    await this.entrants.require(actor, id, 'submission.read');
    return this.queries.view(id);
  }

  @Get('submissions/:id/log')
  @Allows('submission.read')
  @Returns(200, SubmissionLog)
  async log(@By() actor: Actor, @Param('id', { schema: zSubmissionId }) id: SubmissionId, @Query({ schema: After }) { after }: z.infer<typeof After>): Promise<SubmissionLog> {
    await this.entrants.require(actor, id, 'submission.read');
    return this.queries.log(id, after);
  }

  @Get('submissions/:id/events')
  @Allows('submission.read')
  @ReturnsRaw('text/event-stream')
  @SkipThrottle()
  async live(@By() actor: Actor, @Param('id', { schema: zSubmissionId }) id: SubmissionId, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.entrants.require(actor, id, 'submission.read');
    await this.events.serve(request, reply, submissionTopic(id));
  }

  @Patch('submissions/:id')
  @Allows('submission.change')
  @Returns(200, SubmissionView)
  async note(@By() actor: Actor, @Param('id', { schema: zSubmissionId }) id: SubmissionId, @Body({ schema: UpdateSubmission }) body: UpdateSubmission): Promise<SubmissionView> {
    await this.changes.setNote(actor, id, body.note);
    return this.queries.view(id);
  }

  @Post('submissions/:id/cancel')
  @Allows('submission.change')
  @Returns(200, SubmissionView)
  async cancel(@By() actor: Actor, @Param('id', { schema: zSubmissionId }) id: SubmissionId): Promise<SubmissionView> {
    await this.changes.cancel(actor, id);
    return this.queries.view(id);
  }

  @Post('submissions/:id/withdraw')
  @Allows('submission.change')
  @Returns(200, SubmissionView)
  async withdraw(@By() actor: Actor, @Param('id', { schema: zSubmissionId }) id: SubmissionId): Promise<SubmissionView> {
    await this.changes.withdraw(actor, id);
    return this.queries.view(id);
  }

  @Get('receipts/:receipt')
  @Allows('receipt.read')
  @Returns(200, ReceiptView)
  receipt(@Param('receipt') receipt: string): Promise<ReceiptView> {
    return this.queries.receipt(receipt);
  }
}
