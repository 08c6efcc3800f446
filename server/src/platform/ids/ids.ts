import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { Rng } from '../random/random.ts';

/** New identifiers: UUID version 7 (RFC 9562 section 5.7), so that ids sort by their time of making. */
export abstract class Ids {
  abstract next<T extends string = string>(): T;
}

/** 48 bits of Unix milliseconds, version, 12 + 62 random bits, variant. */
export function uuidV7(unixMs: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(unixMs, 0, 6);
  random.copy(bytes, 6, 0, 10);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

@Injectable()
export class UuidIds extends Ids {
  constructor(
    private readonly clock: Clock,
    private readonly rng: Rng,
  ) {
    super();
  }
  next<T extends string>(): T {
    return uuidV7(this.clock.now().getTime(), this.rng.bytes(10)) as T;
  }
}
