import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { ProgramHost, type SandboxState } from './features/submissions/index.ts';
import { MIGRATIONS } from './migrations.ts';
import { SystemClock, type Clock } from './platform/clock/clock.ts';
import type { AppConfig } from './platform/config/config.ts';
import { Health } from './platform/http/health.ts';
import { createHttpApp } from './platform/http/http-app.ts';
import { hostWebApp } from './platform/http/web-host.ts';
import { Log } from './platform/log/log.ts';
import { OpenApi } from './platform/http/openapi.ts';
import { JobRunner } from './platform/jobs/job-runner.ts';
import { PeriodicRunner } from './platform/jobs/periodic-runner.ts';
import { Relay } from './platform/jobs/relay.ts';
import { createLogger, NestLog } from './platform/log/log.ts';
import type { PlatformParts } from './platform/platform.module.ts';
import { SystemRng, type Rng } from './platform/random/random.ts';

/** The web package beside the server, from `server/dist/src` as well as from `server/src`. */
const WEB_DIR = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../web' : '../../web', import.meta.url));

/** Who stops us by a signal and was obeyed sees exit code 0. */
const EXIT = { useProcessExit: true };

export interface Outside {
  clock?: Clock;
  rng?: Rng;
}
function parts(config: AppConfig, process: string, outside: Outside): PlatformParts {
  mkdirSync(config.GAC_DATA, { recursive: true });
  return { config, clock: outside.clock ?? new SystemClock(), rng: outside.rng ?? new SystemRng(), logger: createLogger(config, process), migrations: MIGRATIONS };
}

/** The API, ready to listen or to be called in-process. */
export async function composeApi(config: AppConfig, outside: Outside = {}): Promise<NestFastifyApplication> {
  const made = parts(config, 'api', outside);
  const app = await createHttpApp(AppModule.with(made), config, made.logger);
  app.enableShutdownHooks([], EXIT);
  app.get(OpenApi).make(app);
  const fastify = app.getHttpAdapter().getInstance();
  const hasPages = await hostWebApp(fastify, { webDir: config.WEB_DIR ?? WEB_DIR, publicUrl: config.PUBLIC_URL, pagesPerMinute: config.RATE_LIMIT_PER_MINUTE, clock: made.clock, log: app.get(Log) });
  await app.init();
  await fastify.ready();
  app.get(Log).debug({ pages: hasPages }, 'api: composed');
  return app;
}

/** Starts what an API process does beside answering. */
export function startServing(app: INestApplicationContext): void {
  app.get(PeriodicRunner).start('every-api');
}

/** Words of ours alone, because health is public. */
const toldOf = ({ driver, ready, isolation, problems }: SandboxState): string => (ready ? isolation : `${driver}: not ready (${problems.map(({ code }) => code).join(', ')})`);

/** Starts what a worker process does, in an application that is already composed. */
export async function startWorking(app: INestApplicationContext): Promise<void> {
  // Before the first claim: what this machine can run decides what it takes.
  const programs = app.get(ProgramHost);
  await programs.open();
  // No failure of the process: it scores predictions all the same.
  app.get(Health).add('sandbox', () => Promise.resolve(toldOf(programs.state())));
  await app.get(JobRunner).start();
  await app.get(Relay).start();
  app.get(PeriodicRunner).start('anywhere');
}

/** The product without HTTP: worker and command line. */
export async function composeContext(config: AppConfig, process: string, outside: Outside = {}): Promise<INestApplicationContext> {
  const made = parts(config, process, outside);
  const app = await NestFactory.createApplicationContext(AppModule.with(made), { logger: new NestLog(made.logger), abortOnError: false });
  app.enableShutdownHooks([], EXIT);
  return app;
}
