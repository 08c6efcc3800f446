import { afterAll, describe, expect, it } from '@jest/globals';
import { codalab, LEGACY } from '../test/samples.ts';
import { codesOf, readZip, removeFolders } from '../test/reading.ts';

afterAll(removeFolders);

const read = (changes: object) => readZip(codalab({ ...LEGACY, ...changes }));
const phases = (...list: object[]) =>
  Object.fromEntries(list.map((phase, i) => [String(i + 1), { ...LEGACY.phases[1], phasenumber: i + 1, label: `P${i + 1}`, ...phase }]));

describe('a definition of CodaLab', () => {
  it.each([[undefined], [1], [1.5], ['1.8']])('of version %p', async (version) => {
    expect((await read({ version })).format).toBe('codalab');
  });
  it('has phases in the order of their numbers, each with a task, ending a day before the next', async () => {
    const { phases: read1, tasks } = await readZip(codalab({ ...LEGACY, end_date: '2015-06-01 12:00' }));
    expect(read1.map(({ name, opensAt, closesAt, tasks: own }) => [name, opensAt, closesAt, own])).toEqual([
      ['First', '2015-01-01T00:00:00.000Z', '2015-02-28T00:00:00.000Z', [0]],
      ['Second', '2015-03-01T00:00:00.000Z', '2015-06-01T12:00:00.000Z', [1]],
    ]);
    expect(tasks.map(({ index, name, scorer }) => [index, name, scorer?.kind])).toEqual([
      [0, 'First Task', 'codabench'],
      [1, 'Second Task', 'codabench'],
    ]);
  });
  it('ends the last phase never without an end date', async () => {
    expect((await read({ end_date: 'null' })).phases.at(-1)?.closesAt).toBeNull();
  });
  it('leaves a phase shorter than a day open until the next', async () => {
    const { phases: two } = await read({ phases: phases({ start_date: '2015-01-01 08:00' }, { start_date: '2015-01-01 20:00' }) });
    expect(two[0]?.closesAt).toBe('2015-01-01T20:00:00.000Z');
  });
  it('drops the phase that only holds others, which run side by side', async () => {
    const start_date = '2015-01-01';
    const bundle = await read({
      phases: phases(
        { is_parallel_parent: true, start_date },
        { parent_phasenumber: 1, start_date },
        { parent_phasenumber: 1, start_date },
      ),
      end_date: '2015-02-01',
    });
    expect(bundle.phases.map(({ name, closesAt }) => [name, closesAt])).toEqual([
      ['P2', '2015-02-01T00:00:00.000Z'],
      ['P3', '2015-02-01T00:00:00.000Z'],
    ]);
    expect(codesOf(bundle)).toEqual(['phases-parallel']);
  });
  it('has boards whose columns are matched by label, whatever its case', async () => {
    const bundle = await read({
      leaderboard: {
        leaderboards: { RESULTS: { label: 'Results', rank: 1 }, OTHER: { label: 'Other', rank: 2 } },
        columns: {
          b: { leaderboard: { label: 'RESULTS' }, rank: 2, sort: 'asc', hidden: true },
          a: { leaderboard: { label: 'results' }, label: 'Alpha', rank: 1, numeric_format: 4 },
          c: { leaderboard: { label: 'other' }, rank: 3 },
          mean: { leaderboard: { label: 'Results' }, rank: 4, computed: { operation: 'Avg', fields: 'a, b' } },
        },
      },
    });
    const [board] = bundle.boards;
    expect(
      board?.columns.map(({ index, key, title, direction, precision, hidden, computation }) => [
        index,
        key,
        title,
        direction,
        precision,
        hidden,
        computation,
      ]),
    ).toEqual([
      [0, 'a', 'Alpha', 'desc', 4, false, null],
      [1, 'b', 'b', 'asc', 2, true, null],
      [3, 'mean', 'mean', 'desc', 2, false, 'average-rank'],
    ]);
    expect([board?.columns[2]?.computationIndexes, board?.phases, bundle.boards[1]?.phases]).toEqual([[0, 1], [0, 1], []]);
    expect(codesOf(bundle)).toEqual(['end-derived', 'later-board']);
  });
  it('takes over aliases', async () => {
    const text = [
      'title: Old',
      'image: logo.png',
      'html: {overview: overview.md, terms: terms.md}',
      'phases:',
      '  1: &first {phasenumber: 1, label: A, start_date: 2015-01-01, scoring_program: scoring_program, reference_data: reference_data}',
      '  2: {<<: *first, phasenumber: 2, label: B, start_date: 2015-03-01}',
      'leaderboard:',
      '  leaderboards:',
      '    R: &r {label: R, rank: 1}',
      '  columns:',
      '    s: {leaderboard: *r, rank: 1}',
      '',
    ].join('\n');
    const bundle = await readZip(codalab(text));
    expect([bundle.phases.map(({ name }) => name), bundle.boards[0]?.columns.map(({ key }) => key), codesOf(bundle)]).toEqual([
      ['A', 'B'],
      ['s'],
      ['end-derived'],
    ]);
  });
  it.each([
    ['missing-key', { phases: undefined }],
    ['missing-key', { leaderboard: undefined }],
    ['wrong-type', { leaderboard: [] }],
    ['no-phases', { phases: {} }],
    [
      'board-unmatched',
      {
        leaderboard: {
          leaderboards: { R: { label: 'R' } },
          columns: { a: { leaderboard: { label: 'R' } }, b: { leaderboard: { label: 'gone' } } },
        },
      },
    ],
    ['no-columns', { leaderboard: { leaderboards: { R: { label: 'R' } }, columns: {} } }],
  ])('%s is an error', async (code, changes) => {
    expect(codesOf(await read(changes), 'error')).toEqual([code]);
  });
});
