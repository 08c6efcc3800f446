import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { Log } from '../log/log.ts';
import { Metrics } from '../metrics/metrics.ts';
import { Health } from './health.ts';
import { isScraper } from './scraper.ts';

/**
 * What a process without the API tells those who watch it, under the same addresses: `/api/health`, and `/api/metrics` for scrapers.
 * A few lines over the bare server, because a worker shall have none of the API's routes, sessions and pages.
 */
@Injectable()
export class WorkerOperations implements OnApplicationShutdown {
  private server: Server | null = null;
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Listens on OPERATIONS_PORT; answers the port, or null when none is configured. Rejects when it is taken. */
  async listen(): Promise<number | null> {
    const { HOST, OPERATIONS_PORT } = this.config;
    if (OPERATIONS_PORT === undefined) return null;
    const server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        this.log.error({ err: error }, 'worker: operations not answered');
        response.destroy();
      });
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(OPERATIONS_PORT, HOST, resolve); });
    return (server.address() as AddressInfo).port;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.method === 'GET' ? request.url?.split('?')[0] : undefined;
    const send = (status: number, type: string, body: string): void => { response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body); };
    if (path === '/api/health') {
      const view = await this.health.view();
      send(view.status === 'ok' ? 200 : 503, 'application/json; charset=utf-8', JSON.stringify(view));
    } else if (path === '/api/metrics' && isScraper(request, this.config.METRICS_TOKEN)) {
      const { registry } = this.metrics;
      send(200, registry.contentType, await registry.metrics());
    } else send(404, 'text/plain; charset=utf-8', 'not found\n');
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
