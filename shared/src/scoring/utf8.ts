const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Text of `bytes[start, end)`; what is not UTF-8 becomes U+FFFD. */
export const textOf = (bytes: Uint8Array, start: number, end: number): string => decoder.decode(bytes.subarray(start, end));

/** A streaming UTF-8 check (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF). */
export class Utf8Check {
  #missing = 0;
  #low = 0x80;
  #high = 0xbf;

  /** Position of the first byte in [start, end) that can't be there, or -1. A sequence may go on in the next call. */
  invalidAt(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (this.#missing === 0) {
        if (byte < 0x80) continue;
        if (!this.#begin(byte)) return at;
      } else {
        if (byte < this.#low || byte > this.#high) return at;
        this.#low = 0x80;
        this.#high = 0xbf;
        this.#missing -= 1;
      }
    }
    return -1;
  }
  /** Whether the last sequence is whole. */
  get isWhole(): boolean {
    return this.#missing === 0;
  }

  #begin(byte: number): boolean {
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.#low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.#high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    return true;
  }
}

/** Position of the first byte in [start, end) that makes it not UTF-8, or -1. */
export function invalidUtf8At(bytes: Uint8Array, start: number, end: number): number {
  const check = new Utf8Check();
  const at = check.invalidAt(bytes, start, end);
  return at >= 0 || check.isWhole ? at : end - 1;
}

/** Two bytes that are a Hangul syllable in CP949/EUC-KR, what Korean Excel writes as plain "CSV". */
export function looksLikeCp949(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + 1 < end; at += 1) {
    const [lead, trail] = [bytes[at] as number, bytes[at + 1] as number];
    if (lead < 0x80) continue;
    return lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1 && trail <= 0xfe;
  }
  return false;
}
