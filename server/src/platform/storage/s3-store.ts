import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Sha256 } from '@gac/shared/values';
import { ArtifactCorrupt, ArtifactMissing, ArtifactStore, artifactKey, type LocalCopy, type StoredArtifact } from './artifact-store.ts';
import { errorCode, spool, verifying } from './durable-files.ts';
import { LocalCopies } from './local-copies.ts';

export interface S3StoreConfig {
  /** Null: the provider's own endpoint for the region. */
  endpoint: string | null;
  region: string;
  bucket: string;
  /** True for stores addressed as host/bucket (MinIO, Ceph, Garage). */
  forcePathStyle: boolean;
  accessKeyId: string;
  secretAccessKey: string;
  /** A folder of this process alone: spooled uploads and verified local copies. Emptied at start. */
  cacheDir: string;
  /** Local copies nobody uses are dropped past this total. */
  cacheBytes: number;
}
const PART_BYTES = 8 * 1024 * 1024;
const isMissing = (error: unknown) =>
  error instanceof NoSuchKey ||
  error instanceof NotFound ||
  (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode === 404;

/** Artifacts as objects `sha256/ab/cd/…` of one bucket, over the S3 protocol. Large ones travel in parts. */
export class S3Store extends ArtifactStore {
  private readonly client: S3Client;
  private readonly copies: LocalCopies;
  private readonly bucket: string;
  /** What is on its way, so that the same bytes at once travel once: not every store hides an object until it is whole. */
  private readonly sending = new Map<Sha256, Promise<void>>();

  constructor(config: S3StoreConfig) {
    super();
    this.bucket = config.bucket;
    this.client = new S3Client({
      ...(config.endpoint === null ? {} : { endpoint: config.endpoint }),
      region: config.region,
      forcePathStyle: config.forcePathStyle,
      credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
      // The newer default sends checksum trailers that several S3-compatible stores refuse; our own SHA-256 is stronger.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    this.copies = new LocalCopies(config.cacheDir, config.cacheBytes, (sha256) => this.read(sha256));
  }

  override async put(source: Readable | AsyncIterable<Uint8Array>, { maxBytes }: { maxBytes: number }): Promise<StoredArtifact> {
    // The name is the hash of all bytes, so they are spooled before the first one can be sent.
    const path = await this.copies.scratch();
    const artifact = await spool(source, path, maxBytes);
    try {
      await this.putFile(path, artifact.sha256, artifact.bytes);
    } finally {
      await rm(path, { force: true });
    }
    return artifact;
  }

  override async putFile(path: string, sha256: Sha256, bytes: number): Promise<void> {
    const facts = await stat(path).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    });
    if (facts !== null && facts.size !== bytes) throw new ArtifactCorrupt(sha256, `${facts.size} bytes instead of ${bytes}`);
    if ((await this.sizeOf(sha256)) !== bytes) {
      if (facts === null) throw new ArtifactMissing(sha256);
      await this.sendOnce(path, sha256, bytes);
    }
    await rm(path, { force: true });
  }

  override async open(sha256: Sha256): Promise<Readable> {
    return pipeline(await this.read(sha256), verifying(sha256), () => undefined);
  }

  override materialise(sha256: Sha256): Promise<LocalCopy> {
    return this.copies.take(sha256);
  }

  override async has(sha256: Sha256): Promise<boolean> {
    return (await this.sizeOf(sha256)) !== null;
  }

  override async remove(sha256: Sha256): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: artifactKey(sha256) }));
  }

  override async health(): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: 'health', Body: 'ok' }));
  }

  /** Ends idle connections; the store is not used afterwards. */
  close(): void {
    this.client.destroy();
  }

  private sendOnce(path: string, sha256: Sha256, bytes: number): Promise<void> {
    const going = this.sending.get(sha256) ?? this.send(path, sha256, bytes).finally(() => this.sending.delete(sha256));
    this.sending.set(sha256, going);
    return going;
  }

  private async send(path: string, sha256: Sha256, bytes: number): Promise<void> {
    const upload = new Upload({
      client: this.client,
      params: { Bucket: this.bucket, Key: artifactKey(sha256), Body: createReadStream(path), ContentType: 'application/octet-stream' },
      partSize: PART_BYTES,
      queueSize: 3,
    });
    await upload.done();
    const stored = await this.sizeOf(sha256);
    if (stored !== bytes) throw new ArtifactCorrupt(sha256, `${stored ?? 0} bytes instead of ${bytes}`);
  }

  private async read(sha256: Sha256): Promise<Readable> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: artifactKey(sha256) }));
      if (Body === undefined) throw new ArtifactMissing(sha256);
      return Body as Readable;
    } catch (error) {
      throw isMissing(error) ? new ArtifactMissing(sha256) : error;
    }
  }

  private async sizeOf(sha256: Sha256): Promise<number | null> {
    try {
      const { ContentLength } = await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: artifactKey(sha256) }));
      return ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }
}
