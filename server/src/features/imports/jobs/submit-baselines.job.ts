import { Injectable } from '@nestjs/common';
import { Fault } from '../../../platform/fault.ts';
import { Job, type JobDefinition } from '../../../platform/jobs/job.ts';
import { challengePublished, ChallengesApi, ChallengeDrafts } from '../../challenges/index.ts';
import { SubmissionsService } from '../../submissions/index.ts';

type Ref = ReturnType<(typeof challengePublished)['payload']['parse']>;

/** The baselines of a draft are submitted when it is published: before, there is nothing that they could be submitted to. */
@Injectable()
export class SubmitBaselines extends Job<Ref> {
  readonly definition: JobDefinition<Ref> = {
    name: 'submit-baselines',
    on: challengePublished,
    queue: 'projection',
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 600_000,
  };
  constructor(
    private readonly challenges: ChallengesApi,
    private readonly drafts: ChallengeDrafts,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle({ challengeId }: Ref): Promise<void> {
    const facts = (await this.challenges.challenges()).find(({ id }) => id === challengeId);
    const found = facts && (await this.drafts.find(facts.slug));
    // Another process published it a moment ago and this one has not looked yet: the next attempt finds it.
    if (!found) throw new Fault(`challenge ${challengeId} is not known here yet`);
    const phases = new Map((await this.phasesOf(challengeId)).map((phase) => [phase.key, phase]));
    for (const { name, track, phase: key, file, kind } of found.definition.baselines) {
      const phase = phases.get(key);
      const stored = found.files[file];
      if (!phase || !stored) throw new Fault(`the baseline ${name.en} has no phase or file`);
      const fileName = `${file.split('/').at(-1) ?? 'baseline'}${stored.isFolder ? '.zip' : ''}`;
      await this.submissions.submitBaseline(phase.id, { name, track }, { kind, sha256: stored.sha256, bytes: stored.bytes, fileName });
    }
  }

  private async phasesOf(challengeId: Ref['challengeId']) {
    const ids = [
      ...new Set((await this.challenges.boards()).filter((board) => board.challengeId === challengeId).map(({ phaseId }) => phaseId)),
    ];
    return (await Promise.all(ids.map((id) => this.challenges.phase(id)))).flatMap((phase) => phase ?? []);
  }
}
