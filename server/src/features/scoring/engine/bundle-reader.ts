import type { ChildProcess } from 'node:child_process';
import { lstat, readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { READING, type FromReader, type ReadingJob, type ReadingResult, type ToReader } from './bundle-contract.ts';
import type { BundleTree, TreeFile } from './bundles/tree.ts';
import { Launcher } from './launcher.ts';
import { processUse } from './process-memory.ts';

const WATCH_MS = 100;
/** What the child says about an archive; its definition alone may have a mebibyte. */
const MAX_RESULT_BYTES = 64 * 1024 ** 2;

export interface ReaderOptions {
  /** Folder of the built engine. */
  engineDir: string;
  wallMs: number;
  /** Resident memory of the child. */
  memoryBytes: number;
  /** Read nothing where the operating system does not keep the child from the network. */
  fenced: boolean;
}
/** `stopped`: the archive took more time or memory than it may have, or made the child crash: reading it again would end the same. */
export type Reading = { kind: 'read'; result: ReadingResult } | { kind: 'stopped'; reason: 'time' | 'memory' | 'crash'; detail: string };

/**
 * Reads an archive in a child of its own, which has no network, starts no processes and may touch nothing but the job's folder. The archive lies
 * there as READING.archive. Throws when no child can be started, and the reason of `signal`.
 */
export async function readArchive(job: ReadingJob, options: ReaderOptions, signal: AbortSignal): Promise<Reading> {
  signal.throwIfAborted();
  const launcher = new Launcher({
    engineDir: options.engineDir,
    entry: join(options.engineDir, 'bundle-child.js'),
    readPaths: [job.folder],
    writePaths: [job.folder],
    packages: true,
    fenced: options.fenced,
    heapBytes: options.memoryBytes / 2,
  });
  const child = await launcher.start();
  try {
    const ended = await conversation(child, job, options, signal);
    return ended ?? { kind: 'read', result: await resultIn(job.folder) };
  } finally {
    child.kill('SIGKILL');
  }
}

/** Null when the child has read the archive. */
function conversation(
  child: ChildProcess,
  job: ReadingJob,
  { wallMs, memoryBytes }: ReaderOptions,
  signal: AbortSignal,
): Promise<Reading | null> {
  return new Promise((resolve, reject) => {
    let stderr = '';
    const stopped = (reason: 'time' | 'memory' | 'crash', detail: string): void => settle({ kind: 'stopped', reason, detail });
    const wall = setTimeout(() => stopped('time', `more than ${wallMs} ms`), wallMs);
    const memory = setInterval(() => void look(), WATCH_MS);
    const look = async (): Promise<void> => {
      const use = child.pid === undefined ? null : await processUse(child.pid);
      if (use !== null && use.residentBytes > memoryBytes) stopped('memory', `${use.residentBytes} bytes resident, ${memoryBytes} allowed`);
    };
    const abort = (): void => {
      over();
      reject(signal.reason as Error);
    };
    const over = (): void => {
      clearTimeout(wall);
      clearInterval(memory);
      signal.removeEventListener('abort', abort);
    };
    const settle = (reading: Reading | null): void => {
      over();
      resolve(reading);
    };
    signal.addEventListener('abort', abort, { once: true });
    child.stderr?.on('data', (piece: Buffer) => (stderr = (stderr + piece.toString()).slice(-4000)));
    child.on('exit', (code, killed) => {
      const isMemory = /heap out of memory|Reached heap limit/.test(stderr);
      stopped(isMemory ? 'memory' : 'crash', `the reader ended with ${String(killed ?? code)}\n${stderr}`);
    });
    child.on('message', (message) => {
      const said = message as FromReader;
      if (said.kind === 'failed') stopped('crash', said.detail);
      if (said.kind === 'done') settle(null);
    });
    child.send({ kind: 'read', job } satisfies ToReader);
  });
}

/** A child that an archive has taken over may say anything: then this is not what its files are. */
class ReaderLied extends Error {
  override readonly name = 'ReaderLied';
}

async function resultIn(folder: string): Promise<ReadingResult> {
  const path = join(folder, READING.result);
  const facts = await lstat(path);
  if (!facts.isFile() || facts.size > MAX_RESULT_BYTES) throw new ReaderLied(`${facts.size} bytes of result`);
  const result = JSON.parse(await readFile(path, 'utf8')) as ReadingResult;
  const root = join(folder, READING.unpacked) + sep;
  for (const { source } of filesIn(result)) {
    const isOurs = source.startsWith(root) && normalize(source) === source && (await lstat(source)).isFile();
    if (!isOurs) throw new ReaderLied(`a file outside: ${source.slice(0, 200)}`);
  }
  return result;
}

/** Every file that something may be made of or be shown to a program. */
function filesIn({ bundle }: ReadingResult): TreeFile[] {
  const ofTree = (tree: BundleTree | null): readonly TreeFile[] => tree?.files ?? [];
  const ofFile = (file: TreeFile | null): readonly TreeFile[] => (file === null ? [] : [file]);
  return [
    ...bundle.tasks.flatMap(({ scorer, reference, input, ingestion }) => [
      ...ofTree(reference),
      ...ofTree(input),
      ...ofTree(ingestion?.tree ?? null),
      ...(scorer?.kind === 'codabench' ? ofTree(scorer.program.tree) : []),
      ...(scorer?.kind === 'evalai' ? [...ofTree(scorer.tree), ...ofFile(scorer.annotation)] : []),
      ...(scorer?.kind === 'huggingface' ? [...ofFile(scorer.solution), ...ofFile(scorer.program)] : []),
      ...(scorer?.kind === 'metrics-json' ? [...ofTree(scorer.tree), ...ofFile(scorer.image)] : []),
    ]),
    ...bundle.solutions.flatMap(({ tree }) => ofTree(tree)),
    ...bundle.phases.flatMap(({ startingKit, publicData }) => [...ofTree(startingKit), ...ofTree(publicData)]),
  ];
}
