import { Controller, Get, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Metrics } from '../metrics/metrics.ts';
import { Health } from './health.ts';
import { OpenApi } from './openapi.ts';
import { Allows, ReturnsRaw } from './route.ts';

const HealthView = z.object({ status: z.enum(['ok', 'failing']), checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })) }).meta({ id: 'HealthView' });

@Controller()
@SkipThrottle()
export class OperationsController {
  constructor(
    private readonly health: Health,
    private readonly openApi: OpenApi,
    private readonly metrics: Metrics,
  ) {}

  @Get('health')
  @Allows('operations.read')
  @ReturnsRaw('application/json', HealthView)
  @ReturnsRaw('application/json', HealthView, 503)
  async check(@Res() reply: FastifyReply): Promise<void> {
    const view = await this.health.view();
    await reply.status(view.status === 'ok' ? 200 : 503).header('cache-control', 'no-store').send(view);
  }

  @Get('openapi.json')
  @Allows('operations.read')
  @ReturnsRaw('application/json')
  async contract(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('cache-control', 'no-cache').send(this.openApi.document);
  }

  @Get('metrics')
  @Allows('operations.read')
  @ReturnsRaw('text/plain')
  async prometheus(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
