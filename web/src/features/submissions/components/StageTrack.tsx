import { useState } from 'react';
import type { SubmissionView } from '../../../api/views.ts';
import { useNow } from '../../../lib/clock.ts';
import { estimateText } from '../../../lib/estimate.ts';
import { formatClock, formatNumber, KST } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { isTerminal } from '@gac/shared/rules/lifecycle';
import { submissionMessages } from '../messages.ts';
import { isLate, runBegan, stagesOf } from '../stages.ts';

/** Every state with the time it was entered; words and marks besides colour (SU-9). */
export function StageTrack({ view }: { view: Pick<SubmissionView, 'state' | 'history'> }) {
  const m = useMessages(submissionMessages);
  return (
    <ol className="stages" aria-label={m.way}>
      {stagesOf(view).map(({ state, at, look }) => (
        <li key={state} data-look={look} aria-current={look === 'current' ? 'step' : undefined}>
          <span className="stage-name">{m.states[state]}</span>
          {at !== null ? (
            <time dateTime={at} className="num">
              {formatClock(at, KST, true)}
            </time>
          ) : (
            <span className="num" aria-hidden="true">
              {look === 'skipped' ? '–' : ' '}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Place in the queue, an honest range, and when it is late whether everybody is (SU-9). A run that begins anew is measured anew. */
export function QueueNote({ view }: { view: SubmissionView }) {
  const began = runBegan(view);
  return <RunNote key={began} view={view} began={began} />;
}
function RunNote({ view, began }: { view: SubmissionView; began: string }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const now = useNow(1000);
  const { queue } = view;
  // The first estimate is the promise the wait is measured by; later ones follow the wait itself.
  const [promised, setPromised] = useState<number | null>(null);
  const high = queue?.estimateMs?.high ?? null;
  if (promised === null && high !== null) setPromised(high);
  if (!queue || isTerminal(view.state)) return null;
  const waiting = view.state === 'RECEIVED' || view.state === 'VALIDATING' || view.state === 'QUEUED';
  const unattended = waiting && queue.unattended.length > 0;
  const parts = [
    waiting && !unattended && !queue.paused ? (queue.position === 0 ? m.starting : m.queue(formatNumber(queue.position + 1))) : null,
    queue.estimateMs === null ? null : estimateText(queue.estimateMs, { within: m.within, range: m.estimate }, lang),
    queue.slots === 0 ? null : m.running(formatNumber(queue.running), formatNumber(queue.slots)),
  ].filter((part) => part !== null);
  return (
    <>
      <p className="queue-note num">{parts.join(' · ')}</p>
      {queue.paused && <p className="queue-late">{m.paused}</p>}
      {waiting && !queue.paused && queue.slots === 0 && <p className="queue-late">{m.noWorker}</p>}
      {!queue.paused && queue.slots > 0 && unattended && <p className="queue-late">{m.unattended}</p>}
      {!queue.paused && !unattended && isLate(began, promised, now) && (
        <p className="queue-late">
          <b>{m.late}</b> {queue.slow ? m.lateAll : m.lateOne}
        </p>
      )}
    </>
  );
}
