import { compareFiles, type Compared } from '@gac/shared/scoring/compare/compare';
import type { CompareProblem, Comparison } from '@gac/shared/scoring/compare/comparison';
import { describeFinding } from '@gac/shared/scoring/finding-texts';
import type { MetricDef } from '@gac/shared/scoring/metric';
import { METRICS } from '@gac/shared/scoring/metrics/registry';
import { nearestName } from '@gac/shared/rules/nearest-name';
import type { Lang } from '@gac/shared/values';
import type { Invocation } from '../arguments.ts';
import type { Command } from '../context.ts';
import { table } from '../layout.ts';
import type { Messages } from '../messages.ts';
import { misuse } from '../refused.ts';
import { readTable } from '../tables/read-table.ts';

/** A problem as it is printed: where it is, and in `hint` what is wrong and what helps, in the language of the output. */
interface ScoreProblem {
  code: string;
  line: number | null;
  column: number | null;
  value: string | null;
  hint: string;
}

/** `gac score`: the engine of the platform at home, without a server. 2 when a file has a fault or a metric is undefined. */
export const score: Command = async ({ run, m, lang, machine }) => {
  const comparison = comparisonOf(run);
  const [truth = '', predictions = ''] = [run.text('truth'), run.text('predictions')];
  const { rows, scores, ci, problems } = await compareFiles(comparison, {
    truth: (options) => readTable(truth, options, { hashed: false }),
    predictions: (options) => readTable(predictions, options, { hashed: false }),
  });
  const found = problems.map((problem) => problemOf(problem, lang, m));
  return {
    value: { rows, scores, ...(ci && { ci }), problems: found, wallMs: Math.round(machine.elapsedMs()), peakBytes: machine.peakBytes() },
    lines: scoreLines({ rows, scores, ci }, found, m),
    exit: found.length > 0 ? 2 : 0,
  };
};

const named = (list: string): string[] => list.split(',').map((name) => name.trim());

function comparisonOf(run: Invocation): Comparison {
  const [target, prediction, weight] = [run.text('target'), run.text('prediction'), run.text('weight')];
  const replicates = run.count('bootstrap');
  return {
    metrics: [...new Set(named(run.text('metric') ?? ''))].map(metricOf),
    params: paramsOf(run.text('params')),
    idColumns: named(run.text('id') ?? ''),
    target: target ?? null,
    predictions: prediction === undefined ? null : named(prediction),
    weight: weight ?? null,
    group: run.text('group') ?? null,
    bootstrap: replicates === undefined ? null : { replicates, seed: run.count('seed') ?? 0 },
  };
}
function metricOf(key: string): MetricDef {
  const metric = METRICS.get(key);
  if (metric) return metric;
  const near = nearestName(key, [...METRICS.keys()]);
  throw misuse('bad-value', `--metric ${key}${near === null ? '' : ` (${near}?)`}`);
}
function paramsOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const params: unknown = JSON.parse(text);
    if (typeof params === 'object' && params !== null && !Array.isArray(params)) return params as Record<string, unknown>;
  } catch {
    // Told below, like any other value that is no object.
  }
  throw misuse('bad-value', `--params ${text}`);
}

function problemOf(problem: CompareProblem, lang: Lang, m: Messages): ScoreProblem {
  if (problem.kind === 'metric') {
    const { code, metric, detail } = problem;
    return {
      code: code.toUpperCase().replaceAll('-', '_'),
      line: null,
      column: null,
      value: detail === '' ? metric : detail,
      hint: m.score.fault[code](metric, detail),
    };
  }
  const { code, line, column, value } = problem.finding;
  const { what, fix, hint } = describeFinding(problem.finding, lang);
  return { code, line, column, value, hint: m.score.file[problem.file](`${what} ${hint ?? fix}`) };
}

const SHOWN = 20;
function scoreLines({ rows, scores, ci }: Omit<Compared, 'problems'>, problems: readonly ScoreProblem[], m: Messages): string[] {
  const told = problems
    .slice(0, SHOWN)
    .map(({ code, line, column, hint }) => `${line ?? '-'}:${column ?? '-'} ${m.severities.error} ${code} ${hint}`);
  const rest = problems.length > SHOWN ? [m.found(problems.length, 0, rows)] : [];
  const list = Object.entries(scores).map(([key, value]) => [
    key,
    value === null ? '–' : String(value),
    ...(ci ? [ci[key]?.join(' … ') ?? '–'] : []),
  ]);
  const titles = [{ title: m.score.metric }, { title: m.score.score, right: true }, ...(ci ? [{ title: m.score.interval }] : [])];
  const shown = list.length === 0 ? [] : [...table(titles, list), m.score.rows(rows)];
  return [...told, ...rest, ...shown];
}
