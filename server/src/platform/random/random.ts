import { randomBytes, randomInt } from 'node:crypto';

/** Chance, injected. `bytes` is for secrets and tokens, `uniform` and `below` for everything that may be replayed from a seed. */
export abstract class Rng {
  /** A double in [0, 1). */
  abstract uniform(): number;
  /** An integer in [0, n), n >= 1. */
  abstract below(n: number): number;
  abstract bytes(n: number): Buffer;
}

export class SystemRng extends Rng {
  uniform(): number {
    return randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
  }
  below(n: number): number {
    return randomInt(n);
  }
  bytes(n: number): Buffer {
    return randomBytes(n);
  }
}

/** sfc32 (Chris Doty-Humphrey, PractRand): small, fast, the same sequence for the same seed on every machine. Never for secrets. */
export class SeededRng extends Rng {
  private state: [number, number, number, number];
  constructor(seed: number) {
    super();
    this.state = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
    for (let i = 0; i < 12; i++) this.next();
  }
  private next(): number {
    const [a, b, c, d] = this.state;
    const t = (((a + b) | 0) + d) | 0;
    this.state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + t) | 0, (d + 1) | 0];
    return t >>> 0;
  }
  uniform(): number {
    return this.next() / 2 ** 32;
  }
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }
  bytes(n: number): Buffer {
    return Buffer.from(Array.from({ length: n }, () => this.below(256)));
  }
}
