import type { OutcomeCode, OutcomeFields } from '@gac/shared/scoring/outcome';
import type { ImageRefusal, ImageRefusalCode } from '../../../platform/sandbox/images/images.ts';
import { IMAGE_PLATFORM } from '../../../platform/sandbox/images/platform.ts';
import { TaskFailed } from '../engine/programs/verdict.ts';

/** Of one unpacked image. */
export interface ImageLimits {
  bytes: number;
  entries: number;
  /** For unpacking it. */
  wallMs: number;
}
interface Reason {
  code: OutcomeCode;
  /** Participants read their own archive's names, and our limits; nothing of this machine. */
  fields?: (detail: string, limits: ImageLimits) => OutcomeFields;
}
const MIB = 1024 * 1024;

const REASONS: Readonly<Record<ImageRefusalCode, Reason>> = {
  'not-an-image': { code: 'image-unreadable' },
  corrupt: { code: 'image-unreadable' },
  'several-images': { code: 'image-several', fields: (count) => ({ count }) },
  'wrong-platform': { code: 'image-platform', fields: (platform) => ({ platform, expected: IMAGE_PLATFORM }) },
  'no-command': { code: 'image-no-command' },
  'bad-path': { code: 'image-path', fields: (name) => ({ name }) },
  unsupported: { code: 'image-unsupported', fields: (what) => ({ what }) },
  'too-large': { code: 'image-too-large', fields: (_, { bytes }) => ({ value: Math.floor(bytes / MIB) }) },
  'too-many-files': { code: 'image-too-many-files', fields: (_, { entries }) => ({ value: entries }) },
  'timed-out': { code: 'image-slow', fields: (_, { wallMs }) => ({ value: wallMs / 1000 }) },
  'sandbox-error': { code: 'sandbox-fault' },
  cancelled: { code: 'sandbox-fault' },
};

/** Why an image is not run, as the end of its task. */
export function imageFault({ code, detail }: ImageRefusal, limits: ImageLimits): TaskFailed {
  const { code: reason, fields } = REASONS[code];
  return new TaskFailed(reason, fields?.(detail, limits) ?? {}, `${code}: ${detail}`);
}
