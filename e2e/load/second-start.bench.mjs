// `npm start` on an empty data folder, and once more: how long until it is healthy. Packages are installed and everything is built before.
//   node e2e/load/second-start.bench.mjs      limit of the second: 10 s; of the first, which seeds the demo: 120 s
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort, until } from '../../scripts/processes.mjs';
import { root } from '../../scripts/repository.mjs';
import { scratchFolder } from '../../scripts/scratch.mjs';
import { setUp } from '../../scripts/setup.mjs';
import { report } from './figures.mjs';

const ready = await setUp(() => {});
if (!ready.ok) throw new Error(ready.output);
const { folder, remove } = await scratchFolder();
const env = { ...process.env, GAC_DATA: join(folder, 'data'), PORT: String(await freePort()), DATABASE_URL: '', REDIS_URL: '' };

/** Starts it, waits until it is healthy, stops it; milliseconds. @param {number} limitMs */
async function start(limitMs) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const healthy = () => fetch(`http://127.0.0.1:${env.PORT}/api/health`).then(({ ok }) => ok, () => false);
    const isUp = await until(async () => child.exitCode !== null || (await healthy()), limitMs * 3, 50);
    if (!isUp || child.exitCode !== null) throw new Error('It did not get healthy.');
    return Math.round(performance.now() - began);
  } finally {
    child.kill('SIGTERM');
    await until(() => child.exitCode !== null || child.signalCode !== null, 30_000);
  }
}

try {
  report('first-start', { value: await start(120_000), limit: 120_000, unit: 'ms' });
  report('second-start', { value: await start(10_000), limit: 10_000, unit: 'ms' });
} finally {
  remove();
}
