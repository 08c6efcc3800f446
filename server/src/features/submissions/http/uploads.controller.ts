import { All, Controller, Req, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/access/actor.ts';
import { Log } from '../../../platform/log/log.ts';
import { problem } from '../../../platform/http/problem.ts';
import { asProblem, problemBody } from '../../../platform/http/problem-filter.ts';
import { Allows, By, ReturnsRaw } from '../../../platform/http/route.ts';
import { Uploads } from '../uploads.ts';

/** Resumable uploads (tus 1.0). The protocol speaks on the raw request: the bytes stream past everything else. */
@Controller()
@SkipThrottle()
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly log: Log,
  ) {}

  @All('uploads')
  @Allows('upload.write')
  @ReturnsRaw('application/offset+octet-stream')
  create(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(actor, request, reply);
  }

  @All('uploads/:id')
  @Allows('upload.write')
  @ReturnsRaw('application/offset+octet-stream')
  go(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
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
