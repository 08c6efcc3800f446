// `npm run dev` as a person meets it: a source changes, the answer changes; a mistake is told, and what ran goes on. In a copy of the repository.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from './build.mjs';
import { createDatabase } from './postgres.mjs';
import { freePort, until } from './processes.mjs';
import { root } from './repository.mjs';
import { scratchDatabase, scratchFolder } from './scratch.mjs';

const PACKAGES = ['shared', 'server', 'web', 'cli', 'e2e'];
const TEXTS = 'shared/src/problem-texts.ts';
const BUILD_MS = 300_000;

/** @type {Awaited<ReturnType<typeof scratchFolder>>} */ let scratch;
/** @type {import('./postgres.mjs').Postgres} */ let database;
/** @type {import('node:child_process').ChildProcess} */ let dev;
/** @type {string} */ let copy;
/** @type {number} */ let port;
let said = '';

/** The repository with what was built of it. Packages are linked, stamps are copied: nothing is installed, and nothing here is touched. */
function copyRepository() {
  const isOwn = (/** @type {string} */ path) => !['node_modules', '.git', '.data', 'test-results'].includes(basename(path));
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true, filter: isOwn });
  for (const name of PACKAGES) cpSync(join(root, name, 'node_modules'), join(copy, name, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(copy, 'node_modules/.cache'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  cpSync(join(root, 'node_modules/.cache/gac'), join(copy, 'node_modules/.cache/gac'), { recursive: true });
}

/** @param {string} path @param {(text: string) => string} change */
function edit(path, change) {
  const text = readFileSync(join(copy, path), 'utf8');
  assert.notEqual(change(text), text, `${path} has what the test changes`);
  writeFileSync(join(copy, path), change(text));
}

/** The title of the problem that an address that is not there gives. */
const title = () => fetch(`http://127.0.0.1:${port}/api/nothing`, { headers: { 'accept-language': 'en' }, signal: AbortSignal.timeout(5_000) }).then(async (answer) => String((await answer.json()).title), () => 'no answer');
/** @param {() => boolean | Promise<boolean>} holds @param {string} what @param {number} [ms] */
async function comes(holds, what, ms = BUILD_MS) {
  assert.ok(await until(async () => dev.exitCode !== null || (await holds()), ms, 200) && dev.exitCode === null, `${what}; it said:\n${said}`);
}

before(async () => {
  const built = await build();
  assert.ok(built.ok, built.output);
  scratch = await scratchFolder();
  copy = join(scratch.folder, 'repository');
  copyRepository();
  database = await scratchDatabase(scratch.folder);
  await createDatabase(database.url('postgres'), 'dev');
  port = await freePort();
  // Production: the demo's seed is what `npm start` does, and takes its time.
  const env = { PATH: process.env.PATH, HOME: scratch.folder, GAC_MODE: 'production', DATABASE_URL: database.url('dev'), PORT: String(port), GAC_DATA: join(scratch.folder, 'data'), PUBLIC_URL: `http://localhost:${port}`, SESSION_SECRET: 'Zk9w0Qx7Lr2Vb5Nt8Yc3Hd6Jf1Mg4Ps0', WORKERS: '1' };
  dev = spawn(process.execPath, ['scripts/start.mjs', '--watch'], { cwd: copy, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [dev.stdout, dev.stderr]) stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said += text));
});
after(async () => {
  if (dev?.exitCode === null) {
    dev.kill('SIGTERM');
    if (!(await until(() => dev.exitCode !== null, 30_000))) dev.kill('SIGKILL');
  }
  await database?.erase();
  scratch?.remove();
});

test('a changed source is built, and the address answers with it; a mistake is told, and what runs goes on', async () => {
  await comes(() => said.includes('watching'), 'it never watched');
  assert.equal(await title(), 'Not found');

  edit(TEXTS, (text) => text.replace("'Not found'", "'Gone fishing'"));
  await comes(async () => (await title()) === 'Gone fishing', 'the new text never came');
  await comes(() => said.includes('built web'), 'pages were not built');

  edit(TEXTS, (text) => `${text}const mistake: number = 'a text';\n`);
  await comes(() => /Building server failed/.test(said) && /problem-texts\.ts/.test(said), 'the mistake was not told');
  assert.equal(await title(), 'Gone fishing');

  edit(TEXTS, (text) => text.replace(/const mistake.*\n/, '').replace("'Gone fishing'", "'Back again'"));
  await comes(async () => (await title()) === 'Back again', 'the mended text never came');
  dev.kill('SIGINT');
  assert.ok(await until(() => dev.exitCode !== null, 30_000));
  assert.equal(dev.exitCode, 0);
});
