import { quotaLeft, type QuotaGrant, type QuotaUse } from '@gac/shared/rules/quota';
import type { ProblemFinding } from '@gac/shared/contract/submissions';
import type { QuotaRule, SubmissionKind } from '@gac/shared/contract/definition';
import { accept, refuse, type Decision } from '@gac/shared/values';

export interface SubmitWorld {
  phase: { opensAt: Date; closesAt: Date | null; quota: QuotaRule; accepts: readonly SubmissionKind[] };
  uses: readonly QuotaUse[];
  grants: readonly QuotaGrant[];
  upload: { kind: SubmissionKind; state: 'open' | 'complete' | 'refused'; offset: number; length: number; sha256: string | null; finding: ProblemFinding | null };
  /** What the client says it hashed. */
  claimedSha256: string;
}
export type SubmitRefusal =
  | { code: 'phase-not-open'; fields: { opensAt: string | null } }
  | { code: 'phase-closed'; fields: { closesAt: string } }
  | { code: 'kind-not-accepted'; fields: { kind: SubmissionKind; accepts: SubmissionKind[] } }
  | { code: 'quota-exhausted'; fields: { remaining: number; limit: number | null; resetsAt: string | null; boundBy: string } }
  | { code: 'upload-incomplete'; fields: { offset: number; length: number | null } }
  | { code: 'upload-hash-mismatch'; fields: { expected: string; actual: string } }
  | { code: 'file-refused'; fields: { finding: ProblemFinding } };

/** Whether a phase takes submissions at `now`. A deadline is exclusive: received before it counts (competition.md 6). */
export function phaseRefusal(phase: Pick<SubmitWorld['phase'], 'opensAt' | 'closesAt'>, now: Date): SubmitRefusal | null {
  if (now < phase.opensAt) return { code: 'phase-not-open', fields: { opensAt: phase.opensAt.toISOString() } };
  if (phase.closesAt !== null && now >= phase.closesAt) return { code: 'phase-closed', fields: { closesAt: phase.closesAt.toISOString() } };
  return null;
}

/** Whether this upload becomes a submission received at `now`; the value is its SHA-256. */
export function decideSubmit(world: SubmitWorld, now: Date): Decision<string, SubmitRefusal> {
  const closed = phaseRefusal(world.phase, now);
  if (closed) return refuse(closed);
  const { upload, phase } = world;
  if (!phase.accepts.includes(upload.kind)) return refuse({ code: 'kind-not-accepted', fields: { kind: upload.kind, accepts: [...phase.accepts] } });
  if (upload.state === 'refused' && upload.finding) return refuse({ code: 'file-refused', fields: { finding: upload.finding } });
  if (upload.state !== 'complete' || upload.sha256 === null) return refuse({ code: 'upload-incomplete', fields: { offset: upload.offset, length: upload.length } });
  if (upload.sha256 !== world.claimedSha256) return refuse({ code: 'upload-hash-mismatch', fields: { expected: world.claimedSha256, actual: upload.sha256 } });
  const left = quotaLeft(world.phase.quota, world.uses, world.grants, now);
  if (left.remaining < 1) {
    const limit = left.boundBy === 'perDay' ? left.today.limit : left.boundBy === 'total' ? left.total.limit : left.boundBy === 'concurrent' ? left.concurrent.limit : world.phase.quota.failedPerDay;
    return refuse({ code: 'quota-exhausted', fields: { remaining: 0, limit, resetsAt: left.resetsAt?.toISOString() ?? null, boundBy: left.boundBy ?? 'perDay' } });
  }
  return accept(upload.sha256);
}
