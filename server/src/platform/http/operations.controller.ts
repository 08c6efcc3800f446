import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { may } from '../access/table.ts';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { Metrics } from '../metrics/metrics.ts';
import { Health } from './health.ts';
import { OpenApi } from './openapi.ts';
import { problem } from './problem.ts';
import { Allows, By, ReturnsRaw } from './route.ts';
import { isScraper } from './scraper.ts';

const HealthView = z.object({ status: z.enum(['ok', 'failing']), checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })) }).meta({ id: 'HealthView' });

@Controller()
@SkipThrottle()
export class OperationsController {
  constructor(
    private readonly health: Health,
    private readonly openApi: OpenApi,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: AppConfig,
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

  /** For everybody else it is not there: it tells how much is done, and with what. */
  @Get('metrics')
  @Allows('metrics.read')
  @ReturnsRaw('text/plain')
  async prometheus(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!may(actor, 'metrics.read', { isScraper: isScraper(request, this.config.METRICS_TOKEN) })) throw problem('not-found');
    await reply.header('cache-control', 'no-store').type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
