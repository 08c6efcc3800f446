/** What is to be compared: a file of truths with a file of predictions, by metrics of the catalogue. Pure; the files come from whoever asks. */
import type { Finding } from '../findings.ts';
import type { MetricDef, MetricProblemCode } from '../metric.ts';
import type { ValidationReport } from '../report.ts';
import type { RowCheck, RowCheckOptions } from '../row-check.ts';

export interface Comparison {
  metrics: readonly MetricDef[];
  /** Of all metrics, or by a metric's key of that one alone. */
  params: Readonly<Record<string, unknown>>;
  /** Columns that make up the id in both files. */
  idColumns: readonly string[];
  /** Null: the column "target", else the only one left. */
  target: string | null;
  /** Null: "prediction", else the target's name, else the labels, else the only column left. */
  predictions: readonly string[] | null;
  /** A column of the truth; null weighs all rows alike. */
  weight: string | null;
  /** A column of the truth that says which rows are of one query; null: the first of a composite id. */
  group: string | null;
  /** Replicates and seed of the bootstrap; null: no intervals. */
  bootstrap: { replicates: number; seed: number } | null;
}

/** Checks one of the files and hands its good rows to the sink of the options. */
export type ReadRows = (options: RowCheckOptions) => Promise<{ report: ValidationReport; rows: RowCheck }>;

export type WhichFile = 'truth' | 'predictions';
export type MetricFaultCode = MetricProblemCode | 'weights-not-defined' | 'not-finite' | 'no-interval';
/** Something wrong with a file, or a metric that these truths, params or columns leave undefined. */
export type CompareProblem =
  { kind: 'file'; file: WhichFile; finding: Finding } | { kind: 'metric'; metric: string; code: MetricFaultCode; detail: string };

export const metricFault = (metric: string, code: MetricFaultCode, detail = ''): CompareProblem => ({
  kind: 'metric',
  metric,
  code,
  detail,
});
export const fileFaults = (file: WhichFile, { all }: ValidationReport): CompareProblem[] =>
  all.flatMap((finding): CompareProblem[] => (finding.severity === 'error' ? [{ kind: 'file', file, finding }] : []));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Params are given for all metrics that know them, or under the key of one. The last word has the metric's own. */
export function paramsFor({ metrics, params }: Comparison, metric: MetricDef): Record<string, unknown> {
  const own = params[metric.key];
  const shared = Object.entries(params).filter(([key]) => knows(metric, key) && !metrics.some((other) => other.key === key));
  return { ...Object.fromEntries(shared), ...(isRecord(own) ? own : {}) };
}
/** Every metric of labels has the param `labels` here: no format declares them. */
const knows = (metric: MetricDef, param: string): boolean =>
  metric.params.some(({ key }) => key === param) || (param === 'labels' && metric.reads !== 'numbers' && metric.reads !== 'rankings');

/** Params that none of the metrics knows. */
export function strayParams({ metrics, params }: Comparison): string[] {
  return Object.keys(params).filter(
    (param) => !metrics.some((metric) => (metric.key === param ? isRecord(params[param]) : knows(metric, param))),
  );
}
