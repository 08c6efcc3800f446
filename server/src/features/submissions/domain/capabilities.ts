import type { SubmissionKind } from '@gac/shared/contract/definition';

/** What not every worker can: run programs in a sandbox, run container images in one. */
export const CAPABILITIES = ['sandbox', 'container'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** What evaluating a submission of this kind on a task with this scorer takes. */
export function needsOf(kind: SubmissionKind, scorer: 'builtin' | 'program'): Capability[] {
  if (kind === 'container') return ['sandbox', 'container'];
  return kind === 'code' || scorer === 'program' ? ['sandbox'] : [];
}
