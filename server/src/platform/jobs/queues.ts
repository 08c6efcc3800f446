import { BullModule, getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { QUEUES, type QueueName } from './job.ts';

/** PostgreSQL schema that BullMQ keeps for itself beside the application's tables. */
export const QUEUE_SCHEMA = 'bullmq';

/** Redis when REDIS_URL is set, otherwise the application's own PostgreSQL. The same code runs on both. */
export function queueConnection(config: AppConfig): ConnectionOptions {
  if (config.REDIS_URL) {
    setDefaultBackendFactory();
    return { url: config.REDIS_URL, maxRetriesPerRequest: null };
  }
  setDefaultBackendFactory(createPostgresBackend);
  // The library's Nest type knows Redis only; its PostgreSQL backend reads these.
  return { connectionString: config.DATABASE_URL, schema: QUEUE_SCHEMA, migrate: true, max: 3, application_name: 'gac-queue' };
}

export const queueModules = (): DynamicModule[] => [
  BullModule.forRootAsync({ inject: [CONFIG], useFactory: (config: AppConfig) => ({ connection: queueConnection(config), prefix: 'gac' }) }),
  ...QUEUES.map((name) => BullModule.registerQueue({ name })),
];
export const queueToken = (name: QueueName): string => getQueueToken(name);
