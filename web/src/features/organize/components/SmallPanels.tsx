import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { AuditView, FailureCounts } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { Time, TimeAgo } from '../../../ui/Time.tsx';
import { organizeMessages } from '../messages.ts';

/** Failures by class, the most frequent first, each with a bar on one scale. */
export function FailureList({ counts, classText }: { counts: FailureCounts; classText: (failure: FailureClass) => string }) {
  const m = useMessages(organizeMessages).failures;
  const lang = useLang();
  const all = counts.items.reduce((n, { count }) => n + count, 0);
  const most = Math.max(1, ...counts.items.map(({ count }) => count));
  const ended = formatNumber(counts.ended);
  if (all === 0) return <p className="muted num">{m.none(ended)}</p>;
  return (
    <>
      <p className="muted num">{m.of(formatNumber(all), ended)}</p>
      <ul className="o-list">
        {counts.items.map((item) => (
          <li key={item.class}>
            <p className="o-line">
              <code>{item.class}</code>
              <b className="num">{formatNumber(item.count)}</b>
            </p>
            <svg className="o-bar" aria-hidden="true">
              <rect width={`${((item.count / most) * 100).toFixed(1)}%`} height="4" />
            </svg>
            <p className="o-note">
              {classText(item.class)}{' '}
              <Link className="link" href={paths.organizeEvaluation(lang, item.latestId)} aria-label={`${m.latest}: ${item.class}`}>
                {m.latest}
              </Link>{' '}
              (<TimeAgo at={item.latestAt} />)
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who did what, when and why. `here`: on the page of what it was done to, which needs no link. */
export function AuditRows({ items, here = false }: { items: readonly AuditView[]; here?: boolean }) {
  const m = useMessages(organizeMessages);
  const lang = useLang();
  if (items.length === 0) return <p className="muted">{m.audit.empty}</p>;
  return (
    <ol className="o-list">
      {items.map((entry) => (
        <li key={entry.id}>
          <p className="o-line">
            <b>{m.audit.actions[entry.action]}</b>
            {!here &&
              (entry.evaluationId === null ? (
                <span className="o-id">{entry.subject === '' ? m.audit.everything : entry.subject}</span>
              ) : (
                <Link className="link num" href={paths.organizeEvaluation(lang, entry.evaluationId)}>
                  {entry.subject}
                </Link>
              ))}
          </p>
          <p>{entry.reason}</p>
          <p className="o-note num">
            {entry.by ?? m.queue.machine} · <Time at={entry.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
