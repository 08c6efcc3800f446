import type { ChallengeId, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../../platform/http/problem.ts';
import { ChallengesApi, StandingFacts, type BoardFacts, type ChallengeStandingFacts } from '../challenges/index.ts';
import { RankSource, type SubmissionRank } from '../submissions/index.ts';
import { BoardRowsQueries } from './board-rows.queries.ts';
import type { BoardView } from './board-view.ts';
import { BoardViews } from './board-views.ts';
import { boardRule } from './domain/board-rule.ts';
import { distribution } from './domain/distribution.ts';
import { isHidden } from './standing-writer.ts';

const NOTHING: ChallengeStandingFacts = { teams: 0, countries: 0, leading: null, distribution: [] };

/** What the boards say of a challenge as a whole; kept per version of its first public board. */
@Injectable()
export class BoardStandingFacts extends StandingFacts {
  private readonly known = new WeakMap<BoardView, { version: number; facts: ChallengeStandingFacts }>();
  private total: { of: string; facts: { countries: number; entries: number } } | null = null;
  constructor(
    private readonly challenges: ChallengesApi,
    private readonly views: BoardViews,
  ) {
    super();
  }

  async of(challengeId: ChallengeId): Promise<ChallengeStandingFacts> {
    const board = (await this.challenges.boards()).find((one) => one.challengeId === challengeId && !isHidden(one));
    if (!board) return NOTHING;
    const view = await this.readable(board);
    if (!view) return NOTHING;
    const known = this.known.get(view);
    if (known?.version === view.version) return known.facts;
    const facts = this.read(board, view);
    this.known.set(view, { version: view.version, facts });
    return facts;
  }

  /** Null while the board is being brought to a new definition: nothing is said of it for that moment. */
  private readable(board: BoardFacts): Promise<BoardView | null> {
    return this.views.current(board).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'unavailable') return null;
      throw error;
    });
  }

  private read(board: BoardFacts, view: BoardView): ChallengeStandingFacts {
    const { teams, countries, entries } = view.order;
    const { primary, primaryShown, shown } = boardRule(board);
    const place = shown.indexOf(primary);
    const scores = primaryShown ? entries.flatMap((entry) => (entry.teamId === null ? [] : (entry.scores[place] ?? []))) : [];
    return { teams, countries: countries.length, leading: scores[0] ?? null, distribution: distribution(scores) };
  }

  /** A team is in one challenge, so each is an entry; on several of its boards it counts once. */
  async overall(): Promise<{ countries: number; entries: number }> {
    const boards = (await this.challenges.boards()).filter((board) => !isHidden(board));
    const views = (await Promise.all(boards.map((board) => this.readable(board)))).filter((view) => view !== null);
    const of = views.map((view) => `${view.boardId}/${String(view.version)}`).join();
    if (this.total?.of === of) return this.total.facts;
    const countries = new Set(views.flatMap((view) => view.order.countries.map(({ country }) => country)));
    const teams = new Set<string>();
    for (const view of views) for (const { teamId } of view.order.entries) if (teamId !== null) teams.add(teamId);
    this.total = { of, facts: { countries: countries.size, entries: teams.size } };
    return this.total.facts;
  }
}

/** What each submission did to its team's rank, on the first public board of the phase that it counted for. */
@Injectable()
export class BoardRankSource extends RankSource {
  constructor(
    private readonly challenges: ChallengesApi,
    private readonly rows: BoardRowsQueries,
  ) {
    super();
  }

  async of(ids: readonly SubmissionId[]): Promise<Map<SubmissionId, SubmissionRank>> {
    if (ids.length === 0) return new Map();
    const [boards, moves] = await Promise.all([this.challenges.boards(), this.rows.moves(ids)]);
    const ranks = new Map<SubmissionId, SubmissionRank>();
    for (const board of boards.filter((one) => !isHidden(one))) {
      for (const { submissionId, boardId, bestBefore, before, after, teams } of moves) {
        if (boardId !== board.id || ranks.has(submissionId as SubmissionId)) continue;
        ranks.set(submissionId as SubmissionId, { change: { before, after, teams }, bestBefore: boardRule(board).primaryShown ? bestBefore : null });
      }
    }
    return ranks;
  }
}
