import type { FileFormat, SubmissionKind } from '@gac/shared/contract/definition';
import { createAnyInspector, createZipInspector } from '@gac/shared/scoring/inspect-archive';
import type { IdIndex } from '@gac/shared/scoring/id-set';
import { idsOfSample } from '@gac/shared/scoring/sample-ids';
import { createSHA256 } from 'hash-wasm';
import { checkBytes, checkFile, chunksOf, type BytesInspector, type CheckPorts, type CheckProgress, type FileCheck } from './check-file.ts';
import { imageInspector } from './image-inspector.ts';

/** What a file has to be. `sampleUrl`: the public sample submission, whose ids the file's are compared with; null when there is none. */
export interface CheckTask {
  kind: SubmissionKind;
  /** Null: no table, looked at by its first bytes. */
  format: FileFormat | null;
  rows: number;
  sampleUrl: string | null;
}
/** To the worker: first one `prepare`, then a `check`. */
export type CheckOrder = { kind: 'prepare'; task: CheckTask } | { kind: 'check'; file: File };
export type CheckAnswer =
  { kind: 'progress'; progress: CheckProgress } | { kind: 'done'; check: FileCheck } | { kind: 'broken'; reason: string };

const INSPECTORS: Readonly<Record<SubmissionKind, () => BytesInspector>> = { prediction: createAnyInspector, code: createZipInspector, container: imageInspector };
const answer = (message: CheckAnswer): void => self.postMessage(message);
let task: CheckTask | null = null;
let ids: Promise<IdIndex | null> = Promise.resolve(null);

async function loadIds({ sampleUrl, format, rows }: CheckTask): Promise<IdIndex | null> {
  if (sampleUrl === null || format === null) return null;
  const response = await fetch(sampleUrl, { credentials: 'same-origin' });
  return response.ok && response.body ? idsOfSample(chunksOf(response.body), format, rows) : null;
}

async function check(file: File): Promise<void> {
  if (!task) return;
  const sha256 = await createSHA256();
  sha256.init();
  const hasher = { update: (chunk: Uint8Array) => void sha256.update(chunk), digest: () => sha256.digest() };
  const source = { name: file.name, bytes: file.size, stream: () => file.stream() };
  const ports: CheckPorts = { hasher, now: () => performance.now(), onProgress: (progress) => answer({ kind: 'progress', progress }) };
  const { format, kind } = task;
  const looking = format === null ? checkBytes(source, INSPECTORS[kind](), ports) : checkFile(source, format, await ids, ports);
  answer({ kind: 'done', check: await looking });
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
