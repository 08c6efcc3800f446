import { composeContext, startWorking } from './compose.ts';
import { BuiltinScorer } from './features/submissions/index.ts';
import { ConfigError, readConfig } from './platform/config/config.ts';
import { WorkerOperations } from './platform/http/worker-operations.ts';
import { Log } from './platform/log/log.ts';

/** A worker process: relay, jobs, reconciler and sweepers. Any number may run. */
try {
  const config = readConfig(process.env);
  const app = await composeContext(config, 'worker');
  const operationsPort = await app.get(WorkerOperations).listen();
  await app.get(BuiltinScorer).open();
  await startWorking(app);
  app.get(Log).info({ slots: config.WORKERS, operationsPort, queue: config.REDIS_URL ? 'redis' : 'postgres' }, 'worker: ready');
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
