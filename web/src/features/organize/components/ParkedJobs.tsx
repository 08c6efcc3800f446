import type { ParkedJobs as View } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { Time } from '../../../ui/Time.tsx';
import { organizeMessages } from '../messages.ts';
import { DeedButton } from './DeedButton.tsx';

/** What handlers gave up, the longest parked first, and the way to run it once more. */
export function ParkedJobs({ view }: { view: View }) {
  const m = useMessages(organizeMessages).parked;
  if (view.total === 0) return <p className="muted">{m.empty}</p>;
  return (
    <>
      <p className="o-line">
        <span className="muted num">{m.count(formatNumber(view.total))}</span>
        <DeedButton deed={{ kind: 'rerun', jobs: null, name: m.all }} />
      </p>
      <ul className="o-list">
        {view.jobs.map(({ handler, eventId, event, error, parkedAt }) => (
          <li key={`${handler} ${eventId}`}>
            <p className="o-line">
              <b>{handler}</b>
              <DeedButton deed={{ kind: 'rerun', jobs: [{ handler, eventId }], name: `${handler} ${eventId.slice(-8)}` }} />
            </p>
            <p className="o-note num">
              {event} · <Time at={parkedAt} />
            </p>
            <pre className="o-pre o-detail" tabIndex={0} aria-label={`${handler} ${eventId.slice(-8)}`}>
              {error}
            </pre>
          </li>
        ))}
      </ul>
    </>
  );
}
