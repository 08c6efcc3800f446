// `gac score` against scikit-learn and SciPy, as Debian ships them, on data of chance: values to 1e-12, with weights and params.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const GAC = new URL('../../cli/bin/gac.mjs', import.meta.url).pathname;
const ORACLE = new URL('oracle.py', import.meta.url).pathname;
const CLOSE = 1e-12;

/** Numbers in [0, 1) by a multiplicative congruence (Lehmer): the same data in every run. @param {number} seed @returns {() => number} */
function chance(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
/** @template T @param {number} count @param {(at: number) => T} make @returns {T[]} */
const list = (count, make) => Array.from({ length: count }, (_, at) => make(at));
const rounded = (/** @type {number} */ value, digits = 6) => Number(value.toFixed(digits));

/**
 * @typedef {object} Case what both sides score
 * @property {string} name
 * @property {string[]} metrics
 * @property {(string | number)[]} truth
 * @property {(string | number)[] | number[][]} predicted
 * @property {string[]} [columns] names of the predictions' columns, when they are probabilities of classes
 * @property {number[] | null} weights
 * @property {Record<string, unknown>} [params] for gac
 * @property {Record<string, unknown>} [peers] the same for scikit-learn
 * @property {string[]} [groups]
 */

const uniform = chance(20261126);
const ROWS = 700;
const normal = () => list(12, uniform).reduce((a, b) => a + b, -6);
const weights = list(ROWS, () => rounded(uniform() * 3, 3));
const real = list(ROWS, () => rounded(normal() * 20, 5));
const near = real.map((value) => rounded(value + normal() * 5, 7));
const above = real.map((value) => rounded(Math.exp(value / 20) + 0.01, 8));
const aboveNear = above.map((value) => rounded(value * Math.exp(normal() / 4), 8));
const tied = real.map((value) => Math.round(value / 10));
const tiedNear = near.map((value) => Math.round(value / 10));
const animals = ['cat', 'dog', 'ferret', 'mole', 'yak'];
const anyAnimal = () => animals[Math.floor(uniform() * animals.length)] ?? '';
const kinds = list(ROWS, anyAnimal);
const guesses = kinds.map((kind) => (uniform() < 0.6 ? kind : anyAnimal()));
const grades = list(ROWS, () => Math.floor(uniform() * 6));
const gradeGuesses = grades.map((grade) => Math.max(0, Math.min(5, grade + Math.round(normal()))));
const yes = list(ROWS, () => (uniform() < 0.4 ? 1 : 0));
const sure = yes.map((value) => rounded(Math.min(0.999, Math.max(0.001, value * 0.3 + uniform() * 0.7)), 4));
const sureTied = sure.map((value) => rounded(value, 1));
const spread = kinds.map((kind) => {
  const shares = animals.map((animal) => -Math.log(uniform()) * (animal === kind ? 3 : 1));
  const all = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / all);
});
const relevance = list(ROWS, () => Math.floor(uniform() * 4));
const queries = list(ROWS, () => `q${Math.floor(uniform() * 30)}`);

const NUMBERS = ['mae', 'medae', 'mse', 'rmse', 'mape', 'r2', 'explained_variance'];
const POSITIVE = ['msle', 'rmsle', 'poisson_deviance', 'gamma_deviance', ...NUMBERS];
const LABELS = [
  'accuracy',
  'balanced_accuracy',
  ...['f1', 'precision', 'recall', 'jaccard'].flatMap((what) => ['macro', 'micro', 'weighted'].map((how) => `${what}_${how}`)),
  'mcc',
  'cohen_kappa',
];
const SCORES = ['roc_auc', 'gini', 'ks', 'average_precision'];

/** @type {Case[]} */
const cases = [
  { name: 'numbers', metrics: [...NUMBERS, 'pearson', 'spearman', 'kendall'], truth: real, predicted: near, weights: null },
  { name: 'numbers, weighed', metrics: NUMBERS, truth: real, predicted: near, weights },
  { name: 'numbers with ties', metrics: ['mae', 'medae', 'spearman', 'kendall', 'r2'], truth: tied, predicted: tiedNear, weights: null },
  { name: 'positive numbers', metrics: POSITIVE, truth: above, predicted: aboveNear, weights: null },
  { name: 'positive numbers, weighed', metrics: POSITIVE, truth: above, predicted: aboveNear, weights },
  { name: 'a quantile', metrics: ['pinball'], truth: real, predicted: near, weights, params: { alpha: 0.2 } },
  { name: 'Tweedie', metrics: ['tweedie_deviance'], truth: above, predicted: aboveNear, weights, params: { power: 1.7 } },
  { name: 'labels of text', metrics: [...LABELS, 'adjusted_rand', 'nmi', 'v_measure'], truth: kinds, predicted: guesses, weights: null },
  { name: 'labels of text, weighed', metrics: LABELS, truth: kinds, predicted: guesses, weights },
  { name: 'labels of whole numbers', metrics: [...LABELS, 'qwk'], truth: grades, predicted: gradeGuesses, weights: null },
  { name: 'labels of whole numbers, weighed', metrics: [...LABELS, 'qwk'], truth: grades, predicted: gradeGuesses, weights },
  {
    name: 'two labels',
    metrics: ['f1', 'precision', 'recall', ...LABELS],
    truth: yes,
    predicted: sure.map((value) => Number(value > 0.5)),
    weights,
  },
  { name: 'F of beta', metrics: ['f1_macro', 'f1_weighted'], truth: kinds, predicted: guesses, weights, params: { beta: 0.5 } },
  { name: 'scores', metrics: [...SCORES, 'log_loss', 'brier'], truth: yes, predicted: sure, weights: null },
  { name: 'scores, weighed', metrics: [...SCORES, 'log_loss', 'brier'], truth: yes, predicted: sure, weights },
  { name: 'scores with ties', metrics: SCORES, truth: yes, predicted: sureTied, weights: null },
  { name: 'scores with ties, weighed', metrics: SCORES, truth: yes, predicted: sureTied, weights },
  {
    name: 'part of a curve',
    metrics: ['partial_auc'],
    truth: yes,
    predicted: sure,
    weights,
    params: { max_fpr: 0.15 },
    peers: { max_fpr: 0.15 },
  },
  {
    name: 'classes',
    metrics: ['log_loss', 'brier', 'roc_auc_ovr', 'roc_auc_ovo'],
    truth: kinds,
    predicted: spread,
    columns: animals,
    weights: null,
  },
  { name: 'classes, weighed', metrics: ['log_loss', 'brier'], truth: kinds, predicted: spread, columns: animals, weights },
  {
    name: 'classes by their rows',
    metrics: ['roc_auc_ovr'],
    truth: kinds,
    predicted: spread,
    columns: animals,
    weights: null,
    params: { average: 'weighted' },
  },
  { name: 'among three', metrics: ['top_k_accuracy'], truth: kinds, predicted: spread, columns: animals, weights, params: { k: 3 } },
  { name: 'one ranking', metrics: ['ndcg'], truth: relevance, predicted: sure, weights: null, params: { k: 20 } },
  { name: 'a ranking with ties', metrics: ['ndcg'], truth: relevance, predicted: sureTied, weights: null },
  {
    name: 'rankings of queries',
    metrics: ['ndcg'],
    truth: relevance,
    predicted: sureTied,
    weights: null,
    groups: queries,
    params: { k: 5 },
  },
];

/** @type {string} */
let folder;
/** @type {Record<string, number>[]} */
let expected;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gac-oracle-'));
  const asked = execFile('/usr/bin/python3', [ORACLE], { maxBuffer: 64 * 1024 * 1024 });
  asked.stdin?.end(
    JSON.stringify(cases.map(({ params = {}, peers = params, groups = null, ...rest }) => ({ ...rest, params: peers, groups }))),
  );
  let [out, err] = ['', ''];
  asked.stdout?.on('data', (text) => (out += text));
  asked.stderr?.on('data', (text) => (err += text));
  const code = await new Promise((resolve) => asked.on('close', resolve));
  assert.equal(code, 0, `python3-sklearn is needed and has to answer:\n${err}`);
  expected = JSON.parse(out);
});
after(() => rmSync(folder, { recursive: true, force: true }));

let compared = 0;
for (const [at, { name, metrics, truth, predicted, columns, weights: weighs, params = {}, groups }] of cases.entries()) {
  test(name, async () => {
    const [truths, predictions] = [join(folder, `${at}-truth.csv`), join(folder, `${at}-predictions.csv`)];
    const extra = [...(weighs ? ['w'] : []), ...(groups ? ['query'] : [])];
    writeFileSync(
      truths,
      [
        ['id', 'y', ...extra].join(),
        ...truth.map((y, row) => [`r${row}`, y, ...(weighs ? [weighs[row]] : []), ...(groups ? [groups[row]] : [])].join()),
      ].join('\n'),
    );
    // The other way round: the order of rows means nothing.
    const rows = predicted.map((p, row) => [`r${row}`, ...(Array.isArray(p) ? p : [p])].join()).reverse();
    writeFileSync(predictions, [['id', ...(columns ?? ['guess'])].join(), ...rows].join('\r\n'));
    const args = [
      'score',
      '--metric',
      metrics.join(),
      '--truth',
      truths,
      '--predictions',
      predictions,
      '--id',
      'id',
      '--target',
      'y',
      '--prediction',
      (columns ?? ['guess']).join(),
    ];
    const { stdout } = await exec(process.execPath, [
      GAC,
      ...args,
      ...(weighs ? ['--weight', 'w'] : []),
      ...(groups ? ['--group', 'query'] : []),
      '--params',
      JSON.stringify(params),
      '--json',
    ]);
    const { scores, problems, rows: counted } = JSON.parse(stdout);
    assert.deepEqual([problems, counted], [[], ROWS]);
    for (const key of metrics) {
      const reference = expected[at]?.[key] ?? NaN;
      assert.ok(Math.abs(scores[key] - reference) <= CLOSE * Math.max(1, Math.abs(reference)), `${key}: ${scores[key]}, not ${reference}`);
      compared += 1;
    }
  });
}
after(() => console.log(`# ${compared} values compared with scikit-learn and SciPy`));
