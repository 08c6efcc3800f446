import type { BoardChange } from '@gac/shared/contract/leaderboards';
import type { BoardId, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { LiveStreams } from '../../platform/live/live-streams.ts';
import type { BoardFacts } from '../challenges/index.ts';
import { StandingsRepository, type ChangeCause } from './data/standings.repository.ts';
import { boardRule } from './domain/board-rule.ts';
import { SCORE_BYTES } from './domain/sort-key.ts';
import { differences, type Standing } from './domain/standing.ts';

export const boardTopic = (boardId: BoardId): string => `board:${boardId}`;
const submissionTopic = (submissionId: SubmissionId): string => `submission:${submissionId}`;
/** Nobody but organizers may know what stands on a hidden board. */
export const isHidden = (board: BoardFacts): boolean => board.definition.visibility === 'hidden';

export interface Cause {
  kind: Exclude<ChangeCause, 'rebuilt'>;
  /** The submission that caused it; null for a change of profile. */
  submissionId: SubmissionId | null;
  /** For a scored submission: the team's row and its best score of the primary column as they would be without it. */
  without?: { standing: Standing | null; best: number | null };
}
export interface Move {
  rankBefore: number | null;
  rankAfter: number | null;
  teams: number;
}

/** The key below which everybody is strictly ahead of a row. */
function aheadOf(board: BoardFacts, row: Standing): Buffer {
  const { ranking } = boardRule(board);
  return ranking.ties === 'shared' ? row.sortKey.subarray(0, SCORE_BYTES * ranking.directions.length) : row.sortKey;
}

/** Writes what changed on a board: the row, the history, the live event. The board's row is locked by the caller. */
@Injectable()
export class StandingWriter {
  constructor(
    private readonly standings: StandingsRepository,
    private readonly live: LiveStreams,
    private readonly clock: Clock,
  ) {}

  /** Makes `next` the entry's row (null: none) and tells of it. Null when there is nothing to tell: a row that never was, one that shows nothing new for another reason than a score. */
  async write(tx: Tx, board: BoardFacts, entryId: string, next: Standing | null, cause: Cause): Promise<Move | null> {
    const old = await this.standings.find(tx, board.id, entryId);
    if (old === null && next === null) return null;
    if (cause.kind !== 'scored' && old && next && differences(old, next).length === 0) return null;
    const before = await this.rank(tx, board, old);
    if (next) await this.standings.put(tx, board.id, next);
    else await this.standings.remove(tx, board.id, entryId);
    const { rank: rankAfter, teams } = await this.rank(tx, board, next);
    const seq = await this.announce(tx, board, { rankBefore: before.rank, rankAfter, teams }, next ?? old, next);
    const rankBefore = await this.rankWithout(tx, board, { old, rank: before.rank }, next, cause);
    await this.standings.record(tx, board.id, {
      seq,
      at: this.clock.now(),
      entryId,
      cause: cause.kind,
      submissionId: cause.submissionId,
      after: next,
      keyBefore: old?.teamId ? old.sortKey : null,
      rankBefore,
      rankAfter,
      teams,
      bestBefore: cause.without?.best ?? null,
    });
    return { rankBefore, rankAfter, teams };
  }

  /** Makes many rows right at once, as one version of the board: what clients hold of it is void. */
  async rewrite(tx: Tx, board: BoardFacts, changes: readonly { entryId: string; next: Standing | null }[]): Promise<void> {
    if (changes.length === 0) return;
    for (const { entryId, next } of changes) {
      if (next) await this.standings.put(tx, board.id, next);
      else await this.standings.remove(tx, board.id, entryId);
    }
    const { teams } = await this.standings.count(tx, board.id, null);
    const at = this.clock.now();
    const seq = await this.live.append(tx, boardTopic(board.id), 'reset', {});
    for (const { entryId, next } of changes) {
      await this.standings.record(tx, board.id, { seq, at, entryId, cause: 'rebuilt', submissionId: null, after: next, keyBefore: null, rankBefore: null, rankAfter: null, teams, bestBefore: null });
    }
  }

  /** A line of the submission's own stream: what its score did to the team's rank. */
  async tellSubmission(tx: Tx, submissionId: SubmissionId, move: Move): Promise<void> {
    await this.live.append(tx, submissionTopic(submissionId), 'ranked', move);
  }

  private async rank(tx: Tx, board: BoardFacts, row: Standing | null): Promise<{ rank: number | null; teams: number }> {
    const { ahead, teams } = await this.standings.count(tx, board.id, row && aheadOf(board, row));
    return { rank: row?.teamId ? ahead + 1 : null, teams };
  }

  /**
   * The team's rank without the submission that caused the change. That is its rank before, unless several of its submissions were scored at
   * once: then the first event that is handled already finds them all, and each must still be told what it did itself.
   */
  private async rankWithout(tx: Tx, board: BoardFacts, before: { old: Standing | null; rank: number | null }, next: Standing | null, { without }: Cause): Promise<number | null> {
    if (!without || without.standing?.submissionId === before.old?.submissionId) return before.rank;
    if (!without.standing) return null;
    const key = aheadOf(board, without.standing);
    const { ahead } = await this.standings.count(tx, board.id, key);
    const countsItself = next !== null && Buffer.compare(next.sortKey, key) < 0;
    return 1 + ahead - (countsItself ? 1 : 0);
  }

  /** The live event, whose number is the board's new version. */
  private async announce(tx: Tx, board: BoardFacts, move: Move, subject: Standing | null, next: Standing | null): Promise<number> {
    const topic = boardTopic(board.id);
    // A baseline is no team's news; the page fetches its window anew.
    if (!subject?.teamId) return this.live.append(tx, topic, 'reset', {});
    const rule = boardRule(board);
    const { teamId } = subject;
    return this.live.append(tx, topic, 'change', (version) => ({
      version,
      teamId,
      team: subject.teamName,
      rank: move.rankAfter,
      rankBefore: move.rankBefore,
      score: rule.primaryShown ? (next?.scores[rule.primary] ?? null) : null,
    }) satisfies Omit<BoardChange, 'at'>);
  }
}
