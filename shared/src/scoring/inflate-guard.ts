/** The ratio is judged once so much has come out: small files of zeros are honest. */
export const RATIO_AFTER_BYTES = 16 * 1024 * 1024;
export const MAX_RATIO = 200;

/**
 * Says when to stop inflating an upload. The declared sizes of an archive are never trusted; only what went in and came out counts.
 * The caller adds after every piece and stops at the first answer that is not null.
 */
export class InflateGuard {
  readonly #maxInflatedBytes: number;
  #compressed = 0;
  #inflated = 0;

  constructor(maxInflatedBytes: number) {
    this.#maxInflatedBytes = maxInflatedBytes;
  }
  /** Bytes given to the decompressor and bytes it gave since the last call. */
  add(compressedBytes: number, inflatedBytes: number): 'INFLATED_TOO_LARGE' | 'COMPRESSION_RATIO' | null {
    this.#compressed += compressedBytes;
    this.#inflated += inflatedBytes;
    if (this.#inflated > this.#maxInflatedBytes) return 'INFLATED_TOO_LARGE';
    if (this.#inflated >= RATIO_AFTER_BYTES && this.#inflated > this.#compressed * MAX_RATIO) return 'COMPRESSION_RATIO';
    return null;
  }
}
