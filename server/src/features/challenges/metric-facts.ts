import type { MetricDef } from '@gac/shared/scoring/metric';
import { METRICS } from '@gac/shared/scoring/metrics/registry';

/** A stored definition uses a metric that this version of the platform does not have: metrics are added to the catalogue, never taken out. */
class MetricGone extends Error {
  override readonly name = 'MetricGone';
  constructor(metric: string) {
    super(`the catalogue has no metric "${metric}", which a stored challenge uses`);
  }
}

/** What the catalogue says of a metric, by the name used in `challenge.yaml`. Throws `MetricGone`. */
export function metricFacts(metric: string): Pick<MetricDef, 'name' | 'direction' | 'version' | 'range'> {
  const facts = METRICS.get(metric);
  if (!facts) throw new MetricGone(metric);
  return facts;
}
