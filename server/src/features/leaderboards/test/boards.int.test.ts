import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardRow, BoardWindow, OwnStanding } from '@gac/shared/contract/leaderboards';
import type { AccountId, BoardId, SubmissionId, TeamId } from '@gac/shared/values';
import { Notifications } from '../../../platform/db/notifications.ts';
import { EventReader } from '../../../testing/event-reader.ts';
import { Harness } from '../../../testing/harness.ts';
import { StandingFacts } from '../../challenges/index.ts';
import { RankSource } from '../../submissions/index.ts';
import { BoardRebuild } from '../index.ts';
import { Projection } from '../projection.ts';
import { Contest, PRIVATE } from './contest.ts';

const HOUR_MS = 3_600_000;
let harness: Harness;
let contest: Contest;
beforeAll(async () => {
  harness = await Harness.start();
  contest = await Contest.start(harness, [
    {},
    { columns: [{ key: 'acc', metric: 'acc', task: 't', hidden: true }, { key: 'loss', metric: 'loss', task: 't', hidden: false }], order: ['acc', 'loss'], ties: 'strict' },
    { visibility: 'hidden' },
  ]);
});
afterAll(async () => { await harness.close(); });

/** The window once the process has heard of every change: a notification may be a moment behind the database. */
const windowOf = async (query: object = {}, boardId: BoardId = contest.boardId): Promise<BoardWindow> => {
  const head = Number((await harness.sql.one<{ seq: string }>(`SELECT seq FROM live_topic WHERE topic = $1`, [`board:${boardId}`]))?.seq ?? 0);
  for (let tries = 0; ; tries++) {
    const window = (await harness.visitor().get(`/api/boards/${boardId}/rows`).query(query).expect(200)).body as BoardWindow;
    if (window.version >= head || tries === 100) return window;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const brief = ({ rows }: BoardWindow): (string | number | null)[][] => rows.map((row: BoardRow) => [row.rank, row.baselineName?.en ?? row.team, row.scores[0] ?? null]);

describe('a board', () => {
  const teams: Record<string, TeamId> = {};
  const submitted: Record<string, SubmissionId> = {};

  it('shows each scored submission as it comes, with shared ranks and baselines beside', async () => {
    for (const [name, country, score] of [['한빛 연구소', 'KR', 0.9], ['Kaizen', 'JP', 0.8], ['Équipe', 'FR', 0.8], ['Last', 'KR', 0.1]] as const) {
      teams[name] = await contest.team(name, { country, affiliation: `${name} University` });
      submitted[name] = await contest.score(teams[name], score);
      harness.clock.advance(1000);
    }
    await contest.baseline('Centroid', 0.8);
    await harness.drain();
    const window = await windowOf();
    expect(brief(window)).toEqual([[1, '한빛 연구소', 0.9], [2, 'Kaizen', 0.8], [2, 'Équipe', 0.8], [null, 'Centroid', 0.8], [4, 'Last', 0.1]]);
    expect(window.rows.map((row) => row.tied)).toEqual([false, true, true, false, false]);
    expect(window).toMatchObject({ total: 5, teams: 4, version: 5, countries: [{ country: 'KR', teams: 2 }, { country: 'FR', teams: 1 }, { country: 'JP', teams: 1 }] });
  });

  it('answers 304 to who has the bytes, and new ones after a change', async () => {
    const first = await harness.visitor().get(`/api/boards/${contest.boardId}/rows?limit=50`).expect(200);
    const again = await harness.visitor().get(`/api/boards/${contest.boardId}/rows?limit=50`).set('if-none-match', String(first.headers['etag'])).expect(304);
    expect(again.headers).toMatchObject({ etag: first.headers['etag'], 'cache-control': 'no-cache' });
    expect(again.headers['x-content-type-options']).toBe('nosniff');
    // Guards were not asked: these bytes are the same for everybody.
    expect(first.headers).toHaveProperty('x-ratelimit-limit');
    expect(again.headers).not.toHaveProperty('x-ratelimit-limit');
    await contest.score(teams['Last'] as TeamId, 0.85);
    await harness.drain();
    const after = await harness.visitor().get(`/api/boards/${contest.boardId}/rows?limit=50`).set('if-none-match', String(first.headers['etag'])).expect(200);
    expect(brief(after.body as BoardWindow)[1]).toEqual([2, 'Last', 0.85]);
  });

  it('gives bytes it holds to every address that means them, without a session; others, and hidden boards, go the whole way', async () => {
    const rows = (query: string, id: BoardId = contest.boardId) => harness.visitor().get(`/api/boards/${id}/rows${query}`);
    const first = await rows('?limit=40').expect(200);
    for (const query of ['?limit=40&n=1', '?n=%20&offset=0&limit=40', '?limit=40&since=24']) {
      const again = await rows(query).set('cookie', 'gac=x').expect(200);
      expect([query, again.text, again.headers['etag'], again.headers['x-ratelimit-limit']]).toEqual([query, first.text, first.headers['etag'], undefined]);
    }
    for (const query of ['?limit=39', '?limit=40&q=k', '?limit=40&limit=40', '?limit=400']) expect([query, (await rows(query)).headers['x-ratelimit-limit']]).toEqual([query, expect.anything()]);
    const hidden = contest.boards[2] as BoardId;
    const organizer = await harness.signUp('organizer');
    await harness.sql.rows(`UPDATE account SET roles = '{member,organizer}' WHERE name = 'organizer'`);
    await harness.sql.rows(`INSERT INTO challenge_organizer (account_id, challenge_id, granted_at) SELECT a.id, c.id, a.created_at FROM account a, challenge c WHERE a.name = 'organizer'`);
    await organizer.get(`/api/boards/${hidden}/rows?limit=40`).expect(200);
    await rows('?limit=40', hidden).expect(404);
    await rows('?limit=40&n=1', hidden).expect(404);
  });

  it('tells the rank of before: a day ago nobody had one, later everybody has', async () => {
    expect((await windowOf()).rows.every((row) => row.rankBefore === null)).toBe(true);
    harness.clock.advance(25 * HOUR_MS);
    expect((await windowOf()).rows.map((row) => row.rankBefore)).toEqual([1, 2, 3, 3, null]);
    await contest.score(teams['Kaizen'] as TeamId, 0.95);
    await harness.drain();
    expect((await windowOf()).rows.map((row) => [row.rank, row.rankBefore])).toEqual([[1, 3], [2, 1], [3, 2], [4, 3], [null, null]]);
    expect((await windowOf({ since: 48 })).rows.map((row) => row.rankBefore)).toEqual([null, null, null, null, null]);
  });

  it('filters by country and search; the rank stays that of the whole board', async () => {
    const found = await windowOf({ country: 'KR' });
    expect(found.rows.map((row) => [row.index, row.rank, row.team])).toEqual([[0, 2, '한빛 연구소'], [1, 3, 'Last']]);
    expect(found).toMatchObject({ total: 2, teams: 4 });
    for (const q of ['ㅎㅂ', 'gksqlc', '한빛연', '한빛'.normalize('NFD')]) expect((await windowOf({ q })).rows.map((row) => row.team)).toEqual(['한빛 연구소']);
    expect((await windowOf({ offset: 3, limit: 1 })).rows.map((row) => [row.index, row.team])).toEqual([[3, 'Équipe']]);
    await harness.visitor().get(`/api/boards/${contest.boardId}/rows`).query({ limit: 101 }).expect(400);
  });

  it('takes a withdrawn submission away: the next best counts, or the team leaves', async () => {
    await contest.retire(submitted['한빛 연구소'] as SubmissionId);
    await harness.drain();
    expect(brief(await windowOf())).toEqual([[1, 'Kaizen', 0.95], [2, 'Last', 0.85], [3, 'Équipe', 0.8], [null, 'Centroid', 0.8]]);
    expect((await windowOf()).countries).toEqual([{ country: 'FR', teams: 1 }, { country: 'JP', teams: 1 }, { country: 'KR', teams: 1 }]);
  });

  it('shows a new name of a team', async () => {
    await contest.rename(teams['Équipe'] as TeamId, 'Nouvelle équipe');
    await harness.drain();
    expect((await windowOf({ q: 'nouvelle' })).rows).toHaveLength(1);
  });

  it('handles an event once, however often it is delivered', async () => {
    const before = await windowOf();
    const event = await harness.sql.one<{ id: string; payload: { submissionId: SubmissionId } }>(`SELECT id, payload FROM outbox WHERE event = 'submission.scored.v1' ORDER BY id DESC LIMIT 1`);
    await harness.app.get(Projection).scored({ handler: 'rank-scored', eventId: String(event?.id) }, event?.payload.submissionId as SubmissionId, contest.phaseId);
    expect(await windowOf()).toEqual(before);
  });

  it('loses none of many submissions at once, and numbers the changes without a gap', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, (_, n) => contest.team(`Many ${String(n)}`)));
    await Promise.all(many.map((team, n) => contest.score(team, 0.3 + n / 100)));
    await Promise.all(many.map((team, n) => contest.score(team, 0.5 - n / 100)));
    await harness.drain();
    const window = await windowOf();
    expect(window.teams).toBe(15);
    const seqs = await harness.sql.rows<{ seq: string }>(`SELECT seq FROM standing_change WHERE board_id = $1 ORDER BY seq`, [contest.boardId]);
    expect(seqs.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: window.version }, (_, n) => n + 1));
  });

  it('does not trust its memory while notifications are lost', async () => {
    const before = await windowOf();
    const team = await contest.team('Unheard');
    await harness.sql.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gac-listen' AND datname = current_database()`);
    while (harness.app.get(Notifications).connected) await new Promise((resolve) => setImmediate(resolve));
    const submissionId = await contest.score(team, 0.05);
    await harness.app.get(Projection).scored({ handler: 'rank-scored', eventId: submissionId }, submissionId, contest.phaseId);
    expect(harness.app.get(Notifications).connected).toBe(false);
    expect((await windowOf()).teams).toBe(before.teams + 1);
    await contest.retire(submissionId);
    await harness.drain();
    expect((await windowOf()).teams).toBe(before.teams);
  });

  it('is given byte for byte by a rebuild, and a damaged one is mended', async () => {
    const rebuild = harness.app.get(BoardRebuild);
    const right = await contest.stored();
    const { version } = await windowOf();
    expect((await rebuild.all({ check: true })).flatMap((report) => report.differences)).toEqual([]);
    expect(await rebuild.rebuild(contest.boardId)).toMatchObject({ written: false, entries: right.length });
    await harness.sql.rows(`UPDATE standing SET scores = '{0.123}', sort_key = sort_key || '\\x00' WHERE board_id = $1 AND team_name = 'Last'`, [contest.boardId]);
    await harness.sql.rows(`DELETE FROM standing WHERE board_id = $1 AND team_name = 'Kaizen'`, [contest.boardId]);
    const report = await rebuild.check(contest.boardId);
    expect(report.written).toBe(false);
    expect(report.differences.map(({ name, kind, fields }) => [name, kind, fields]).sort()).toEqual([['Kaizen', 'missing', []], ['Last', 'different', ['scores', 'sortKey']]]);
    expect(await contest.stored()).not.toEqual(right);
    expect(await rebuild.rebuild(contest.boardId)).toMatchObject({ written: true });
    expect(await contest.stored()).toEqual(right);
    const after = await windowOf();
    expect(after.version).toBe(version + 1);
    expect(brief(after).slice(0, 2)).toEqual([[1, 'Kaizen', 0.95], [2, 'Last', 0.85]]);
  });

  it('takes a withdrawn submission away that only a rebuild had put there', async () => {
    const before = await windowOf();
    const team = await contest.team('Rebuilt');
    const projection = harness.app.get(Projection);
    const scored = projection.scored.bind(projection);
    projection.scored = () => Promise.resolve();
    const submissionId = await contest.score(team, 0.91);
    await harness.drain();
    projection.scored = scored;
    await harness.app.get(BoardRebuild).rebuild(contest.boardId);
    expect((await windowOf()).rows.map((row) => row.team)).toContain('Rebuilt');
    await contest.retire(submissionId);
    await harness.drain();
    expect((await windowOf()).rows.map((row) => row.team)).toEqual(before.rows.map((row) => row.team));
    expect((await harness.app.get(BoardRebuild).all({ check: true })).flatMap((report) => report.differences)).toEqual([]);
  });

  it('fills the ports: facts of the challenge, and what a submission did to the rank', async () => {
    expect(await harness.app.get(StandingFacts).of(contest.challengeId)).toMatchObject({ teams: 15, countries: 3, leading: 0.95 });
    expect(await harness.app.get(StandingFacts).overall()).toEqual({ entries: 15, countries: 3 });
    const better = await contest.score(teams['Last'] as TeamId, 0.99);
    const worse = await contest.score(teams['Last'] as TeamId, 0.2);
    await harness.drain();
    const ranks = await harness.app.get(RankSource).of([better, worse]);
    expect(ranks.get(better)).toEqual({ change: { before: 2, after: 1, teams: 15 }, bestBefore: 0.85 });
    expect(ranks.get(worse)).toEqual({ change: { before: 1, after: 1, teams: 15 }, bestBefore: 0.99 });
    const told = await harness.sql.rows<{ data: object }>(`SELECT data FROM live_event WHERE topic = $1 AND kind = 'ranked'`, [`submission:${better}`]);
    expect(told.map(({ data }) => data)).toEqual([{ rankBefore: 2, rankAfter: 1, teams: 15 }]);
  });
});

describe('what may not be known', () => {
  it('hidden columns leave no view', async () => {
    const window = await windowOf({}, contest.boards[1]);
    expect(window.rows[0]).toMatchObject({ rank: 1, team: 'Last', scores: [1], trend: [] });
    const told = await harness.sql.rows<{ data: { score: number | null } }>(`SELECT data FROM live_event WHERE topic = $1 AND kind = 'change'`, [`board:${String(contest.boards[1])}`]);
    expect(new Set(told.map(({ data }) => data.score))).toEqual(new Set([null]));
  });

  it('private scores are in no row, no event and no answer', async () => {
    const everything = await harness.sql.rows<{ text: string }>(`SELECT s::text AS text FROM standing s UNION ALL SELECT c::text FROM standing_change c UNION ALL SELECT e::text FROM live_event e`);
    expect(everything.length).toBeGreaterThan(50);
    const answers = await Promise.all(contest.boards.slice(0, 2).map(async (boardId) => JSON.stringify(await windowOf({}, boardId))));
    for (const text of [...everything.map((row) => row.text), ...answers]) expect(text).not.toContain(String(PRIVATE));
  });

  it('a hidden board is not there, but for organizers; a team sees its own scores and no rank', async () => {
    const hidden = String(contest.boards[2]);
    for (const path of ['rows', 'events']) await harness.visitor().get(`/api/boards/${hidden}/${path}`).expect(404);
    await harness.visitor().get(`/api/boards/${hidden}/standing`).expect(401);
    const person = await harness.signUp('Nobody');
    await person.get(`/api/boards/${hidden}/rows`).expect(404);
    await person.get(`/api/boards/${hidden}/standing`).expect(404);
    const account = (await person.get('/api/session')).body.account as { id: AccountId };
    const first = await contest.score(await contest.team('Mine', { accountId: account.id }), 0.6);
    await harness.drain();
    expect((await person.get(`/api/boards/${hidden}/standing`).expect(200)).body).toMatchObject({ version: 0, row: { team: 'Mine', scores: [0.6], rank: null, rankBefore: null, index: 0 } });
    expect((await person.get(`/api/boards/${contest.boardId}/standing`).expect(200)).body).toMatchObject({ row: { team: 'Mine', scores: [0.6], rank: 4 } });
    await person.get(`/api/boards/${hidden}/rows`).expect(404);
    expect((await person.get(`/api/boards/${hidden}/standing?without=${first}`).expect(200)).body).not.toHaveProperty('rankWithout');
    await harness.sql.rows(`UPDATE account SET roles = '{member,organizer}' WHERE id = $1`, [account.id]);
    await person.get(`/api/boards/${hidden}/rows`).expect(404);
    await harness.sql.rows(`INSERT INTO challenge_organizer (account_id, challenge_id, granted_at) SELECT $1, id, created_at FROM challenge`, [account.id]);
    const seen = await person.get(`/api/boards/${hidden}/rows`).expect(200);
    expect(seen.headers['cache-control']).toBe('private, no-cache');
    await harness.visitor().get(`/api/boards/${hidden}/rows`).expect(404);
  });

  it('tells a team what withdrawing a submission would make of its rank, and withdrawing does just that', async () => {
    const person = await harness.signUp('Withdrawer');
    const account = (await person.get('/api/session')).body.account as { id: AccountId };
    const team = await contest.team('Undecided', { accountId: account.id });
    const weak = await contest.score(team, 0.05);
    harness.clock.advance(1000);
    const strong = await contest.score(team, 0.995);
    await harness.drain();
    const told = async (without?: SubmissionId) => {
      await windowOf();
      const { row, rankWithout } = (await person.get(`/api/boards/${contest.boardId}/standing`).query({ without }).expect(200)).body as OwnStanding;
      return [row?.rank, rankWithout];
    };
    const last = (await windowOf()).teams;
    expect(await told()).toEqual([1, undefined]);
    expect(await told(weak)).toEqual([1, 1]);
    expect(await told(strong)).toEqual([1, last]);
    await contest.retire(strong);
    await harness.drain();
    expect(await told(weak)).toEqual([last, null]);
  });

  it('a board that is not there is not found', async () => {
    await harness.visitor().get(`/api/boards/0197e8a0-0000-7000-8000-000000000001/rows`).expect(404);
    await harness.visitor().get(`/api/boards/nonsense/rows`).expect(400);
  });
});

describe('the stream of changes', () => {
  const follow = (after?: number): EventReader => new EventReader(`${harness.url}/api/boards/${contest.boardId}/events`, after);

  it('goes on after the last event the client saw, without a gap or a repeat', async () => {
    const { version } = await windowOf();
    const team = await contest.team('Streamed');
    const live = follow();
    await live.opened;
    await contest.score(team, 0.4);
    await contest.score(team, 0.41);
    await live.has(2);
    expect(live.events.map(({ id, event }) => [Number(id), event])).toEqual([[version + 1, 'change'], [version + 2, 'change']]);
    expect(live.events[1]?.data).toMatchObject({ version: version + 2, teamId: team, team: 'Streamed', score: 0.41 });
    live.close();
    await contest.score(team, 0.42);
    await contest.score(team, 0.43);
    await harness.drain();
    const resumed = follow(version + 1);
    await resumed.has(3);
    expect(resumed.ids).toEqual([version + 2, version + 3, version + 4]);
    resumed.close();
    expect((await windowOf()).version).toBe(version + 4);
  });
});
