import type { FileFormat } from '@gac/shared/contract/definition';
import type { IdIndex } from '@gac/shared/scoring/byte-table';
import { idsOfSample } from '@gac/shared/scoring/sample-ids';
import { createSHA256 } from 'hash-wasm';
import { checkFile, chunksOf, type CheckProgress, type FileCheck } from './check-file.ts';

/** What a file has to be. `sampleUrl`: the public sample submission, whose ids the file's are compared with; null when there is none. */
export interface CheckTask {
  format: FileFormat;
  rows: number;
  sampleUrl: string | null;
}
/** To the worker: first one `prepare`, then a `check`. */
export type CheckOrder = { kind: 'prepare'; task: CheckTask } | { kind: 'check'; file: File };
export type CheckAnswer =
  { kind: 'progress'; progress: CheckProgress } | { kind: 'done'; check: FileCheck } | { kind: 'broken'; reason: string };

const answer = (message: CheckAnswer): void => self.postMessage(message);
let task: CheckTask | null = null;
let ids: Promise<IdIndex | null> = Promise.resolve(null);

async function loadIds({ sampleUrl, format, rows }: CheckTask): Promise<IdIndex | null> {
  if (sampleUrl === null) return null;
  const response = await fetch(sampleUrl, { credentials: 'same-origin' });
  return response.ok && response.body ? idsOfSample(chunksOf(response.body), format, rows) : null;
}

async function check(file: File): Promise<void> {
  if (!task) return;
  const sha256 = await createSHA256();
  sha256.init();
  const hasher = { update: (chunk: Uint8Array) => void sha256.update(chunk), digest: () => sha256.digest() };
  const source = { name: file.name, bytes: file.size, stream: () => file.stream() };
  answer({
    kind: 'done',
    check: await checkFile(source, task.format, await ids, {
      hasher,
      now: () => performance.now(),
      onProgress: (progress) => answer({ kind: 'progress', progress }),
    }),
  });
}

self.addEventListener('message', ({ data }: MessageEvent<CheckOrder>) => {
  if (data.kind === 'prepare') {
    task = data.task;
    // Offline the sample can't be had: then structure and values are checked, and the report says so.
    ids = loadIds(data.task).catch(() => null);
    return;
  }
  check(data.file).catch((cause: unknown) => answer({ kind: 'broken', reason: cause instanceof Error ? cause.name : 'unknown' }));
});
