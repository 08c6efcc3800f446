import type { PhaseId, SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ChallengesApi, type BoardFacts } from '../challenges/index.ts';
import { SubmissionsApi } from '../submissions/index.ts';
import { TeamsApi } from '../teams/index.ts';
import { BoardShapes } from './board-shapes.ts';
import { StandingsRepository } from './data/standings.repository.ts';
import { baselineStanding, bestScore, teamStanding } from './domain/standing.ts';
import { isHidden, StandingWriter, type Cause, type Move } from './standing-writer.ts';

/** One delivery of an event to one handler. */
export interface Delivery {
  handler: string;
  eventId: string;
}

/**
 * Brings the boards of a phase up to date with the submissions. Everything is read anew under the lock of the phase's boards, so the order in
 * which events arrive does not matter, and the mark of the event commits with its effect, so a second delivery does nothing.
 */
@Injectable()
export class Projection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly challenges: ChallengesApi,
    private readonly teams: TeamsApi,
    private readonly submissions: SubmissionsApi,
    private readonly standings: StandingsRepository,
    private readonly shapes: BoardShapes,
    private readonly writer: StandingWriter,
  ) {}

  /** A submission was scored: its team's rows on every board of the phase. Its own stream is told what that did to the rank. */
  async scored(delivery: Delivery, submissionId: SubmissionId, phaseId: PhaseId): Promise<void> {
    await this.once(delivery, phaseId, async (tx, boards) => {
      const submission = await this.submissions.scored(tx, submissionId);
      // Retired meanwhile: whoever retired it has seen to the board, or will.
      if (!submission) return;
      if (submission.teamId === null) {
        for (const board of boards) await this.writer.write(tx, board, submission.id, baselineStanding(board, submission), { kind: 'scored', submissionId });
        return;
      }
      const moves = await this.team(tx, boards, phaseId, submission.teamId, { kind: 'scored', submissionId });
      const told = moves.find(({ board }) => !isHidden(board));
      if (told) await this.writer.tellSubmission(tx, submissionId, told.move);
    });
  }

  /** A scored submission was withdrawn or disqualified. */
  async retired(delivery: Delivery, submissionId: SubmissionId, phaseId: PhaseId): Promise<void> {
    await this.once(delivery, phaseId, async (tx, boards) => {
      // Not asked of the board's history: a rebuild, too, may have put the submission where it stands.
      const teamId = await this.submissions.teamOf(tx, submissionId);
      if (teamId) await this.team(tx, boards, phaseId, teamId, { kind: 'retired', submissionId });
      else for (const board of boards) await this.writer.write(tx, board, submissionId, null, { kind: 'retired', submissionId });
    });
  }

  /** Name, country or affiliation of a team changed: its rows on every board where it stands. */
  async profileChanged(delivery: Delivery, teamId: TeamId): Promise<void> {
    const team = await this.teams.find(teamId);
    if (!team) return;
    const boards = (await this.challenges.boards()).filter((board) => board.challengeId === team.challengeId);
    await this.uow.run(async (tx) => {
      if (!(await this.outbox.firstTime(tx, delivery.handler, delivery.eventId))) return;
      for (const phaseId of [...new Set(boards.map((board) => board.phaseId))].sort()) {
        const ofPhase = boards.filter((board) => board.phaseId === phaseId);
        await this.shapes.lock(tx, phaseId, ofPhase);
        const standing = new Set(await this.standings.boardsOfTeam(tx, teamId));
        await this.team(tx, ofPhase.filter((board) => standing.has(board.id)), phaseId, teamId, { kind: 'profile', submissionId: null });
      }
    });
  }

  private async once(delivery: Delivery, phaseId: PhaseId, work: (tx: Tx, boards: BoardFacts[]) => Promise<void>): Promise<void> {
    const boards = await this.challenges.boardsOfPhase(phaseId);
    await this.uow.run(async (tx) => {
      if (!(await this.outbox.firstTime(tx, delivery.handler, delivery.eventId))) return;
      await this.shapes.lock(tx, phaseId, boards);
      await work(tx, boards);
    });
  }

  /** The team's rows on those of the boards that are of its track. */
  private async team(tx: Tx, boards: readonly BoardFacts[], phaseId: PhaseId, teamId: TeamId, cause: Cause): Promise<{ board: BoardFacts; move: Move }[]> {
    const [team] = await this.teams.findAll(tx, [teamId]);
    if (!team) return [];
    const scored = await this.submissions.scoredOfTeam(tx, phaseId, teamId);
    const moves: { board: BoardFacts; move: Move }[] = [];
    for (const board of boards) {
      if (board.track !== team.track) continue;
      const others = scored.filter((submission) => submission.id !== cause.submissionId);
      const without = cause.kind === 'scored' ? { without: { standing: teamStanding(board, team, others), best: bestScore(board, others) } } : {};
      const move = await this.writer.write(tx, board, teamId, teamStanding(board, team, scored), { ...cause, ...without });
      if (move) moves.push({ board, move });
    }
    return moves;
  }
}
