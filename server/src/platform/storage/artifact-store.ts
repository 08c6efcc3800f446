import type { Readable } from 'node:stream';
import type { Sha256 } from '@gac/shared/values';

/** What a stored artifact is: its name (the SHA-256 of its bytes) and its size in bytes. */
export interface StoredArtifact {
  sha256: Sha256;
  bytes: number;
}
/** A file on this machine holding exactly the artifact's bytes until `release` is called (once or more often). Never written to. */
export interface LocalCopy {
  path: string;
  release(): Promise<void>;
}
/**
 * Immutable bytes named by their SHA-256 (C-01, C-13). A method that resolved has made its effect durable.
 * Errors: `StorageFull`, `ArtifactTooLarge`, `ArtifactMissing`, `ArtifactCorrupt`; anything else is the medium's own (unavailable).
 */
export abstract class ArtifactStore {
  /** Stores a stream and tells its name; the same bytes twice are kept once. Throws `ArtifactTooLarge` at the first byte past `maxBytes`. */
  abstract put(source: Readable | AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<StoredArtifact>;
  /**
   * Moves a finished local file into the store; `path` is gone afterwards. The caller has hashed the bytes (while they streamed);
   * the size is checked here. Safe to repeat after a crash: a missing `path` is fine once the artifact is stored.
   */
  abstract putFile(path: string, sha256: Sha256, bytes: number): Promise<void>;
  /** The bytes; the stream fails with `ArtifactCorrupt` at its end when they do not have the hash they are named by. */
  abstract open(sha256: Sha256): Promise<Readable>;
  /** A local path for a program that reads files (the scorer). */
  abstract materialise(sha256: Sha256): Promise<LocalCopy>;
  abstract has(sha256: Sha256): Promise<boolean>;
  /** Removes the bytes; no error when they are not there. Only for those whose name nobody knows any more. */
  abstract remove(sha256: Sha256): Promise<void>;
  /** Resolves when the store can be read and written now, rejects with the reason otherwise. */
  abstract health(): Promise<void>;
}

export class StorageFull extends Error {
  override readonly name = 'StorageFull';
  constructor(cause: unknown) {
    super('no space left where artifacts are stored', { cause });
  }
}
export class ArtifactTooLarge extends Error {
  override readonly name = 'ArtifactTooLarge';
  constructor(readonly maxBytes: number) {
    super(`more than the ${maxBytes} bytes allowed`);
  }
}
export class ArtifactMissing extends Error {
  override readonly name = 'ArtifactMissing';
  constructor(sha256: string) {
    super(`no artifact ${sha256}`);
  }
}
export class ArtifactCorrupt extends Error {
  override readonly name = 'ArtifactCorrupt';
  constructor(expected: string, actual: string) {
    super(`artifact ${expected} reads back as ${actual}`);
  }
}

/** The place of an artifact below the root of a store. Throws `ArtifactMissing` for anything that is not a hash, so no name leaves the root. */
export function artifactKey(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new ArtifactMissing(sha256.slice(0, 80));
  return `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
