// A challenge that takes programs, and programs to hand in. Zips are made by Python, which the programs need anyway.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
const text = (/** @type {string} */ en) => ({ ko: en, en });
const IDS = ['a', 'b', 'c', 'd'];

/**
 * Loads the challenge: numbers to be doubled, scored by the built-in metrics.
 * @param {import('./product.mjs').Product} product @param {{ accepts?: readonly ('prediction' | 'code' | 'container')[] }} [of]
 * @returns {Promise<import('./challenge.mjs').Challenge>}
 */
export async function loadPrograms(product, { accepts = ['code'] } = {}) {
  const folder = join(product.folder, 'programs');
  for (const name of ['input', 'hidden']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'input/x.csv'), ['id,x', ...IDS.map((id, i) => `${id},${i}`), ''].join('\n'));
  writeFileSync(join(folder, 'hidden/answers.csv'), ['id,y,part', ...IDS.map((id, i) => `${id},${2 * i},${i < 2 ? 'public' : 'private'}`), ''].join('\n'));
  const day = (/** @type {number} */ days) => new Date(Date.now() + days * DAY_MS).toISOString();
  const metrics = ['rmse', 'mae'];
  const definition = {
    gac: 'challenge/1', slug: 'programs', title: text('Programs'), summary: text('Made for tests.'), overview: text('Made for tests.'), field: text('Tests'),
    rules: { version: '1', date: '2026-01-01', clauses: [{ id: 'only', title: text('Only clause'), text: text('This challenge is for tests.') }] },
    tasks: [{
      key: 'double', name: text('Double'), input: 'input', format: { idColumn: 'id', columns: [{ name: 'y', kind: 'number' }] },
      reference: { file: 'hidden/answers.csv', idColumn: 'id', truthColumn: 'y', partColumn: 'part' },
      scorer: { kind: 'builtin', metrics: metrics.map((metric) => ({ key: metric, metric })) },
    }],
    phases: [{ key: 'main', name: text('Main'), opensAt: day(-1), closesAt: day(30), accepts, quota: { perDay: null, concurrent: null, failedPerDay: null }, limits: { cpuMs: 20_000, wallMs: 60_000 }, tasks: ['double'] }],
    boards: [{ key: 'main', name: text('Main'), phase: 'main', columns: metrics.map((metric) => ({ key: metric, metric })), order: metrics }],
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'challenge.yaml'), JSON.stringify(definition));
  await product.cli('load', folder);
  const answer = await fetch(`${product.url}/api/challenges/programs`);
  /** @type {import('@gac/shared/contract/challenges').ChallengeView} */
  const { rules, phaseDetails, boards } = await answer.json();
  return { slug: 'programs', rules: { rulesVersion: rules.version, rulesSha256: rules.sha256 }, phase: () => phaseDetails[0]?.id ?? '', board: () => boards[0]?.id ?? '' };
}

/**
 * The zip of a program that doubles its input: it prints one line at once, and writes its file so many milliseconds later.
 * @param {string} folder that exists @param {{ mark: string, sleepMs: number }} how mark: stands in its command line, so that its processes can be found
 */
export function doublingZip(folder, { mark, sleepMs }) {
  const main = `
import csv, time
print('begun', flush=True)
time.sleep(${sleepMs / 1000})
with open('/app/output/predictions.csv', 'w') as out:
    out.write('id,y\\n')
    for row in csv.DictReader(open('/app/input_data/x.csv')):
        out.write('%s,%d\\n' % (row['id'], 2 * int(row['x'])))
`;
  const zip = join(folder, `${mark}.zip`);
  const script = 'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n    z.writestr("metadata.yaml", sys.argv[2])\n    z.writestr("main.py", sys.argv[3])';
  execFileSync('python3', ['-c', script, zip, `command: python3 main.py ${mark}\n`, main]);
  return readFileSync(zip);
}
