import { AcceptRules, ChallengeList, ChallengeView, JoinChallenge, ParticipationView } from '@gac/shared/contract/challenges';
import { Body, Controller, Get, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/access/actor.ts';
import { Allows, By, IdempotencyKey, Returns, ReturnsRaw } from '../../../platform/http/route.ts';
import { ChallengesQueries } from '../challenges.queries.ts';
import { DataFilesService } from '../data-files.service.ts';
import { ParticipationService } from '../participation.service.ts';
import { sendFile, sendPrepared } from './answers.ts';

@Controller('challenges')
export class ChallengesController {
  constructor(
    private readonly queries: ChallengesQueries,
    private readonly participation: ParticipationService,
    private readonly files: DataFilesService,
  ) {}

  @Get()
  @Allows('challenge.read')
  @ReturnsRaw('application/json', ChallengeList)
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendPrepared(request, reply, await this.queries.list());
  }

  @Get(':slug')
  @Allows('challenge.read')
  @ReturnsRaw('application/json', ChallengeView)
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('slug') slug: string): Promise<void> {
    await sendPrepared(request, reply, await this.queries.view(slug));
  }

  @Get(':slug/participation')
  @Allows('participation.read')
  @Returns(200, ParticipationView)
  ownParticipation(@By() actor: Actor, @Param('slug') slug: string): Promise<ParticipationView> {
    return this.participation.get(actor, slug);
  }

  @Post(':slug/participation')
  @Allows('challenge.join')
  @Returns(201, ParticipationView)
  join(@By() actor: Actor, @Param('slug') slug: string, @Body({ schema: JoinChallenge }) body: JoinChallenge, @IdempotencyKey() key: string | null): Promise<ParticipationView> {
    return this.participation.join(actor, slug, body, key);
  }

  @Put(':slug/participation')
  @Allows('challenge.join')
  @Returns(200, ParticipationView)
  acceptRules(@By() actor: Actor, @Param('slug') slug: string, @Body({ schema: AcceptRules }) body: AcceptRules): Promise<ParticipationView> {
    return this.participation.acceptRules(actor, slug, body);
  }

  @Get(':slug/data/:key')
  @Allows('data.read-open')
  @ReturnsRaw('*/*')
  @ReturnsRaw('*/*', undefined, 206)
  async download(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('slug') slug: string, @Param('key') key: string): Promise<void> {
    const file = await this.files.get(actor, slug, key);
    await sendFile(request, reply, file, (range) => (range === 'whole' ? this.files.whole(file.sha256) : this.files.part(file.sha256, range)));
  }
}
