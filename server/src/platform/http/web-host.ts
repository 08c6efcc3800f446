import { existsSync } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import { languageOf } from './language.ts';
import { problem } from './problem.ts';
import { asProblem, sendProblem } from './problem-filter.ts';
import { RateCounters } from './rate-counters.ts';
import { addressOf, MINUTE_MS } from './throttle.ts';

interface Rendered {
  status: number;
  headers: Record<string, string>;
  html: string;
}
/** What the built web app exports for its host. */
interface WebApp {
  render(request: {
    url: string;
    lang: 'ko' | 'en';
    fetchJson(path: string): Promise<{ status: number; json: unknown }>;
    nonce: string;
    cookies: string;
    origin: string;
    now: number;
    onError(error: unknown): void;
  }): Promise<Rendered>;
}
export interface WebHostOptions {
  /** Folder that holds `dist` (assets) and `dist-ssr/entry-server.js`. */
  webDir: string;
  publicUrl: string | undefined;
  /** From one address: to make a page costs more than to answer the API, and not every page asks it. */
  pagesPerMinute: number;
  clock: Clock;
  log: Log;
}
const YEAR_S = 31_536_000;
const policy = (nonce: string, https: boolean): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');

/**
 * Serves the built web app: hashed assets for ever, with their precompressed siblings, and a first HTML made on the server for every page.
 * Pages read the API in-process as the viewer who asks. False when no build is there: the process is an API alone.
 */
export async function hostWebApp(fastify: FastifyInstance, options: WebHostOptions): Promise<boolean> {
  const entry = join(options.webDir, 'dist-ssr', 'entry-server.js');
  if (!existsSync(entry)) return false;
  const app = (await import(pathToFileURL(entry).href)) as WebApp;
  await fastify.register(fastifyStatic as never, {
    root: join(options.webDir, 'dist'),
    wildcard: false,
    preCompressed: true,
    index: false,
    setHeaders: (reply: { header?: FastifyReply['header']; setHeader?(name: string, value: string): void }, path: string) => {
      const value = path.includes('/assets/') ? `public, max-age=${String(YEAR_S)}, immutable` : 'public, max-age=3600';
      if (reply.setHeader) reply.setHeader('cache-control', value);
      else reply.header?.('cache-control', value);
    },
  } as never);
  const asked = new RateCounters();
  fastify.get('/*', async (request, reply) => {
    const { isBlocked, timeToBlockExpire } = await asked.increment(addressOf(request), MINUTE_MS, options.pagesPerMinute);
    if (isBlocked) {
      sendProblem(problem('limited', { retryAfterS: timeToBlockExpire }), request, reply);
      return;
    }
    try {
      await page(app, fastify, options, request, reply);
    } catch (error) {
      options.log.error({ err: error, traceId: request.id, url: request.url }, 'page: not made');
      sendProblem(asProblem(error, request.id), request, reply);
    }
  });
  return true;
}

async function page(app: WebApp, fastify: FastifyInstance, options: WebHostOptions, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const path = request.url.split('?')[0] ?? '/';
  // What looks like a file is not a page; the API has its own answers.
  if (path.startsWith('/api/') || path === '/api' || /\.[a-z0-9]{2,5}$/i.test(path)) {
    reply.callNotFound();
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  const cookies = request.headers.cookie ?? '';
  const https = options.publicUrl?.startsWith('https://') ?? false;
  const rendered = await app.render({
    url: request.url,
    lang: languageOf(request),
    fetchJson: (apiPath) => readAs(fastify, request, cookies, apiPath),
    nonce,
    cookies,
    origin: options.publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`,
    now: options.clock.now().getTime(),
    // The rest of the page stands, and the browser tries that part again: nobody else would tell us.
    onError: (error) => { options.log.error({ err: error, traceId: request.id, url: request.url }, 'page: a part of it threw'); },
  });
  await reply
    .status(rendered.status)
    .headers({ ...rendered.headers, 'content-security-policy': policy(nonce, https), etag: `W/"${createHash('sha256').update(rendered.html.replaceAll(nonce, '')).digest('base64url').slice(0, 22)}"` })
    .send(rendered.html);
}

async function readAs(fastify: FastifyInstance, request: FastifyRequest, cookie: string, url: string): Promise<{ status: number; json: unknown }> {
  const answer = await fastify.inject({ method: 'GET', url, headers: { cookie, 'accept-language': request.headers['accept-language'] ?? '' }, remoteAddress: request.ip });
  try {
    return { status: answer.statusCode, json: answer.json() };
  } catch {
    return { status: answer.statusCode, json: null };
  }
}
