import type { QuotaView } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { Time } from '../../../ui/Time.tsx';
import { submitMessages } from '../messages.ts';

const MOST_BLOCKS = 12;
function Blocks({ used, limit, label }: { used: number; limit: number; label: string }) {
  return (
    <div className="blocks" role="img" aria-label={label}>
      {Array.from({ length: limit }, (_, i) => (
        <span key={i} data-used={i < used ? '' : undefined} />
      ))}
    </div>
  );
}
/** What remains today and in total, when it resets, whether failures count (SU-1). */
export function QuotaPanel({ quota }: { quota: QuotaView }) {
  const m = useMessages(submitMessages);
  const { today, total, concurrent } = quota;
  return (
    <section className="side" aria-labelledby="quota-title">
      <h2 id="quota-title">{today.limit === null ? m.quotaTotal : m.quota}</h2>
      {today.limit !== null && today.limit <= MOST_BLOCKS && (
        <Blocks used={Math.min(today.used, today.limit)} limit={today.limit} label={m.quotaBlocks(today.used, today.limit)} />
      )}
      <p className="quota-left">
        <b className="num">{today.remaining === null ? m.quotaNoLimit : m.quotaLeft(formatNumber(today.remaining))}</b>{' '}
        {quota.countFailed ? m.failedCount : m.failedFree}
      </p>
      {total.limit !== null && total.remaining !== null && (
        <p className="muted num">{m.totalLeft(formatNumber(total.remaining), formatNumber(total.limit))}</p>
      )}
      {concurrent.limit !== null && concurrent.used > 0 && (
        <p className="muted num">{m.concurrentLeft(concurrent.used, concurrent.limit)}</p>
      )}
      {today.limit !== null && (
        <p className="muted">
          {m.resets} <Time at={quota.dayEndsAt} />
        </p>
      )}
    </section>
  );
}
/** Nothing says how many may be sent. */
const isOpenEnded = ({ today, total, concurrent }: QuotaView): boolean => today.limit === null && total.limit === null && concurrent.limit === null;
/** The same in one line, for narrow screens. */
export function QuotaLine({ quota }: { quota: QuotaView }) {
  const m = useMessages(submitMessages);
  const { today } = quota;
  return (
    <p className="quota-line">
      <b className="num">
        {today.limit === null ? m.quotaTotal : m.quota} {isOpenEnded(quota) ? m.quotaNone : formatNumber(today.remaining ?? quota.remaining)}
      </b>
      {today.limit !== null && (
        <>
          {' · '}
          {m.resets} <Time at={quota.dayEndsAt} />
        </>
      )}
    </p>
  );
}
