import type { ProblemFinding } from '@gac/shared/contract/submissions';
import type { ProblemBody } from '@gac/shared/problems';
import type { AccountId, Sha256 } from '@gac/shared/values';

/** Why the bytes of an upload are not wanted; what the client is told with `file-refused`. */
export type RefusalFinding = ProblemFinding;

/**
 * Sees every byte of one upload once, in order. The first finding refuses the upload: nothing after it is read.
 * Kept in memory between requests; after a restart a new one is shown the bytes on disk first.
 */
export interface UploadInspector {
  push(chunk: Uint8Array): Promise<RefusalFinding | null> | RefusalFinding | null;
  /** After the last byte. */
  end(): Promise<RefusalFinding | null> | RefusalFinding | null;
}

export interface NewUpload {
  id: string;
  ownerId: AccountId;
  /** The last part of the name the client gave, without control characters, at most 255 characters. */
  fileName: string;
  /** Bytes, as declared by Upload-Length; exactly as many are taken. */
  length: number;
  /** What the policy wants to remember about the upload; opaque here. */
  context: string;
}
export interface UploadRecord extends NewUpload {
  createdAt: Date;
  state: 'open' | 'complete' | 'refused';
  /** Known when complete. */
  sha256: Sha256 | null;
  /** Known when refused. */
  finding: RefusalFinding | null;
}
export type UploadStatus = UploadRecord & { /** Bytes received so far. */ offset: number };

/** What the application remembers of uploads. Each change is durable when it resolves; `complete` and `refuse` change open uploads only and may be repeated. */
export interface UploadLedger {
  create(upload: NewUpload, createdAt: Date): Promise<void>;
  /** Called before the bytes of an upload are stored as an artifact of this name. */
  announce(artifact: { sha256: Sha256; bytes: number }): Promise<void>;
  complete(upload: { id: string; sha256: Sha256; bytes: number }): Promise<void>;
  refuse(upload: { id: string; finding: RefusalFinding }): Promise<void>;
  /** The client gave the open upload up. */
  discard(id: string): Promise<void>;
  get(id: string): Promise<UploadRecord | null>;
}

/** What the application decides about uploads. */
export interface UploadPolicy {
  /**
   * Whether this account may upload a file of this name and length now. Refuses by throwing a problem.
   * `metadata`: the decoded Upload-Metadata of the client, not to be trusted.
   */
  admit(upload: {
    ownerId: AccountId;
    fileName: string;
    length: number;
    metadata: Readonly<Record<string, string | null>>;
  }): Promise<{ context: string; maxBytes: number }>;
  /** A fresh inspector for an upload of this name and context. */
  inspect(upload: NewUpload): UploadInspector;
}

/** Who sends the request, and how an error becomes the answer in their language. */
export interface UploadCaller {
  accountId: AccountId;
  problemOf(error: unknown): ProblemBody;
}
