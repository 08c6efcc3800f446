import type { FileFormat } from '../../contract/definition.ts';
import { AlignedColumns, type AlignedColumn } from '../aligned.ts';
import { percentileInterval, replicatesOf, resamplingOf } from '../bootstrap.ts';
import { rowsOf, scoreParts, type Measure } from '../measure.ts';
import { PART_CODES } from '../sum.ts';
import { fileFaults, metricFault, strayParams, type CompareProblem, type Comparison, type ReadRows } from './comparison.ts';
import { fitMetric, jointFormat, placesIn, type Fit } from './fit.ts';
import { AT_HOME, readTruths, type Truths } from './truth.ts';

export interface Compared {
  /** Rows of the truth; 0 when it could not be read. */
  rows: number;
  /** Of every metric asked for, by its key; null where it is undefined, or a file has a fault. */
  scores: Record<string, number | null>;
  /** Middle 95 % of the bootstrap, of the metrics that have a score; null when none was asked for. */
  ci: Record<string, [number, number]> | null;
  problems: CompareProblem[];
}

/** Scores of predictions against truths by the engine of the platform, or everything that stands in the way of it. */
export async function compareFiles(comparison: Comparison, files: { truth: ReadRows; predictions: ReadRows }): Promise<Compared> {
  const stray = strayParams(comparison).map((param) =>
    metricFault(comparison.metrics.map(({ key }) => key).join(','), 'unknown-param', param),
  );
  const truths = await readTruths(comparison, files.truth);
  const nothing: Pick<Compared, 'scores' | 'ci'> = {
    scores: Object.fromEntries(comparison.metrics.map(({ key }) => [key, null])),
    ci: comparison.bootstrap && {},
  };
  if (!truths.ok) return { rows: 0, ...nothing, problems: [...stray, ...truths.refusal] };
  const read = await readPredictions(comparison, truths.value, files.predictions);
  const rows = truths.value.ids.size;
  const { columns } = read;
  if (columns === null || stray.length > 0) return { rows, ...nothing, problems: [...stray, ...read.problems] };
  const measures = read.fits.map((fit): [string, Measure] => [fit.resolved.key, measureOf(fit, read.format, columns, truths.value)]);
  const scored = scoresOf(measures, rows, comparison);
  return { rows, ...scored, scores: { ...nothing.scores, ...scored.scores }, problems: [...read.problems, ...scored.problems] };
}

function scoresOf(measures: readonly (readonly [string, Measure])[], rows: number, { bootstrap }: Comparison): Omit<Compared, 'rows'> {
  const scores: Compared['scores'] = {};
  const ci: NonNullable<Compared['ci']> = {};
  const problems: CompareProblem[] = [];
  const everyRow = new Uint8Array(rows).fill(PART_CODES.public);
  const resampling = bootstrap && resamplingOf(rows, bootstrap.replicates, bootstrap.seed);
  for (const [key, measure] of measures) {
    const score = scoreParts(measure, everyRow).public;
    scores[key] = score;
    if (score === null) problems.push(metricFault(key, 'not-finite'));
    if (score === null || resampling === null) continue;
    const interval = percentileInterval(replicatesOf(measure, rowsOf(everyRow, PART_CODES.public), resampling));
    if (interval) ci[key] = interval;
    else problems.push(metricFault(key, 'no-interval'));
  }
  return { scores, ci: resampling && ci, problems };
}

interface Predictions {
  fits: Fit[];
  format: FileFormat;
  /** Null when the file has a fault. */
  columns: AlignedColumn[] | null;
  problems: CompareProblem[];
}
async function readPredictions(comparison: Comparison, truths: Truths, read: ReadRows): Promise<Predictions> {
  const rows = truths.ids.size;
  const fits: Fit[] = [];
  const unfit: CompareProblem[] = [];
  let format: FileFormat = { ...AT_HOME, idColumn: '', columns: [] };
  let columns = new AlignedColumns(format, 0);
  const formatOf = (cells: readonly string[]): FileFormat => {
    const names = comparison.predictions ?? columnsIn(cells, comparison, truths);
    for (const metric of comparison.metrics) {
      const fit = fitMetric(comparison, metric, truths, names);
      if (fit.ok) fits.push(fit.value);
      else unfit.push(...fit.refusal);
    }
    format = jointFormat(fits);
    columns = new AlignedColumns(format, rows);
    return format;
  };
  const { report } = await read({
    format: formatOf,
    ids: truths.ids,
    idColumns: comparison.idColumns,
    extraColumns: 'ignored',
    collectLabels: true,
    sink: { accept: (row, numbers, codes) => columns.accept(row, numbers, codes) },
  });
  const faults = fileFaults('predictions', report);
  return { fits, format, columns: faults.length > 0 ? null : columns.columns(rows), problems: [...unfit, ...faults] };
}

/** The columns of predictions that nobody named: "prediction", else the target's name, else the labels, else the only one left. */
function columnsIn(cells: readonly string[], { idColumns, metrics }: Comparison, truths: Truths): string[] {
  const left = cells.filter((cell) => !idColumns.includes(cell));
  if (left.includes('prediction')) return ['prediction'];
  if (left.includes(truths.target)) return [truths.target];
  const labels = truths.labels?.found ?? [];
  const isOfClasses = metrics.some(({ reads }) => reads === 'probabilities' || reads === 'class-probabilities');
  if (isOfClasses && labels.length > 1 && labels.every((label) => left.includes(label)))
    return left.filter((cell) => labels.includes(cell));
  return left.length === 1 ? left : ['prediction'];
}

function measureOf(
  { resolved, truth, columns }: Fit,
  format: FileFormat,
  read: readonly AlignedColumn[],
  { weights, groups }: Truths,
): Measure {
  const own = placesIn(format, { columns }).flatMap((place) => read[place] ?? []);
  const [first] = own;
  return resolved.metric.measure({
    truth,
    predicted: {
      numbers: own.flatMap((column) => (column.kind === 'number' ? [column.values] : [])),
      codes: first?.kind === 'label' ? first.codes : new Int32Array(0),
    },
    labels: resolved.needs.truth === 'label' ? resolved.needs.labels : [],
    weights,
    groups,
    params: resolved.params,
  });
}
