// `npm run setup`: everything that has to be there before starting or testing, and nothing twice.
import './node-version.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { run } from './processes.mjs';
import { isFresh, isMain, keepStamp, root, stampOf } from './repository.mjs';
import { aptCommand, aptInstall, isOnPath, missingPackages, offerSandbox, SANDBOX_PACKAGES, SANDBOX_TEST_PACKAGES } from './system-packages.mjs';

/** @typedef {(line: string) => void} Log */

/**
 * Installs the packages of the lock file with the pinned pnpm, unless that was done already.
 * @param {Log} log
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function installPackages(log) {
  const manifests = ['package.json', 'shared/package.json', 'server/package.json', 'web/package.json', 'e2e/package.json', 'cli/package.json'];
  const stamp = stampOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]);
  if (isFresh('install', stamp) && existsSync(join(root, 'node_modules/.modules.yaml'))) return { ok: true, output: '' };
  /** @type {{ packageManager: string }} */
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  log(`installing packages with ${packageManager}`);
  // CI: never ask. NODE_ENV=production would leave out what builds the web app.
  const { NODE_ENV: _, ...env } = process.env;
  const result = await run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'], { cwd: root, env: { ...env, CI: 'true' }, timeoutMs: 900_000 });
  if (!result.ok) return { ok: false, output: `Installing packages failed:\n${result.output}` };
  keepStamp('install', stamp);
  log(`installed in ${(result.ms / 1000).toFixed(1)} s`);
  return { ok: true, output: '' };
}

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @returns {string | undefined} the browser that the journeys run in */
export const browser = () => [process.env.CHROMIUM_PATH, ...browsers].find((path) => path !== undefined && existsSync(path));

/** What the tests need of the system, by the names of Debian's packages. */
const testTools = [
  { name: 'chromium', isThere: () => browser() !== undefined },
  { name: 'redis-server', isThere: () => Boolean(process.env.REDIS_URL) || isOnPath('redis-server') },
  // Pages in Korean measure differently without Korean letters. macOS brings them.
  {
    name: 'fonts-noto-cjk',
    isThere: async () => process.platform === 'darwin' || (await run('fc-list', [':lang=ko', 'file'], { timeoutMs: 20_000 })).output.trim() !== '',
  },
];

/**
 * Sees to it that what the tests need of the system is there; root on Debian or Ubuntu gets it installed.
 * @param {Log} log
 * @returns {Promise<{ ok: boolean, output: string }>} when not, the command that would install it
 */
export async function installTestTools(log) {
  let missing = await missingTools();
  if (missing.length === 0) return { ok: true, output: '' };
  const output = await aptInstall(missing, log);
  if (output !== '') missing = await missingTools();
  return missing.length === 0 ? { ok: true, output: '' } : { ok: false, output: `${output}\n${howToInstall(missing)}`.trimStart() };
}

/** @returns {Promise<string[]>} */
async function missingTools() {
  const there = await Promise.all(testTools.map((tool) => tool.isThere()));
  const tools = testTools.filter((_, index) => !there[index]).map((tool) => tool.name);
  return process.platform === 'linux' ? [...tools, ...(await missingPackages([...SANDBOX_PACKAGES, ...SANDBOX_TEST_PACKAGES]))] : tools;
}

/** @param {string[]} missing @returns {string} */
function howToInstall(missing) {
  const command = process.platform === 'darwin'
    ? `brew install ${missing.map((name) => ({ chromium: '--cask chromium', 'redis-server': 'redis' })[name] ?? name).join(' && brew install ')}`
    : aptCommand(missing);
  return `The tests need ${missing.join(', ')}. Install with:\n  ${command}`;
}

/**
 * All that `npm start` needs: packages, the build, and where it may what programs are run with.
 * @param {Log} log
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function setUp(log) {
  const installed = await installPackages(log);
  if (!installed.ok) return installed;
  await offerSandbox(log);
  return build({ log });
}

if (isMain(import.meta.url)) {
  const result = await setUp(console.log);
  if (!result.ok) console.error(result.output);
  const tools = result.ok ? await installTestTools(console.log) : { ok: true, output: '' };
  if (!tools.ok) console.error(tools.output);
  if (result.ok && tools.ok) console.log('Everything is set up. npm start runs it, npm test checks it.');
  process.exit(result.ok && tools.ok ? 0 : 1);
}
