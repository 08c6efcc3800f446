import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '@gac/shared/values';
import { sharedPackage } from './shared-package.ts';

async function programs(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.js') && !/(^|\/)test(ing)?\//.test(name))
    .sort();
}

/**
 * SHA-256 over the code that makes scores: every program of the built engine and of the shared scoring folder, as
 * `name NUL length NUL bytes` in the order of their names. Two builds of the same sources have the same hash.
 */
export async function codeSha256(engineDir: string): Promise<Sha256> {
  const hash = createHash('sha256');
  for (const [label, folder] of [
    ['engine', engineDir],
    ['shared', join(sharedPackage(engineDir), 'dist', 'scoring')],
  ] as const) {
    for (const name of await programs(folder)) {
      const bytes = await readFile(join(folder, name));
      hash.update(`${label}/${name}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex') as Sha256;
}
