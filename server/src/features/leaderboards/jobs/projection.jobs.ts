import type { ChallengeId, PhaseId, SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Job, Periodic, type JobContext, type JobDefinition } from '../../../platform/jobs/job.ts';
import type { EventType } from '../../../platform/outbox/event.ts';
import { challengeChanged } from '../../challenges/index.ts';
import { submissionRetired, submissionScored } from '../../submissions/index.ts';
import { teamProfileChanged } from '../../teams/index.ts';
import { BoardShapes } from '../board-shapes.ts';
import { Projection } from '../projection.ts';

interface SubmissionRef {
  submissionId: SubmissionId;
  phaseId: PhaseId;
}
const definition = <P>(name: string, on: EventType<P>): JobDefinition<P> => ({ name, on, queue: 'projection', attempts: 5, backoffMs: 1_000, timeoutMs: 60_000 });

@Injectable()
export class RankScored extends Job<SubmissionRef> {
  readonly definition = definition('rank-scored', submissionScored);
  constructor(private readonly projection: Projection) {
    super();
  }
  handle({ submissionId, phaseId }: SubmissionRef, { eventId }: JobContext): Promise<void> {
    return this.projection.scored({ handler: this.definition.name, eventId }, submissionId, phaseId);
  }
}

@Injectable()
export class UnrankRetired extends Job<SubmissionRef> {
  readonly definition = definition('unrank-retired', submissionRetired);
  constructor(private readonly projection: Projection) {
    super();
  }
  handle({ submissionId, phaseId }: SubmissionRef, { eventId }: JobContext): Promise<void> {
    return this.projection.retired({ handler: this.definition.name, eventId }, submissionId, phaseId);
  }
}

@Injectable()
export class ShowProfile extends Job<{ teamId: TeamId }> {
  readonly definition = definition('show-profile', teamProfileChanged);
  constructor(private readonly projection: Projection) {
    super();
  }
  handle({ teamId }: { teamId: TeamId }, { eventId }: JobContext): Promise<void> {
    return this.projection.profileChanged({ handler: this.definition.name, eventId }, teamId);
  }
}

@Injectable()
export class ReshapeBoards extends Job<{ challengeId: ChallengeId }> {
  readonly definition = definition('reshape-boards', challengeChanged);
  constructor(private readonly shapes: BoardShapes) {
    super();
  }
  handle({ challengeId }: { challengeId: ChallengeId }): Promise<void> {
    return this.shapes.agree(challengeId);
  }
}

/** For what no event tells: a new version of the program that makes rows in another way, and boards from before shapes were remembered. */
@Injectable()
export class ReshapeAll extends Periodic {
  readonly name = 'reshape-all-boards';
  readonly everyMs = 60_000;
  constructor(private readonly shapes: BoardShapes) {
    super();
  }
  run(): Promise<void> {
    return this.shapes.agree();
  }
}
