import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ChallengeView, PhaseView } from '@gac/shared/contract/challenges';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { loadFolder } from '../../../commands/load.ts';
import { entrant, submit } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';

const text = (en: string) => ({ ko: en, en });
const program = (contract: string, over: object) => ({
  kind: 'program',
  contract,
  program: contract,
  limits: { cpuMs: 20_000, wallMs: 30_000 },
  ...over,
});
const phase = (key: string) => ({
  key,
  name: text(key),
  opensAt: '2026-11-01T00:00:00Z',
  closesAt: '2026-12-31T00:00:00Z',
  accepts: ['prediction'],
  quota: { perDay: null, concurrent: null, failedPerDay: null },
  tasks: [key],
});
const board = (key: string, metric: string) => ({ key, name: text(key), phase: key, columns: [{ key: metric, metric }], order: [metric] });
const DEFINITION = {
  gac: 'challenge/1',
  slug: 'contracts',
  title: text('Contracts'),
  summary: text('For tests.'),
  overview: text('For tests.'),
  field: text('Tests'),
  rules: { version: '1', date: '2026-11-01', clauses: [{ id: 'all', title: text('All'), text: text('Tests.') }] },
  tasks: [
    {
      key: 'kaggle',
      name: text('Kaggle'),
      scorer: program('kaggle', {
        reference: 'solution.csv',
        rowIdColumn: 'row',
        metrics: [{ key: 'score', name: text('Error'), direction: 'asc' }],
      }),
    },
    {
      key: 'metrics-json',
      name: text('metrics.json'),
      scorer: program('metrics-json', {
        entry: 'python3 evaluate.py',
        reference: 'truth',
        metrics: [{ key: 'dice', name: text('Dice'), path: 'aggregates.dice.mean' }],
      }),
    },
  ],
  phases: [phase('kaggle'), phase('metrics-json')],
  boards: [board('kaggle', 'score'), board('metrics-json', 'dice')],
};
const FILES = {
  // JSON is YAML.
  'challenge.yaml': JSON.stringify(DEFINITION),
  'solution.csv': 'row,y\n1,10\n2,20\n',
  'kaggle/score.py': `import pandas
class ParticipantVisibleError(Exception):
    pass
def score(solution: pandas.DataFrame, submission: pandas.DataFrame, row_id_column_name: str) -> float:
    if 'y' not in submission.columns:
        raise ParticipantVisibleError('There is no column y.')
    return float((solution.set_index(row_id_column_name).y - submission.set_index(row_id_column_name).y).abs().mean())
`,
  'truth/truth.json': '[1, 0, 1, 1]',
  'metrics-json/evaluate.py': `import glob, json, sys
truth = json.load(open('/opt/ml/input/data/ground_truth/truth.json'))
given = json.load(open(glob.glob('/input/*.json')[0]))
if len(given) != len(truth):
    print('SECRET', truth)
    sys.exit('There must be %d values.' % len(truth))
json.dump({'aggregates': {'dice': {'mean': sum(a == b for a, b in zip(truth, given)) / len(truth)}}}, open('/output/metrics.json', 'w'))
`,
};
const LONG_MS = 60_000;

describe('scorers by the contracts of other platforms', () => {
  let harness: Harness;
  let challenge: ChallengeView;
  let person: Person;
  const phaseOf = (key: string): PhaseView => challenge.phaseDetails.find((one) => one.key === key) as PhaseView;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'bubblewrap', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal' } });
    const folder = mkdtempSync(join(tmpdir(), 'gac-contracts-'));
    try {
      for (const [name, content] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
      await loadFolder(harness.app, folder, (definition) => definition);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    challenge = (await harness.visitor().get('/api/challenges/contracts').expect(200)).body as ChallengeView;
    person = await entrant(harness, { challenge, phase: phaseOf('kaggle') }, 'Contractors');
  }, LONG_MS);
  afterAll(async () => {
    await harness.close();
  });

  async function evaluated(key: string, fileName: string, content: string): Promise<SubmissionView> {
    const response = await submit(person, phaseOf(key).id, Buffer.from(content), {}, fileName);
    expect([response.status, response.body]).toEqual([201, expect.anything()]);
    await harness.drain(LONG_MS);
    return (await person.get(`/api/submissions/${(response.body as SubmissionView).id}`).expect(200)).body as SubmissionView;
  }

  it(
    'score of Kaggle gives the number, and what it raises for participants is told to them',
    async () => {
      expect(await evaluated('kaggle', 'submission.csv', 'row,y\n1,11\n2,18\n')).toMatchObject({
        state: 'SCORED',
        scores: [{ key: 'score', value: 1.5 }],
      });
      const failed = await evaluated('kaggle', 'submission.csv', 'row,z\n1,11\n2,18\n');
      expect(failed).toMatchObject({ state: 'FAILED', failure: { class: 'BAD_FORMAT', side: 'participant' } });
      expect(JSON.stringify(failed.failure)).toContain('There is no column y.');
    },
    LONG_MS,
  );

  it(
    'metrics.json gives the number at its path, and its last line of errors is told, what it printed is not',
    async () => {
      expect(await evaluated('metrics-json', 'answers.json', '[1, 0, 0, 1]')).toMatchObject({
        state: 'SCORED',
        scores: [{ key: 'dice', value: 0.75 }],
      });
      const failed = await evaluated('metrics-json', 'answers.json', '[1]');
      expect(failed).toMatchObject({ state: 'FAILED', failure: { class: 'BAD_FORMAT', side: 'participant' } });
      expect(JSON.stringify(failed.failure)).toContain('There must be 4 values.');
      expect(JSON.stringify(failed)).not.toContain('SECRET');
    },
    LONG_MS,
  );
});
