import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BoardDefinition, ChallengeDefinition } from '@gac/shared/contract/definition';
import type { BoardWindow } from '@gac/shared/contract/leaderboards';
import type { SubmissionList } from '@gac/shared/contract/submissions';
import type { BoardId } from '@gac/shared/values';
import { entrant, exampleFile, stage, submit, type Stage } from '../../../testing/entrants.ts';
import { EventReader } from '../../../testing/event-reader.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { BoardRebuild } from '../index.ts';
import { BoardShapes } from '../board-shapes.ts';

type Column = BoardDefinition['columns'][number];
const COLUMNS: Column[] = [{ key: 'acc', metric: 'accuracy', hidden: false }, { key: 'f', metric: 'f1', hidden: false }];
const board = (over: Partial<BoardDefinition>) => (definition: ChallengeDefinition): ChallengeDefinition => ({
  ...definition,
  boards: definition.boards.slice(0, 1).map((one) => ({ ...one, columns: COLUMNS, order: ['acc'], ...over })),
});

// Whole products start and score here.
jest.setTimeout(30_000);

describe('a challenge loaded again with other boards, when there are scores already', () => {
  let harness: Harness;
  let set: Stage;
  let boardId: BoardId;
  let people: Person[];
  const files = ['better_than_baseline', 'baseline_tree', 'baseline_centroid'];
  beforeAll(async () => {
    harness = await Harness.start();
    set = await stage(harness, 'digits', board({}));
    boardId = set.challenge.boards[0]?.id as BoardId;
    people = [];
    for (const file of files) {
      const person = await entrant(harness, set, file.replaceAll('_', ' '));
      expect((await submit(person, set.phase.id, exampleFile('digits', `${file}.csv`))).status).toBe(201);
      people.push(person);
      harness.clock.advance(1000);
    }
    await harness.drain();
  });
  afterAll(async () => { await harness.close(); });

  const rows = async (): Promise<{ team: string; scores: (number | null)[] }[]> =>
    ((await harness.visitor().get(`/api/boards/${boardId}/rows`).expect(200)).body as BoardWindow).rows.map(({ team, scores }) => ({ team, scores }));
  const reload = async (over: Partial<BoardDefinition>): Promise<void> => {
    await stage(harness, 'digits', board(over));
    await harness.drain();
  };
  const differences = async (): Promise<unknown[]> => (await harness.app.get(BoardRebuild).all({ check: true })).flatMap((report) => report.differences);

  it('a stream that was open when the board was hidden says nothing more', async () => {
    const stream = new EventReader(`${harness.url}/api/boards/${boardId}/events`);
    await stream.opened;
    await reload({ visibility: 'hidden' });
    const said = stream.events.length;
    const late = await entrant(harness, set, 'late and unseen');
    expect((await submit(late, set.phase.id, exampleFile('digits', 'baseline_tree.csv'))).status).toBe(201);
    await harness.drain();
    await stream.ended;
    expect(stream.events.slice(said)).toEqual([]);
    await reload({});
    await late.post(`/api/submissions/${((await late.get(`/api/phases/${set.phase.id}/submissions`)).body as SubmissionList).items[0]?.id ?? ''}/withdraw`).send({}).expect(200);
    await harness.drain();
  });

  it('shows each score under its own column, in the new order, and nothing of hidden columns', async () => {
    const before = await rows();
    expect(before).toHaveLength(3);
    expect(before.every(({ scores }) => scores.length === 2 && scores[0] !== scores[1])).toBe(true);

    await reload({ columns: [...COLUMNS].reverse(), order: ['f'] });
    expect(await rows()).toEqual(before.map(({ team, scores }) => ({ team, scores: [...scores].reverse() })));
    expect(await differences()).toEqual([]);

    await reload({ columns: COLUMNS.map((column) => ({ ...column, hidden: column.key === 'acc' })) });
    expect(await rows()).toEqual(before.map(({ team, scores }) => ({ team, scores: scores.slice(1) })));

    // Nor by another way: the team's own list, its submission, the public receipt.
    const [own] = ((await people[0]?.get(`/api/phases/${set.phase.id}/submissions`).expect(200))?.body as SubmissionList).items;
    const views = [own, (await people[0]?.get(`/api/submissions/${String(own?.id)}`).expect(200))?.body as object, (await harness.visitor().get(`/api/receipts/${String(own?.receipt)}`).expect(200)).body as object];
    for (const view of views) {
      expect(view).toMatchObject({ scores: [{ key: 'f1' }] });
      expect(JSON.stringify(view)).not.toContain(String(before[0]?.scores[0]));
    }

    await reload({ columns: COLUMNS.map((column) => ({ ...column, direction: 'asc' as const })) });
    expect((await rows()).map(({ team }) => team)).toEqual(before.map(({ team }) => team).reverse());

    // Rounded to no decimals all are equal, and the earlier receipt stands first.
    await reload({ roundDecimals: 0, ties: 'strict' });
    expect((await rows()).map(({ team }) => team)).toEqual(files.map((file) => file.replaceAll('_', ' ')));
    expect(await differences()).toEqual([]);
    const list = (await people[0]?.get(`/api/phases/${set.phase.id}/submissions`).expect(200))?.body as SubmissionList;
    expect(list.items[0]).toMatchObject({ rankChange: { after: 1 }, bestBefore: null });
  });

  it('is not shown while its rows have the old shape; the challenge and its other pages are', async () => {
    await reload({});
    await harness.sql.rows(`UPDATE board_shape SET shape = 'another' WHERE board_id = $1`, [boardId]);
    await harness.sql.rows(`UPDATE challenge SET definition = jsonb_set(definition, '{boards,0,columns,0,hidden}', 'true'), definition_sha256 = repeat('0', 64)`);
    await harness.sql.rows(`SELECT pg_notify('gac_challenges', '')`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = await harness.visitor().get(`/api/boards/${boardId}/rows`).expect(503);
    expect(answer.body).toMatchObject({ code: 'unavailable' });
    expect(answer.headers['retry-after']).toBe('1');
    await harness.visitor().get('/api/challenges/digits').expect(200);
    await harness.app.get(BoardShapes).agree();
    expect((await rows())[0]?.scores).toHaveLength(1);
  });

  it('a score that comes before anybody has brought the board up to date does so itself', async () => {
    await harness.sql.rows(`UPDATE board_shape SET shape = 'another'`);
    await harness.sql.rows(`UPDATE standing SET scores = '{9,9}'`);
    const person = await entrant(harness, set, 'Latecomer');
    await submit(person, set.phase.id, exampleFile('digits', 'baseline_tree.csv'));
    await harness.drain();
    expect(await rows()).toHaveLength(4);
    expect(await differences()).toEqual([]);
  });
});

describe('baselines', () => {
  let harness: Harness;
  beforeAll(async () => { harness = await Harness.start(); });
  afterAll(async () => { await harness.close(); });

  const baseline = (track: string, en: string, file: string) => ({ name: { ko: en, en }, file: `data/${file}.csv`, kind: 'prediction' as const, phase: 'main', track });
  const withTracks = (definition: ChallengeDefinition): ChallengeDefinition => ({
    ...definition,
    tracks: ['open', 'student'].map((key) => ({ key, name: { ko: key, en: key } })),
    boards: definition.boards.slice(0, 1).flatMap((one) => ['open', 'student'].map((track) => ({ ...one, key: track, track }))),
    baselines: [baseline('open', 'Tree', 'baseline_tree'), baseline('student', 'Centroid', 'baseline_centroid'), baseline('open', 'Both', 'sample_submission'), baseline('student', 'Both', 'sample_submission')],
  });
  const namesOn = async (set: Stage): Promise<(string | undefined)[][]> =>
    Promise.all(set.challenge.boards.map(async ({ id }) => ((await harness.visitor().get(`/api/boards/${id}/rows`).expect(200)).body as BoardWindow).rows.map(({ baselineName }) => baselineName?.en)));

  it('stand on the boards of their track alone', async () => {
    const set = await stage(harness, 'digits', withTracks, true);
    await harness.drain();
    expect(await namesOn(set)).toEqual([['Tree', 'Both'], ['Centroid', 'Both']]);
    // As they were before they had a track: on every board. Loading the challenge again puts that right.
    await harness.sql.rows(`UPDATE submission SET baseline_track = NULL WHERE baseline->>'en' <> 'Both'`);
    await harness.app.get(BoardRebuild).all({ check: false });
    expect((await namesOn(set)).map((names) => names.length)).toEqual([3, 3]);
    await stage(harness, 'digits', withTracks, true);
    await harness.drain();
    expect(await namesOn(set)).toEqual([['Tree', 'Both'], ['Centroid', 'Both']]);
  });
});
