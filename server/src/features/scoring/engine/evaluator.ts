import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { AlignedColumns, type AlignedColumn } from '@gac/shared/scoring/aligned';
import { createKeyReader, scorePrediction, type AnswerKey } from '@gac/shared/scoring/answer-key';
import { finding, type FindingCode } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import type { ValidationReport } from '@gac/shared/scoring/report';
import { createValidator } from '@gac/shared/scoring/validator';
import type { ReferenceFile, ScoringJob, ScoringResult, ScoringStage } from './contract.ts';

interface Checked {
  name: string;
  report: ValidationReport;
  columns: readonly AlignedColumn[];
}
/** Answer keys kept by a child; a worker serves few tasks at a time. */
const KEYS_KEPT = 4;
const CHUNK_BYTES = 256 * 1024;

/** The task itself can't be scored: checked when a challenge is loaded, so it is a fault of ours here. */
class UnscorableTask extends Error {
  override readonly name = 'UnscorableTask';
}

/** Checks and scores files in a child. Remembers answer keys, and the file it checked last: scoring it does not read it again. */
export class Evaluator {
  private readonly keys = new Map<string, AnswerKey>();
  private last: Checked | null = null;

  async evaluate(job: ScoringJob, onStage: (stage: ScoringStage) => void): Promise<ScoringResult> {
    onStage('running');
    const key = await this.key(job);
    const checked = await this.check(job, key);
    if (!checked.report.ok) return { kind: 'invalid', report: checked.report };
    if (job.mode === 'validate') return { kind: 'valid', rows: checked.report.rows, report: checked.report };
    onStage('scoring');
    return { kind: 'scored', rows: checked.report.rows, report: checked.report, scores: scorePrediction(key, checked.columns) };
  }

  private async key(job: ScoringJob): Promise<AnswerKey> {
    const { path, fileName, ...columns } = job.reference;
    const name = JSON.stringify([columns, job.format, job.metrics]);
    let key = this.keys.get(name);
    if (key === undefined) {
      const reader = createKeyReader(columns, job.format, job.metrics);
      if (!reader.ok) throw new UnscorableTask(`the metrics do not fit the task: ${JSON.stringify(reader.refusal)}`);
      for await (const chunk of createPlainStream(path, fileName)) reader.value.push(chunk);
      const read = reader.value.end();
      if (!read.ok) throw new UnscorableTask(`the reference cannot be scored: ${JSON.stringify(read.refusal.slice(0, 5))}`);
      key = read.value;
    }
    this.keys.delete(name);
    this.keys.set(name, key);
    const [oldest] = this.keys.keys();
    if (this.keys.size > KEYS_KEPT && oldest !== undefined) this.keys.delete(oldest);
    return key;
  }

  private async check(job: ScoringJob, key: AnswerKey): Promise<Checked> {
    const name = JSON.stringify([job.file.sha256, job.file.fileName, job.reference.sha256, job.format]);
    if (this.last?.name === name) return this.last;
    this.last = null;
    const columns = new AlignedColumns(job.format, key.ids.size);
    const validator = createValidator({ format: job.format, ids: key.ids, sink: columns, fileName: plainName(job.file.fileName) });
    const stopped = await feed(job, validator);
    const report = stopped === null ? validator.end() : refusedReport(validator.end(), stopped);
    this.last = { name, report, columns: report.ok ? columns.columns(key.ids.size) : [] };
    return this.last;
  }
}

const isGzip = (fileName: string): boolean => /\.gz$/i.test(fileName);
const plainName = (fileName: string): string => (isGzip(fileName) ? fileName.slice(0, -3) : fileName);
const createPlainStream = (path: string, fileName: ReferenceFile['fileName']): AsyncIterable<Buffer> => {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  return isGzip(fileName) ? file.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : file;
};

/** Gives the file to the validator; the code of a bomb or of bytes that are not gzip, or null when the validator saw it all or had enough. */
async function feed({ file, format }: ScoringJob, validator: { push(chunk: Uint8Array): void; readonly refused: boolean }): Promise<FindingCode | null> {
  const source = createReadStream(file.path, { highWaterMark: CHUNK_BYTES });
  if (!isGzip(file.fileName)) {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      validator.push(chunk);
      if (validator.refused) return null;
    }
    return null;
  }
  const guard = new InflateGuard(format.maxInflatedBytes);
  const gunzip = source.pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
  let compressed = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      const code = guard.add(gunzip.bytesWritten - compressed, chunk.length);
      compressed = gunzip.bytesWritten;
      if (code !== null) return code;
      validator.push(chunk);
      if (validator.refused) return null;
    }
    return null;
  } catch {
    return 'LOOKS_LIKE_GZIP';
  } finally {
    source.destroy();
  }
}

/** The report of a file that was stopped before its end. */
function refusedReport(report: ValidationReport, code: FindingCode): ValidationReport {
  const refusal = finding(code, code === 'LOOKS_LIKE_GZIP' ? { hint: 'rename-gz' } : {});
  return { ...report, ok: false, complete: false, bytes: null, errors: 1, warnings: 0, counts: [{ code, severity: 'error', total: 1 }], first: [refusal], all: [refusal] };
}
