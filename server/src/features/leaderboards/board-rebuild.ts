import type { BoardId, Sha256, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { ChallengesApi, type BoardFacts } from '../challenges/index.ts';
import { SubmissionsApi, type ScoredSubmission } from '../submissions/index.ts';
import { TeamsApi } from '../teams/index.ts';
import { StandingsRepository } from './data/standings.repository.ts';
import { rowShape } from './domain/board-rule.ts';
import { baselineStanding, differences, teamStanding, type Standing } from './domain/standing.ts';
import { StandingWriter } from './standing-writer.ts';

export interface BoardDifference {
  entryId: string;
  /** The team's or the baseline's name. */
  name: string;
  /** `missing`: the stored board lacks it; `extra`: it should not be there; `different`: `fields` differ. */
  kind: 'missing' | 'extra' | 'different';
  fields: string[];
}
export interface BoardReport {
  boardId: BoardId;
  key: string;
  entries: number;
  differences: BoardDifference[];
  /** True when the stored board was made right. */
  written: boolean;
}

/** The definition changed between the look at it and the lock: whoever retries sees the new one. */
class DefinitionChanged extends Error {
  override readonly name = 'DefinitionChanged';
}
/** Throws `DefinitionChanged` unless the facts are of the definition that is stored. */
export function requireCurrent(stored: ReadonlyMap<BoardId, { definitionSha256: Sha256 }>, boards: readonly BoardFacts[]): void {
  const old = boards.find((board) => stored.get(board.id)?.definitionSha256 !== board.definitionSha256);
  if (old) throw new DefinitionChanged(`the definition of board ${old.id} has changed`);
}

/** Boards made anew from the submissions: the same rows byte for byte, or a list of what differs (B-05). */
@Injectable()
export class BoardRebuild {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly challenges: ChallengesApi,
    private readonly teams: TeamsApi,
    private readonly submissions: SubmissionsApi,
    private readonly standings: StandingsRepository,
    private readonly writer: StandingWriter,
  ) {}

  /** Compares one board with its submissions and writes nothing. Raises `not-found`. */
  check(boardId: BoardId): Promise<BoardReport> {
    return this.one(boardId, false);
  }
  /** Makes one board what its submissions say. A board that was right keeps its version. Raises `not-found`. */
  rebuild(boardId: BoardId): Promise<BoardReport> {
    return this.one(boardId, true);
  }
  /** Every board there is. */
  async all(options: { check: boolean }): Promise<BoardReport[]> {
    const reports: BoardReport[] = [];
    for (const { id } of await this.challenges.boards()) reports.push(await this.one(id, !options.check));
    return reports;
  }

  private async one(boardId: BoardId, write: boolean): Promise<BoardReport> {
    const board = await this.challenges.board(boardId);
    if (!board) throw problem('not-found');
    // What the submissions say and what is stored must be of one moment: the lock lets no projection commit; who only compares takes a snapshot, and no projection waits.
    const work = async (tx: Tx): Promise<BoardReport> => {
      requireCurrent(await (write ? this.standings.lockBoards(tx, board.phaseId) : this.standings.shapes(tx, board.phaseId)), [board]);
      return this.within(tx, board, write);
    };
    return write ? this.uow.run(work) : this.uow.look(work);
  }

  /** The same in the caller's transaction, which has locked the board. */
  async within(tx: Tx, board: BoardFacts, write: boolean): Promise<BoardReport> {
    const right = await this.fromSubmissions(tx, board);
    const changes = await this.compare(tx, board, right);
    if (write) {
      await this.writer.rewrite(tx, board, changes.map(({ difference, next }) => ({ entryId: difference.entryId, next })));
      await this.standings.putShape(tx, board.id, rowShape(board));
    }
    return { boardId: board.id, key: board.definition.key, entries: right.length, differences: changes.map(({ difference }) => difference), written: write && changes.length > 0 };
  }

  private async fromSubmissions(tx: Tx, board: BoardFacts): Promise<Standing[]> {
    const byTeam = new Map<TeamId, ScoredSubmission[]>();
    const rows: (Standing | null)[] = [];
    for (const submission of await this.submissions.scoredOfPhase(tx, board.phaseId)) {
      if (submission.teamId === null) rows.push(baselineStanding(board, submission));
      else {
        const own = byTeam.get(submission.teamId);
        if (own) own.push(submission);
        else byTeam.set(submission.teamId, [submission]);
      }
    }
    for (const team of await this.teams.findAll(tx, [...byTeam.keys()])) if (team.track === board.track) rows.push(teamStanding(board, team, byTeam.get(team.id) ?? []));
    return rows.filter((row) => row !== null).sort((a, b) => Buffer.compare(a.sortKey, b.sortKey));
  }

  private async compare(tx: Tx, board: BoardFacts, right: readonly Standing[]): Promise<{ difference: BoardDifference; next: Standing | null }[]> {
    const stored = new Map((await this.standings.all(tx, board.id)).map((row) => [row.entryId, row]));
    const changes: { difference: BoardDifference; next: Standing | null }[] = [];
    const nameOf = (row: Standing): string => row.baseline?.en ?? row.teamName;
    for (const row of right) {
      const old = stored.get(row.entryId);
      stored.delete(row.entryId);
      const fields = old ? differences(old, row) : [];
      if (old && fields.length === 0) continue;
      changes.push({ difference: { entryId: row.entryId, name: nameOf(row), kind: old ? 'different' : 'missing', fields }, next: row });
    }
    for (const row of stored.values()) changes.push({ difference: { entryId: row.entryId, name: nameOf(row), kind: 'extra', fields: [] }, next: null });
    return changes;
  }
}
