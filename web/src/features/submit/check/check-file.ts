import type { FileFormat } from '@gac/shared/contract/definition';
import type { IdIndex } from '@gac/shared/scoring/id-set';
import type { Finding } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { refusedReport, unpackFinding } from '@gac/shared/scoring/refused-report';
import type { ValidationReport } from '@gac/shared/scoring/report';
import { createValidator, type ValidationProgress, type Validator } from '@gac/shared/scoring/validator';
import { StatsSink, type ColumnStats } from './column-stats.ts';

/** What is checked: bytes of a file as they lie on the disk. */
export interface FileSource {
  name: string;
  bytes: number;
  stream: () => ReadableStream<Uint8Array>;
}
/** SHA-256 over a stream. */
interface Hasher {
  update(chunk: Uint8Array): void;
  /** Lower-case hexadecimal; once. */
  digest(): string;
}
export interface CheckProgress extends ValidationProgress {
  /** Bytes of the file read so far. */
  read: number;
}
export interface FileCheck {
  report: ValidationReport;
  /** Of the file as it is sent; null when the reading stopped early. */
  sha256: string | null;
  stats: ColumnStats[];
  tookMs: number;
}
export interface CheckPorts {
  hasher: Hasher;
  /** ms, for measuring only */
  now: () => number;
  onProgress: (progress: CheckProgress) => void;
}
/** Looks at bytes as they come: the first finding refuses the file. */
export interface BytesInspector {
  push(chunk: Uint8Array): Finding | null | Promise<Finding | null>;
  end(): Finding | null | Promise<Finding | null>;
}
const PROGRESS_EVERY_MS = 100;
const isGzipName = (name: string): boolean => /\.gz$/i.test(name);

/**
 * One pass over the file: bytes are hashed as they are, inflated when the name ends in .gz, and validated with the code the server runs.
 * Reading stops at the first thing that makes the rest unreadable. The first finding is reported at once, then every 100 ms.
 */
export async function checkFile(source: FileSource, format: FileFormat, ids: IdIndex | null, ports: CheckPorts): Promise<FileCheck> {
  const startedAt = ports.now();
  const stats = new StatsSink(format);
  const gzip = isGzipName(source.name);
  const validator = createValidator({ format, ids, sink: stats, fileName: gzip ? source.name.slice(0, -3) : source.name });
  const reading = new Reading(validator, ports);
  const stopped = gzip ? await readGzip(source, format, reading) : await readPlain(source, reading);
  const ended = validator.end();
  const report = stopped === null ? ended : refusedReport(ended, stopped);
  return { report, sha256: report.complete ? ports.hasher.digest() : null, stats: stats.stats(), tookMs: ports.now() - startedAt };
}

const UNSEEN: ValidationReport = { ok: true, complete: true, rows: 0, bytes: null, delimiter: null, idsChecked: false, errors: 0, warnings: 0, counts: [], first: [], all: [] };
/** One pass over a file that is no table: its bytes are hashed, and looked at by what the server looks at them with while they come. */
export async function checkBytes(source: FileSource, inspector: BytesInspector, ports: CheckPorts): Promise<FileCheck> {
  const startedAt = ports.now();
  let [read, saidAt] = [0, -Infinity];
  let refusal: Finding | null = null;
  for await (const chunk of chunksOf(source.stream())) {
    ports.hasher.update(chunk);
    read += chunk.length;
    refusal = await inspector.push(chunk);
    if (refusal !== null) break;
    if (ports.now() - saidAt < PROGRESS_EVERY_MS) continue;
    saidAt = ports.now();
    ports.onProgress({ ...UNSEEN, read });
  }
  refusal ??= await inspector.end();
  const report = refusal === null ? { ...UNSEEN, bytes: read } : refusedReport(UNSEEN, refusal);
  return { report, sha256: refusal === null ? ports.hasher.digest() : null, stats: [], tookMs: ports.now() - startedAt };
}

/** Counts what was read and says so from time to time. */
class Reading {
  read = 0;
  #saidAt = -Infinity;
  #saidErrors = 0;
  constructor(
    readonly validator: Validator,
    readonly ports: CheckPorts,
  ) {}
  hash(chunk: Uint8Array): void {
    this.ports.hasher.update(chunk);
    this.read += chunk.length;
  }
  /** False when nothing more is wanted. */
  validate(bytes: Uint8Array): boolean {
    this.validator.push(bytes);
    const now = this.ports.now();
    const found = this.validator.soFar();
    const isFirstError = this.#saidErrors === 0 && found.errors > 0;
    if (isFirstError || now - this.#saidAt >= PROGRESS_EVERY_MS) {
      this.#saidAt = now;
      this.#saidErrors = found.errors;
      this.ports.onProgress({ ...found, read: this.read });
    }
    return !this.validator.refused;
  }
}

async function readPlain(source: FileSource, reading: Reading): Promise<null> {
  const reader = source.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return null;
    reading.hash(value);
    if (!reading.validate(value)) {
      await reader.cancel();
      return null;
    }
  }
}

/** The finding that stopped the inflating, or null. */
async function readGzip(source: FileSource, format: FileFormat, reading: Reading): Promise<Finding | null> {
  const guard = new InflateGuard(format.maxInflatedBytes);
  const inflater = new DecompressionStream('gzip');
  const input = source.stream().getReader();
  const writer = inflater.writable.getWriter();
  const feeding = (async () => {
    for (;;) {
      const { done, value } = await input.read();
      if (done) break;
      reading.hash(value);
      await writer.write(value as Uint8Array<ArrayBuffer>);
    }
    await writer.close();
  })();
  // Its failure shows on the readable side too, where it is dealt with.
  feeding.catch(() => undefined);
  const output = inflater.readable.getReader();
  // Not waited for: a stream that is full may never answer.
  const stop = (): void => {
    for (const ending of [writer.abort(), output.cancel(), input.cancel()]) ending.catch(() => undefined);
  };
  let counted = 0;
  try {
    for (;;) {
      const { done, value } = await output.read();
      if (done) return null;
      const code = guard.add(reading.read - counted, value.length);
      counted = reading.read;
      if (code !== null) {
        stop();
        return unpackFinding(code, format.maxInflatedBytes);
      }
      if (!reading.validate(value)) {
        stop();
        return null;
      }
    }
  } catch {
    stop();
    return unpackFinding('BAD_GZIP', format.maxInflatedBytes);
  }
}

/** The pieces of a stream in turn; not every browser lets a stream be iterated. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early wants no more of it.
    await reader.cancel();
  }
}
