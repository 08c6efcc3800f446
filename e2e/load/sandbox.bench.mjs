// What the sandbox adds to a program: the whole flow (folder, job, collection, clearing away) over a bare process, interleaved so that both meet the same machine.
//   node e2e/load/sandbox.bench.mjs      after a build; limits: 50 ms more for `true`, 1.9 times for python, 20 trivial jobs a second in two slots
import { percentile, report, spread } from './figures.mjs';
import { bareMs, openBench, jobOf, wholeFlowMs } from './sandbox-bench.mjs';

const [ROUNDS, WARM_UP, BURST] = [60, 10, 100];
const PYTHON = ['/usr/bin/python3', '-c', 'pass'];

const { driver, close } = await openBench(2);
try {
  /** @type {Record<'bareTrue' | 'boxedTrue' | 'barePython' | 'boxedPython', number[]>} */
  const times = { bareTrue: [], boxedTrue: [], barePython: [], boxedPython: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const row = { bareTrue: await bareMs(['/usr/bin/true']), boxedTrue: await wholeFlowMs(driver, ['/usr/bin/true']), barePython: await bareMs(PYTHON), boxedPython: await wholeFlowMs(driver, PYTHON) };
    if (round >= 0) for (const [name, ms] of Object.entries(row)) times[/** @type {keyof typeof times} */ (name)].push(ms);
  }
  const added = times.boxedTrue.map((ms, round) => ms - (times.bareTrue[round] ?? 0));
  const summary = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, spread(values)]));
  report('sandbox: added to true', { value: Math.round(percentile(added, 0.5)), limit: 50, unit: 'ms, median', rounds: ROUNDS, added: spread(added), ...summary });
  const ratio = percentile(times.boxedPython, 0.5) / percentile(times.barePython, 0.5);
  report('sandbox: python over bare', { value: Number(ratio.toFixed(2)), limit: 1.9, unit: 'times, of medians', rounds: ROUNDS });

  const began = performance.now();
  await Promise.all(Array.from({ length: BURST }, () => driver.run(jobOf(['/usr/bin/true']), {}, AbortSignal.timeout(120_000))));
  const perSecond = BURST / ((performance.now() - began) / 1000);
  report('sandbox: time of a trivial job in two slots', { value: Number((1000 / perSecond).toFixed(1)), limit: 50, unit: 'ms', jobsPerSecond: Number(perSecond.toFixed(1)) });
} finally {
  await close();
}
