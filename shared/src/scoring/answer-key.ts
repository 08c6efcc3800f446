import type { FileFormat, MetricUse } from '../contract/definition.ts';
import { accept, refuse, type Decision } from '../values.ts';
import { AlignedColumns, type AlignedColumn } from './aligned.ts';
import type { IdIndex } from './id-set.ts';
import type { Finding } from './findings.ts';
import { scoreParts, type Measure, type PartScores } from './measure.ts';
import type { MetricNeeds, MetricProblem, PredictedColumns, TruthColumn } from './metric.ts';
import { resolveMetric, type ResolvedMetric } from './metrics/registry.ts';
import { PART_CODES } from './sum.ts';
import { createValidator, type Validator } from './validator.ts';

/** Names of the columns in a reference file. */
export interface ReferenceColumns {
  idColumn: string;
  truthColumn: string;
  partColumn: string;
}
/** What is wrong with a task's reference or metrics; for organizers only, it may hold hidden values. */
export type KeyProblem = { kind: 'reference'; finding: Finding } | { kind: 'metric'; metric: string; problem: MetricProblem };

/** The reference of a task, compiled once: ids, parts and typed truth in the order of the reference file (key order). */
export interface AnswerKey {
  ids: IdIndex;
  /** PART_CODES per row. */
  parts: Uint8Array;
  metrics: { resolved: ResolvedMetric; truth: TruthColumn }[];
}
export interface KeyReader {
  /** The next bytes of the reference CSV, decompressed. */
  push(chunk: Uint8Array): void;
  /** Closes the file; to be called once. */
  end(): Decision<AnswerKey, KeyProblem[]>;
}

type ColumnFormat = FileFormat['columns'][number];

/** How the truth column is to be read for a metric. The same column may be read in several ways. */
function truthFormat(needs: MetricNeeds, name: string): ColumnFormat {
  return needs.truth === 'number' ? { name, kind: 'number' } : { name, kind: 'label', labels: [...needs.labels] };
}

/**
 * Reads a reference CSV into an answer key. Fails at once when a metric does not fit the format; `end` fails with every problem of the
 * file and every metric that the truth leaves undefined. Extra columns in a reference are fine.
 */
export function createKeyReader(
  columns: ReferenceColumns,
  format: FileFormat,
  uses: readonly Pick<MetricUse, 'key' | 'metric' | 'params'>[],
): Decision<KeyReader, KeyProblem[]> {
  const problems: KeyProblem[] = [];
  const resolved: ResolvedMetric[] = [];
  for (const use of uses) {
    const outcome = resolveMetric(use, format);
    if (outcome.ok) resolved.push(outcome.value);
    else problems.push(...outcome.refusal.map((problem): KeyProblem => ({ kind: 'metric', metric: use.key, problem })));
  }
  return problems.length > 0 ? refuse(problems) : accept(new CsvKeyReader(columns, format, resolved));
}

class CsvKeyReader implements KeyReader {
  readonly #truthColumn: string;
  readonly #metrics: readonly ResolvedMetric[];
  /** One entry per different way of reading the truth. */
  readonly #ways: string[];
  readonly #columns: AlignedColumns;
  readonly #validator: Validator;

  constructor({ idColumn, truthColumn, partColumn }: ReferenceColumns, format: FileFormat, metrics: readonly ResolvedMetric[]) {
    this.#truthColumn = truthColumn;
    this.#metrics = metrics;
    this.#ways = [...new Set(metrics.map(({ needs }) => JSON.stringify(truthFormat(needs, truthColumn))))];
    const parts: ColumnFormat = { name: partColumn, kind: 'label', labels: Object.keys(PART_CODES) };
    const truths = this.#ways.map((way) => JSON.parse(way) as ColumnFormat);
    const reference: FileFormat = { ...format, idColumn, columns: [parts, ...truths], rowRule: 'none' };
    this.#columns = new AlignedColumns(reference, 0);
    this.#validator = createValidator({ format: reference, ids: null, sink: this.#columns });
  }
  push(chunk: Uint8Array): void {
    this.#validator.push(chunk);
  }

  end(): Decision<AnswerKey, KeyProblem[]> {
    const report = this.#validator.end();
    const faults = report.all.filter(({ code, severity }) => severity === 'error' && code !== 'EXTRA_COLUMN');
    if (faults.length > 0 || !report.complete) return refuse(faults.map((finding) => ({ kind: 'reference', finding })));
    const [partColumn, ...truths] = this.#columns.columns(report.rows);
    const parts = Uint8Array.from(partColumn?.kind === 'label' ? partColumn.codes : []);
    const metrics = this.#metrics.map((resolved) => ({ resolved, truth: truthOf(truths[this.#wayOf(resolved)], resolved.needs) }));
    const problems = metrics.flatMap(({ resolved, truth }) =>
      resolved.metric
        .checkTruth(truth, parts, resolved.needs, resolved.params)
        .map((problem): KeyProblem => ({ kind: 'metric', metric: resolved.key, problem })),
    );
    if (problems.length > 0) return refuse(problems);
    return accept({ ids: this.#validator.rows.arrivedIds(), parts, metrics });
  }

  #wayOf({ needs }: ResolvedMetric): number {
    return this.#ways.indexOf(JSON.stringify(truthFormat(needs, this.#truthColumn)));
  }
}

function truthOf(column: AlignedColumn | undefined, needs: MetricNeeds): TruthColumn {
  if (column?.kind === 'label' && needs.truth === 'label') return { kind: 'label', codes: column.codes, classes: needs.labels.length };
  return { kind: 'number', values: column?.kind === 'number' ? column.values : new Float64Array(0) };
}

/** The columns that a metric reads, out of a checked prediction. */
function predictedFor(needs: MetricNeeds, columns: readonly AlignedColumn[]): PredictedColumns {
  const names = 'columns' in needs ? needs.columns : [needs.column];
  const read = names.map((name) => columns.find((column) => column.name === name));
  return {
    numbers: read.flatMap((column) => (column?.kind === 'number' ? [column.values] : [])),
    codes: read[0]?.kind === 'label' ? read[0].codes : new Int32Array(0),
  };
}

function measureOf({ metric, needs, params }: ResolvedMetric, truth: TruthColumn, columns: readonly AlignedColumn[]): Measure {
  return metric.measure({
    truth,
    predicted: predictedFor(needs, columns),
    labels: needs.truth === 'label' ? needs.labels : [],
    weights: null,
    params,
  });
}

/** Scores of a prediction whose report was ok, per metric in the order of the key. columns: `AlignedColumns.columns(key.ids.size)`. */
export function scorePrediction(key: AnswerKey, columns: readonly AlignedColumn[]): (PartScores & { key: string })[] {
  return key.metrics.map(({ resolved, truth }) => ({
    key: resolved.key,
    ...scoreParts(measureOf(resolved, truth, columns), key.parts),
  }));
}
