// Where the milliseconds of a sandboxed `true` go: each row adds one thing to the row before, all rows in every round.
//   node e2e/load/sandbox-phases.bench.mjs      after a build
import { bareMs, jobOf, openBench, wholeFlowMs } from './sandbox-bench.mjs';
import { percentile, report } from './figures.mjs';

const ROUNDS = 40;
const TRUE = '/usr/bin/true';
const MB = 1024 ** 2;
const ROOT = ['--ro-bind', '/usr', '/usr', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64'];
const NAMESPACES = ['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-uts', '--unshare-cgroup'];

const { driver, close } = await openBench(1);
/** @param {string[]} args @returns {() => Promise<number>} */
const bwrap = (...args) => () => bareMs(['/usr/bin/bwrap', ...ROOT, ...args, '--', TRUE]);
const none = new AbortController().signal;

/** @type {Record<string, () => Promise<number>>} */
const rows = {
  'bare process': () => bareMs([TRUE]),
  'perl, started': () => bareMs(['/usr/bin/perl', '-e', '1']),
  'bubblewrap, user namespace': bwrap('--unshare-user'),
  '... and ipc, pid, uts, cgroup': bwrap(...NAMESPACES),
  '... and network': bwrap(...NAMESPACES, '--unshare-net'),
  '... and proc, dev, tmpfs, no more namespaces': bwrap(...NAMESPACES, '--unshare-net', '--disable-userns', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--remount-ro', '/'),
  'a folder made and released': async () => {
    const began = performance.now();
    const folder = await driver.folder({ maxBytes: MB, maxFiles: 8 });
    await folder.release();
    return performance.now() - began;
  },
  'a job: keeper, control groups, filter, limits, clearing away': async () => {
    const began = performance.now();
    await driver.run(jobOf([TRUE]), {}, none);
    return performance.now() - began;
  },
  'whole flow: folder, job, collection': () => wholeFlowMs(driver, [TRUE]),
};

try {
  /** @type {Map<string, number[]>} */
  const times = new Map(Object.keys(rows).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) for (const [name, measure] of Object.entries(rows)) times.get(name)?.push(await measure());
  const medians = Object.fromEntries([...times].map(([name, values]) => [name, Number(percentile(values, 0.5).toFixed(1))]));
  const least = Object.fromEntries([...times].map(([name, values]) => [name, Number(Math.min(...values).toFixed(1))]));
  const bare = medians['bare process'] ?? 0;
  report('sandbox-phases: job over bare process', { value: Number(((medians['a job: keeper, control groups, filter, limits, clearing away'] ?? 0) - bare).toFixed(1)), limit: 50, unit: 'ms, median', rounds: ROUNDS, medians, least });
} finally {
  await close();
}
