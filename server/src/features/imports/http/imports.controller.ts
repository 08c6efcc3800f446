import { CreateDraft, CreateImport, ImportList, ImportNews, ImportView, zImportId } from '@gac/shared/contract/imports';
import { Body, Controller, Delete, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.ts';
import { EventStream } from '../../../platform/http/event-stream.ts';
import { Allows, By, Returns, ReturnsNothing, ReturnsRaw } from '../../../platform/http/route.ts';
import { ImportsQueries } from '../imports.queries.ts';
import { ImportsService } from '../imports.service.ts';

const Id = () => Param('id', { schema: zImportId });
const zIndex = z.coerce.number().int().min(0).max(1_000_000);
const zLogName = z.string().regex(/^[a-z_]{1,60}$/);

/** Archives of other platforms on their way to a challenge. */
@Controller('organize/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly queries: ImportsQueries,
    private readonly events: EventStream,
  ) {}

  @Get()
  @Allows('import.create')
  @Returns(200, ImportList)
  list(@By() actor: Actor): Promise<ImportList> {
    return this.queries.list(actor);
  }

  @Post()
  @Allows('import.create')
  @Returns(201, ImportView)
  async create(@By() actor: Actor, @Body({ schema: CreateImport }) body: CreateImport): Promise<ImportView> {
    return this.queries.view(actor, await this.imports.receive(actor, body));
  }

  @Get(':id')
  @Allows('import.read')
  @Returns(200, ImportView)
  view(@By() actor: Actor, @Id() id: string): Promise<ImportView> {
    return this.queries.view(actor, id);
  }

  @Delete(':id')
  @Allows('import.act')
  @ReturnsNothing()
  discard(@By() actor: Actor, @Id() id: string): Promise<void> {
    return this.imports.discard(actor, id);
  }

  @Get(':id/events')
  @Allows('import.read')
  @ReturnsRaw('text/event-stream', ImportNews)
  @SkipThrottle()
  async live(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @Id() id: string): Promise<void> {
    await this.events.serve(request, reply, await this.queries.topic(actor, id));
  }

  @Post(':id/read-again')
  @Allows('import.act')
  @Returns(200, ImportView)
  async readAgain(@By() actor: Actor, @Id() id: string): Promise<ImportView> {
    await this.imports.readAgain(actor, id);
    return this.queries.view(actor, id);
  }

  @Post(':id/dry-run')
  @Allows('import.act')
  @Returns(200, ImportView)
  async dryRun(@By() actor: Actor, @Id() id: string): Promise<ImportView> {
    await this.imports.askDryRun(actor, id);
    return this.queries.view(actor, id);
  }

  @Get(':id/dry-run/:solution/:task/:name')
  @Allows('import.read')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'private, no-store')
  @ReturnsRaw('text/plain')
  async log(
    @By() actor: Actor,
    @Res() reply: FastifyReply,
    @Id() id: string,
    @Param('solution', { schema: zIndex }) solution: number,
    @Param('task', { schema: zIndex }) task: number,
    @Param('name', { schema: zLogName }) name: string,
  ): Promise<void> {
    await reply.send(await this.queries.log(actor, id, solution, task, name));
  }

  @Post(':id/draft')
  @Allows('import.act')
  @Returns(201, ImportView)
  async createDraft(@By() actor: Actor, @Id() id: string, @Body({ schema: CreateDraft }) body: CreateDraft): Promise<ImportView> {
    await this.imports.createDraft(actor, id, body);
    return this.queries.view(actor, id);
  }
}
