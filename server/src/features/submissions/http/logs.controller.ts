import { zLogName, type LogName } from '@gac/shared/contract/submissions';
import { zEvaluationId } from '@gac/shared/contract/primitives';
import type { EvaluationId } from '@gac/shared/values';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../platform/access/actor.ts';
import { Allows, By, ReturnsRaw } from '../../../platform/http/route.ts';
import { EvaluationLogs } from '../evaluation-logs.ts';

/** Whole logs of evaluations: of their own program for participants, all of them for organizers. */
@Controller()
export class LogsController {
  constructor(private readonly logs: EvaluationLogs) {}

  @Get('evaluations/:id/logs/:name')
  @Allows('evaluation.log')
  @ReturnsRaw('text/plain')
  async read(@By() actor: Actor, @Param('id', { schema: zEvaluationId }) id: EvaluationId, @Param('name', { schema: zLogName }) name: LogName, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, stream } = await this.logs.open(actor, id, name);
    await reply
      .type('text/plain; charset=utf-8')
      .header('content-length', bytes)
      .header('content-disposition', `inline; filename="${id.slice(-8)}-${name}.txt"`)
      .header('cache-control', 'private, no-store')
      .send(stream);
  }
}
