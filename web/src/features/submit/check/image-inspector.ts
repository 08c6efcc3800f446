import { finding, type Finding } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { createImageInspector } from '@gac/shared/scoring/inspect-archive';
import type { BytesInspector } from './check-file.ts';

const isGzip = (chunk: Uint8Array): boolean => chunk[0] === 0x1f && chunk[1] === 0x8b;

/** The archive of a container image, in gzip or not, looked at as the server does. How large it may be unpacked, the server alone knows. */
export function imageInspector(): BytesInspector {
  const tar = createImageInspector();
  let inspector: BytesInspector | null = null;
  return {
    push: (chunk) => (inspector ??= isGzip(chunk) ? new Inflating(tar) : tar).push(chunk),
    end: () => (inspector ?? tar).end(),
  };
}

class Inflating implements BytesInspector {
  readonly #inflater = new DecompressionStream('gzip');
  readonly #writer = this.#inflater.writable.getWriter();
  readonly #guard = new InflateGuard(Number.MAX_SAFE_INTEGER);
  readonly #inner: BytesInspector;
  readonly #reading: Promise<void>;
  #compressed = 0;
  #counted = 0;
  #refusal: Finding | null = null;

  constructor(inner: BytesInspector) {
    this.#inner = inner;
    this.#reading = this.#read().catch(() => this.#refuse(finding('BAD_GZIP', { hint: 'docker-save' })));
  }

  async push(chunk: Uint8Array): Promise<Finding | null> {
    this.#compressed += chunk.length;
    // Whichever side stops first: a stream that was given up never takes the rest.
    await Promise.race([this.#writer.write(chunk as Uint8Array<ArrayBuffer>).catch(() => this.#reading), this.#reading]);
    return this.#refusal;
  }
  async end(): Promise<Finding | null> {
    await this.#writer.close().catch(() => undefined);
    await this.#reading;
    return this.#refusal ?? this.#inner.end();
  }

  async #read(): Promise<void> {
    const reader = this.#inflater.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const code = this.#guard.add(this.#compressed - this.#counted, value.length);
      this.#counted = this.#compressed;
      const found = code === null ? await this.#inner.push(value) : finding(code, { hint: 'docker-save' });
      if (found === null) continue;
      this.#refuse(found);
      reader.cancel().catch(() => undefined);
      return;
    }
  }
  #refuse(found: Finding): void {
    this.#refusal ??= found;
  }
}
