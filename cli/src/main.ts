import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { gac } from './gac.ts';
import type { Machine } from './machine.ts';
import { createPrompt } from './prompt.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
function interruptible(): ReturnType<Machine['interruptible']> {
  const abort = new AbortController();
  const end = () => abort.abort();
  for (const name of ENDINGS) process.once(name, end);
  return { signal: abort.signal, stop: () => ENDINGS.forEach((name) => process.off(name, end)) };
}
const prompt = createPrompt(process.stdin, process.stderr);
const machine: Machine = {
  env: process.env,
  home: homedir(),
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  // maxRSS is in kilobytes on every system (libuv).
  peakBytes: () => process.resourceUsage().maxRSS * 1024,
  wait: (ms) => wait(ms),
  newKey: () => randomUUID(),
  chance: () => Math.random(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  hasScreen: process.stderr.isTTY,
  ask: (text, hidden) => prompt.ask(text, hidden),
  interruptible,
  fetch: (input, init) => fetch(input, init),
};

// `gac board … | head`: whoever read has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await gac(process.argv.slice(2), machine, version);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  prompt.close();
}
