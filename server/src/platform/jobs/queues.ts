import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Inject, Injectable, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { createPostgresBackend, setDefaultBackendFactory, type ConnectionOptions, type Queue } from 'bullmq';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { Log } from '../log/log.ts';
import { QUEUES, type QueueName } from './job.ts';

/** PostgreSQL schema that BullMQ keeps for itself beside the application's tables. */
export const QUEUE_SCHEMA = 'bullmq';

/**
 * Redis when REDIS_URL is set, otherwise the application's own PostgreSQL. The same code runs on both.
 * Who adds jobs hears at once that Redis is away: the relay holds a transaction meanwhile, and tries again. Who serves them waits for it.
 */
export function queueConnection(config: AppConfig, side: 'adds' | 'serves'): ConnectionOptions {
  if (config.REDIS_URL) {
    setDefaultBackendFactory();
    return side === 'adds' ? { url: config.REDIS_URL, enableOfflineQueue: false, maxRetriesPerRequest: 1 } : { url: config.REDIS_URL, maxRetriesPerRequest: null };
  }
  setDefaultBackendFactory(createPostgresBackend);
  // The library's Nest type knows Redis only; its PostgreSQL backend reads these.
  return { connectionString: config.DATABASE_URL, schema: QUEUE_SCHEMA, migrate: true, max: 3, application_name: 'gac-queue' };
}

export const queueModules = (): DynamicModule[] => [
  BullModule.forRootAsync({ inject: [CONFIG], useFactory: (config: AppConfig) => ({ connection: queueConnection(config, 'adds'), prefix: 'gac' }) }),
  ...QUEUES.map((name) => BullModule.registerQueue({ name })),
];

/** The queues, for those who add to them. */
@Injectable()
export class Queues implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: AppConfig,
    private readonly modules: ModuleRef,
    private readonly log: Log,
  ) {}

  of(name: QueueName): Queue {
    return this.modules.get<Queue>(getQueueToken(name), { strict: false });
  }

  async onModuleInit(): Promise<void> {
    // Without a listener the library prints the error and its connection to stderr. It reconnects by itself.
    for (const name of QUEUES) this.of(name).on('error', (error) => { this.log.warn({ err: error, queue: name }, 'queue: error'); });
    // On our database the library first makes its tables. A connection lost meanwhile ends the process, so that belongs to the start;
    // a Redis that is away does not: what happens meanwhile waits in the outbox.
    if (!this.config.REDIS_URL) await Promise.all(QUEUES.map((name) => this.of(name).waitUntilReady()));
  }
}
