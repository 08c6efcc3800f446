import type { ChallengeList } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { listMessages } from '../list.ts';

/** Live numbers; what is not known is not shown. */
export function Facts({ facts }: { facts: ChallengeList['facts'] }) {
  const l = useMessages(listMessages);
  const shown = (['countries', 'entries', 'evaluations'] as const).filter((key) => facts[key] > 0);
  if (shown.length === 0) return null;
  const wait = facts.medianWaitMs;
  return (
    <dl className="facts" aria-label={l.factsTitle}>
      {shown.map((key) => (
        <div key={key}>
          <dt>{l.facts[key]}</dt>
          <dd className="num">
            {formatNumber(facts[key])}
            <small>{l.unit[key]}</small>
          </dd>
        </div>
      ))}
      {wait !== null && (
        <div>
          <dt>{l.facts.medianWait}</dt>
          <dd className="num">
            {wait < 10_000 ? Number((wait / 1000).toFixed(1)) : formatNumber(Math.round(wait / 1000))}
            <small>{l.seconds}</small>
          </dd>
        </div>
      )}
    </dl>
  );
}
