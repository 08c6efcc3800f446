import type { SubmissionState } from '@gac/shared/rules/lifecycle';
import { useMessages } from '../../../lib/lang.ts';
import { Tag, type TagTone } from '../../../ui/Tag.tsx';
import { submissionMessages } from '../messages.ts';

const TONES: Partial<Record<SubmissionState, TagTone>> = {
  SCORED: 'ok',
  INVALID: 'err',
  FAILED: 'err',
  DISQUALIFIED: 'err',
  CANCELLED: 'plain',
  WITHDRAWN: 'plain',
};
export function StateTag({ state }: { state: SubmissionState }) {
  const m = useMessages(submissionMessages);
  return <Tag tone={TONES[state] ?? 'live'}>{m.states[state]}</Tag>;
}
