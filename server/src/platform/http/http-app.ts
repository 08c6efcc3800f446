import { randomUUID } from 'node:crypto';
import cookie, { type CookieSerializeOptions } from '@fastify/cookie';
import helmet from '@fastify/helmet';
import session from '@fastify/session';
import { StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe, type DynamicModule } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { type AppConfig } from '../config/config.ts';
import { Log, NestLog } from '../log/log.ts';
import { Metrics } from '../metrics/metrics.ts';
import { problem } from './problem.ts';
import { asProblem, ProblemFilter, sendProblem } from './problem-filter.ts';
import { invalidInput } from './invalid-input.ts';
import { ReadyAnswers } from './ready-answers.ts';
import { isSameOrigin } from './same-origin.ts';
import { PostgresSessionStore } from './session-store.ts';
import { trustOf } from './trusted-hops.ts';

const BODY_LIMIT = 1024 * 1024;
/** A request that is still under way so long after we were asked to stop is cut: uploads resume, and who stops us does not wait for ever. */
const CLOSE_MS = 3_000;
/** What Fastify refuses before any route or hook is asked: an address that can't be decoded. */
const frameworkErrors = (error: Error, request: FastifyRequest, reply: FastifyReply): void => { sendProblem(asProblem(error, request.id), request, reply); };

/** The HTTP application: NestJS on Fastify with validation, response filter, problems, sessions, headers. Not yet listening. */
export async function createHttpApp(root: DynamicModule, config: AppConfig, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ genReqId: () => randomUUID(), bodyLimit: BODY_LIMIT, trustProxy: trustOf(config.TRUST_PROXY), logger: false, frameworkErrors });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: new NestLog(logger), abortOnError: false });
  app.setGlobalPrefix('api');
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: (issues) => invalidInput(issues) }));
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
  const fastify = app.getHttpAdapter().getInstance();
  await registerPlugins(fastify, config, app.get(PostgresSessionStore), app.get(ReadyAnswers));
  registerHooks(fastify, config, app.get(Metrics), logger);
  // tus sends its bytes as this type; the handler reads the raw stream itself.
  fastify.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => { done(null); });
  return app;
}

async function registerPlugins(fastify: FastifyInstance, config: AppConfig, store: PostgresSessionStore, ready: ReadyAnswers): Promise<void> {
  const https = config.PUBLIC_URL?.startsWith('https://') ?? false;
  // The page's own policy is set where pages are served; the API answers data only.
  await fastify.register(helmet as never, { contentSecurityPolicy: false, crossOriginEmbedderPolicy: false, strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false } as never);
  // Before the session is looked for: what everybody gets alike needs none. Hooks run in the order they are added.
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!ready.answer(request, reply)) done();
  });
  await fastify.register(cookie as never);
  const cookieName = https ? '__Host-gac' : 'gac';
  await fastify.register(session as never, {
    secret: config.SESSION_SECRET ?? 'demo-only-secret-that-start-replaces-by-a-random-one',
    cookieName,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: config.SESSION_TTL_HOURS * 3_600_000 },
    saveUninitialized: false,
    rolling: false,
    store,
  } as never);
  fastify.addHook('onRequest', async (request, reply) => {
    if (await store.extend(request.session)) void reply.setCookie(cookieName, request.session.encryptedSessionId, request.session.cookie as CookieSerializeOptions);
  });
}

function registerHooks(fastify: FastifyInstance, config: AppConfig, metrics: Metrics, logger: Logger): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isSameOrigin(request, config.PUBLIC_URL)) {
      done();
      return;
    }
    sendProblem(problem('cross-site-request'), request, reply);
  });
  fastify.addHook('preClose', (done) => {
    setTimeout(() => { fastify.server.closeAllConnections(); }, CLOSE_MS).unref();
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    logger.debug({ traceId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
}
