import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { SubmissionKind } from '@gac/shared/contract/definition';
import { finding, type Finding } from '@gac/shared/scoring/findings';
import type { Inspector } from '@gac/shared/scoring/inspect';
import { createAnyInspector, createImageInspector, createZipInspector } from '@gac/shared/scoring/inspect-archive';
import type { Sha256 } from '@gac/shared/values';
import { sha256OfFile } from '../api/download.ts';
import { sizeOfFile } from '../tables/file-size.ts';

export interface LookedAt {
  /** Why the server would refuse the file while it arrives; null when it would not. */
  finding: Finding | null;
  sha256: Sha256;
  bytes: number;
}
const INSPECTORS: Readonly<Record<SubmissionKind, () => Inspector>> = { prediction: createAnyInspector, code: createZipInspector, container: createImageInspector };

/** What is no table is looked at by what the server looks at it with while it arrives; what is in it, only the server checks. */
export async function lookAt(path: string, kind: SubmissionKind): Promise<LookedAt> {
  const bytes = await sizeOfFile(path);
  const sha256 = (await sha256OfFile(path)) as Sha256;
  return { finding: await inspect(path, kind), sha256, bytes };
}

async function inspect(path: string, kind: SubmissionKind): Promise<Finding | null> {
  const inspector = INSPECTORS[kind]();
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const isUnpacked = kind === 'container' && (await isGzip(path));
  try {
    for await (const chunk of (isUnpacked ? file.pipe(createGunzip()) : file) as AsyncIterable<Buffer>) {
      const found = inspector.push(chunk);
      if (found) return found;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    return finding('BAD_GZIP', { hint: 'docker-save' });
  } finally {
    file.destroy();
  }
  return inspector.end();
}

async function isGzip(path: string): Promise<boolean> {
  for await (const head of createReadStream(path, { end: 1 }) as AsyncIterable<Buffer>) return head[0] === 0x1f && head[1] === 0x8b;
  return false;
}
