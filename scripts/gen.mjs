// `npm run gen`: what is made from the server's code and committed, so that a change of the contract is seen in review.
//   web/openapi.json, web/src/api/schema.d.ts   from the routes        .env.example   from the configuration schema
//   docs/metrics.md                             from the catalogue of metrics
// With --check nothing is written; what is stale is named and the exit code is 1. DATABASE_URL is used when set (nothing is written to it).
import './node-version.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { metricsDocument } from './metrics-document.mjs';
import { createDatabase } from './postgres.mjs';
import { run } from './processes.mjs';
import { isMain, root } from './repository.mjs';
import { scratchDatabase, scratchFolder } from './scratch.mjs';

/** @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<string>} what the server's command line printed */
async function cli(args, env) {
  let text = '';
  const result = await run(process.execPath, ['server/dist/src/cli.js', ...args], { cwd: root, env: { ...process.env, ...env }, timeoutMs: 60_000, stdout: (chunk) => (text += chunk) });
  if (!result.ok) throw new Error(`cli ${args.join(' ')} failed:\n${result.output}${text}`);
  return text;
}

/**
 * What each generated file should hold.
 * @param {string} databaseUrl of a database that may be empty
 * @param {string} folder for what the server writes while it prints its contract
 * @returns {Promise<Map<string, string>>} path in the repository -> text
 */
async function generate(databaseUrl, folder) {
  const env = { DATABASE_URL: databaseUrl, GAC_DATA: join(folder, 'gen'), LOG_LEVEL: 'error', GAC_MODE: 'demo' };
  const contract = `${JSON.stringify(JSON.parse(await cli(['openapi'], env)), null, 2)}\n`;
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  // What has a default may be left out of a request; of an answer the contract itself says that it is always there.
  const types = astToString(await openapiTS(contract, { alphabetize: false, defaultNonNullable: false }));
  return new Map([
    ['web/openapi.json', contract],
    ['web/src/api/schema.d.ts', `// Made by \`npm run gen\` from web/openapi.json.\n${types}`],
    ['.env.example', await cli(['env-example'], {})],
    ['docs/metrics.md', await metricsDocument()],
  ]);
}

/** @param {string} path @returns {string | null} */
function committed(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

/**
 * Compares the generated files with what the server's code says now. The server must be built.
 * @param {string} databaseUrl
 * @param {string} folder scratch
 * @returns {Promise<{ path: string, text: string }[]>} the stale ones, with what they should hold
 */
export async function staleFiles(databaseUrl, folder) {
  return [...(await generate(databaseUrl, folder))].filter(([path, text]) => committed(path) !== text).map(([path, text]) => ({ path, text }));
}

if (isMain(import.meta.url)) {
  const built = await build({ only: ['server'] });
  if (!built.ok) {
    console.error(built.output);
    process.exit(1);
  }
  const scratch = await scratchFolder();
  const database = process.env.DATABASE_URL ? null : await scratchDatabase(scratch.folder);
  try {
    if (database) await createDatabase(database.url('postgres'), 'gen');
    const stale = await staleFiles(process.env.DATABASE_URL || /** @type {import('./postgres.mjs').Postgres} */ (database).url('gen'), scratch.folder);
    const isCheck = process.argv.includes('--check');
    for (const { path, text } of stale) {
      if (!isCheck) writeFileSync(join(root, path), text);
      console.log(isCheck ? `${path} is stale: run npm run gen` : `wrote ${path}`);
    }
    process.exitCode = isCheck && stale.length > 0 ? 1 : 0;
  } finally {
    await database?.erase();
    scratch.remove();
  }
}
