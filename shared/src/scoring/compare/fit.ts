import type { FileFormat } from '../../contract/definition.ts';
import { accept, refuse, type Decision } from '../../values.ts';
import type { MetricDef, TruthColumn } from '../metric.ts';
import { resolveMetric, type ResolvedMetric } from '../metrics/registry.ts';
import { metricFault, paramsFor, type CompareProblem, type Comparison } from './comparison.ts';
import { labelsOf } from './labels.ts';
import { AT_HOME, truthFor, type Truths } from './truth.ts';

type Column = FileFormat['columns'][number];

/** A metric that fits truths and columns. */
export interface Fit {
  resolved: ResolvedMetric;
  truth: TruthColumn;
  /** The columns it reads of the predictions. */
  columns: Column[];
  sumsToOne: boolean;
}

/** Fits a metric to the truths and to the named columns of predictions, or says every reason why it does not fit. */
export function fitMetric(
  comparison: Comparison,
  metric: MetricDef,
  truths: Truths,
  names: readonly string[],
): Decision<Fit, CompareProblem[]> {
  const given = paramsFor(comparison, metric);
  const faults = [
    ...(metric.ignoresWeights && truths.weights ? [metricFault(metric.key, 'weights-not-defined')] : []),
    ...columnFaults(metric, names),
  ];
  if (faults.length > 0) return refuse(faults);
  const labels = metric.reads === 'numbers' || metric.reads === 'rankings' ? [] : declaredLabels(metric, given, truths, names);
  if (labels === null) return refuse([metricFault(metric.key, 'labels-needed')]);
  const columns = columnsOf(metric, names, labels);
  const takesLabels = metric.params.some(({ key }) => key === 'labels');
  const { labels: _labels, ...others } = given;
  const params = takesLabels ? { ...others, labels } : others;
  const resolved = resolveMetric({ key: metric.key, metric: metric.key, params: params as never }, { ...AT_HOME, idColumn: '', columns });
  if (!resolved.ok) return refuse(resolved.refusal.map(({ code, detail }) => metricFault(metric.key, code, detail)));
  // Clusters may have any name: theirs are numbered as they come.
  const read = metric.reads === 'clusters' ? columns.map(({ name, kind }) => ({ name, kind })) : columns;
  const truth = truthFor(metric, truths, labels);
  if (!truth.ok) return truth;
  const { needs, params: checked } = resolved.value;
  const undefinedBy = metric.checkTruth(truth.value, new Uint8Array(truths.ids.size).fill(1), needs, checked);
  if (undefinedBy.length > 0) return refuse(undefinedBy.map(({ code, detail }) => metricFault(metric.key, code, partless(detail))));
  const sumsToOne = metric.rowsSumToOne === true && names.length > 1 && checked['renormalise'] !== true;
  return accept({ resolved: resolved.value, truth: truth.value, columns: read, sumsToOne });
}

/** There are no parts at home. */
const partless = (detail: string): string => detail.replace(/^public(: )?/, '');

function columnFaults({ key, reads }: MetricDef, names: readonly string[]): CompareProblem[] {
  const fits = reads === 'probabilities' || (reads === 'class-probabilities') === names.length > 1;
  return fits ? [] : [metricFault(key, 'wrong-columns', names.join(','))];
}

function declaredLabels(
  { key, reads }: MetricDef,
  given: Readonly<Record<string, unknown>>,
  truths: Truths,
  names: readonly string[],
): string[] | null {
  const declared = given['labels'];
  if (Array.isArray(declared)) return declared.map(String);
  return names.length > 1 ? [...names] : labelsOf({ key, reads }, truths.labels?.found ?? []);
}

function columnsOf({ reads, domain, rowsSumToOne }: MetricDef, names: readonly string[], labels: readonly string[]): Column[] {
  if (reads === 'labels' || reads === 'clusters') return names.map((name) => ({ name, kind: 'label', labels: [...labels] }));
  if (reads === 'numbers' && domain)
    return names.map((name) => ({ name, kind: 'number', min: domain[0], ...(domain[1] < Infinity && { max: domain[1] }) }));
  const isProbability = reads === 'probabilities' || (reads === 'class-probabilities' && rowsSumToOne === true);
  return names.map((name) => ({ name, kind: isProbability ? 'probability' : 'number' }));
}

const sameReading = (a: Column, b: Column): boolean =>
  a.name === b.name && a.kind === b.kind && a.labels?.join('\n') === b.labels?.join('\n');

/** One format that reads each column once in every way that some metric needs, within the limits of all. */
export function jointFormat(fits: readonly Pick<Fit, 'columns' | 'sumsToOne'>[]): FileFormat {
  const columns: Column[] = [];
  for (const wanted of fits.flatMap((fit) => fit.columns)) {
    const at = columns.findIndex((column) => sameReading(column, wanted));
    const known = columns[at];
    if (known === undefined) columns.push(wanted);
    else columns[at] = { ...known, ...limits(known, wanted) };
  }
  return { ...AT_HOME, idColumn: '', columns, rowRule: fits.some(({ sumsToOne }) => sumsToOne) ? 'rows-sum-to-one' : 'none' };
}
function limits(a: Column, b: Column): Pick<Column, 'min' | 'max'> {
  const min = Math.max(a.min ?? -Infinity, b.min ?? -Infinity);
  const max = Math.min(a.max ?? Infinity, b.max ?? Infinity);
  return { ...(min > -Infinity && { min }), ...(max < Infinity && { max }) };
}
/** Places in the format of the columns that a metric reads. */
export const placesIn = ({ columns }: FileFormat, fit: Pick<Fit, 'columns'>): number[] =>
  fit.columns.map((wanted) => columns.findIndex((column) => sameReading(column, wanted)));
