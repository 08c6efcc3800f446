import type { FileFormat, MetricUse } from '../../contract/definition.ts';
import { accept, refuse, type Decision } from '../../values.ts';
import type { MetricDef, MetricNeeds, MetricProblem, Params } from '../metric.ts';
import { cohenKappa, mcc, qwk } from './agreement.ts';
import { concordance, kendall, medianAbsoluteError, pearson, spearman } from './association.ts';
import { averagedMetrics } from './averages.ts';
import { ace, ece, mce } from './calibration.ts';
import { rocAucOvo, rocAucOvr } from './class-curves.ts';
import { gini, kolmogorovSmirnov, partialAuc, precisionAverage, rocAuc } from './curves.ts';
import { gammaDeviance, logCosh, poissonDeviance, tweedie } from './deviance.ts';
import { explainedVariance, r2 } from './explained.ts';
import { accuracy, balancedAccuracy } from './labels.ts';
import { ndcg } from './ndcg.ts';
import { adjustedRand, normalisedInformation, vMeasure } from './partitions.ts';
import { checkParams } from './params.ts';
import { brier, logLoss, topKAccuracy } from './probabilities.ts';
import { hitRate, meanAveragePrecision, precisionAtK, recallAtK, reciprocalRank, rPrecision } from './rankings.ts';
import { mae, mse, msle, rmse, rmsle } from './regression.ts';
import { mape, smape, wmape } from './relative-errors.ts';
import { huber, pinball } from './robust.ts';

/** The catalogue, by the name used in `challenge.yaml`. */
export const METRICS: ReadonlyMap<string, MetricDef> = new Map(
  [
    accuracy,
    balancedAccuracy,
    ...averagedMetrics,
    mcc,
    cohenKappa,
    qwk,
    topKAccuracy,
    logLoss,
    brier,
    ece,
    mce,
    ace,
    rocAuc,
    rocAucOvr,
    rocAucOvo,
    partialAuc,
    gini,
    kolmogorovSmirnov,
    precisionAverage,
    mae,
    medianAbsoluteError,
    mse,
    rmse,
    msle,
    rmsle,
    mape,
    smape,
    wmape,
    r2,
    explainedVariance,
    pearson,
    spearman,
    kendall,
    concordance,
    pinball,
    huber,
    logCosh,
    poissonDeviance,
    gammaDeviance,
    tweedie,
    ndcg,
    meanAveragePrecision,
    reciprocalRank,
    hitRate,
    precisionAtK,
    recallAtK,
    rPrecision,
    adjustedRand,
    normalisedInformation,
    vMeasure,
  ].map((metric) => [metric.key, metric]),
);

/** A metric of a challenge, ready to score: definition, checked params, and what it reads. */
export interface ResolvedMetric {
  key: string;
  metric: MetricDef;
  params: Params;
  needs: MetricNeeds;
}

/** Finds a metric and fits it to the file format, or says every reason why it does not fit. */
export function resolveMetric(
  use: Pick<MetricUse, 'key' | 'metric' | 'params'>,
  format: FileFormat,
): Decision<ResolvedMetric, MetricProblem[]> {
  const metric = METRICS.get(use.metric);
  if (metric === undefined) return refuse([{ code: 'unknown-metric', detail: use.metric }]);
  const params = checkParams(metric, use.params);
  if (!params.ok) return params;
  const needs = metric.needs(format, params.value);
  if (!needs.ok) return refuse([needs.refusal]);
  const loose = looseColumns(metric, needs.value, format);
  return loose.length > 0 ? refuse(loose) : accept({ key: use.key, metric, params: params.value, needs: needs.value });
}

/** Columns whose declared limits allow predictions that the metric is not defined for: the file check could not refuse them. */
function looseColumns({ domain }: MetricDef, needs: MetricNeeds, format: FileFormat): MetricProblem[] {
  if (domain === undefined) return [];
  const names = 'columns' in needs ? needs.columns : [needs.column];
  return format.columns.flatMap(
    ({ name, kind, min = kind === 'probability' ? 0 : -Infinity, max = kind === 'probability' ? 1 : Infinity }): MetricProblem[] =>
      !names.includes(name) || (min >= domain[0] && max <= domain[1])
        ? []
        : [{ code: 'wrong-columns', detail: `${name}: min ${String(domain[0])}` }],
  );
}
