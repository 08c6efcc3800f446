import { composeApi } from './compose.ts';
import { ConfigError, envExample, readConfig, type AppConfig } from './platform/config/config.ts';
import { dataSourceOptions, migrate } from './platform/db/data-source.ts';
import { MIGRATIONS } from './migrations.ts';
import { OpenApi } from './platform/http/openapi.ts';
import { DataSource } from 'typeorm';

type Command = (config: AppConfig, args: readonly string[]) => Promise<void>;

async function runMigrations(config: AppConfig): Promise<void> {
  const source = await new DataSource(dataSourceOptions(config, [], MIGRATIONS)).initialize();
  try {
    const done = await migrate(source);
    console.error(done.length === 0 ? 'database: up to date' : `database: ran ${done.join(', ')}`);
  } finally {
    await source.destroy();
  }
}

async function printContract(config: AppConfig): Promise<void> {
  const app = await composeApi(config);
  process.stdout.write(`${JSON.stringify(app.get(OpenApi).document, null, 2)}\n`);
  await app.close();
}

const COMMANDS: Record<string, { about: string; run: Command }> = {
  migrate: { about: 'bring the database to the newest schema', run: runMigrations },
  openapi: { about: 'print the HTTP contract', run: printContract },
};

const [name = '', ...args] = process.argv.slice(2);
try {
  if (name === 'env-example') process.stdout.write(envExample());
  else {
    const command = COMMANDS[name];
    if (!command) {
      console.error(`Usage: cli <command>\n${Object.entries(COMMANDS).map(([key, { about }]) => `  ${key.padEnd(16)} ${about}`).join('\n')}\n  env-example      print every variable with its default`);
      process.exit(2);
    }
    await command.run(readConfig(process.env), args);
  }
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
