import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle } from '@gac/server/bundles/bundle';
import { readBundle } from '@gac/server/bundles/read-bundle';
import type { Command } from '../context.ts';
import { bundleDocument } from './bundle-document.ts';
import { bundleLines } from './bundle-lines.ts';

/** Reads an archive into a folder that is gone when `use` has ended. */
export async function withBundle<T>(archive: string, use: (bundle: Bundle, scratch: string) => T | Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'gac-bundle-'));
  try {
    return await use(await readBundle(archive, { scratch }), scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What an archive says and everything that is wrong with it; 2 when it can't be used. */
export const bundleCheck: Command = ({ run, lang, m }) =>
  withBundle(run.args[0] ?? '', (bundle) => {
    const document = bundleDocument(bundle);
    return { value: document, lines: bundleLines(document, lang, m), exit: document.errors.length > 0 ? 2 : 0 };
  });
