import { accept, refuse, type Decision } from '../../values.ts';
import type { MetricDef, MetricProblem, ParamDef, Params, ParamValue } from '../metric.ts';

function fits({ kind, within = [-Infinity, Infinity], choices }: ParamDef, value: unknown): value is ParamValue {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && value !== '' && (choices?.includes(value) ?? true);
    case 'number':
    case 'integer':
      return typeof value === 'number' && value >= within[0] && value <= within[1] && (kind === 'number' || Number.isSafeInteger(value));
    case 'texts':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((entry) => typeof entry === 'string' && entry !== '') &&
        new Set(value).size === value.length
      );
  }
}

const expected = ({ kind, within, choices }: ParamDef): string =>
  [kind, ...(choices ?? []), ...(within ? [`${String(within[0])} to ${String(within[1])}`] : [])].join(' ');

/** The params of a metric's use with defaults filled in, or every problem at once: unknown keys, wrong kinds. */
export function checkParams(metric: MetricDef, given: Readonly<Record<string, unknown>>): Decision<Params, MetricProblem[]> {
  const problems: MetricProblem[] = [];
  const params: Record<string, ParamValue> = {};
  for (const key of Object.keys(given))
    if (!metric.params.some((param) => param.key === key)) problems.push({ code: 'unknown-param', detail: key });
  for (const param of metric.params) {
    const { key, fallback } = param;
    const value = given[key];
    if (value === undefined) {
      if (fallback !== null) params[key] = fallback;
    } else if (fits(param, value)) params[key] = value;
    else problems.push({ code: 'bad-param', detail: `${key}: ${expected(param)}` });
  }
  return problems.length > 0 ? refuse(problems) : accept(params);
}
