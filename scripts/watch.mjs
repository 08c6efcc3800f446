// `npm run dev`: what `npm start` runs, made again when a source changes.
import { watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { staleFiles } from './gen.mjs';
import { root } from './repository.mjs';
import { scratchFolder } from './scratch.mjs';

const SOURCES = ['shared/src', 'server/src', 'server/migrations', 'web/src', 'web/public'];
/** An editor saves in several steps; a branch switch in many. */
const CALM_MS = 200;

/**
 * Watches the sources for as long as this process lives: builds what changed, then migrates, starts the processes again and writes the
 * generated files. A build that fails is shown, and what runs goes on.
 * @param {object} options
 * @param {import('./children.mjs').Children} options.processes
 * @param {string} options.databaseUrl
 * @param {() => Promise<boolean>} options.migrate
 * @param {(line: string) => void} options.log
 */
export function rebuildOnChange({ processes, databaseUrl, migrate, log }) {
  let isBusy = false;
  let isStale = false;
  async function rebuild() {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale) {
      isStale = false;
      const { ok, output, built } = await build({ log });
      if (!ok) log(output);
      else if (built.length > 0) await apply(built);
    }
    isBusy = false;
  }
  /** @param {readonly string[]} built names of the parts */
  async function apply(built) {
    if (built.includes('server') && !(await migrate())) return;
    processes.again('API');
    if (!built.includes('server')) return;
    processes.again('worker');
    const scratch = await scratchFolder();
    try {
      for (const { path, text } of await staleFiles(databaseUrl, scratch.folder)) {
        writeFileSync(join(root, path), text);
        log(`wrote ${path}`);
      }
    } finally {
      scratch.remove();
    }
  }
  /** @type {NodeJS.Timeout | undefined} */
  let calm;
  const noticed = () => {
    clearTimeout(calm);
    calm = setTimeout(() => void rebuild().catch((error) => ((isBusy = false), log(String(error)))), CALM_MS);
  };
  for (const folder of SOURCES) watch(join(root, folder), { recursive: true }, noticed);
  log(`watching ${SOURCES.join(', ')}`);
}
