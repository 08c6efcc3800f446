// Who runs on a data folder: one launcher at a time, and the processes it started, written down so that the next launcher can end what a
// kill -9 left behind.
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, markOf, terminate, until } from './processes.mjs';

/** @typedef {import('./processes.mjs').ProcessMark} ProcessMark */
/** @typedef {{ launcher: ProcessMark, port: number, children: ProcessMark[], isLeaving?: boolean }} InstanceRecord */

/**
 * @typedef {object} Instance the claim on a data folder
 * @property {(pid: number) => void} add writes down a child
 * @property {(pid: number) => void} remove
 * @property {() => void} leave tells others that this launcher is about to end
 * @property {() => void} release
 */

/** @param {string} file @returns {InstanceRecord | null} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Claims the data folder. Processes that a dead launcher left are ended first.
 * @param {string} dataDir
 * @param {number} port that the API will listen on
 * @param {(line: string) => void} log
 * @returns {Promise<{ instance: Instance } | { running: InstanceRecord }>} running: another launcher lives on this folder
 */
export async function claim(dataDir, port, log) {
  const file = join(dataDir, 'run.json');
  /** @type {InstanceRecord} */
  const mine = { launcher: { pid: process.pid, mark: markOf(process.pid) ?? '' }, port, children: [] };
  const aside = `${file}.${process.pid}`;
  /** @param {() => void} publish makes `aside` the record */
  const save = (publish) => {
    writeFileSync(aside, JSON.stringify(mine), { mode: 0o600 });
    publish();
  };
  for (;;) {
    try {
      save(() => linkSync(aside, file)); // unlike a rename, fails when somebody else's is there
      rmSync(aside);
      break;
    } catch (error) {
      rmSync(aside, { force: true });
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const found = read(file);
    if (found && isAlive(found.launcher)) {
      const { launcher } = found;
      if (found.isLeaving && (await until(() => !isAlive(launcher), 30_000))) continue;
      return { running: found };
    }
    await removeStale(file, `${aside}.stale`, log);
  }
  return {
    instance: {
      add: (pid) => {
        const mark = markOf(pid);
        if (mark !== null) mine.children.push({ pid, mark });
        save(() => renameSync(aside, file));
      },
      remove: (pid) => {
        mine.children = mine.children.filter((child) => child.pid !== pid);
        save(() => renameSync(aside, file));
      },
      leave: () => {
        mine.isLeaving = true;
        save(() => renameSync(aside, file));
      },
      release: () => rmSync(file, { force: true }),
    },
  };
}

/**
 * Takes a dead launcher's record away and ends its children. The record is moved before it is judged: another launcher may have put its own
 * there since we looked, and then gets it back.
 * @param {string} file @param {string} moved @param {(line: string) => void} log
 */
async function removeStale(file, moved, log) {
  if (!existsSync(file)) return;
  try {
    renameSync(file, moved);
  } catch {
    return; // another launcher was faster
  }
  const stale = read(moved);
  if (stale && isAlive(stale.launcher)) {
    linkSync(moved, file);
  } else if (stale) {
    const orphans = stale.children.filter(isAlive);
    if (orphans.length > 0) log(`ending ${orphans.length} process(es) that an earlier start left behind`);
    await terminate(orphans);
  }
  rmSync(moved, { force: true });
}
