import type { Readable } from 'node:stream';
import type { LogName } from '@gac/shared/contract/submissions';
import type { ChallengeId, EvaluationId, Sha256, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/access/access.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { Sql } from '../../platform/db/sql.ts';
import { problem } from '../../platform/http/problem.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { Entrants } from './entrants.ts';

/** Logs of evaluations as they are stored: a program's two streams, whole. */
@Injectable()
export class EvaluationLogs {
  constructor(
    private readonly sql: Sql,
    private readonly entrants: Entrants,
    private readonly access: Access,
    private readonly artifacts: ArtifactStore,
  ) {}

  /** Participants read what their own program printed; what ingestion and scorers print may hold hidden data. Raises `not-found`. */
  async open(actor: Actor, id: EvaluationId, name: LogName): Promise<{ bytes: number; stream: Readable }> {
    const row = await this.sql.one<{ submissionId: SubmissionId; challengeId: ChallengeId; sha256: Sha256 | null; bytes: string | null }>(
      `SELECT e.submission_id AS "submissionId", e.challenge_id AS "challengeId", l.sha256, l.bytes FROM evaluation e LEFT JOIN evaluation_log l ON l.evaluation_id = e.id AND l.name = $2 WHERE e.id = $1`,
      [id, name],
    );
    if (!row) throw problem('not-found');
    if (name.startsWith('program.')) await this.entrants.require(actor, row.submissionId, 'submission.read');
    else this.access.require(actor, 'evaluation.log', { challenges: [row.challengeId] });
    if (row.sha256 === null) throw problem('not-found');
    return { bytes: Number(row.bytes), stream: await this.artifacts.open(row.sha256) };
  }
}
