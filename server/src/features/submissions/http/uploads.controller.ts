import { applyDecorators, Controller, Delete, Head, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/access/actor.ts';
import { Log } from '../../../platform/log/log.ts';
import { problem } from '../../../platform/http/problem.ts';
import { asProblem, problemBody } from '../../../platform/http/problem-filter.ts';
import { Allows, By, ReturnsHeaders } from '../../../platform/http/route.ts';
import { Uploads } from '../uploads.ts';

/** The headers that a tus request must carry, name -> meaning. */
const TusRequest = (headers: Readonly<Record<string, string>>): MethodDecorator =>
  applyDecorators(...Object.entries({ 'Tus-Resumable': '1.0.0', ...headers }).map(([name, description]) => ApiHeader({ name, description, required: true })));

/** Resumable uploads (tus 1.0). The protocol speaks on the raw request: the bytes stream past everything else. */
@Controller()
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly log: Log,
  ) {}

  /** What the server's tus can do. */
  @Options('uploads')
  @Allows('upload.write')
  @ReturnsHeaders(204, { 'Tus-Version': '1.0.0', 'Tus-Extension': 'What may be used beside the core, with commas' })
  abilities(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(actor, request, reply);
  }

  @Post('uploads')
  @Allows('upload.write')
  @TusRequest({ 'Upload-Length': 'Bytes of the whole file', 'Upload-Metadata': '`filename`, `phase` (the id) and `kind` (prediction, code or container; prediction without it), or `purpose` (import) instead of the two last, each with its value in base64' })
  @ReturnsHeaders(201, { Location: 'Address of the upload' })
  create(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(actor, request, reply);
  }

  // Large files come in many pieces.
  @Head('uploads/:id')
  @SkipThrottle()
  @Allows('upload.write')
  @TusRequest({})
  @ReturnsHeaders(200, { 'Upload-Offset': 'Bytes received', 'Upload-Length': 'Bytes of the whole file' })
  offset(@By() actor: Actor, @Param('id') _id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(actor, request, reply);
  }

  @Patch('uploads/:id')
  @SkipThrottle()
  @Allows('upload.write')
  @TusRequest({ 'Upload-Offset': 'Where these bytes begin' })
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ReturnsHeaders(204, { 'Upload-Offset': 'Bytes received' })
  append(@By() actor: Actor, @Param('id') _id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(actor, request, reply);
  }

  @Delete('uploads/:id')
  @Allows('upload.write')
  @TusRequest({})
  @ReturnsHeaders(204, {})
  discard(@By() actor: Actor, @Param('id') _id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(actor, request, reply);
  }

  private async pass(actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (actor.kind !== 'account') throw problem('unauthenticated');
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
    await this.uploads.handle(request.raw, reply.raw, {
      accountId: actor.id,
      problemOf: (error) => {
        const raised = asProblem(error, request.id);
        if (raised.kind === 'fault') this.log.error({ err: error, traceId: request.id }, 'upload: fault');
        return problemBody(raised, request);
      },
    });
  }
}
