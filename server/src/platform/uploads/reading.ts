import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Sha256 } from '@gac/shared/values';
import type { RefusalFinding, UploadInspector } from './contract.ts';

/** An upload's bytes were refused. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  constructor(readonly finding: RefusalFinding) {
    super(finding.code);
  }
}

/** The hash and the inspector of one upload after the first `offset` bytes. */
export class Reading {
  private readonly hash: Hash = createHash('sha256');
  private counted = 0;
  private spoiled = false;

  constructor(private readonly inspector: UploadInspector) {}

  /** Bytes taken; -1 once storing failed, because inspector and disk may then differ. */
  get offset(): number {
    return this.spoiled ? -1 : this.counted;
  }

  /** Takes the next bytes; `keep` stores them once they are not refused. Throws `UploadRefused`, or what `keep` throws: the reading is then of no more use. */
  async take(chunk: Uint8Array, keep: (chunk: Uint8Array, offset: number) => Promise<void>): Promise<void> {
    const finding = await this.inspector.push(chunk);
    if (finding !== null) throw new UploadRefused(finding);
    this.spoiled = true;
    await keep(chunk, this.counted);
    this.spoiled = false;
    this.hash.update(chunk);
    this.counted += chunk.length;
  }

  /** Takes the bytes that are on disk already. */
  async takeFile(path: string): Promise<void> {
    const chunks = createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
    for await (const chunk of chunks) await this.take(chunk, () => Promise.resolve());
  }

  /** The name of the whole; once, after the last byte. Throws `UploadRefused`. */
  async end(): Promise<Sha256> {
    const finding = await this.inspector.end();
    if (finding !== null) throw new UploadRefused(finding);
    return this.hash.digest('hex') as Sha256;
  }
}

/** Readings kept between the requests of an upload; the ones not used longest are dropped (and read again from disk). */
export class Readings {
  private readonly kept = new Map<string, Reading>();

  constructor(private readonly limit: number) {}

  /** The reading at exactly `offset`, taken out; null when there is none. */
  take(id: string, offset: number): Reading | null {
    const reading = this.kept.get(id) ?? null;
    this.kept.delete(id);
    return reading?.offset === offset ? reading : null;
  }

  put(id: string, reading: Reading): void {
    this.kept.set(id, reading);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > this.limit && oldest !== undefined) this.kept.delete(oldest);
  }

  drop(id: string): void {
    this.kept.delete(id);
  }
}
