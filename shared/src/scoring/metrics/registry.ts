import type { FileFormat, MetricUse } from '../../contract/definition.ts';
import { accept, refuse, type Decision } from '../../values.ts';
import type { MetricDef, MetricNeeds, MetricProblem, Params } from '../metric.ts';
import { accuracy, f1Macro } from './classification.ts';
import { logLoss } from './log-loss.ts';
import { checkParams } from './params.ts';
import { mae, rmse } from './regression.ts';
import { rocAuc } from './roc-auc.ts';

/** The catalogue, by the name used in `challenge.yaml`. */
export const METRICS: ReadonlyMap<string, MetricDef> = new Map(
  [accuracy, f1Macro, rocAuc, logLoss, rmse, mae].map((metric) => [metric.key, metric]),
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
  return needs.ok ? accept({ key: use.key, metric, params: params.value, needs: needs.value }) : refuse([needs.refusal]);
}
