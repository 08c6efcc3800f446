import type { QueueSamples } from '../../../api/views.ts';
import { useNow } from '../../../lib/clock.ts';
import { formatClock, formatNumber, KST } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { organizeMessages } from '../messages.ts';
import { linePath, scaleTop, spansOf, waitingOf } from '../samples.ts';

const WIDTH = 600;
const HEIGHT = 120;
const SPAN_MS = 30_000;
const MINUTES = 5;

/** Waiting and running of the last five minutes on one scale, and the same as a table. */
export function QueueChart({ samples }: { samples: QueueSamples }) {
  const m = useMessages(organizeMessages).queue;
  const now = useNow(1000);
  const { items, keptMs } = samples;
  const last = items.at(-1);
  const fresh = items.filter(({ at }) => Date.parse(at) >= now - keptMs);
  if (!last || fresh.length === 0) return <p className="muted">{m.noSamples}</p>;
  const top = scaleTop(fresh.flatMap((sample) => [waitingOf(sample), sample.running]));
  const box = { now, spanMs: keptMs, top, width: WIDTH, height: HEIGHT };
  return (
    <>
      <p className="vh">{m.chartText(formatNumber(waitingOf(last)), formatNumber(last.running))}</p>
      <div className="o-chart" aria-hidden="true">
        <span className="o-top num">{formatNumber(top)}</span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          {Array.from({ length: MINUTES + 1 }, (_, i) => (
            <path key={i} className="o-tick" d={`M${(i / MINUTES) * WIDTH} 0V${HEIGHT}`} vectorEffect="non-scaling-stroke" />
          ))}
          <path className="o-base" d={`M0 ${HEIGHT}H${WIDTH}`} vectorEffect="non-scaling-stroke" />
          <path className="o-running" d={linePath(fresh, ({ running }) => running, box)} vectorEffect="non-scaling-stroke" />
          <path className="o-waiting" d={linePath(fresh, waitingOf, box)} vectorEffect="non-scaling-stroke" />
        </svg>
        <p className="o-ticks num">
          {Array.from({ length: MINUTES + 1 }, (_, i) => (
            <span key={i}>{i === MINUTES ? formatClock(now, KST) : `−${MINUTES - i}′`}</span>
          ))}
        </p>
        <p className="o-legend">
          <span className="o-key-waiting">{m.legend.waiting}</span>
          <span className="o-key-running">{m.legend.running}</span>
        </p>
      </div>
      <SampleTable samples={samples} />
    </>
  );
}

function SampleTable({ samples: { items } }: { samples: QueueSamples }) {
  const m = useMessages(organizeMessages).queue;
  return (
    <details className="o-details">
      <summary>{m.table}</summary>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={m.chart}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.span}</th>
              {(['waiting', 'running', 'ended'] as const).map((name) => (
                <th key={name} scope="col" className="n">
                  {m.legend[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spansOf(items, SPAN_MS).map((span) => (
              <tr key={span.at}>
                <th scope="row" className="num">
                  {formatClock(span.at, KST, true)}
                </th>
                {(['waiting', 'running', 'ended'] as const).map((name) => (
                  <td key={name} className="n num">
                    {formatNumber(span[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
