import { afterAll, describe, expect, it } from '@jest/globals';
import type { BundleTask } from '../bundle.ts';
import type { FindingCode } from '../findings/texts.ts';
import { codabench, COMPETITION, COMPETITION_FILES, SCORER } from '../test/samples.ts';
import { codesOf, found, readZip, removeFolders } from '../test/reading.ts';
import { zipOfFiles, type Files } from '../test/zip.ts';

afterAll(removeFolders);

const read = (changes: object, files: Files = {}) => readZip(codabench({ ...COMPETITION, ...changes }, files));
const withTask = (task: object, files: Files = {}) => read({ tasks: [{ ...COMPETITION.tasks[0], ...task }] }, files);
const withPhase = (phase: object) => read({ phases: [{ ...COMPETITION.phases[0], ...phase }] });
const withColumns = (columns: object[], board: object = {}) => read({ leaderboards: [{ title: 'R', key: 'r', ...board, columns }] });
const column = (index: number, more: object = {}): object => ({ index, key: `k${index}`, title: `T${index}`, sorting: 'desc', ...more });
const without = (key: keyof typeof COMPETITION): object => Object.fromEntries(Object.entries(COMPETITION).filter(([name]) => name !== key));
const commandOf = (task: BundleTask | undefined): string | null | undefined =>
  task?.scorer?.kind === 'codabench' ? task.scorer.program.command : undefined;
/** A definition as people write it, each line as given. */
const written = (...lines: string[]): string =>
  [
    'version: 2',
    'title: W',
    'image: logo.png',
    'terms: terms.md',
    'pages: [{title: O, file: overview.md}]',
    'tasks: [{index: 0, name: S, scoring_program: scoring_program}]',
    'leaderboards: [{title: R, key: r, columns: [{title: A, key: a, index: 0}]}]',
    ...lines,
    '',
  ].join('\n');

describe('dates of Codabench', () => {
  const phases = (start: string): string => written('phases:', `  - name: M`, `    start: ${start}`, '    tasks: [0]');
  it.each([
    ['2024-12-31 14:30:00', '2024-12-31T14:30:00.000Z', ['date-cut']],
    ['"2024-12-31 14:30:00"', '2024-12-31T14:30:00.000Z', []],
    ['2024-12-31 14:30', '2024-12-31T14:30:00.000Z', []],
    ['2024-12-31', '2024-12-31T00:00:00.000Z', []],
    ['2024-12-31 00:00:00', '2024-12-31T00:00:00.000Z', []],
    ['"2024-12-31T09:00:00+09:00"', '2024-12-31T00:00:00.000Z', ['date-offset']],
    ['6-15-2020', '2020-06-15T00:00:00.000Z', ['date-guessed']],
  ])('%s', async (start, expected, codes) => {
    const bundle = await readZip(codabench(phases(start)));
    expect([bundle.phases[0]?.opensAt, codesOf(bundle)]).toEqual([expected, codes]);
  });
  it('points at the line', async () => {
    const [finding] = found(await readZip(codabench(phases('2024-12-31 14:30:00'))), 'date-cut');
    expect(finding).toMatchObject({ file: 'competition.yaml', line: 10, column: 12, path: 'phases[0].start', severity: 'warning' });
    expect(finding?.message.en).toContain('Codabench would have used 00:00');
  });
  it('that are none are refused', async () => {
    expect(codesOf(await withPhase({ start: 'soon' }))).toEqual(['date-invalid']);
  });
});

describe('phases of Codabench', () => {
  const two = (first: object, second: object) =>
    read({
      phases: [
        { name: 'A', tasks: [0], start: '2026-01-01', ...first },
        { name: 'B', tasks: [0], start: '2026-03-01', ...second },
      ],
    });
  it('stand in the order of their indexes and are numbered anew; without indexes in that of the list', async () => {
    const sorted = await two({ index: 7, start: '2026-05-01' }, { index: 3, end: '2026-04-01' });
    expect(sorted.phases.map(({ index, name }) => [index, name])).toEqual([
      [0, 'B'],
      [1, 'A'],
    ]);
    const listed = await two({ end: '2026-02-01' }, {});
    expect([listed.phases.map(({ name }) => name), codesOf(listed)]).toEqual([['A', 'B'], []]);
  });
  it.each<[FindingCode, string, object, object]>([
    ['phase-order', 'error', { end: '2026-03-02' }, {}],
    ['phases-touch', 'warning', { end: '2026-03-01' }, {}],
    ['phase-endless', 'error', {}, {}],
    ['phase-window', 'warning', { end: '2025-12-01' }, {}],
    ['first-migrates', 'warning', { end: '2026-02-01', auto_migrate_to_this_phase: true }, {}],
  ])('%s is one %s', async (code, severity, first, second) => {
    expect(found(await two(first, second), code).map((finding) => finding.severity)).toEqual([severity]);
  });
  it('have limits by default, and none where they say 0 or null', async () => {
    expect((await read({})).phases[0]?.quota).toEqual({ perDay: 5, perMonth: null, total: 100, concurrent: null });
    const free = await withPhase({ max_submissions: null, max_submissions_per_day: 0 });
    expect(free.phases[0]?.quota).toMatchObject({ perDay: null, total: null });
    const own = await withPhase({ max_submissions: '7', max_submissions_per_day: 2, execution_time_limit: 30 });
    expect(own.phases[0]).toMatchObject({ quota: { perDay: 2, total: 7 }, stepTimeLimitMs: 30_000 });
  });
  it('name tasks that are there', async () => {
    expect(found(await withPhase({ tasks: [0, 4] }), 'unknown-reference')[0]).toMatchObject({
      path: 'phases[0].tasks[1]',
      severity: 'error',
    });
  });
});

describe('tasks of Codabench', () => {
  it('name folders, zips, and either for the other', async () => {
    const program = zipOfFiles({ metadata: 'command: python score.py $input $output\n', 'score.py': '' });
    const zipped = await withTask({ scoring_program: 'p.zip' }, { 'p.zip': program });
    expect([commandOf(zipped.tasks[0]), codesOf(zipped)]).toEqual(['python score.py $input $output', []]);
    const folder = await withTask({ scoring_program: 'scoring_program.zip' });
    expect([commandOf(folder.tasks[0]), codesOf(folder)]).toEqual(['python3 score.py', ['file-guessed']]);
    const reverse = await withTask({ scoring_program: 'p/' }, { 'p.zip': program });
    expect([commandOf(reverse.tasks[0]), codesOf(reverse)]).toEqual(['python score.py $input $output', ['file-guessed']]);
    const cased = await withTask({ scoring_program: './Scoring_Program/' });
    expect([commandOf(cased.tasks[0]), codesOf(cased)]).toEqual(['python3 score.py', ['file-guessed']]);
  });
  it('have their programs stripped of one folder around, their data not', async () => {
    const inside = zipOfFiles({ 'scorer/metadata.yaml': 'command: python3 s.py\n', 'scorer/s.py': '', '__MACOSX/x': '' });
    const bundle = await withTask(
      { scoring_program: 'p.zip', reference_data: 'r.zip' },
      { 'p.zip': inside, 'r.zip': zipOfFiles({ 'top/truth.csv': '1' }) },
    );
    const [task] = bundle.tasks;
    expect(codesOf(bundle)).toEqual(['top-folder-stripped']);
    expect(task?.scorer?.kind === 'codabench' && task.scorer.program.tree.files.map(({ path }) => path)).toEqual(['metadata.yaml', 's.py']);
    expect(task?.reference?.files.map(({ path }) => path)).toEqual(['top/truth.csv']);
  });
  it('leave archives inside their data alone', async () => {
    const bundle = await withTask({}, { 'reference_data/inner.zip': zipOfFiles({ a: '1' }) });
    expect(bundle.tasks[0]?.reference?.files.map(({ path }) => path)).toEqual(['inner.zip', 'truth.csv']);
  });
  it('take a single file with a warning', async () => {
    const bundle = await withTask({ reference_data: 'truth.csv' }, { 'truth.csv': '1' });
    expect([bundle.tasks[0]?.reference?.files.map(({ path }) => path), codesOf(bundle)]).toEqual([['truth.csv'], ['plain-file']]);
  });
  it.each<[FindingCode, object, Files]>([
    ['missing-key', { scoring_program: undefined }, {}],
    ['file-missing', { scoring_program: 'elsewhere' }, {}],
    ['file-meant', { scoring_program: 'scoring_progam' }, {}],
    ['file-outside', { reference_data: '../../etc' }, {}],
    ['remote-reference', { reference_data: '3097e279-4e98-4d7d-9f69-b962c0e31e1f' }, {}],
    ['remote-reference', { key: '3097e279-4e98-4d7d-9f69-b962c0e31e1f' }, {}],
    ['not-a-zip', { scoring_program: 'p.zip' }, { 'p.zip': 'hello' }],
    ['no-command-scoring', { scoring_program: 'p' }, { 'p/score.py': '' }],
    ['no-command-ingestion', { ingestion_program: 'p' }, { 'p/metadata': 'description: none\n' }],
    ['path-outside', { scoring_program: 'p.zip' }, { 'p.zip': zipOfFiles({ '../x': '' }) }],
  ])('%s is an error', async (code, task, files) => {
    expect(codesOf(await withTask(task, files), 'error')).toContain(code);
  });
  it('read both names of metadata, the one with an ending first; broken metadata have no command', async () => {
    const both = await withTask({}, { 'scoring_program/metadata': 'command: other\n' });
    expect([commandOf(both.tasks[0]), codesOf(both)]).toEqual(['python3 score.py', ['two-metadata']]);
    const broken = await withTask({}, { 'scoring_program/metadata.yaml': 'command: a: b\n' });
    expect([commandOf(broken.tasks[0]), codesOf(broken)]).toEqual([null, ['no-command-scoring', 'metadata-broken']]);
  });
  it('have numbers of their own', async () => {
    const [task] = COMPETITION.tasks;
    expect(codesOf(await read({ tasks: [task, task] }), 'error')).toEqual(['duplicate-index']);
    expect(found(await read({ tasks: [{ ...task, index: undefined }] }), 'missing-key')[0]?.path).toBe('tasks[0].index');
  });
});

describe('leaderboards of Codabench', () => {
  it('rank by their primary column; only the first one counts', async () => {
    const bundle = await read({
      leaderboards: [
        { title: 'A', key: 'a', primary_index: 2, columns: [column(2), column(0, { sorting: 'asc' })] },
        { title: 'B', key: 'b', columns: [column(0)] },
      ],
    });
    expect(
      bundle.boards.map(({ primary, phases, columns }) => [primary, phases, columns.map(({ key, direction }) => [key, direction])]),
    ).toEqual([
      [
        2,
        [0],
        [
          ['k0', 'asc'],
          ['k2', 'desc'],
        ],
      ],
      [0, [], [['k0', 'desc']]],
    ]);
    expect(codesOf(bundle)).toEqual(['later-board']);
  });
  it('compute columns', async () => {
    const bundle = await withColumns([
      column(0),
      column(1),
      column(2, { computation: 'avg', computation_indexes: [0, 1] }),
      column(3, { computation: 'avg_rank', computation_indexes: '0, 1' }),
    ]);
    expect(bundle.boards[0]?.columns.slice(2).map(({ computation, computationIndexes }) => [computation, computationIndexes])).toEqual([
      ['avg', [0, 1]],
      ['average-rank', [0, 1]],
    ]);
    expect(codesOf(bundle)).toEqual([]);
  });
  it.each<[FindingCode, object[]]>([
    ['no-columns', []],
    ['column-key-twice', [column(0), column(1, { key: 'k0' })]],
    ['duplicate-index', [column(0), column(0, { key: 'other' })]],
    ['computation-self', [column(0, { computation: 'sum', computation_indexes: [0] })]],
    ['computation-inputs', [column(0), column(1, { computation: 'sum' })]],
    ['unknown-reference', [column(0), column(1, { computation: 'sum', computation_indexes: [9] })]],
    ['bad-value', [column(0), column(1, { computation: 'median', computation_indexes: [0] })]],
    ['missing-key', [{ index: 0, title: 'T' }]],
  ])('%s is an error', async (code, columns) => {
    expect(codesOf(await withColumns(columns), 'error')).toEqual([code]);
  });
  it('are read with a warning where Codabench would do otherwise', async () => {
    expect(codesOf(await withColumns([column(0, { sorting: 'up' })]))).toEqual(['odd-value']);
    expect(codesOf(await withColumns([column(0), column(1, { computation_indexes: [0] })]))).toEqual(['computation-alone']);
    expect(
      codesOf(
        await withColumns([
          column(0, { computation: 'sum', computation_indexes: [1] }),
          column(1, { computation: 'sum', computation_indexes: [2] }),
          column(2),
        ]),
      ),
    ).toEqual(['computation-later']);
    expect(codesOf(await withColumns([column(0, { title: 'x'.repeat(40) })]))).toEqual(['too-long']);
  });
  it.each([
    ['Add', 'choose-one'],
    ['Add_And_Delete', 'choose-one-changeable'],
    ['Add_And_Delete_Multiple', 'choose-many'],
    ['Force_Last', 'last'],
    ['Force_Latest_Multiple', 'every'],
    ['Force_Best', 'best'],
    ['force_best', 'best'],
  ])('%s is %s', async (submission_rule, rule) => {
    expect((await withColumns([column(0)], { submission_rule })).boards[0]?.rule).toBe(rule);
  });
});

describe('a definition of Codabench', () => {
  it.each<[FindingCode, string]>([
    ['yaml-colon', 'title: Wheat: seeds\nversion: 2\n'],
    ['yaml-tag', 'version: 2\ntitle: !!python/object:os.system x\n'],
    ['wrong-type', '- version: 2\n'],
    ['wrong-type', ''],
    ['version-unsupported', 'version: 3\ntitle: x\n'],
    ['version-unsupported', 'version: "2.0"\ntitle: x\n'],
  ])('%s is the one thing said, with its line', async (code, text) => {
    const bundle = await readZip(codabench(text));
    expect(bundle.findings.map((finding) => [finding.code, finding.severity, finding.line !== null])).toEqual([[code, 'error', true]]);
  });
  it.each(['title', 'phases', 'tasks', 'leaderboards'] as const)('needs %s', async (key) => {
    expect(found(await readZip(codabench(without(key))), 'missing-key').map(({ path }) => path)).toEqual([key]);
  });
  it.each(['image', 'terms', 'pages'] as const)('can be used without %s, which Codabench could not', async (key) => {
    expect(codesOf(await readZip(codabench(without(key))))).toEqual(['other-misses']);
  });
  it('says everything at once, in the order of the lines', async () => {
    const bundle = await read({
      titel: 'x',
      docker_image: 'me/own:1',
      phases: [{ name: 'M', start: 'soon', tasks: [3] }],
      tasks: [{ index: 0, name: 'S', scoring_program: 'gone' }],
    });
    expect(codesOf(bundle)).toEqual(
      expect.arrayContaining(['key-unknown', 'docker-image', 'date-invalid', 'unknown-reference', 'file-missing']),
    );
    const lines = bundle.findings.map(({ line }) => line ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });
  it('without a version is the new one when it looks so', async () => {
    const bundle = await readZip(codabench(without('version')));
    expect([bundle.format, codesOf(bundle)]).toEqual(['codabench', ['version-inferred']]);
  });
  it('may lie in a folder, or under another ending, with a warning', async () => {
    const files = codabench(COMPETITION);
    const inside = await readZip(Object.fromEntries(Object.entries(files).map(([name, data]) => [`my bundle/${name}`, data])));
    expect([inside.title, codesOf(inside)]).toEqual(['Wheat', ['not-at-root']]);
    const { 'competition.yaml': text = '', ...rest } = files;
    const yml = await readZip({ 'competition.yml': text, ...rest });
    expect([yml.title, codesOf(yml)]).toEqual(['Wheat', ['other-name']]);
  });
  it('is one, and is there', async () => {
    expect(codesOf(await readZip({ 'a/competition.yaml': '', 'b/competition.yaml': '' }))).toEqual(['several-definitions']);
    expect(codesOf(await readZip(COMPETITION_FILES))).toEqual(['no-definition']);
    expect(codesOf(await readZip({ 'challenge.yaml': 'gac: challenge/1\n' }))).toEqual(['own-definition']);
    expect(codesOf(await readZip(SCORER))).toEqual(['no-definition']);
  });
  it('reads a title that looks like a number as it was written', async () => {
    expect((await readZip(codabench(written('phases: [{name: 1.10, start: 2026-01-01, tasks: [0]}]')))).phases[0]?.name).toBe('1.10');
  });
});
