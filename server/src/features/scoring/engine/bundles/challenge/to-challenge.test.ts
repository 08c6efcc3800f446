import { afterAll, describe, expect, it } from '@jest/globals';
import { ChallengeDefinition } from '@gac/shared/contract/definition';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Bundle } from '../bundle.ts';
import { readBundle } from '../read-bundle.ts';
import {
  CHALLENGE,
  codabench,
  codalab,
  COMPETITION,
  CONF,
  EVALUATION_PHASE,
  evalai,
  grandChallenge,
  huggingface,
  LEGACY,
} from '../test/samples.ts';
import { newFolder, readZip, removeFolders } from '../test/reading.ts';
import type { Files } from '../test/zip.ts';
import { toChallenge, type ImportedChallenge } from './to-challenge.ts';
import { toCodabench } from './to-codabench.ts';
import { definitionText, writeChallenge, writeContents } from './write-challenge.ts';

afterAll(removeFolders);

const now = new Date('2026-11-01T00:00:00Z');
async function imported(bundle: Bundle): Promise<ImportedChallenge> {
  const made = await toChallenge(bundle, { now });
  expect(made.ok ? [] : made.refusal).toEqual([]);
  return made.ok ? made.value : ({} as ImportedChallenge);
}
const codes = async (bundle: Bundle): Promise<string[]> => {
  const made = await toChallenge(bundle, { now });
  return [...new Set((made.ok ? made.value.findings : made.refusal).map(({ code }) => code))];
};
const column = (index: number, more: object = {}): object => ({
  index,
  key: `Score ${index}`,
  title: `T${index}`,
  sorting: 'desc',
  ...more,
});
const RICH = {
  ...COMPETITION,
  tasks: [
    {
      index: 0,
      name: 'One',
      scoring_program: 'scoring_program',
      reference_data: 'reference_data',
      input_data: 'input',
      ingestion_program: 'ingestion',
      ingestion_only_during_scoring: true,
    },
    { index: 1, name: 'Two', scoring_program: 'scoring_program' },
  ],
  phases: [
    {
      name: 'Both',
      start: '2026-01-01 09:30:00',
      end: '2026-02-01',
      tasks: [0, 1],
      max_submissions_per_day: 3,
      max_submissions: null,
      execution_time_limit: 90,
      starting_kit: 'input',
    },
    { name: 'Last', start: '2026-03-01', tasks: [1] },
  ],
  solutions: [{ index: 0, name: 'Best', path: 'solution', tasks: [0, 1] }],
  leaderboards: [
    {
      title: 'R',
      key: 'r',
      primary_index: 1,
      submission_rule: 'Force_Last',
      columns: [column(0), column(1, { sorting: 'asc', precision: 4 }), column(2, { computation: 'avg', computation_indexes: [0, 1] })],
    },
  ],
};
const RICH_FILES: Files = {
  'input/x.csv': '1',
  'ingestion/metadata': 'command: python3 i.py',
  'solution/metadata': 'command: python3 s.py',
  'solution/s.py': '',
};

describe('an archive becomes a challenge', () => {
  it('of Codabench: tasks, phases, quotas, limits and the files it names', async () => {
    const { definition, files } = await imported(await readZip(codabench(RICH, RICH_FILES)));
    expect(definition).toMatchObject({
      slug: 'wheat',
      title: { ko: 'Wheat', en: 'Wheat' },
      summary: { en: 'Seeds' },
      maxTeamSize: 1,
      rules: { date: '2026-11-01', clauses: [{ text: { en: 'Be fair.' } }] },
    });
    expect(definition.tasks[0]).toMatchObject({
      key: 'one',
      input: 'tasks/one/input',
      ingestion: { program: 'tasks/one/ingestion', onlyDuringScoring: true },
      scorer: {
        kind: 'program',
        contract: 'codabench',
        program: 'tasks/one/scoring',
        reference: 'tasks/one/reference',
        limits: { wallMs: 90_000 },
      },
    });
    expect(definition.tasks[0]?.scorer.metrics).toMatchObject([
      { key: 'score-0', output: 'Score 0', direction: 'desc', decimals: 2 },
      { key: 'score-1', output: 'Score 1', direction: 'asc', decimals: 4 },
    ]);
    expect(definition.phases[0]).toMatchObject({
      key: 'both',
      opensAt: '2026-01-01T09:30:00.000Z',
      quota: { perDay: 3, total: null, zone: 'UTC' },
      accepts: ['code', 'prediction'],
      limits: { wallMs: 90_000 },
      tasks: ['one', 'two'],
    });
    expect(definition.data).toMatchObject([{ file: 'data/input', role: 'document' }]);
    expect(definition.baselines).toMatchObject([{ kind: 'code', file: 'solutions/0', phase: 'both' }]);
    expect([...files.keys()].sort()).toEqual([
      'data/input',
      'solutions/0',
      'tasks/one/ingestion',
      'tasks/one/input',
      'tasks/one/reference',
      'tasks/one/scoring',
      'tasks/two/scoring',
    ]);
  });
  it('of several tasks: a column for each and their sum, which ranks', async () => {
    const { definition } = await imported(await readZip(codabench(RICH, RICH_FILES)));
    const [both, last] = definition.boards;
    expect(both?.columns.map(({ key, task, computation }) => [key, task ?? computation])).toEqual([
      ['one-score-0', 'one'],
      ['two-score-0', 'two'],
      ['total-score-0', { rule: 'sum', of: ['one-score-0', 'two-score-0'] }],
      ['one-score-1', 'one'],
      ['two-score-1', 'two'],
      ['total-score-1', { rule: 'sum', of: ['one-score-1', 'two-score-1'] }],
      ['score-2', { rule: 'avg', of: ['one-score-0', 'two-score-0', 'one-score-1', 'two-score-1'] }],
    ]);
    expect([both?.order, both?.represents, both?.ties]).toEqual([['total-score-1', 'total-score-0', 'score-2'], 'latest', 'strict']);
    expect([last?.columns.map(({ key }) => key), last?.order]).toEqual([
      ['score-0', 'score-1', 'score-2'],
      ['score-1', 'score-0', 'score-2'],
    ]);
  });
  it('of CodaLab', async () => {
    const { definition } = await imported(await readZip(codalab(LEGACY)));
    expect(definition.phases.map(({ key, closesAt }) => [key, closesAt])).toEqual([
      ['first', '2015-02-28T00:00:00.000Z'],
      ['second', null],
    ]);
    expect(definition.boards.map(({ phase, represents }) => [phase, represents])).toEqual([
      ['first', 'latest'],
      ['second', 'latest'],
    ]);
  });
  it('of EvalAI: labels and splits by their own names', async () => {
    const { definition, files } = await imported(await readZip(evalai(CHALLENGE)));
    expect(definition.tasks[0]?.scorer).toMatchObject({
      contract: 'evalai',
      phaseCodename: 'dev',
      reference: 'tasks/dev/annotation/dev.json',
      metrics: [
        { key: 'dev_split-top-1', output: 'Top-1 (%)', split: 'dev_split' },
        { key: 'dev_split-f1-macro', output: 'F1/macro', split: 'dev_split' },
      ],
    });
    expect(definition.boards[0]?.order).toEqual(['f1-macro', 'top-1']);
    expect([definition.maxTeamSize, definition.phases[0]?.quota.perDay, [...files.keys()]]).toEqual([
      5,
      null,
      ['tasks/dev/scoring', 'tasks/dev/annotation/dev.json'],
    ]);
    expect(definition.overview.en).toBe('description\n\nEvaluation\n\nevaluation\n\nSubmission guidelines\n\nguidelines');
  });
  it('of Hugging Face, scored by a metric of ours', async () => {
    const { definition } = await imported(
      await readZip(huggingface({ ...CONF, EVAL_METRIC: 'accuracy_score', SCORING_METRIC: 'accuracy_score' })),
    );
    expect(definition.tasks[0]).toMatchObject({
      format: { idColumn: 'id', columns: [{ name: 'pred', kind: 'label', labels: ['0', '1'] }] },
      reference: { file: 'tasks/competition/solution.csv', idColumn: 'id', truthColumn: 'pred', partColumn: 'split' },
      scorer: { kind: 'builtin', metrics: [{ metric: 'accuracy' }] },
    });
  });
  it.each<[string, object, Files, string]>([
    ['a metric of scikit-learn that is none of ours', { EVAL_METRIC: 'top_k_accuracy_score', SCORING_METRIC: 'top_k_accuracy_score' }, {}, "METRIC = 'top_k_accuracy_score'\n"],
    ['its own program', { EVAL_METRIC: 'custom', SCORING_METRIC: 'f_one' }, { 'metric.py': 'def compute(params): ...\n' }, 'def compute(params): ...\n'],
  ])('of Hugging Face, scored by %s', async (_, conf, more, source) => {
    const { definition, files } = await imported(await readZip(huggingface({ ...CONF, ...conf, SUBMISSION_ROWS: 3, SUBMISSION_COLUMNS: 'id,pred' }, more)));
    expect(definition.tasks[0]).toMatchObject({
      scorer: {
        kind: 'program', contract: 'huggingface', program: 'tasks/competition/scoring/metric.py', reference: 'tasks/competition/solution.csv',
        rowIdColumn: 'id', columns: ['id', 'pred'], rows: 3,
      },
    });
    expect(definition.boards[0]?.columns).toMatchObject([{ direction: 'desc' }]);
    const folder = newFolder();
    await writeChallenge(definition, files, folder);
    expect(readFileSync(join(folder, 'tasks/competition/scoring/metric.py'), 'utf8')).toContain(source);
    expect(ChallengeDefinition.parse(parse(definitionText(definition)))).toEqual(definition);
  });
  it('says what was lost, and in how many texts a language is missing', async () => {
    const hidden = { ...COMPETITION, phases: [{ ...COMPETITION.phases[0], hide_output: true }], fact_sheet: { N: { title: 'Name' } } };
    const made = await imported(await readZip(codabench(hidden)));
    expect(made.findings.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(made.findings.filter(({ code }) => code === 'not-carried').map(({ message }) => message.en)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('fact sheet'),
        expect.stringContaining('Hiding outputs'),
        expect.stringContaining('logo'),
        expect.stringContaining('Approving'),
      ]),
    );
    expect(made.findings.find(({ code }) => code === 'one-language')?.message.en).toContain('title, summary, overview');
    expect(made.findings.map(({ code }) => code)).toContain('rule-replaced');
  });
  it('only when it can be used, and scored here', async () => {
    expect(await codes(await readZip(codabench({ ...COMPETITION, title: '' })))).toEqual(['missing-key']);
    expect(await codes(await readZip(grandChallenge(EVALUATION_PHASE)))).toEqual(['scorer-impossible']);
  });
  it('whatever it is called', async () => {
    const { definition } = await imported(
      await readZip(
        codabench({
          ...COMPETITION,
          title: '밀 씨앗',
          phases: [{ ...COMPETITION.phases[0], name: '본선' }],
          tasks: [{ ...COMPETITION.tasks[0], name: '씨앗' }],
        }),
      ),
    );
    expect([definition.slug, definition.phases[0]?.key, definition.tasks[0]?.key]).toEqual(['imported', 'phase-1', 'task-0']);
  });
});

describe('a challenge is written', () => {
  it('as a bundle of ours, which reads back equal', async () => {
    const { definition, files } = await imported(await readZip(codabench(RICH, RICH_FILES)));
    const folder = newFolder();
    await writeChallenge(definition, files, folder);
    expect(ChallengeDefinition.parse(parse(definitionText(definition)))).toEqual(definition);
    expect(['challenge.yaml', ...files.keys()].filter((name) => !existsSync(join(folder, name)))).toEqual([]);
  });
  it('for Codabench, from which it comes back as it was', async () => {
    const first = await imported(await readZip(codabench(RICH, RICH_FILES)));
    const exported = toCodabench(first.definition, first.files, 'en');
    expect(exported.ok).toBe(true);
    if (!exported.ok) return;
    const folder = newFolder();
    await writeContents(exported.value.files, folder);
    const again = await readBundle(folder, { scratch: newFolder() });
    expect(again.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const back = await imported(again);
    expect(back.definition).toEqual(first.definition);
  });
  it('for Codabench with a list of what that format can not say', async () => {
    const { definition, files } = await imported(await readZip(codabench(RICH, RICH_FILES)));
    const exported = toCodabench(
      {
        ...definition,
        maxTeamSize: 4,
        routes: ['startup'],
        phases: definition.phases.map((phase) => ({
          ...phase,
          closesAt: phase.closesAt && '2026-03-01T00:00:00Z',
          quota: { ...phase.quota, zone: 'Asia/Seoul' },
        })),
      },
      files,
      'ko',
    );
    const said = exported.ok ? exported.value.losses.map(({ message }) => message.en) : [];
    for (const part of ['other language', 'teams', 'routes', 'Asia/Seoul', 'at once', 'very instant', 'licences'])
      expect(said).toContainEqual(expect.stringContaining(part));
  });
  it('for Codabench only where a program of its contract scores', async () => {
    const { definition, files } = await imported(await readZip(evalai(CHALLENGE)));
    const exported = toCodabench(definition, files, 'en');
    expect(exported.ok ? [] : exported.refusal.map(({ code }) => code)).toEqual(['codabench-scorer']);
  });
  it('with dates that Codabench does not cut', async () => {
    const { definition, files } = await imported(await readZip(codabench(RICH, RICH_FILES)));
    const exported = toCodabench(definition, files, 'en');
    const text = exported.ok ? exported.value.files.get('competition.yaml') : undefined;
    expect(text && 'written' in text ? text.written : '').toContain('start: "2026-01-01 09:30:00"');
    expect(stringify(parse(String(text && 'written' in text ? text.written : '')))).toContain('primary_index: 1');
  });
});
