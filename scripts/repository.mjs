// This repository as the scripts see it: where it is, and stamps that tell what has changed since the last time.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'node_modules/.cache/gac');

/** @param {string} url a module's import.meta.url @returns {boolean} whether that module is what node was asked to run */
export const isMain = (url) => process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);

/** Folders that hold made things, never sources. */
const made = new Set(['node_modules', 'dist', 'dist-ssr', 'dist-types', 'test-results', 'coverage', '.git', '.data']);

/**
 * The files under a path, relative to the repository, sorted; made folders left out.
 * @param {string} path relative; a file gives itself, a missing one nothing
 * @returns {string[]}
 */
export function filesUnder(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => !made.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
}

/**
 * A hash over names and contents of all files under the paths, and over the Node in use.
 * @param {readonly string[]} paths relative to the repository
 * @param {(file: string) => boolean} [wanted]
 * @returns {string}
 */
export function stampOf(paths, wanted = () => true) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of paths.flatMap(filesUnder).filter(wanted)) {
    const content = readFileSync(join(root, file));
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} name @param {string} stamp @returns {boolean} whether the work of this name was last finished with exactly this stamp */
export function isFresh(name, stamp) {
  try {
    return readFileSync(join(stamps, name), 'utf8') === stamp;
  } catch {
    return false;
  }
}

/** @param {string} name @param {string} stamp remembers that the work of this name is finished */
export function keepStamp(name, stamp) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), stamp);
}
