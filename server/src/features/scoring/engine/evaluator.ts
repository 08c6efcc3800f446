import { AlignedColumns, type AlignedColumn } from '@gac/shared/scoring/aligned';
import { createKeyReader, scorePrediction, type AnswerKey } from '@gac/shared/scoring/answer-key';
import { type FindingCode } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { refusedReport, unpackFinding } from '@gac/shared/scoring/refused-report';
import type { ValidationReport } from '@gac/shared/scoring/report';
import { createValidator } from '@gac/shared/scoring/validator';
import type { ScoringJob, ScoringResult, ScoringStage } from './contract.ts';
import { Recent } from './recent.ts';
import { NotGzip, readSource } from './source-bytes.ts';

interface Checked {
  report: ValidationReport;
  columns: readonly AlignedColumn[];
}
/** Answer keys kept by a child; a worker serves few tasks at a time. */
const KEYS_KEPT = 4;
/** Bytes of checked predictions kept by a child, so that a file is not read again when its turn to be scored comes. */
const CHECKED_BYTES = 32 * 1024 * 1024;
const REPORT_BYTES = 4096;

/** The task itself can't be scored: checked when a challenge is loaded, so it is a fault of ours here. */
class UnscorableTask extends Error {
  override readonly name = 'UnscorableTask';
}

/** Checks and scores files. Remembers answer keys, and the files it found valid. */
export class Evaluator {
  private readonly keys = new Recent<AnswerKey>(KEYS_KEPT);
  private readonly checked = new Recent<Checked>(CHECKED_BYTES);

  /** Throws `UnscorableTask` and `SourceDamaged`; what is wrong with the participant's file is a result. */
  async evaluate(job: ScoringJob, onStage: (stage: ScoringStage) => void): Promise<ScoringResult> {
    onStage('running');
    const key = await this.key(job);
    const { report, columns } = await this.check(job, key);
    if (!report.ok) return { kind: 'invalid', report };
    if (job.mode === 'validate') return { kind: 'valid', rows: report.rows, report };
    onStage('scoring');
    return { kind: 'scored', rows: report.rows, report, scores: scorePrediction(key, columns) };
  }

  private async key({ reference, format, metrics }: ScoringJob): Promise<AnswerKey> {
    const { path: _path, ...identity } = reference;
    const name = JSON.stringify([identity, format, metrics]);
    const kept = this.keys.get(name);
    if (kept !== undefined) return kept;
    const reader = createKeyReader(reference, format, metrics);
    if (!reader.ok) throw new UnscorableTask(`the metrics do not fit the task: ${JSON.stringify(reader.refusal)}`);
    await readSource(reference, (piece) => {
      reader.value.push(piece);
      return true;
    });
    const key = reader.value.end();
    if (!key.ok) throw new UnscorableTask(`the reference cannot be scored: ${JSON.stringify(key.refusal.slice(0, 5))}`);
    this.keys.put(name, key.value, 1);
    return key.value;
  }

  private async check(job: ScoringJob, key: AnswerKey): Promise<Checked> {
    const name = JSON.stringify([job.file.sha256, job.file.fileName, job.reference.sha256, job.reference.idColumn, job.format]);
    const kept = this.checked.get(name);
    if (kept !== undefined) return kept;
    const aligned = new AlignedColumns(job.format, key.ids.size);
    const report = await validate(job, key, aligned);
    if (!report.ok) return { report, columns: [] };
    const checked = { report, columns: aligned.columns(key.ids.size) };
    const bytes = checked.columns.reduce(
      (sum, column) => sum + (column.kind === 'label' ? column.codes : column.values).byteLength,
      REPORT_BYTES,
    );
    this.checked.put(name, checked, bytes);
    return checked;
  }
}

async function validate({ file, format }: ScoringJob, key: AnswerKey, sink: AlignedColumns): Promise<ValidationReport> {
  const validator = createValidator({ format, ids: key.ids, sink, fileName: file.fileName });
  const guard = new InflateGuard(format.maxInflatedBytes);
  let stopped: FindingCode | null = null;
  try {
    await readSource(file, (piece, compressed) => {
      stopped = guard.add(compressed, piece.length);
      if (stopped === null) validator.push(piece);
      return stopped === null && !validator.refused;
    });
  } catch (error) {
    if (!(error instanceof NotGzip)) throw error;
    if (!validator.refused) stopped = 'BAD_GZIP';
  }
  const report = validator.end();
  return stopped === null ? report : refusedReport(report, unpackFinding(stopped, format.maxInflatedBytes));
}
