// From the end of an upload to the score on the board, for a file of 10,000 rows, with nothing else going on.
//   node e2e/load/score-latency.bench.mjs      after a build; limit: 95 of 100 within 300 ms
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../scripts/processes.mjs';
import { loadNumbers } from '../stack/challenge.mjs';
import { follow } from '../stack/events.mjs';
import { Person, sha256Of } from '../stack/person.mjs';
import { Product } from '../stack/product.mjs';
import { AS_STARTED, percentile, report, spread } from './figures.mjs';

const [SAMPLES, WARM_UP, TEAMS, LIMIT_MS] = [100, 20, 10, 300];
const STEPS = ['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED'];

const product = await Product.start(AS_STARTED);
try {
  const challenge = await loadNumbers(product);
  const people = await Promise.all(Array.from({ length: TEAMS }, () => Person.entrant(product.url, challenge, 'Swift')));
  /** @type {import('../stack/events.mjs').StreamEvent[]} */
  const events = [];
  const board = `${product.url}/api/boards/${challenge.board('main')}`;
  const stream = await follow(`${board}/events`, (event) => events.push(event));
  const onBoard = [], answered = [], shown = [];
  /** @type {Map<string, number[]>} */
  const parts = new Map();
  for (let sample = -WARM_UP; sample < SAMPLES; sample++) {
    const person = /** @type {Person} */ (people[(sample + WARM_UP) % TEAMS]);
    // Each is better than the last: the board has something new to show.
    const bytes = challenge.file({ error: 2 - (sample + WARM_UP) / 100, salt: sample });
    const uploadId = await person.upload(challenge.phase('main'), bytes);
    events.length = 0;
    const began = performance.now();
    const { status, body } = await person.submitUpload(challenge.phase('main'), uploadId, sha256Of(bytes));
    const answeredMs = performance.now() - began;
    if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
    if (!(await until(() => events.length > 0, 30_000, 1))) throw new Error(`never on the board\n${product.lastWords()}`);
    const boardMs = (events[0]?.at ?? 0) - began;
    const { rows } = await (await fetch(`${board}/rows`)).json();
    const shownMs = performance.now() - began;
    const view = await person.submission(body.id);
    if (rows[0]?.scores[0] !== view.scores[0]?.value) throw new Error('the board does not show the score that it told of');
    if (sample >= 0) {
      onBoard.push(boardMs);
      answered.push(answeredMs);
      shown.push(shownMs);
      const at = [...view.history.map((entry) => Date.parse(entry.at)), Date.parse(events[0]?.data.at)];
      [...STEPS.slice(1), 'board'].forEach((step, i) => parts.set(step, [...(parts.get(step) ?? []), (at[i + 1] ?? 0) - (at[i] ?? 0)]));
    }
    await sleep(30);
  }
  stream.close();
  report('score-latency', {
    value: Math.round(percentile(onBoard, 0.95)), limit: LIMIT_MS, unit: 'ms, p95', samples: SAMPLES, rows: 10_000,
    onBoard: spread(onBoard), answered: spread(answered), windowFetched: spread(shown),
    p50OfSteps: Object.fromEntries([...parts].map(([step, values]) => [`to ${step}`, percentile(values, 0.5)])),
  });
} finally {
  await product.stop();
}
