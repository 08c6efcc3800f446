// The scoring engine against pandas and scikit-learn of the same machine in the same run (scoring.md section 8). Start of the process included.
//   node e2e/load/scoring.bench.mjs [rows ...]      rows: 10000 and 1000000 unless given; ROUNDS=5 instead of 3
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/repository.mjs';
import { scratchFolder } from '../../scripts/scratch.mjs';
import { AlignedColumns } from '../../shared/dist/scoring/aligned.js';
import { createKeyReader, scorePrediction } from '../../shared/dist/scoring/answer-key.js';
import { createValidator } from '../../shared/dist/scoring/validator.js';
import { percentile, report } from './figures.mjs';

const PYTHON = '/usr/bin/python3';
const PEER = join(root, 'e2e/load/scoring-peer.py');
const GAC = join(root, 'cli/bin/gac.mjs');
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CLASSES = ['ant', 'bee', 'cat', 'cow', 'dog', 'ferret', 'hen', 'mole', 'owl', 'yak'];
const TASKS = /** @type {const} */ ({ A: ['accuracy,f1_macro', 'p'], B: ['roc_auc', 'p'], C: ['log_loss', CLASSES.join()], D: ['rmse,mae,rmsle', 'p'] });
/** From a million rows on: the time of the tuned script over ours, by the wall and of the processor; of the typical one by the wall. With fewer, whoever starts sooner wins: we do. */
const [WALL, CPU, TYPICAL_WALL] = [4, 3.5, 7];
const MANY = 1_000_000;
const WARM_MS = 5;
const FAULTY_MS = 2500;

/** @param {string[]} command @returns {{ code: number, out: string, wall: number, cpu: number, kB: number }} */
function measured(command) {
  const ran = JSON.parse(execFileSync(PYTHON, [PEER, 'run', ...command], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }));
  return ran;
}
/** The least of several runs, which is what the machine can do. @param {{ wall: number, cpu: number, kB: number }[]} runs */
const least = (runs) => ({ wall: Math.min(...runs.map(({ wall }) => wall)), cpu: Math.min(...runs.map(({ cpu }) => cpu)), kB: Math.max(...runs.map(({ kB }) => kB)) });
const rounded = (/** @type {number} */ value) => Number(value.toFixed(3));

/** @param {string} folder @param {number} rows */
function against(folder, rows) {
  for (const [task, [metric, columns]] of Object.entries(TASKS)) {
    const files = ['--truth', join(folder, `${task}-truth.csv`), '--predictions', join(folder, `${task}-predictions.csv`)];
    const commands = {
      gac: [process.execPath, GAC, 'score', '--json', '--id', 'id', '--target', 'y', '--metric', metric, '--prediction', columns, ...files],
      tuned: [PYTHON, PEER, 'tuned', task, folder],
      typical: [PYTHON, PEER, 'typical', task, folder],
    };
    /** @type {Record<keyof typeof commands, ReturnType<typeof measured>[]>} */
    const runs = { gac: [], tuned: [], typical: [] };
    // By turns, so that whatever else the machine does meets all alike.
    for (let round = 0; round < ROUNDS; round += 1)
      for (const who of /** @type {(keyof typeof commands)[]} */ (Object.keys(commands))) {
        if (who === 'typical' && round > 0 && rows > 100_000) continue;
        runs[who].push(measured(commands[who]));
      }
    const broken = Object.entries(runs).filter(([, all]) => all.some(({ code }) => code !== 0));
    if (broken.length > 0) throw new Error(`${task}: ${broken.map(([who]) => who).join(', ')} failed`);
    agree(task, runs.gac[0]?.out ?? '', runs.tuned[0]?.out ?? '');
    const [ours, tuned, typical] = [least(runs.gac), least(runs.tuned), least(runs.typical)];
    const limit = (/** @type {number} */ times) => (rows >= MANY ? rounded(1 / times) : 1);
    const seen = { rows, ours: [rounded(ours.wall), rounded(ours.cpu), ours.kB], tuned: [rounded(tuned.wall), rounded(tuned.cpu), tuned.kB], typical: [rounded(typical.wall), rounded(typical.cpu), typical.kB] };
    report(`scoring ${task}: our wall over tuned`, { value: rounded(ours.wall / tuned.wall), limit: limit(WALL), unit: 'share', ...seen });
    report(`scoring ${task}: our processor over tuned`, { value: rounded(ours.cpu / tuned.cpu), limit: limit(CPU), unit: 'share', rows });
    report(`scoring ${task}: our wall over typical`, { value: rounded(ours.wall / typical.wall), limit: limit(TYPICAL_WALL), unit: 'share', rows });
  }
}
/** @param {string} task @param {string} ours @param {string} theirs */
function agree(task, ours, theirs) {
  const scores = /** @type {number[]} */ (Object.values(JSON.parse(ours).scores));
  for (const [at, value] of theirs.trim().split(' ').map(Number).entries())
    if (!(Math.abs((scores[at] ?? NaN) - value) <= 1e-9 * Math.max(1, Math.abs(value)))) throw new Error(`${task}: ${scores[at]} is not ${value}`);
}

/** What a worker does with a file of 10,000 rows when it has the answer key: read, check, align, score. @param {string} folder */
function warm(folder) {
  const format = { idColumn: 'id', columns: [{ name: 'p', kind: /** @type {const} */ ('number') }], rowRule: /** @type {const} */ ('none'), maxBytes: 1e9, maxInflatedBytes: 1e9 };
  const reader = createKeyReader({ idColumn: 'id', truthColumn: 'y', partColumn: 'part' }, format, [{ key: 'rmse', metric: 'rmse', params: {} }]);
  if (!reader.ok) throw new Error(JSON.stringify(reader.refusal));
  const truth = readFileSync(join(folder, 'D-truth.csv'), 'utf8').trimEnd().split('\n');
  reader.value.push(new TextEncoder().encode(truth.map((line, at) => `${line},${at === 0 ? 'part' : 'public'}`).join('\n')));
  const key = reader.value.end();
  if (!key.ok) throw new Error(JSON.stringify(key.refusal));
  const path = join(folder, 'D-predictions.csv');
  const times = Array.from({ length: 200 }, () => {
    const began = performance.now();
    const sink = new AlignedColumns(format, key.value.ids.size);
    const validator = createValidator({ format, ids: key.value.ids, sink });
    validator.push(readFileSync(path));
    if (!validator.end().ok || scorePrediction(key.value, sink.columns(key.value.ids.size))[0]?.public === null) throw new Error('no score');
    return performance.now() - began;
  });
  // The first ones compile.
  report('scoring: warm, 10,000 rows, p95', { value: rounded(percentile(times.slice(20), 0.95)), limit: WARM_MS, unit: 'ms', p50: rounded(percentile(times.slice(20), 0.5)) });
}

/** @param {string} folder */
function faulty(folder) {
  const { out, wall, kB } = measured([process.execPath, GAC, 'check', '--json', join(folder, 'D-faulty.csv'), '--sample', join(folder, 'D-predictions.csv')]);
  const { errors, rows } = JSON.parse(out).report;
  report('scoring: a faulty file, sample read and full report', { value: Math.round(wall * 1000), limit: FAULTY_MS, unit: 'ms', rows, errors, kB });
}

const { folder, remove } = await scratchFolder();
try {
  const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 1_000_000];
  for (const rows of sizes) {
    const own = join(folder, String(rows));
    mkdirSync(own);
    execFileSync(PYTHON, [PEER, 'data', String(rows), own]);
    against(own, rows);
    if (rows === 10_000) warm(own);
    else faulty(own);
  }
} finally {
  remove();
}
