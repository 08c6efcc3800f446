import { createHash } from 'node:crypto';
import { BoardWindow, type BoardQuery, type OwnStanding, type OwnStandingQuery } from '@gac/shared/contract/leaderboards';
import type { BoardId, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.ts';
import { may } from '../../platform/access/table.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { ChallengesApi, type BoardFacts } from '../challenges/index.ts';
import { SubmissionsApi } from '../submissions/index.ts';
import { TeamsApi, type TeamFacts } from '../teams/index.ts';
import { asKey, BoardRowsQueries } from './board-rows.queries.ts';
import type { BoardView, WindowBytes } from './board-view.ts';
import { BoardViews } from './board-views.ts';
import type { PastRanks } from './domain/past-ranks.ts';
import { teamStanding } from './domain/standing.ts';
import { boardRow, windowRows } from './domain/window.ts';
import { isHidden } from './standing-writer.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A past further back than this is taken to the hour: it costs more to read, and a minute says nothing there. */
const FINE_HOURS = 48;

/** The instant `hours` ago, to the minute or hour, so that one reading of the past serves everybody for a while. */
export function pastInstant(now: Date, hours: number): Date {
  const grain = hours <= FINE_HOURS ? MINUTE_MS : HOUR_MS;
  return new Date(Math.floor(now.getTime() / grain) * grain - hours * HOUR_MS);
}

export interface WindowAnswer extends WindowBytes {
  /** False when it depends on who asks. */
  isPublic: boolean;
  /** Whether the bytes are still what would be answered, as far as memory knows. */
  isTrue: () => boolean;
}

/** Names what a window shows of one version of a board. */
const nameOf = ({ offset, limit, since, country, q }: BoardQuery): string => JSON.stringify([offset, limit, since, country, q]);

@Injectable()
export class LeaderboardsQueries {
  /** The boards that everybody may see, as they were last asked for. */
  private readonly open = new Map<BoardId, { board: BoardFacts; view: BoardView }>();
  constructor(
    private readonly challenges: ChallengesApi,
    private readonly teams: TeamsApi,
    private readonly views: BoardViews,
    private readonly rows: BoardRowsQueries,
    private readonly clock: Clock,
    private readonly uow: UnitOfWork,
    private readonly submissions: SubmissionsApi,
  ) {}

  /** The board, or `not-found` when there is none that the actor may know of. */
  async visible(actor: Actor, boardId: BoardId): Promise<BoardFacts> {
    const board = await this.challenges.board(boardId);
    if (!board || isHidden(board)) this.open.delete(boardId);
    if (!board || (isHidden(board) && !may(actor, 'board.read-hidden', { challenges: [board.challengeId] }))) throw problem('not-found');
    return board;
  }

  /** A window of rows, as the bytes to send. Raises `not-found`. */
  async window(actor: Actor, boardId: BoardId, query: BoardQuery): Promise<WindowAnswer> {
    const board = await this.visible(actor, boardId);
    const view = await this.views.current(board);
    if (!isHidden(board)) this.open.set(boardId, { board, view });
    const at = pastInstant(this.clock.now(), query.since);
    const name = nameOf(query);
    const found = view.answers.get(name);
    const bytes = found?.past === at.getTime() ? found : await this.make(view, query, at, name);
    const { version } = view;
    const isTrue = (): boolean => view.version === version && this.views.isFresh(view) && this.challenges.isCurrent(board) && pastInstant(this.clock.now(), query.since).getTime() === at.getTime();
    return { body: bytes.body, etag: bytes.etag, isPublic: !isHidden(board), isTrue };
  }

  /** The bytes of a window that everybody gets alike, when memory holds them and they are true now; else null. */
  inMemory(boardId: BoardId, query: BoardQuery): WindowBytes | null {
    const shown = this.open.get(boardId);
    // Also when the definition differs since: a column may have been hidden.
    if (!shown || !this.views.isFresh(shown.view) || !this.challenges.isCurrent(shown.board)) return null;
    const found = shown.view.answers.get(nameOf(query));
    return found?.past === pastInstant(this.clock.now(), query.since).getTime() ? found : null;
  }

  private async make(view: BoardView, query: BoardQuery, at: Date, name: string): Promise<WindowBytes> {
    const past = await this.past(view, query.since, at);
    // No await from here on: every number is of the same version.
    const list = view.filtered(query.q ?? '', query.country);
    const window = BoardWindow.parse({
      boardId: view.boardId,
      version: view.version,
      at: view.changedAt.toISOString(),
      total: list?.length ?? view.order.length,
      teams: view.order.teams,
      offset: query.offset,
      rows: windowRows(view.order, past, list, query.offset, query.limit),
      spread: view.spread,
      countries: view.order.countries,
    } satisfies BoardWindow);
    const body = Buffer.from(JSON.stringify(window));
    const bytes = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
    view.keep(name, at.getTime(), bytes);
    return bytes;
  }

  /** The actor's own row, and what withdrawing a submission would make of its rank. On a hidden board a team sees its own scores and no rank. */
  async standing(actor: Actor, boardId: BoardId, { since, without }: OwnStandingQuery): Promise<OwnStanding> {
    const board = await this.challenges.board(boardId);
    const team = board && actor.kind === 'account' ? await this.teams.of(actor.id, board.challengeId) : null;
    if (!board || (isHidden(board) && !team && !may(actor, 'board.read-hidden', { challenges: [board.challengeId] }))) throw problem('not-found');
    const mayRank = !isHidden(board) || may(actor, 'board.read-hidden', { challenges: [board.challengeId] });
    const view = await this.views.current(board);
    const entry = team && view.order.get(team.id);
    if (!entry) return { version: isHidden(board) ? 0 : view.version, row: null };
    const past = await this.past(view, since, pastInstant(this.clock.now(), since));
    const others = without === undefined ? undefined : await this.keyWithout(board, team, without);
    // No await from here on: every number is of the same version.
    const now = view.order.get(team.id) ?? entry;
    const row = boardRow(view.order, past, now, view.order.placeOf(now));
    if (!mayRank) return { version: 0, row: { ...row, index: 0, rank: null, rankBefore: null, tied: false } };
    return { version: view.version, row, ...(others === undefined ? {} : { rankWithout: others === null ? null : view.order.rankAs(now, others) }) };
  }

  /** The key of the team's row if a submission of its were not there; null when nothing would be left. */
  private async keyWithout(board: BoardFacts, team: TeamFacts, without: SubmissionId): Promise<string | null> {
    const scored = await this.uow.run((tx) => this.submissions.scoredOfTeam(tx, board.phaseId, team.id));
    const row = teamStanding(board, team, scored.filter(({ id }) => id !== without));
    return row && asKey(row.sortKey);
  }

  private past(view: BoardView, hours: number, at: Date): Promise<PastRanks> {
    return view.past(hours, at, (instant, version) => this.rows.keysAt(view.boardId, instant, version));
  }
}
