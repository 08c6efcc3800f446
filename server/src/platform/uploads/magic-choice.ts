import type { RefusalFinding, UploadInspector } from './contract.ts';

/** First bytes of a gzip member (RFC 1952, 2.3.1). */
export const GZIP_MAGIC: readonly number[] = [0x1f, 0x8b];

/** Two ways to look at an upload: which one it is shows in its first bytes, that come in pieces of any size. */
export class MagicChoice implements UploadInspector {
  private chosen: UploadInspector | null = null;
  private held = Buffer.alloc(0);

  constructor(
    private readonly magic: readonly number[],
    private readonly withMagic: () => UploadInspector,
    private readonly without: () => UploadInspector,
  ) {}

  async push(chunk: Uint8Array): Promise<RefusalFinding | null> {
    if (this.chosen) return this.chosen.push(chunk);
    this.held = Buffer.concat([this.held, chunk]);
    return this.held.length < this.magic.length ? null : this.choose().push(this.held);
  }

  async end(): Promise<RefusalFinding | null> {
    if (this.chosen) return this.chosen.end();
    const inspector = this.choose();
    return (await inspector.push(this.held)) ?? inspector.end();
  }

  private choose(): UploadInspector {
    const isMagic = this.held.length >= this.magic.length && this.magic.every((byte, at) => this.held[at] === byte);
    return (this.chosen = isMagic ? this.withMagic() : this.without());
  }
}
