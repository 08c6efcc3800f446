import { createGunzip } from 'node:zlib';
import type { RefusalFinding, UploadInspector } from './contract.ts';

/** An inspector that answers at once. */
export interface PlainInspector {
  push(chunk: Uint8Array): RefusalFinding | null;
  end(): RefusalFinding | null;
}
export interface GunzipOptions {
  /** Asked after each inflated piece, with the totals so far: the file's bytes handed over and the bytes that came out. Stops a bomb. */
  guard(compressed: number, inflated: number): RefusalFinding | null;
  /** What to say of bytes that are not, or not wholly, gzip (RFC 1952). */
  broken(): RefusalFinding;
}
const PIECE_BYTES = 64 * 1024;

/** Inspects what a gzip upload inflates to, piece by piece; nothing inflated is kept. */
export class GunzipInspector implements UploadInspector {
  private readonly gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  private compressed = 0;
  private inflated = 0;
  private finding: RefusalFinding | null = null;
  /** Ends the wait for the current chunk. */
  private settle: () => void = () => undefined;

  constructor(
    private readonly inner: PlainInspector,
    private readonly options: GunzipOptions,
  ) {
    this.gunzip.on('data', (piece: Buffer) => {
      this.take(piece);
    });
    this.gunzip.on('error', () => {
      this.refuse(this.options.broken());
    });
  }

  async push(chunk: Uint8Array): Promise<RefusalFinding | null> {
    if (this.finding !== null) return this.finding;
    this.compressed += chunk.length;
    if (this.gunzip.readableEnded) return this.behindPadding(chunk);
    await new Promise<void>((resolve) => {
      this.settle = resolve;
      this.gunzip.write(chunk, () => {
        resolve();
      });
    });
    return this.finding;
  }

  /** Asked anew: pieces arrive while one waits. */
  private found(): RefusalFinding | null {
    return this.finding;
  }

  async end(): Promise<RefusalFinding | null> {
    if (this.finding !== null) return this.finding;
    // An empty file is the inner inspector's to judge; zlib would call it broken or nothing at all.
    if (this.compressed > 0 && !this.gunzip.readableEnded) {
      await new Promise<void>((resolve) => {
        this.settle = resolve;
        this.gunzip.once('end', resolve);
        this.gunzip.end();
      });
    }
    return this.found() ?? this.inner.end();
  }

  /** At the first zero behind the last member zlib is done, as gzip(1) is, and never says so again. What follows may be padding only. */
  private behindPadding(chunk: Uint8Array): RefusalFinding | null {
    if (chunk.some((byte) => byte !== 0)) this.refuse(this.options.broken());
    return this.finding;
  }

  private take(piece: Buffer): void {
    if (this.finding !== null) return;
    this.inflated += piece.length;
    const finding = this.options.guard(this.compressed, this.inflated) ?? this.inner.push(piece);
    if (finding !== null) this.refuse(finding);
  }

  private refuse(finding: RefusalFinding): void {
    this.finding ??= finding;
    // The rest of a chunk may still hold a thousand times its size.
    this.gunzip.destroy();
    this.settle();
  }
}
