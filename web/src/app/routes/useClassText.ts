import type { FailureClass } from '@gac/shared/rules/lifecycle';
import { submissionMessages } from '../../features/submissions/messages.ts';
import { useMessages } from '../../lib/lang.ts';

/** What a class of failure means, in the words that teams read. */
export function useClassText(): (failure: FailureClass) => string {
  const m = useMessages(submissionMessages);
  return (failure) => m.failures[failure].what;
}
