// Challenges for tests: numbers to predict, 10,000 rows unless said otherwise, with quotas that do not stand in the way and one that does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} en */
const text = (en) => ({ ko: en, en });
const DAY_MS = 86_400_000;
const MAX_BYTES = 2 * 1024 ** 3;

/** Scores of one evaluation of the numbers: two metrics, two parts. */
export const SCORE_ROWS = 4;

/** The true values: smooth, and never a whole number. @param {number} row from 1 */
const truth = (row) => Number((Math.sin(row / 7) * 10 + (row % 13) / 3).toFixed(4));
/** @param {number} row from 1 */
const idOf = (row) => `r${String(row).padStart(6, '0')}`;

/**
 * A file of predictions; a larger error scores worse. Every `salt` gives other bytes, whose SHA-256 is new.
 * @param {{ rows: number, error?: number, salt?: number }} of
 * @returns {Buffer}
 */
export function predictions({ rows, error = 1, salt = 0 }) {
  const lines = ['id,value'];
  for (let row = 1; row <= rows; row++) lines.push(`${idOf(row)},${(truth(row) + error * Math.cos(row + salt)).toFixed(6)}`);
  return Buffer.from(`${lines.join('\n')}\n`);
}

/**
 * @typedef {object} TaskSpec
 * @property {string} key also of its phase and of its board
 * @property {object} format of the file, as in a definition
 * @property {string} reference CSV with the columns id, truth and part
 * @property {string[]} metrics the first orders the board
 * @property {number} [perDay] submissions a day; default: as many as one likes
 * @property {boolean} [isClosed] its phase ended yesterday; default: it ends in a month
 */

/**
 * Writes the bundle of a challenge that is open now, with a phase and a board for every task.
 * @param {string} folder @param {{ slug: string, tasks: TaskSpec[] }} of
 * @returns {string} the folder
 */
function writeBundle(folder, { slug, tasks }) {
  mkdirSync(folder, { recursive: true });
  for (const { key, reference } of tasks) writeFileSync(join(folder, `${key}.csv`), reference);
  const day = (/** @type {number} */ days) => new Date(Date.now() + days * DAY_MS).toISOString();
  const definition = {
    gac: 'challenge/1', slug, title: text(slug), summary: text('Made for tests.'), overview: text('Made for tests.'), field: text('Tests'),
    rules: { version: '1', date: '2026-01-01', clauses: [{ id: 'only', title: text('Only clause'), text: text('This challenge is for tests.') }] },
    tasks: tasks.map(({ key, format, metrics }) => ({
      key, name: text(key), format,
      reference: { file: `${key}.csv`, idColumn: 'id', truthColumn: 'truth', partColumn: 'part' },
      scorer: { kind: 'builtin', metrics: metrics.map((metric) => ({ key: metric, metric })) },
    })),
    phases: tasks.map(({ key, perDay = 1_000_000, isClosed = false }) => ({ key, name: text(key), opensAt: day(isClosed ? -30 : -1), closesAt: day(isClosed ? -1 : 30), quota: { perDay, concurrent: null, failedPerDay: null }, tasks: [key] })),
    boards: tasks.map(({ key, metrics }) => ({ key, name: text(key), phase: key, columns: metrics.map((metric) => ({ key: metric, metric })), order: metrics })),
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'challenge.yaml'), JSON.stringify(definition, null, 2));
  return folder;
}

/**
 * @typedef {object} Challenge a loaded one; phases and boards are ids by key
 * @property {string} slug
 * @property {{ rulesVersion: string, rulesSha256: string }} rules
 * @property {(key: string) => string} phase
 * @property {(key: string) => string} board
 */

/** Loads a challenge into a product. @param {import('./product.mjs').Product} product @param {{ slug: string, tasks: TaskSpec[] }} of @returns {Promise<Challenge>} */
export async function load(product, { slug, tasks }) {
  await product.cli('load', writeBundle(join(product.folder, slug), { slug, tasks }));
  const answer = await fetch(`${product.url}/api/challenges/${slug}`);
  /** @type {import('@gac/shared/contract/challenges').ChallengeView} */
  const { rules, phaseDetails, boards } = await answer.json();
  const find = (/** @type {{ id: string, key: string }[]} */ parts, /** @type {string} */ key) => {
    const id = parts.find((part) => part.key === key)?.id;
    if (id === undefined) throw new Error(`${slug} has no ${key}`);
    return id;
  };
  return { slug, rules: { rulesVersion: rules.version, rulesSha256: rules.sha256 }, phase: (key) => find(phaseDetails, key), board: (key) => find(boards, key) };
}

/** One number per row, scored by its error. @param {number} rows */
function numbersTask(rows) {
  const reference = ['id,truth,part'];
  for (let row = 1; row <= rows; row++) reference.push(`${idOf(row)},${truth(row)},${row % 5 < 2 ? 'public' : 'private'}`);
  return {
    format: { idColumn: 'id', columns: [{ name: 'value', kind: 'number' }], maxBytes: MAX_BYTES, maxInflatedBytes: MAX_BYTES },
    reference: `${reference.join('\n')}\n`,
    metrics: ['rmse', 'mae'],
  };
}

/** A challenge that takes no more submissions. @param {import('./product.mjs').Product} product */
export const loadClosed = (product) => load(product, { slug: 'closed', tasks: [{ ...numbersTask(10), key: 'main', isClosed: true }] });

/**
 * The challenge of most tests, with the phases `main` and `last`, which takes one submission a day.
 * @param {import('./product.mjs').Product} product @param {{ rows?: number }} [of]
 */
export async function loadNumbers(product, { rows = 10_000 } = {}) {
  const task = numbersTask(rows);
  const challenge = await load(product, { slug: 'numbers', tasks: [{ ...task, key: 'main' }, { ...task, key: 'last', perDay: 1 }] });
  const file = (/** @type {{ error?: number, salt?: number }} */ of = {}) => predictions({ rows, ...of });
  return { ...challenge, file };
}
