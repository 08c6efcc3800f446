// `npm run bench`: measures what has a limit, each against that limit, one line of JSON for each result. Numbers depend on the machine: the ratio counts.
//   node scripts/bench.mjs [name ...]      only these (e2e/load/<name>.bench.mjs)
import './node-version.mjs';
import { basename, join } from 'node:path';
import { build } from './build.mjs';
import { killRunning, run } from './processes.mjs';
import { filesUnder, root } from './repository.mjs';
import { installPackages } from './setup.mjs';

const SUFFIX = '.bench.mjs';
const benches = new Map(filesUnder('e2e/load').filter((file) => file.endsWith(SUFFIX)).map((file) => [basename(file, SUFFIX), file]));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : [...benches.keys()];
const unknown = wanted.filter((name) => !benches.has(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${[...benches.keys()].join(', ')}.`);
  process.exit(2);
}
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(name, () => {
    killRunning();
    process.exit(1);
  });
}

for (const prepare of [() => installPackages(console.error), () => build()]) {
  const result = await prepare();
  if (!result.ok) {
    console.error(result.output);
    process.exit(1);
  }
}
let failed = 0;
for (const name of wanted) {
  const result = await run(process.execPath, [join(root, benches.get(name) ?? '')], { cwd: root, timeoutMs: 900_000, stdout: (text) => process.stdout.write(text) });
  if (result.ok) continue;
  failed += 1;
  console.error(`${name}: over its limit, or broken${result.output === '' ? '' : `\n${result.output.trimEnd()}`}`);
}
process.exitCode = failed > 0 ? 1 : 0;
