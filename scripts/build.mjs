// `npm run build`: compiles shared, server, cli and web, each only when its sources changed.
import './node-version.mjs';
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { isFresh, isMain, keepStamp, root, stampOf } from './repository.mjs';

const common = ['pnpm-lock.yaml', 'tsconfig.base.json', 'shared/package.json', 'shared/tsconfig.json', 'shared/src'];
const isSource = (/** @type {string} */ file) => !/\.test\.tsx?$/.test(file);

/** @typedef {{ name: string, sources: string[], outputs: string[], commands: [string, string[]][], cwd: string, after?: () => void }} Part */

/** Files of the server that are run as they are. */
const SCRIPTS = ['keeper.pl', 'probe.pl', 'images/unpack.mjs', 'images/tree.mjs', 'images/tar.mjs'].map((name) => `src/platform/sandbox/${name}`);

/** @type {Part[]} */
const parts = [
  {
    name: 'server',
    // With the command line: two compilers at a time would write the same files of shared.
    sources: [...common, 'server/package.json', 'server/tsconfig.json', 'server/src', 'server/migrations', 'cli/package.json', 'cli/tsconfig.json', 'cli/src'],
    outputs: ['shared/dist/values.js', 'server/dist/src/main.js', 'cli/dist/main.js', ...SCRIPTS.map((path) => `server/dist/${path}`)],
    cwd: root,
    commands: [[process.execPath, ['node_modules/typescript/lib/tsc.js', '-b', 'shared', 'server', 'cli']]],
    after: () => {
      // What runs without being compiled stands where the compiled code looks for it: beside itself.
      for (const path of SCRIPTS) copyFileSync(join(root, 'server', path), join(root, 'server/dist', path));
      pruneOutputs(join(root, 'shared/dist'), join(root, 'shared/src'));
      pruneOutputs(join(root, 'server/dist'), join(root, 'server'));
      pruneOutputs(join(root, 'cli/dist'), join(root, 'cli/src'));
    },
  },
  {
    name: 'web',
    sources: [...common, 'web'],
    outputs: ['web/dist/.vite/manifest.json', 'web/dist-ssr/entry-server.js'],
    cwd: join(root, 'web'),
    // What web's own package.json says, run by npm: pnpm would be downloaded first.
    commands: [['npm', ['run', '--silent', 'build']]],
  },
];

/**
 * Builds what changed; the parts at the same time.
 * @param {{ log?: (line: string) => void, force?: boolean, only?: readonly string[] }} [options] only: names of parts
 * @returns {Promise<{ ok: boolean, output: string, built: string[] }>} what the compilers said, of failed parts only; names of parts that had changed
 */
export async function build({ log = () => {}, force = false, only } = {}) {
  const results = await Promise.all(parts.filter(({ name }) => only?.includes(name) ?? true).map((part) => buildPart(part, log, force)));
  const failures = results.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  return { ok: failures.length === 0, output: failures.join('\n'), built: results.flatMap(({ built }) => (built === undefined ? [] : [built])) };
}

/** @param {Part} part @param {(line: string) => void} log @param {boolean} force @returns {Promise<{ failure?: string, built?: string }>} */
async function buildPart({ name, sources, outputs, commands, cwd, after }, log, force) {
  const stamp = stampOf(sources, isSource);
  if (!force && isFresh(`build-${name}`, stamp) && outputs.every((path) => existsSync(join(root, path)))) return {};
  const { NODE_ENV: _, ...env } = process.env; // a development build would be served otherwise
  const began = performance.now();
  for (const [command, args] of commands) {
    const result = await run(command, args, { cwd, env, timeoutMs: 300_000 });
    if (!result.ok) return { failure: `Building ${name} failed:\n${result.output}` };
  }
  after?.();
  keepStamp(`build-${name}`, stamp);
  log(`built ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return { built: name };
}

/** Removes compiled files whose source is gone: they would still be found by an import. @param {string} made @param {string} source */
function pruneOutputs(made, source) {
  if (!existsSync(made)) return;
  for (const entry of readdirSync(made, { withFileTypes: true })) {
    const path = join(made, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(join(source, entry.name))) pruneOutputs(path, join(source, entry.name));
      else rmSync(path, { recursive: true });
    } else {
      const stem = /^(.+?)(\.d\.ts|\.js)(\.map)?$/.exec(entry.name)?.[1];
      if (stem !== undefined && !existsSync(join(source, `${stem}.ts`)) && !existsSync(join(source, `${stem}.tsx`))) rmSync(path);
    }
  }
}

if (isMain(import.meta.url)) {
  const { ok, output } = await build({ log: console.log, force: process.argv.includes('--force') });
  if (!ok) console.error(output);
  process.exit(ok ? 0 : 1);
}
