import type { AccountId, Sha256, SubmissionId } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { problem } from '../../../platform/http/problem.ts';
import { countIn, rowsIn, Sql } from '../../../platform/db/sql.ts';
import { UnitOfWork, type Tx } from '../../../platform/db/unit-of-work.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { ArtifactNames } from '../../../platform/storage/artifact-names.ts';
import type { NewUpload, RefusalFinding, UploadLedger, UploadRecord } from '../../../platform/uploads/contract.ts';

interface Row {
  id: string;
  ownerId: AccountId;
  fileName: string;
  length: string;
  context: string;
  createdAt: Date;
  state: UploadRecord['state'];
  sha256: Sha256 | null;
  finding: RefusalFinding | null;
}

/** Uploads an account may have that are not submitted: far more than a person needs, far fewer than fill a disk with names. */
const MOST_WAITING = 100;

/** What is remembered of uploads. Nearly every statement stands alone: the protocol asks for nothing more. */
@Injectable()
export class UploadsRepository implements UploadLedger {
  constructor(
    private readonly sql: Sql,
    private readonly uow: UnitOfWork,
    private readonly names: ArtifactNames,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Refusal: `too-many-uploads`. */
  async create(upload: NewUpload, createdAt: Date): Promise<void> {
    const maxBytes = this.config.UPLOAD_WAITING_BYTES;
    await this.uow.run(async (tx) => {
      // The account's lock makes the limit exact: of two that fit only one at a time, one waits here.
      await rowsIn(tx, `SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE`, [upload.ownerId]);
      const [waiting] = await rowsIn<{ uploads: number; bytes: string }>(tx, `SELECT count(*)::int AS uploads, coalesce(sum(length), 0) AS bytes FROM upload WHERE account_id = $1 AND submission_id IS NULL AND state <> 'refused'`, [upload.ownerId]);
      if (waiting && (waiting.uploads >= MOST_WAITING || Number(waiting.bytes) + upload.length > maxBytes)) throw problem('too-many-uploads', { maxUploads: MOST_WAITING, maxBytes });
      await rowsIn(tx, `INSERT INTO upload (id, account_id, file_name, length, context, state, created_at) VALUES ($1, $2, $3, $4, $5, 'open', $6)`, [upload.id, upload.ownerId, upload.fileName, upload.length, upload.context, createdAt]);
    });
  }
  announce(artifact: { sha256: Sha256; bytes: number }): Promise<void> {
    return this.names.announce(artifact);
  }
  async complete({ id, sha256, bytes }: { id: string; sha256: Sha256; bytes: number }): Promise<void> {
    await this.sql.rows(`UPDATE upload SET state = 'complete', sha256 = $2, bytes = $3, ended_at = $4 WHERE id = $1 AND state = 'open'`, [id, sha256, bytes, this.clock.now()]);
  }
  async refuse({ id, finding }: { id: string; finding: RefusalFinding }): Promise<void> {
    await this.sql.rows(`UPDATE upload SET state = 'refused', finding = $2, ended_at = $3 WHERE id = $1 AND state = 'open'`, [id, JSON.stringify(finding), this.clock.now()]);
  }
  async discard(id: string): Promise<void> {
    await this.sql.rows(`DELETE FROM upload WHERE id = $1 AND state = 'open'`, [id]);
  }
  async get(id: string): Promise<UploadRecord | null> {
    const row = await this.sql.one<Row>(`SELECT id, account_id AS "ownerId", file_name AS "fileName", length, context, created_at AS "createdAt", state, sha256, finding FROM upload WHERE id = $1`, [id]);
    return row === null ? null : { ...row, length: Number(row.length) };
  }

  /** The submission an upload was used for. */
  async submissionOf(tx: Tx, id: string): Promise<SubmissionId | null> {
    return (await rowsIn<{ submission_id: SubmissionId | null }>(tx, `SELECT submission_id FROM upload WHERE id = $1 FOR UPDATE`, [id]))[0]?.submission_id ?? null;
  }
  /** False when it is gone: it was not submitted in time. */
  async use(tx: Tx, id: string, submission: SubmissionId): Promise<boolean> {
    return (await countIn(tx, `UPDATE upload SET submission_id = $2 WHERE id = $1 AND submission_id IS NULL`, [id, submission])) === 1;
  }

  /** Uploads that are whole since before `before` and that nobody submitted, oldest first: a large one may have been under way for days. */
  unsubmitted(before: Date): Promise<{ id: string; sha256: Sha256 }[]> {
    return this.sql.rows(`SELECT id, sha256 FROM upload WHERE submission_id IS NULL AND state = 'complete' AND ended_at < $1 ORDER BY ended_at LIMIT 1000`, [before]);
  }
  /** Forgets an upload unless it was submitted meanwhile. */
  async forget(tx: Tx, id: string): Promise<boolean> {
    return (await countIn(tx, `DELETE FROM upload WHERE id = $1 AND submission_id IS NULL`, [id])) === 1;
  }
  /** Forgets uploads made before `before` that never were whole. Bytes of theirs, if any, lie with the API that took them, which removes what nobody remembers. */
  async forgetUnfinished(before: Date): Promise<void> {
    await this.sql.rows(`DELETE FROM upload WHERE submission_id IS NULL AND state IN ('open', 'refused') AND created_at < $1`, [before]);
  }
  /** Whether another whole upload, not submitted, has the same bytes. */
  async isShared(tx: Tx, sha256: Sha256): Promise<boolean> {
    return (await rowsIn(tx, `SELECT 1 FROM upload WHERE sha256 = $1 AND submission_id IS NULL LIMIT 1`, [sha256])).length > 0;
  }
}
