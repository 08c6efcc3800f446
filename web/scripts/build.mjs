// Builds the client, then the server-side entry (which carries the client's file names), then checks the budgets.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const webDir = fileURLToPath(new URL('..', import.meta.url));
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const steps = [[vite, 'build', '--logLevel', 'warn'], [vite, 'build', '--ssr', '--logLevel', 'warn'], [join(webDir, 'scripts/budget.mjs')]];
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { cwd: webDir, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
