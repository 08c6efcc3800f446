import type { ChallengeId, PhaseId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { ChallengesApi, type BoardFacts } from '../challenges/index.ts';
import { BoardRebuild, requireCurrent } from './board-rebuild.ts';
import { BoardRowsQueries } from './board-rows.queries.ts';
import { StandingsRepository } from './data/standings.repository.ts';
import { rowShape } from './domain/board-rule.ts';

/**
 * Keeps the stored rows of every board in the shape that its definition gives them: scores are stored by place and keys by order, so a
 * definition with other columns, another order or another rounding makes them mean something else. Nothing is scored again (B-03).
 */
@Injectable()
export class BoardShapes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly challenges: ChallengesApi,
    private readonly standings: StandingsRepository,
    private readonly rows: BoardRowsQueries,
    private readonly rebuild: BoardRebuild,
  ) {}

  /** Locks the boards of a phase until the transaction ends; `boards`, all of that phase, have rows of their shape afterwards. Throws `DefinitionChanged`. */
  async lock(tx: Tx, phaseId: PhaseId, boards: readonly BoardFacts[]): Promise<void> {
    const stored = await this.standings.lockBoards(tx, phaseId);
    requireCurrent(stored, boards);
    for (const board of boards) {
      const { shape, hasRows } = stored.get(board.id) ?? { shape: null, hasRows: false };
      if (shape === rowShape(board)) continue;
      if (hasRows) await this.rebuild.within(tx, board, true);
      else await this.standings.putShape(tx, board.id, rowShape(board));
    }
  }

  /** Rebuilds the boards, of one challenge or of all, whose rows have another shape. Throws `DefinitionChanged`. */
  async agree(challengeId: ChallengeId | null = null): Promise<void> {
    const boards = (await this.challenges.boards()).filter((board) => challengeId === null || board.challengeId === challengeId);
    const stored = await this.rows.shapes();
    // Else an event that overtook the notification of its own change would find everything in order.
    requireCurrent(stored, boards);
    const differing = boards.filter((board) => stored.get(board.id)?.shape !== rowShape(board));
    for (const board of differing) await this.uow.run((tx) => this.lock(tx, board.phaseId, [board]));
  }
}
