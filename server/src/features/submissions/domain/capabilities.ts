import type { SubmissionKind } from '@gac/shared/contract/definition';

/** What not every worker can: run programs in a sandbox, run container images in one. */
export const CAPABILITIES = ['sandbox', 'container'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A phase as the needs of its submissions go. */
export interface Demand {
  accepts: readonly SubmissionKind[];
  tasks: readonly { scorer: { kind: 'builtin' | 'program' } }[];
}

/** Kinds of submissions that wait in vain: they take something special, for one task at least, and none of these workers can do all of that. */
export function unattendedKinds({ accepts, tasks }: Demand, workers: readonly (readonly string[])[]): SubmissionKind[] {
  const isLeft = (needs: readonly Capability[]): boolean => needs.length > 0 && !workers.some((can) => needs.every((need) => can.includes(need)));
  return accepts.filter((kind) => tasks.some(({ scorer }) => isLeft(needsOf(kind, scorer.kind))));
}

/** What evaluating a submission of this kind on a task with this scorer takes. */
export function needsOf(kind: SubmissionKind, scorer: 'builtin' | 'program'): Capability[] {
  if (kind === 'container') return ['sandbox', 'container'];
  return kind === 'code' || scorer === 'program' ? ['sandbox'] : [];
}
