import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/utils';
import type { ArtifactStore } from '../storage/artifact-store.ts';
import type { UploadInspector, UploadLedger, UploadRecord, UploadStatus } from './contract.ts';
import { Reading, Readings, UploadRefused } from './reading.ts';
import { writeFully, type Staging } from './staging.ts';

const KEPT_READINGS = 512;

/** Where tus puts its bytes: hashed and inspected as they come, finished into the artifact store. Callers hold the upload's lock. */
export class StagedUploads extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];
  private readonly readings = new Readings(KEPT_READINGS);

  constructor(
    private readonly staging: Staging,
    private readonly ledger: UploadLedger,
    private readonly artifacts: ArtifactStore,
    private readonly inspect: (upload: UploadRecord) => UploadInspector,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.staging.create(upload.id);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const status = await this.status(id);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the library's errors are plain objects that its handlers turn into answers
    if (status === null) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({
      id,
      size: status.length,
      offset: status.offset,
      metadata: { filename: status.fileName },
      creation_date: status.createdAt.toISOString(),
    });
  }

  /**
   * Appends what comes and tells the new offset. When the connection breaks, what came stays.
   * Throws `UploadRefused` (the upload is marked so and its bytes are gone), `StorageFull`.
   */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.ledger.get(id);
    // A wholly received upload may have left this folder already; there is nothing to append.
    if (upload === null || upload.state !== 'open' || offset === upload.length) return offset;
    return this.refusing(id, async () => {
      const reading = await this.readingAt(upload, offset);
      const handle = await this.staging.openForWriting(id);
      try {
        // The library's pipeline would report the destroyed stream instead of the refusal.
        for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)
          await reading.take(chunk, (bytes, at) => writeFully(handle, bytes, at));
      } finally {
        await handle.close();
        this.readings.put(id, reading);
      }
      return reading.offset;
    });
  }

  override async remove(id: string): Promise<void> {
    this.readings.drop(id);
    await this.staging.remove(id);
    await this.ledger.discard(id);
  }

  /** Whether every byte is here but the ledger does not say complete yet. */
  async isFinishable(status: UploadStatus): Promise<boolean> {
    return status.state === 'open' && (status.offset === status.length || (await this.staging.finished(status.id)) !== null);
  }

  /** The upload with its offset; null when it is not known. */
  async status(id: string): Promise<UploadStatus | null> {
    const upload = await this.ledger.get(id);
    if (upload === null) return null;
    if (upload.state === 'complete') return { ...upload, offset: upload.length };
    if (upload.state === 'refused') return { ...upload, offset: 0 };
    const offset = (await this.staging.size(id)) ?? (await this.staging.finished(id))?.bytes ?? 0;
    return { ...upload, offset };
  }

  /**
   * Moves a wholly received upload into the artifact store, then tells the ledger. Each step may have been done by a
   * process that was killed: hash noted, file moved, ledger told; repeating them changes nothing. Throws `UploadRefused`.
   */
  async finish(id: string): Promise<void> {
    const upload = await this.ledger.get(id);
    if (upload === null || upload.state !== 'open') return;
    await this.refusing(id, async () => {
      let artifact = await this.staging.finished(id);
      if (artifact === null) {
        if ((await this.staging.size(id)) !== upload.length) return;
        const sha256 = await (await this.readingAt(upload, upload.length)).end();
        artifact = { sha256, bytes: upload.length };
        await this.staging.markFinished(id, artifact);
      }
      await this.ledger.announce(artifact);
      await this.artifacts.putFile(this.staging.path(id), artifact.sha256, artifact.bytes);
      await this.ledger.complete({ id, ...artifact });
      await this.staging.remove(id);
    });
  }

  /** Removes what is staged under an id. */
  async clear(id: string): Promise<void> {
    this.readings.drop(id);
    await this.staging.remove(id);
  }

  private async readingAt(upload: UploadRecord, offset: number): Promise<Reading> {
    const kept = this.readings.take(upload.id, offset);
    if (kept !== null) return kept;
    const reading = new Reading(this.inspect(upload));
    await reading.takeFile(this.staging.path(upload.id));
    return reading;
  }

  private async refusing<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof UploadRefused) {
        await this.ledger.refuse({ id, finding: error.finding });
        await this.clear(id);
      }
      throw error;
    }
  }
}
