import { composeContext, startWorking } from './compose.ts';
import { ConfigError, readConfig } from './platform/config/config.ts';
import { Log } from './platform/log/log.ts';

/** A worker process: relay, jobs, reconciler and sweepers. Any number may run. */
try {
  const config = readConfig(process.env);
  const app = await composeContext(config, 'worker');
  await startWorking(app);
  app.get(Log).info({ slots: config.WORKERS, queue: config.REDIS_URL ? 'redis' : 'postgres' }, 'worker: ready');
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
