// docs/metrics.md, from the catalogue itself: what the code does is what the document says.
import { root } from './repository.mjs';

/** What the document says of a metric; shared/src/scoring/metric.ts has the whole of it. */
/** @typedef {{ ko: string, en: string }} Text */
/** @typedef {{ key: string, kind: string, within?: [number, number], choices?: string[], fallback: unknown, about: Text }} ParamDef */
/** @typedef {'labels' | 'scores' | 'probabilities' | 'class-probabilities' | 'numbers' | 'rankings' | 'clusters'} Reads */
/**
 * @typedef {object} MetricDef
 * @property {string} key @property {number} version @property {Text} name @property {Text} about @property {'asc' | 'desc'} direction
 * @property {[number, number]} range @property {{ text: string }} formula @property {{ title: string, url: string }} source
 * @property {ParamDef[]} params @property {[number, number]} [domain] @property {true} [ignoresWeights] @property {boolean} [rowsSumToOne]
 * @property {{ rows: [string, string][], value: number, about: Text }} example @property {Reads} reads
 */

/** How the kinds of columns are told, in the order of the document. @type {Record<Reads, { title: string, reads: string }>} */
const GROUPS = {
  labels: {
    title: 'Labels',
    reads: 'Truth and prediction are labels. Averages run over the declared labels: those of the column in `challenge.yaml`; at home `labels` in `--params`, else those of the truth. A label outside is an error (`UNKNOWN_LABEL`), not one more class.',
  },
  scores: {
    title: 'Scores of two classes',
    reads: 'The truth is one of two labels, the prediction a number: the higher, the more of the second label (`labels`; `0` and `1` unless said, at home the two of the truth in their order). A truth of one class leaves them undefined (`ONE_CLASS_ONLY`).',
  },
  probabilities: {
    title: 'Probabilities',
    reads: 'The truth is a label. One column: the probability of the second label. Several: one for each label, named after it (`--prediction cat,dog,yak`). Rows add up to 1: further off than 0.001 is an error (`ROW_SUM`), than 0.000001 a warning.',
  },
  'class-probabilities': { title: 'Several classes', reads: 'The truth is a label, the predictions one column for each label, named after it. A class that the truth does not have leaves areas undefined (`CLASS_ABSENT`).' },
  numbers: { title: 'Numbers', reads: 'Truth and prediction are finite numbers.' },
  rankings: {
    title: 'Rankings',
    reads: 'A row is one item of one query: its true relevance (0 or more) and its predicted score. The query is the column `--group`, else the first of a composite `--id`; without either all rows are one query. A query’s value is averaged over queries; a tie never helps, but for NDCG, where equal scores share their places.',
  },
  clusters: { title: 'Clusters', reads: 'Truth and prediction are labels whose names say nothing: only which rows belong together counts.' },
};

const escaped = (/** @type {string} */ text) => text.replaceAll('|', '\\|');
const bound = (/** @type {number} */ value) => (Number.isFinite(value) ? String(Math.abs(value) > 1e6 || (value !== 0 && Math.abs(value) < 1e-6) ? value : Number(value.toFixed(6))) : value < 0 ? '−∞' : '∞');

/** @param {ParamDef} param @returns {string} one row of a table */
function paramRow({ key, kind, within, choices, fallback, about }) {
  const allowed = choices ? choices.map((choice) => `\`${choice}\``).join(', ') : `${kind === 'texts' ? 'list of texts' : kind}${within ? `, ${bound(within[0])} to ${bound(within[1])}` : ''}`;
  return `| \`${key}\` | ${allowed} | ${fallback === null ? '' : `\`${String(fallback)}\``} | ${escaped(about.en)} |`;
}

/** @param {MetricDef} metric @returns {string[]} lines */
function entry({ key, version, name, about, direction, range, formula, source, params, domain, ignoresWeights, rowsSumToOne, example }) {
  const notes = [
    domain && `predictions from ${bound(domain[0])}${domain[1] < Infinity ? ` to ${bound(domain[1])}` : ' up'}${domain[0] === Number.MIN_VALUE ? ' (above 0)' : ''}`,
    ignoresWeights && 'no row weights',
    rowsSumToOne && 'rows add up to 1',
  ].filter(Boolean);
  return [
    `### \`${key}\``,
    '',
    `**${name.en}** · ${name.ko}. ${about.en}`,
    '',
    `\`${formula.text}\``,
    '',
    `${direction === 'desc' ? 'Higher' : 'Lower'} is better · ${bound(range[0])} to ${bound(range[1])}${notes.length > 0 ? ` · ${notes.join(' · ')}` : ''} · version ${version} · source: [${source.title}](${source.url})`,
    '',
    `Example: ${example.rows.map(([truth, predicted]) => `${truth} → ${predicted}`).join('; ')} gives ${Number(example.value.toPrecision(6))}. ${example.about.en}`,
    '',
    ...(params.length > 0 ? ['| Parameter | Values | Default | |', '| --- | --- | --- | --- |', ...params.map(paramRow), ''] : []),
  ];
}

/** @returns {Promise<string>} the document; shared must be built */
export async function metricsDocument() {
  /** @type {{ METRICS: ReadonlyMap<string, MetricDef> }} */
  const { METRICS } = await import(new URL(`file://${root}/shared/dist/scoring/metrics/registry.js`).href);
  const all = [...METRICS.values()];
  const sections = Object.entries(GROUPS).flatMap(([kind, { title, reads }]) => [`## ${title}`, '', reads, '', ...all.filter((metric) => metric.reads === kind).flatMap(entry)]);
  return `${[
    '# Metrics',
    '',
    `<!-- Made by \`npm run gen\` from shared/src/scoring/metrics. -->`,
    '',
    `The ${all.length} metrics that the platform computes itself, by the key that \`challenge.yaml\` and \`gac score\` ([cli.md](cli.md)) use.`,
    '',
    '- **Exactness.** Sums run in the order of the reference with compensation (Neumaier), so no order of rows, line end or chunk changes a bit. Where scikit-learn or SciPy has the metric, values agree to 1e-12 (`e2e/cli/oracle.test.mjs`).',
    '- **Weights.** `--weight` names a column of the truth with weights of 0 or more. Metrics marked *no row weights* refuse it.',
    '- **Undefined.** A metric that the truth leaves undefined fails the challenge when it is published, never a participant; at home it is `null`, with a problem that says why.',
    '- **Parameters.** In `challenge.yaml` under `params`; at home `--params` for all metrics that know them, or under the key of one: `{"k":5,"pinball":{"alpha":0.1}}`.',
    '- **Intervals.** The middle 95 % of a grouped Poisson bootstrap: at most 10,000 groups by a permutation, weights by sfc32 from the seed. Sums are resampled as sums, areas under ROC curves by their structural components (DeLong), anything else computed again on the resampled rows.',
    '',
    ...sections,
  ]
    .join('\n')
    .trimEnd()}\n`;
}
