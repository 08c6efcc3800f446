import type { DefinitionFinding } from './contract/imports.ts';
import type { ProblemFinding } from './contract/submissions.ts';
import type { LocalizedText } from './values.ts';

/** Every problem code of the API, once: HTTP status, kind, and the extra fields it carries (RFC 9457). */
export interface ProblemFields {
  invalid: { errors: { pointer: string; code: string; message: string }[] };
  unauthenticated: object;
  'wrong-credentials': object;
  forbidden: { permission: string };
  'cross-site-request': object;
  'not-found': object;
  'email-taken': object;
  'already-joined': object;
  'not-joined': { slug: string };
  'rules-outdated': { slug: string; rulesVersion: string };
  'rules-changed': { rulesVersion: string };
  'team-name-taken': object;
  'team-name-invalid': { min: number; max: number };
  'team-locked': object;
  'phase-not-open': { opensAt: string | null };
  'phase-closed': { closesAt: string };
  'kind-not-accepted': { kind: string; accepts: string[] };
  'quota-exhausted': { remaining: number; limit: number | null; resetsAt: string | null; boundBy: string };
  'upload-incomplete': { offset: number; length: number | null };
  'upload-hash-mismatch': { expected: string; actual: string };
  'upload-too-large': { maxBytes: number };
  'upload-not-yours': object;
  'too-many-uploads': { maxUploads: number; maxBytes: number };
  'storage-full': object;
  'file-refused': { finding: ProblemFinding };
  'not-cancellable': { state: string };
  'not-withdrawable': { state: string };
  'queue-state': { paused: boolean };
  'worker-state': { state: string };
  'evaluation-state': { state: string };
  'evaluation-moved': { attempt: number };
  'import-state': { state: string };
  'too-many-imports': { maxImports: number };
  'nothing-to-run': object;
  'slug-taken': { slug: string };
  'draft-invalid': { problems: DefinitionFinding[] };
  'draft-incomplete': { missing: { code: string; path: string }[] };
  'draft-moved': object;
  'draft-published': object;
  'answers-published': { data: string };
  'export-impossible': { reasons: LocalizedText[] };
  'idempotency-conflict': object;
  limited: { retryAfterS: number };
  unavailable: { retryAfterS: number; what: string };
  fault: { traceId: string };
}
export type ProblemCode = keyof ProblemFields;
export type ProblemKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'refused' | 'limited' | 'unavailable' | 'fault';
export const PROBLEMS: Readonly<Record<ProblemCode, { status: number; kind: ProblemKind }>> = {
  invalid: { status: 400, kind: 'invalid' },
  unauthenticated: { status: 401, kind: 'unauthenticated' },
  'wrong-credentials': { status: 401, kind: 'unauthenticated' },
  forbidden: { status: 403, kind: 'forbidden' },
  'cross-site-request': { status: 403, kind: 'forbidden' },
  'not-found': { status: 404, kind: 'not-found' },
  'email-taken': { status: 409, kind: 'refused' },
  'already-joined': { status: 409, kind: 'refused' },
  'not-joined': { status: 409, kind: 'refused' },
  'rules-outdated': { status: 409, kind: 'refused' },
  'rules-changed': { status: 409, kind: 'refused' },
  'team-name-taken': { status: 409, kind: 'refused' },
  'team-name-invalid': { status: 409, kind: 'refused' },
  'team-locked': { status: 409, kind: 'refused' },
  'phase-not-open': { status: 409, kind: 'refused' },
  'phase-closed': { status: 409, kind: 'refused' },
  'kind-not-accepted': { status: 409, kind: 'refused' },
  'quota-exhausted': { status: 409, kind: 'refused' },
  'upload-incomplete': { status: 409, kind: 'refused' },
  'upload-hash-mismatch': { status: 409, kind: 'refused' },
  'upload-too-large': { status: 413, kind: 'refused' },
  'too-many-uploads': { status: 409, kind: 'refused' },
  'upload-not-yours': { status: 404, kind: 'not-found' },
  'storage-full': { status: 507, kind: 'unavailable' },
  'file-refused': { status: 422, kind: 'refused' },
  'not-cancellable': { status: 409, kind: 'refused' },
  'not-withdrawable': { status: 409, kind: 'refused' },
  'queue-state': { status: 409, kind: 'refused' },
  'worker-state': { status: 409, kind: 'refused' },
  'evaluation-state': { status: 409, kind: 'refused' },
  'evaluation-moved': { status: 409, kind: 'refused' },
  'import-state': { status: 409, kind: 'refused' },
  'too-many-imports': { status: 409, kind: 'refused' },
  'nothing-to-run': { status: 409, kind: 'refused' },
  'slug-taken': { status: 409, kind: 'refused' },
  'draft-invalid': { status: 422, kind: 'refused' },
  'draft-incomplete': { status: 409, kind: 'refused' },
  'draft-moved': { status: 409, kind: 'refused' },
  'draft-published': { status: 409, kind: 'refused' },
  'answers-published': { status: 409, kind: 'refused' },
  'export-impossible': { status: 409, kind: 'refused' },
  'idempotency-conflict': { status: 409, kind: 'refused' },
  limited: { status: 429, kind: 'limited' },
  unavailable: { status: 503, kind: 'unavailable' },
  fault: { status: 500, kind: 'fault' },
};
/** The body of `application/problem+json`. `title` and `detail` are in the language of the request. */
export type ProblemBody<C extends ProblemCode = ProblemCode> = { type: string; code: C; status: number; title: string; detail: string; instance?: string } & ProblemFields[C];
