import type { ChallengeId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { challengeChanged } from './challenges.api.ts';
import { ChallengePartsRepository } from './data/challenge-parts.repository.ts';
import { ChallengesRepository, type ChallengeRow } from './data/challenges.repository.ts';
import { definitionChanges, type DefinitionChange } from './definition-changes.ts';
import type { FileFacts } from './definition-hash.ts';
import { hiddenFiles } from './domain/files-of-task.ts';

export interface LoadedChallenge {
  id: ChallengeId;
  slug: string;
  outcome: 'created' | 'changed' | 'unchanged';
  /** Counts the loads that differed, from 1. */
  revision: number;
  /** Empty unless the outcome is `changed`. */
  changes: DefinitionChange[];
  /** Nobody but its organizers knows of it. */
  isDraft: boolean;
}

/** Writes one challenge with everything in it, in the caller's transaction. */
@Injectable()
export class ChallengeWriter {
  constructor(
    private readonly challenges: ChallengesRepository,
    private readonly parts: ChallengePartsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * references: rows of each task's reference, by the key of the task. kept: names of the files whose bytes are stored.
   * Throws `PartInUse` when the definition lacks a part that others refer to. `asDraft`: a new one is.
   */
  async write(tx: Tx, row: ChallengeRow, references: ReadonlyMap<string, number>, kept: readonly string[], asDraft = false): Promise<LoadedChallenge> {
    const at = this.clock.now();
    const { slug, definition, files } = row;
    const fresh = this.ids.next<ChallengeId>();
    const before = await this.challenges.claim(tx, fresh, row, at, asDraft ? null : at);
    const id = before?.id ?? fresh;
    const isDraft = before?.isDraft ?? asDraft;
    // Another process loaded the same bundle while this one was waiting for the row.
    if (before?.definitionSha256 === row.definitionSha256) return { id, slug, outcome: 'unchanged', revision: await this.challenges.revisions(tx, id), changes: [], isDraft };
    if (before) await this.challenges.update(tx, id, row, at);
    const stored = (name: string): FileFacts[] => (files[name] ? [files[name]] : []);
    await this.parts.insertArtifacts(tx, kept.flatMap(stored), at);
    await this.parts.keepArtifacts(tx, id, kept.flatMap(stored));
    await this.parts.keepFiles(tx, id, kept.flatMap(stored));
    const tasks = definition.tasks.map((task) => ({ key: task.key, hidden: hiddenFiles(task).flatMap(stored).map(({ sha256 }) => sha256), rows: references.get(task.key) ?? 0 }));
    await this.parts.upsertTasks(tx, id, tasks);
    await this.parts.upsertPhases(tx, id, definition.phases);
    await this.parts.upsertBoards(tx, id, definition.boards);
    await this.parts.upsertDataFiles(tx, id, definition.data, files);
    await this.parts.removeOthers(tx, id, definition);
    const revision = await this.challenges.keepRevision(tx, id, at);
    await this.challenges.announce(tx);
    if (before) await this.outbox.append(tx, challengeChanged, { challengeId: id });
    return { id, slug, outcome: before ? 'changed' : 'created', revision, changes: before ? definitionChanges(before, { definition, files }) : [], isDraft };
  }
}
