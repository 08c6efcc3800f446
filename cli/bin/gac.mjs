#!/usr/bin/env node
// Starts the built command line. `npm run setup` builds it.
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const main = new URL('../dist/main.js', import.meta.url);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`gac needs Node 20.19 or newer; this is ${process.version}.`);
  process.exitCode = 1;
} else if (!existsSync(main)) {
  console.error('gac is not built yet: run `npm run setup` in the repository.');
  process.exitCode = 1;
} else await import(main.href);
