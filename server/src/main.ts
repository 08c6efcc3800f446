import { composeApi, startServing } from './compose.ts';
import { ConfigError, readConfig } from './platform/config/config.ts';
import { Log } from './platform/log/log.ts';

/** The API process. */
try {
  const config = readConfig(process.env);
  const app = await composeApi(config);
  startServing(app);
  await app.listen(config.PORT, config.HOST);
  app.get(Log).info({ port: Number(new URL(await app.getUrl()).port), mode: config.GAC_MODE }, 'api: listening');
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
