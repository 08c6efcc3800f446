import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { ChallengeId, Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { posix } from 'node:path';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import { isForeignKeyViolation, type Tx } from '../../../platform/db/unit-of-work.ts';
import { Ids } from '../../../platform/ids/ids.ts';
import { phaseWindow } from '../challenge-facts.ts';
import type { FileFacts } from '../definition-hash.ts';

/** A part that the definition no longer has can't go: submissions, standings or uploads refer to it. */
export class PartInUse extends Error {
  override readonly name = 'PartInUse';
  constructor(
    readonly part: 'board' | 'phase' | 'task',
    readonly key: string,
    cause: unknown,
  ) {
    super(`${part} ${key} is in use`, { cause });
  }
}

/** Under which name a file of the bundle is downloaded: a folder is a zip. */
const downloadName = (file: string, facts: FileFacts | undefined): string => `${posix.basename(file)}${facts?.isFolder === true ? '.zip' : ''}`;

/** What others refer to in a challenge, written so that a part keeps its id for as long as it keeps its key. */
@Injectable()
export class ChallengePartsRepository {
  constructor(private readonly ids: Ids) {}

  /** Names that stored bytes may be referred to by. */
  async insertArtifacts(tx: Tx, artifacts: readonly FileFacts[], at: Date): Promise<void> {
    // In one order everywhere: two transactions with the same files must not wait for each other.
    for (const { sha256, bytes } of [...artifacts].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)))
      await rowsIn(tx, `INSERT INTO artifact (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [sha256, bytes, at]);
  }

  /** Says that the challenge refers to these bytes, which must have names. */
  async keepFiles(tx: Tx, challengeId: ChallengeId, files: readonly FileFacts[]): Promise<void> {
    for (const { sha256 } of files) await rowsIn(tx, `INSERT INTO challenge_file (challenge_id, sha256) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [challengeId, sha256]);
  }

  /** hidden: the hidden data of each task, the answers first. */
  /** Keeps the files for the challenge for good, whatever later revisions name: their bytes are not removed. */
  async keepArtifacts(tx: Tx, challengeId: ChallengeId, artifacts: readonly FileFacts[]): Promise<void> {
    await rowsIn(tx, `INSERT INTO challenge_artifact (challenge_id, sha256) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`, [challengeId, artifacts.map(({ sha256 }) => sha256)]);
  }

  async upsertTasks(tx: Tx, challengeId: ChallengeId, tasks: readonly { key: string; hidden: readonly Sha256[]; rows: number }[]): Promise<void> {
    for (const { key, hidden, rows } of tasks)
      await rowsIn(
        tx,
        `INSERT INTO task (id, challenge_id, key, reference_sha256, reference_rows, hidden) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (challenge_id, key) DO UPDATE
           SET reference_sha256 = excluded.reference_sha256, reference_rows = excluded.reference_rows, hidden = excluded.hidden`,
        [this.ids.next(), challengeId, key, hidden[0] ?? null, rows, hidden],
      );
  }

  /** Phases with their tasks, which must be there. */
  async upsertPhases(tx: Tx, challengeId: ChallengeId, phases: ChallengeDefinition['phases']): Promise<void> {
    for (const [position, phase] of phases.entries()) {
      const { opensAt, closesAt } = phaseWindow(phase);
      const [row] = await rowsIn<{ id: string }>(
        tx,
        `INSERT INTO phase (id, challenge_id, key, position, opens_at, closes_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (challenge_id, key) DO UPDATE SET position = excluded.position, opens_at = excluded.opens_at, closes_at = excluded.closes_at RETURNING id`,
        [this.ids.next(), challengeId, phase.key, position, opensAt, closesAt],
      );
      await countIn(tx, `DELETE FROM phase_task WHERE phase_id = $1`, [row?.id]);
      await rowsIn(
        tx,
        `INSERT INTO phase_task (phase_id, task_id, position)
         SELECT $1, t.id, named.position - 1 FROM unnest($3::text[]) WITH ORDINALITY AS named(key, position) JOIN task t ON t.challenge_id = $2 AND t.key = named.key`,
        [row?.id, challengeId, phase.tasks],
      );
    }
  }

  /** Boards, whose phases must be there. */
  async upsertBoards(tx: Tx, challengeId: ChallengeId, boards: ChallengeDefinition['boards']): Promise<void> {
    for (const [position, board] of boards.entries())
      await rowsIn(
        tx,
        `INSERT INTO board (id, challenge_id, phase_id, key, track, position)
         SELECT $1, $2, p.id, $3, $4, $5 FROM phase p WHERE p.challenge_id = $2 AND p.key = $6
         ON CONFLICT (challenge_id, key) DO UPDATE SET phase_id = excluded.phase_id, track = excluded.track, position = excluded.position`,
        [this.ids.next(), challengeId, board.key, board.track, position, board.phase],
      );
  }

  async upsertDataFiles(
    tx: Tx,
    challengeId: ChallengeId,
    data: ChallengeDefinition['data'],
    files: Readonly<Record<string, FileFacts>>,
  ): Promise<void> {
    for (const [position, { key, file }] of data.entries())
      await rowsIn(
        tx,
        `INSERT INTO data_file (id, challenge_id, key, position, file_name, sha256, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (challenge_id, key) DO UPDATE SET position = excluded.position, file_name = excluded.file_name, sha256 = excluded.sha256, bytes = excluded.bytes`,
        [this.ids.next(), challengeId, key, position, downloadName(file, files[file]), files[file]?.sha256, files[file]?.bytes],
      );
  }

  /** Removes the parts the definition no longer has. Throws `PartInUse`, after which the transaction can only be rolled back. */
  async removeOthers(tx: Tx, challengeId: ChallengeId, { data, boards, phases, tasks }: ChallengeDefinition): Promise<void> {
    const keys = (parts: readonly { key: string }[]): string[] => parts.map(({ key }) => key);
    await countIn(tx, `DELETE FROM data_file WHERE challenge_id = $1 AND key <> ALL($2)`, [challengeId, keys(data)]);
    await this.removeFrom(tx, 'board', challengeId, keys(boards));
    await countIn(tx, `DELETE FROM phase_task pt USING phase p WHERE p.id = pt.phase_id AND p.challenge_id = $1 AND p.key <> ALL($2)`, [
      challengeId,
      keys(phases),
    ]);
    await this.removeFrom(tx, 'phase', challengeId, keys(phases));
    await this.removeFrom(tx, 'task', challengeId, keys(tasks));
  }

  private async removeFrom(tx: Tx, table: 'board' | 'phase' | 'task', challengeId: ChallengeId, kept: readonly string[]): Promise<void> {
    const gone = await rowsIn<{ id: string; key: string }>(
      tx,
      `SELECT id, key FROM ${table} WHERE challenge_id = $1 AND key <> ALL($2) ORDER BY key`,
      [challengeId, kept],
    );
    for (const { id, key } of gone) {
      try {
        await countIn(tx, `DELETE FROM ${table} WHERE id = $1`, [id]);
      } catch (error) {
        throw isForeignKeyViolation(error) ? new PartInUse(table, key, error) : error;
      }
    }
  }
}
