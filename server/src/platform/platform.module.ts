import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Logger } from 'pino';
import { Access } from './access/access.ts';
import { Clock } from './clock/clock.ts';
import { CONFIG, type AppConfig } from './config/config.ts';
import { AdvisoryLocks } from './db/advisory-locks.ts';
import { dataSourceOptions, type Migration } from './db/data-source.ts';
import { Notifications } from './db/notifications.ts';
import { Sql } from './db/sql.ts';
import { UnitOfWork } from './db/unit-of-work.ts';
import { DeclaredRoutes } from './http/declared-routes.ts';
import { EventStream } from './http/event-stream.ts';
import { WorkerOperations } from './http/worker-operations.ts';
import { ReadyAnswers } from './http/ready-answers.ts';
import { Health } from './http/health.ts';
import { PostgresSessionStore } from './http/session-store.ts';
import { Ids, UuidIds } from './ids/ids.ts';
import { Housekeeping } from './jobs/housekeeping.ts';
import { Idle } from './jobs/idle.ts';
import { JobRegistry } from './jobs/job-registry.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { ParkedJobs } from './jobs/parked-jobs.ts';
import { PeriodicRunner } from './jobs/periodic-runner.ts';
import { queueModules, Queues } from './jobs/queues.ts';
import { Relay } from './jobs/relay.ts';
import { Stopping } from './jobs/stopping.ts';
import { LiveStreams } from './live/live-streams.ts';
import { Log } from './log/log.ts';
import { Metrics } from './metrics/metrics.ts';
import { Outbox } from './outbox/outbox.ts';
import { Rng } from './random/random.ts';
import { ArtifactNames } from './storage/artifact-names.ts';
import { KeptBytes } from './storage/kept-bytes.ts';
import { AuditTrail } from './audit/audit-trail.ts';
import { WorkerRegistry } from './workers/worker-registry.ts';
import { Workers } from './workers/workers.ts';
import { ArtifactStore } from './storage/artifact-store.ts';
import { configuredStore } from './storage/configured-store.ts';

export interface PlatformParts {
  config: AppConfig;
  clock: Clock;
  rng: Rng;
  logger: Logger;
  migrations: Migration[];
}
const PROVIDERS = [Sql, UnitOfWork, AdvisoryLocks, Notifications, Outbox, LiveStreams, EventStream, WorkerOperations, ReadyAnswers, Metrics, Access, AuditTrail, DeclaredRoutes, PostgresSessionStore, Health, JobRegistry, Queues, Relay, Stopping, WorkerRegistry, Workers, JobRunner, ParkedJobs, PeriodicRunner, Housekeeping, Idle, ArtifactNames, KeptBytes];

/** Everything below the slices. The parts that reach outside (clock, chance, configuration) come from the composition root. */
@Global()
@Module({})
export class PlatformModule {
  static with(parts: PlatformParts): DynamicModule {
    const outside = [
      { provide: CONFIG, useValue: parts.config },
      { provide: Clock, useValue: parts.clock },
      { provide: Rng, useValue: parts.rng },
      { provide: Log, useValue: parts.logger },
      { provide: Ids, useClass: UuidIds },
      { provide: ArtifactStore, inject: [CONFIG], useFactory: configuredStore },
    ];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, TypeOrmModule.forRoot({ ...dataSourceOptions(parts.config, [], parts.migrations), autoLoadEntities: true, retryAttempts: 0 }), ...queueModules()],
      providers: [...outside, ...PROVIDERS],
      exports: [CONFIG, Clock, Rng, Log, Ids, ArtifactStore, ...PROVIDERS],
    };
  }
}
