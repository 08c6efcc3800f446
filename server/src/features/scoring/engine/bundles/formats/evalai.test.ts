import { afterAll, describe, expect, it } from '@jest/globals';
import type { FindingCode } from '../findings/texts.ts';
import { CHALLENGE, CONF, EVALUATION_PHASE, evalai, grandChallenge, huggingface } from '../test/samples.ts';
import { codesOf, found, readFolderOf, readZip, removeFolders } from '../test/reading.ts';
import { zipOfFiles, type Files } from '../test/zip.ts';

afterAll(removeFolders);

const read = (changes: object, files: Files = {}) => readZip(evalai({ ...CHALLENGE, ...changes }, files));
const withPhase = (phase: object, files: Files = {}) => read({ challenge_phases: [{ ...CHALLENGE.challenge_phases[0], ...phase }] }, files);
const withSplit = (split: object) => read({ challenge_phase_splits: [{ ...CHALLENGE.challenge_phase_splits[0], ...split }] });
const withSchema = (schema: object) => read({ leaderboard: [{ id: 1, schema }] });

describe('a configuration of EvalAI', () => {
  it('has a task for each phase and a board for each phase split', async () => {
    const { phases, tasks, boards } = await read({});
    expect(phases[0]).toMatchObject({
      codename: 'dev',
      opensAt: '2026-01-01T00:00:00.000Z',
      quota: { perDay: null, concurrent: 3 },
      description: '<p>phase</p>',
    });
    expect(tasks[0]?.scorer).toMatchObject({ kind: 'evalai', annotation: { path: 'annotations/dev.json' } });
    expect(boards[0]).toMatchObject({ split: 'dev_split', phases: [0], primary: 1, audience: 'public', hidden: false, rule: 'best' });
    expect(boards[0]?.columns.map(({ key, direction, precision }) => [key, direction, precision])).toEqual([
      ['Top-1 (%)', 'desc', 3],
      ['F1/macro', 'desc', 3],
    ]);
  });
  it('has its script in a zip as well, with a folder around it or not', async () => {
    const files = evalai(CHALLENGE);
    const rest = Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith('evaluation_script/')));
    const script = { '__init__.py': 'from .main import evaluate', 'main.py': '' };
    expect(codesOf(await readZip({ ...rest, 'evaluation_script.zip': zipOfFiles(script) }))).toEqual([]);
    const inside = Object.fromEntries(Object.entries(script).map(([name, data]) => [`scripts/${name}`, data]));
    const bundle = await readZip({ ...rest, 'evaluation_script.zip': zipOfFiles(inside) });
    expect(codesOf(bundle)).toEqual(['top-folder-stripped']);
    expect(bundle.tasks[0]?.scorer).toMatchObject({ tree: { files: [{ path: '__init__.py' }, { path: 'main.py' }] } });
  });
  it.each<[object, object, string[]]>([
    [{ metadata: { a: { sort_ascending: true } } }, {}, ['asc', 'desc']],
    [{ metadata: { a: { sort_ascending: false } } }, { is_leaderboard_order_descending: false }, ['desc', 'asc']],
    [{ metadata: { a: { description: 'no word about it' } } }, {}, ['asc', 'desc']],
    [{}, { is_leaderboard_order_descending: false }, ['asc', 'asc']],
  ])('ranks by %p and %p', async (schema, split, directions) => {
    const bundle = await read({
      leaderboard: [{ id: 1, schema: { labels: ['a', 'b'], default_order_by: 'a', ...schema } }],
      challenge_phase_splits: [{ ...CHALLENGE.challenge_phase_splits[0], ...split }],
    });
    expect(bundle.boards[0]?.columns.map(({ direction }) => direction)).toEqual(directions);
  });
  it('takes the first label where the one to order by is no label or is missing', async () => {
    const unknown = await withSchema({ labels: ['a', 'b'], default_order_by: 'c' });
    expect([unknown.boards[0]?.primary, codesOf(unknown)]).toEqual([0, ['order-by-unknown']]);
    const missing = await withSchema({ labels: ['a', 'b'] });
    expect([missing.boards[0]?.primary, codesOf(missing)]).toEqual([0, ['other-misses']]);
  });
  it.each([
    [1, true, 'host'],
    [2, true, 'submitter'],
    [3, true, 'public'],
    [3, false, 'host'],
  ])('visibility %d with a public leaderboard %p is for the %s', async (visibility, leaderboard_public, audience) => {
    const bundle = await read({
      challenge_phases: [{ ...CHALLENGE.challenge_phases[0], leaderboard_public }],
      challenge_phase_splits: [{ ...CHALLENGE.challenge_phase_splits[0], visibility }],
    });
    expect(bundle.boards[0]?.audience).toBe(audience);
  });
  it('asks what its submission attributes ask', async () => {
    const bundle = await withPhase({
      submission_meta_attributes: [
        { name: 'gpu', description: 'Which?', type: 'radio', options: ['a', 'b'], required: true },
        { name: 'ok', description: 'OK?', type: 'boolean' },
      ],
    });
    expect(bundle.phases[0]?.access.fields.map(({ key, type, options, isRequired }) => [key, type, options, isRequired])).toEqual([
      ['gpu', 'radio', ['a', 'b'], true],
      ['ok', 'checkbox', [], false],
    ]);
  });
  it.each<[FindingCode, object]>([
    ['unknown-reference', { challenge_phase_splits: [{ ...CHALLENGE.challenge_phase_splits[0], dataset_split_id: 9 }] }],
    ['duplicate-index', { challenge_phase_splits: [CHALLENGE.challenge_phase_splits[0], CHALLENGE.challenge_phase_splits[0]] }],
    ['duplicate-index', { dataset_splits: [CHALLENGE.dataset_splits[0], { id: 2, name: 'x', codename: 'dev_split' }] }],
    ['missing-key', { evaluation_script: undefined }],
    ['missing-key', { challenge_phases: [{ ...CHALLENGE.challenge_phases[0], codename: undefined }] }],
    ['file-missing', { challenge_phases: [{ ...CHALLENGE.challenge_phases[0], test_annotation_file: 'gone.xml' }] }],
    [
      'public-and-chosen',
      {
        challenge_phases: [{ ...CHALLENGE.challenge_phases[0], is_submission_public: true, is_restricted_to_select_one_submission: true }],
      },
    ],
    ['phase-window', { start_date: '2027-01-01 00:00:00' }],
    ['no-columns', { leaderboard: [{ id: 1, schema: { labels: [], default_order_by: 'x' } }] }],
  ])('%s is an error', async (code, changes) => {
    expect(codesOf(await read(changes), 'error')).toEqual([code]);
  });
  it.each<[FindingCode, object]>([
    ['remote-evaluation', { remote_evaluation: true }],
    ['code-upload', { is_docker_based: true }],
    ['no-annotation', { challenge_phases: [{ ...CHALLENGE.challenge_phases[0], test_annotation_file: undefined }] }],
  ])('%s is a warning', async (code, changes) => {
    expect(found(await read(changes), code).map(({ severity }) => severity)).toEqual(['warning']);
  });
  it('may have another name when it is the only YAML file', async () => {
    const { 'challenge_config.yaml': text = '', ...rest } = evalai(CHALLENGE);
    expect(codesOf(await readZip({ 'zip_challenge.yaml': text, ...rest }))).toEqual(['other-name']);
    const inside = await readFolderOf(
      Object.fromEntries(Object.entries({ 'zip_challenge.yaml': text, ...rest }).map(([name, data]) => [`x/${name}`, data])),
    );
    expect([inside.title, codesOf(inside)]).toEqual(['Vision', ['not-at-root', 'other-name']]);
  });
  it('keeps limits of its own', async () => {
    expect(
      (await withPhase({ max_submissions_per_day: 2, max_submissions_per_month: 20, max_submissions: 100000 })).phases[0]?.quota,
    ).toEqual({ perDay: 2, perMonth: 20, total: null, concurrent: 3 });
    expect((await withSplit({ show_leaderboard_by_latest_submission: true })).boards[0]?.rule).toBe('last');
  });
});

describe('a competition of Hugging Face', () => {
  it('has one phase, one task, one board', async () => {
    const bundle = await readZip(huggingface(CONF));
    expect(bundle).toMatchObject({
      title: 'Curves',
      phases: [{ opensAt: null, closesAt: '2026-05-25T00:00:00.000Z', quota: { perDay: 5 }, takesCode: false }],
    });
    expect(bundle.tasks[0]?.scorer).toMatchObject({
      kind: 'huggingface',
      metric: 'roc_auc_score',
      idColumn: 'id',
      columns: ['id', 'pred'],
      rows: 3,
    });
    expect(bundle.boards[0]?.columns).toMatchObject([{ key: 'roc_auc_score', direction: 'desc' }]);
    expect([bundle.terms?.text, bundle.pages.map(({ role }) => role)]).toEqual(['Be fair.\n', ['overview', 'data', 'guidelines']]);
  });
  it.each<[FindingCode, object, Files]>([
    ['column-missing', {}, { 'solution.csv': 'id,pred\n1,0\n' }],
    ['no-metric-program', { EVAL_METRIC: 'custom' }, {}],
    ['metric-unknown', { EVAL_METRIC: 'os.system("x")' }, {}],
    ['missing-key', { EVAL_METRIC: undefined }, {}],
  ])('%s is an error', async (code, changes, files) => {
    expect(codesOf(await readZip(huggingface({ ...CONF, ...changes }, files)), 'error')).toEqual([code]);
  });
  it('can bring its own metric', async () => {
    const bundle = await readZip(
      huggingface({ ...CONF, EVAL_METRIC: 'custom', SCORING_METRIC: 'mine' }, { 'metric.py': 'def compute(params): ...' }),
    );
    expect([bundle.tasks[0]?.scorer, bundle.boards[0]?.columns[0]?.key, codesOf(bundle)]).toMatchObject([
      { program: { path: 'metric.py' } },
      'mine',
      [],
    ]);
  });
});

describe('a phase of Grand Challenge', () => {
  it('reads its scores by path', async () => {
    const bundle = await readZip(grandChallenge(EVALUATION_PHASE));
    expect(bundle.boards[0]?.columns.map(({ title, jsonPath, direction }) => [title, jsonPath, direction])).toEqual([
      ['Dice', 'aggregates.dice.mean', 'desc'],
      ['Hausdorff', 'aggregates.hd.mean', 'asc'],
    ]);
    expect(bundle.tasks[0]?.scorer).toMatchObject({ kind: 'metrics-json', image: { path: 'evaluation.tar.gz' } });
  });
  it('needs its image', async () => {
    const { 'phase.json': phase = '' } = grandChallenge(EVALUATION_PHASE);
    expect(codesOf(await readZip({ 'phase.json': phase }), 'error')).toEqual(['no-image']);
  });
});
