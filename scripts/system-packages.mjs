// Packages of the operating system that we need beside Node, by Debian's names, and how they get there.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';

/** @typedef {(line: string) => void} Log */

/** What runs strangers' programs: the sandbox, and what the python runtime offers to them. */
export const SANDBOX_PACKAGES = [
  'bubblewrap',
  ...['', '-numpy', '-pandas', '-sklearn', '-scipy', '-yaml', '-matplotlib', '-pil', '-nltk', '-h5py', '-psutil', '-numba', '-requests', '-jinja2', '-filelock', '-levenshtein', '-tabulate'].map((name) => `python3${name}`),
];
/** What the sandbox's tests need on top: the container runtimes, and a second opinion on image archives. */
export const SANDBOX_TEST_PACKAGES = ['crun', 'runc', 'tini', 'skopeo'];

/** @param {string} name @returns {boolean} whether a program of this name can be run */
export function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {readonly string[]} packages @returns {Promise<string[]>} those that are not installed; all of them where Debian's package manager is not there to ask */
export async function missingPackages(packages) {
  if (!isOnPath('dpkg-query')) return [...packages];
  const { output } = await run('dpkg-query', ['--show', '--showformat=${Package} ${db:Status-Status}\n', ...packages], { timeoutMs: 60_000 });
  const installed = new Set(output.split('\n').filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]));
  return packages.filter((name) => !installed.has(name));
}

/** @param {readonly string[]} packages @returns {string} */
export const aptCommand = (packages) => `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * Installs packages when this is root on Debian or Ubuntu; does nothing elsewhere.
 * @param {readonly string[]} packages
 * @param {Log} log
 * @returns {Promise<string>} what was said about it
 */
export async function aptInstall(packages, log) {
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) return '';
  log(`installing ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another installation may be under way: wait for it, do not fail.
  const wait = ['-o', 'DPkg::Lock::Timeout=600'];
  await run('apt-get', [...wait, 'update'], { env, timeoutMs: 600_000 });
  return (await run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages], { env, timeoutMs: 1_800_000 })).output;
}

/**
 * Sees to what running programs needs, where that can be done; else says what is missing and how to get it. Never stops a start: challenges that take code say
 * for themselves that this machine has no sandbox.
 * @param {Log} log
 */
export async function offerSandbox(log) {
  if (process.platform !== 'linux') {
    log('programs can be run on Linux only: challenges that take code will say so');
    return;
  }
  let missing = await missingPackages(SANDBOX_PACKAGES);
  if (missing.length === 0) return;
  const output = await aptInstall(missing, log);
  if (output !== '') missing = await missingPackages(SANDBOX_PACKAGES);
  if (missing.length > 0) log(`challenges that take code need ${missing.length} more packages; install them with:\n  ${aptCommand(missing)}`);
}
