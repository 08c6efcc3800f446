import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { PhaseFacts } from './challenges.api.ts';

const MIB = 1024 * 1024;
/** Bytes of an upload where no file format says less. */
const MOST: Record<SubmissionKind, number> = { prediction: 1024 * MIB, code: 100 * MIB, container: 4096 * MIB };

/** How large a submission of this kind may be: predictions as the strictest format of the phase's tasks says. */
export const maxUploadBytes = ({ tasks }: Pick<PhaseFacts, 'tasks'>, kind: SubmissionKind): number =>
  Math.min(MOST[kind], ...(kind === 'prediction' ? tasks.flatMap(({ checked }) => checked?.format.maxBytes ?? []) : []));
