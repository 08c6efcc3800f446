import type { FailureView, SubmissionView } from '../../../api/views.ts';
import { useMessages } from '../../../lib/lang.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { submissionMessages } from '../messages.ts';
import { FailureReason, type ShowFindings } from './FailureReason.tsx';

function Failure({ failure, findings }: { failure: FailureView; findings: ShowFindings }) {
  const m = useMessages(submissionMessages);
  return (
    <div className="panel panel-error">
      <p className="panel-title">{m.failed}</p>
      <p>
        <code>{failure.class}</code> · {m.side[failure.side]}
      </p>
      <FailureReason failure={failure} findings={findings} />
      {failure.message !== null && (
        <p>
          <b>{m.fromOrganizers}</b> {failure.message}
        </p>
      )}
      <p>
        <b>{failure.counted ? m.counted : m.notCounted}</b>
      </p>
      {failure.reference !== null && (
        <p className="trace">
          {m.reference} <code>{failure.reference}</code>{' '}
          <CopyButton text={failure.reference} label={m.copy} name={`${m.reference} ${m.copy}`} />
        </p>
      )}
    </div>
  );
}
/** How a submission ended without a score: what happened, whose side it is on, what helps, whether it counted (SU-12). */
export function EndPanel({ view, findings }: { view: SubmissionView; findings: ShowFindings }) {
  const m = useMessages(submissionMessages);
  if (view.state === 'FAILED' && view.failure) return <Failure failure={view.failure} findings={findings} />;
  if (view.state === 'INVALID')
    return (
      <div className="panel panel-error">
        <p className="panel-title">{m.invalid}</p>
        <p>{m.invalidText}</p>
        {view.findings && findings(view.findings.first, view.findings.total)}
      </div>
    );
  if (view.state === 'CANCELLED') return <p className="gate">{m.cancelled}</p>;
  if (view.state === 'WITHDRAWN') return <p className="gate">{m.withdrawn}</p>;
  if (view.state === 'DISQUALIFIED') return <p className="gate">{m.disqualified}</p>;
  return null;
}
