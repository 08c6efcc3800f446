import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AccountId } from '@gac/shared/values';
import { testConfig, type FreshDatabase } from '../../testing/fresh-database.ts';
import { ActorSource, type Actor } from '../access/actor.ts';
import { SettableClock } from '../clock/clock.ts';
import { AccessGuard, ActorGuard } from '../http/guards.ts';
import { Health } from '../http/health.ts';
import { createHttpApp } from '../http/http-app.ts';
import { OpenApi } from '../http/openapi.ts';
import { OperationsController } from '../http/operations.controller.ts';
import { RateLimitGuard, throttlerModule } from '../http/throttle.ts';
import { createLogger } from '../log/log.ts';
import { PlatformModule, type PlatformParts } from '../platform.module.ts';
import { SystemRng } from '../random/random.ts';

/** Whoever has a session is a member. */
@Injectable()
class Members extends ActorSource {
  find(accountId: string): Promise<Actor> {
    return Promise.resolve({ kind: 'account', id: accountId as AccountId, roles: ['member'], organizes: [] });
  }
}

@Module({})
class ProbeModule {
  static with(parts: PlatformParts, controllers: Type[]): DynamicModule {
    return {
      module: ProbeModule,
      imports: [PlatformModule.with(parts), throttlerModule()],
      controllers: [OperationsController, ...controllers],
      providers: [Health, OpenApi, { provide: ActorSource, useClass: Members }, { provide: APP_GUARD, useClass: RateLimitGuard }, { provide: APP_GUARD, useClass: ActorGuard }, { provide: APP_GUARD, useClass: AccessGuard }],
    };
  }
}

export interface ProbeApp {
  app: NestFastifyApplication;
  url: string;
  clock: SettableClock;
  close(): Promise<void>;
}

/** The platform over HTTP with routes of the test and nothing of the product. */
export async function probeApp(database: FreshDatabase, controllers: Type[], env: Record<string, string> = {}): Promise<ProbeApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gac-probe-'));
  const config = testConfig(database.url, dataDir, env);
  const clock = new SettableClock(new Date('2026-11-23T03:00:00Z'));
  const logger = createLogger(config, 'test');
  const app = await createHttpApp(ProbeModule.with({ config, clock, rng: new SystemRng(), logger, migrations: [] }, controllers), config, logger).catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  app.get(OpenApi).make(app);
  try {
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    // What was opened before the refusal would outlive the test.
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    app,
    url: `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`,
    clock,
    close: async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
