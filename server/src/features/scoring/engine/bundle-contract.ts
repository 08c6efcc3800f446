import type { ArchiveLimits } from './bundles/archive/limits.ts';
import type { Bundle, BundleFinding } from './bundles/bundle.ts';

/** Names below the folder of one reading. */
export const READING = {
  /** The archive, put there by the parent. */
  archive: 'archive.zip',
  unpacked: 'bundle',
  /** The challenge that was made of it, a bundle of ours. */
  challenge: 'challenge',
  /** What the child says, too large for a message. */
  result: 'result.json',
} as const;

/** An archive to be read, alone in its folder. */
export interface ReadingJob {
  folder: string;
  /** ISO 8601: the day of the rules, and the opening of phases that say none. */
  now: string;
  limits: ArchiveLimits;
}
/** What is in the archive. `raw` stays in the child: nobody needs it, and it is as large as the author likes. */
export type ReadArchive = Omit<Bundle, 'raw' | 'findings'>;
export interface ReadingResult {
  bundle: ReadArchive;
  /** Whether the folder holds a challenge made of it. */
  isChallenge: boolean;
  /** Of the archive, and of what was made of it. */
  findings: readonly BundleFinding[];
}

/** Between parent and child, over the IPC channel. */
export type ToReader = { kind: 'read'; job: ReadingJob };
export type FromReader = { kind: 'ready' } | { kind: 'done' } | { kind: 'failed'; detail: string };
