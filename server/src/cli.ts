import 'reflect-metadata';
import { loadCommand } from './commands/load.ts';
import { grantCommand, grantRoleCommand, migrateCommand, openApiCommand, parkedJobsCommand, rerunFaultsCommand } from './commands/operations.ts';
import { rebuildBoardsCommand } from './commands/rebuild-boards.ts';
import { seedDemoCommand } from './commands/seed-demo.ts';
import { ConfigError, envExample, readConfig, type AppConfig } from './platform/config/config.ts';

type Command = (config: AppConfig, args: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>;
const COMMANDS: Record<string, { usage: string; about: string; run: Command }> = {
  migrate: { usage: '', about: 'bring the database to the newest schema', run: migrateCommand },
  load: { usage: '<folder>', about: 'create or update a challenge from its bundle', run: loadCommand },
  'seed-demo': { usage: '[--accounts]', about: 'fill an empty installation with the living demo, or print its accounts', run: seedDemoCommand },
  'rebuild-boards': { usage: '[--check]', about: 'compute every board from its submissions, or compare', run: rebuildBoardsCommand },
  'parked-jobs': { usage: '[--rerun]', about: 'list what handlers gave up, or run it again', run: parkedJobsCommand },
  'rerun-faults': { usage: '', about: 'run again what failed by a fault of ours', run: rerunFaultsCommand },
  'grant-submissions': { usage: '<team> <phase> <extra> <until> <reason>', about: 'give a team extra submissions', run: grantCommand },
  'grant-role': { usage: '<email> <role> [challenge ...]', about: 'make an account organizer (of these challenges, or all) or administrator', run: grantRoleCommand },
  openapi: { usage: '', about: 'print the HTTP contract', run: openApiCommand },
};
const usage = (): string => ['Usage: cli <command>', ...Object.entries(COMMANDS).map(([name, { usage: args, about }]) => `  ${`${name} ${args}`.padEnd(58)} ${about}`), `  ${'env-example'.padEnd(58)} print every variable with its default`].join('\n');

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
try {
  if (name === 'env-example') process.stdout.write(envExample());
  else if (command) await command.run(readConfig(process.env), args, process.env);
  else {
    console.error(usage());
    process.exitCode = 2;
  }
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
