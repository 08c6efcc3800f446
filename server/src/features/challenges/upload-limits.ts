import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { AppConfig } from '../../platform/config/config.ts';
import type { PhaseFacts } from './challenges.api.ts';

const MIB = 1024 * 1024;
/** What the installation takes at most. */
export type UploadCaps = Pick<AppConfig, 'UPLOAD_MAX_BYTES' | 'IMAGE_UPLOAD_BYTES'>;

/** Bytes of an upload where no file format says less. */
const most = (caps: UploadCaps): Record<SubmissionKind, number> => ({ prediction: 1024 * MIB, code: 100 * MIB, container: caps.IMAGE_UPLOAD_BYTES });

/** How large a submission of this kind may be: predictions as the strictest format of the phase's tasks says. */
export const maxUploadBytes = ({ tasks }: Pick<PhaseFacts, 'tasks'>, kind: SubmissionKind, caps: UploadCaps): number =>
  Math.min(caps.UPLOAD_MAX_BYTES, most(caps)[kind], ...(kind === 'prediction' ? tasks.flatMap(({ checked }) => checked?.format.maxBytes ?? []) : []));
