import { ActOnEvaluation, AuditList, ChallengeSubmissions, DrainWorker, EvaluationDetail, FailEvaluation, FailureCounts, OrganizedChallenges, PauseQueue, QueuePanel, QueueSample, QueueSamples, RunningList, SubmissionFilter, WorkerList } from '@gac/shared/contract/organize';
import { zEvaluationId, zSlug } from '@gac/shared/contract/primitives';
import type { EvaluationId } from '@gac/shared/values';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/access/actor.ts';
import { EventStream } from '../../../platform/http/event-stream.ts';
import { Allows, By, Returns, ReturnsRaw } from '../../../platform/http/route.ts';
import { EvaluationActions } from '../organize/evaluation-actions.service.ts';
import { EvaluationDetailQueries } from '../organize/evaluation-detail.queries.ts';
import { OrganizedSubmissionsQueries } from '../organize/organized-submissions.queries.ts';
import { Organizers } from '../organize/organizers.ts';
import { QueueControl } from '../organize/queue-control.service.ts';
import { QUEUE_TOPIC } from '../organize/queue-news.ts';
import { QueuePanelQueries } from '../organize/queue-panel.queries.ts';
import { WorkersPanelQueries } from '../organize/workers-panel.queries.ts';

const Id = () => Param('id', { schema: zEvaluationId });

/** What organizers see of the queue and do to it. */
@Controller('organize')
export class OrganizeController {
  constructor(
    private readonly organizers: Organizers,
    private readonly queue: QueuePanelQueries,
    private readonly workers: WorkersPanelQueries,
    private readonly submissions: OrganizedSubmissionsQueries,
    private readonly details: EvaluationDetailQueries,
    private readonly control: QueueControl,
    private readonly actions: EvaluationActions,
    private readonly events: EventStream,
  ) {}

  @Get('challenges')
  @Allows('queue.watch')
  @Returns(200, OrganizedChallenges)
  async challenges(@By() actor: Actor): Promise<OrganizedChallenges> {
    return { items: await this.organizers.challengesOf(actor, 'evaluation.inspect') };
  }

  @Get('challenges/:slug/submissions')
  @Allows('evaluation.inspect')
  @Returns(200, ChallengeSubmissions)
  async list(@By() actor: Actor, @Param('slug', { schema: zSlug }) slug: string, @Query({ schema: SubmissionFilter }) filter: SubmissionFilter): Promise<ChallengeSubmissions> {
    const { id } = await this.organizers.challenge(actor, slug, 'evaluation.inspect');
    return this.submissions.list(id, filter);
  }

  @Get('queue')
  @Allows('queue.watch')
  @Returns(200, QueuePanel)
  panel(@By() actor: Actor): Promise<QueuePanel> {
    return this.queue.panel(actor);
  }

  @Get('queue/running')
  @Allows('queue.watch')
  @Returns(200, RunningList)
  running(@By() actor: Actor): Promise<RunningList> {
    return this.queue.running(actor);
  }

  @Get('queue/failures')
  @Allows('queue.watch')
  @Returns(200, FailureCounts)
  failures(@By() actor: Actor): Promise<FailureCounts> {
    return this.workers.failures(actor);
  }

  @Get('queue/actions')
  @Allows('queue.watch')
  @Returns(200, AuditList)
  done(@By() actor: Actor): Promise<AuditList> {
    return this.workers.actions(actor);
  }

  @Get('queue/samples')
  @Allows('queue.watch')
  @Returns(200, QueueSamples)
  samples(): Promise<QueueSamples> {
    return this.queue.samples();
  }

  @Get('queue/events')
  @Allows('queue.watch')
  @ReturnsRaw('text/event-stream', QueueSample)
  @SkipThrottle()
  async live(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.events.serve(request, reply, QUEUE_TOPIC);
  }

  @Post('queue/pause')
  @Allows('queue.pause')
  @Returns(200, QueuePanel)
  async pause(@By() actor: Actor, @Body({ schema: PauseQueue }) body: PauseQueue): Promise<QueuePanel> {
    await this.control.pause(actor, body);
    return this.queue.panel(actor);
  }

  @Post('queue/resume')
  @Allows('queue.pause')
  @Returns(200, QueuePanel)
  async resume(@By() actor: Actor, @Body({ schema: PauseQueue }) body: PauseQueue): Promise<QueuePanel> {
    await this.control.resume(actor, body);
    return this.queue.panel(actor);
  }

  @Get('workers')
  @Allows('queue.watch')
  @Returns(200, WorkerList)
  workerList(@By() actor: Actor): Promise<WorkerList> {
    return this.workers.list(actor);
  }

  @Post('workers/drain')
  @Allows('worker.drain')
  @Returns(200, WorkerList)
  async drain(@By() actor: Actor, @Body({ schema: DrainWorker }) body: DrainWorker): Promise<WorkerList> {
    await this.control.drain(actor, body);
    return this.workers.list(actor);
  }

  @Post('workers/take-back')
  @Allows('worker.drain')
  @Returns(200, WorkerList)
  async takeBack(@By() actor: Actor, @Body({ schema: DrainWorker }) body: DrainWorker): Promise<WorkerList> {
    await this.control.takeBack(actor, body);
    return this.workers.list(actor);
  }

  @Get('evaluations/:id')
  @Allows('evaluation.inspect')
  @Returns(200, EvaluationDetail)
  detail(@By() actor: Actor, @Id() id: EvaluationId): Promise<EvaluationDetail> {
    return this.details.of(actor, id);
  }

  @Post('evaluations/:id/requeue')
  @Allows('evaluation.act')
  @Returns(200, EvaluationDetail)
  async requeue(@By() actor: Actor, @Id() id: EvaluationId, @Body({ schema: ActOnEvaluation }) body: ActOnEvaluation): Promise<EvaluationDetail> {
    await this.actions.requeue(actor, id, body);
    return this.details.of(actor, id);
  }

  @Post('evaluations/:id/cancel')
  @Allows('evaluation.act')
  @Returns(200, EvaluationDetail)
  async cancel(@By() actor: Actor, @Id() id: EvaluationId, @Body({ schema: ActOnEvaluation }) body: ActOnEvaluation): Promise<EvaluationDetail> {
    await this.actions.cancel(actor, id, body);
    return this.details.of(actor, id);
  }

  @Post('evaluations/:id/fail')
  @Allows('evaluation.act')
  @Returns(200, EvaluationDetail)
  async fail(@By() actor: Actor, @Id() id: EvaluationId, @Body({ schema: FailEvaluation }) body: FailEvaluation): Promise<EvaluationDetail> {
    await this.actions.fail(actor, id, body);
    return this.details.of(actor, id);
  }
}
