import type { ReactNode } from 'react';
import { OUTCOME_CLASSES, type OutcomeCode } from '@gac/shared/scoring/outcome';
import { outcomeText } from '@gac/shared/scoring/outcome-texts';
import type { FailureView, ProblemFinding } from '../../../api/views.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { submissionMessages } from '../messages.ts';

export type ShowFindings = (findings: readonly ProblemFinding[], total: number) => ReactNode;

const isKnown = (code: string | null): code is OutcomeCode => code !== null && Object.hasOwn(OUTCOME_CLASSES, code);

/** What happened and what to do: by the reason where the server tells one that this page knows, else by the class. */
export function FailureReason({ failure, findings }: { failure: FailureView; findings: ShowFindings }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const { facts } = failure;
  const code = facts?.code ?? null;
  const words = isKnown(code) ? outcomeText({ code, fields: facts?.fields ?? {} }, lang) : m.failures[failure.class];
  return (
    <>
      <p>{words.what}</p>
      {facts?.finding ? findings([facts.finding], 1) : words.fix !== '' && <p>{words.fix}</p>}
    </>
  );
}
