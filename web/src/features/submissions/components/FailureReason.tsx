import type { ReactNode } from 'react';
import type { FailureView, ProblemFinding } from '../../../api/views.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { outcomeWords } from '../../../lib/outcome-words.ts';
import { submissionMessages } from '../messages.ts';

export type ShowFindings = (findings: readonly ProblemFinding[], total: number) => ReactNode;

/** What happened and what to do: by the reason where the server tells one that this page knows, else by the class. */
export function FailureReason({ failure, findings }: { failure: FailureView; findings: ShowFindings }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const { facts } = failure;
  const words = outcomeWords(facts, lang) ?? m.failures[failure.class];
  return (
    <>
      <p>{words.what}</p>
      {facts?.finding ? findings([facts.finding], 1) : words.fix !== '' && <p>{words.fix}</p>}
    </>
  );
}
