import type { SubmissionRow } from '../../../api/views.ts';
import { formatNumber, formatScore } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { submissionMessages } from '../messages.ts';
import { historyOf, type HistoryPoint } from '../stages.ts';

const WIDTH = 720;
const HEIGHT = 96;
const PAD = 6;
/** Scores as dots, the best up to then as a step line; better is up. Decoration: the table beside says the same. */
function Chart({ points, direction }: { points: readonly HistoryPoint[]; direction: 'asc' | 'desc' }) {
  const sign = direction === 'desc' ? 1 : -1;
  const values = points.map(({ value }) => value * sign);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (i: number) => Number((PAD + (i / Math.max(1, points.length - 1)) * (WIDTH - 2 * PAD)).toFixed(1));
  const y = (value: number) => Number((HEIGHT - PAD - ((value * sign - low) / span) * (HEIGHT - 2 * PAD)).toFixed(1));
  const steps = points.map(({ best }, i) => (i === 0 ? `M${x(0)} ${y(best)}` : `H${x(i)}V${y(best)}`)).join('');
  return (
    <svg className="history-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="history-best" d={steps} vectorEffect="non-scaling-stroke" />
      {points.map(({ number, value, best }, i) => (
        // A dot that stays round while the chart stretches: a stroke of no length with round ends.
        <path
          key={number}
          className={value === best ? 'history-dot history-dot-best' : 'history-dot'}
          d={`M${x(i)} ${y(value)}h.01`}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
/** The team's own scores in order with the best up to then, as a chart and as a table (MS-4). Nothing under two scores. */
export function OwnHistory({ rows }: { rows: readonly SubmissionRow[] }) {
  const m = useMessages(submissionMessages);
  const points = historyOf(rows);
  const score = rows.find(({ scores }) => scores.length > 0)?.scores[0];
  const best = points.at(-1)?.best;
  if (points.length < 2 || !score || best === undefined) return null;
  return (
    <section className="history" aria-labelledby="history-title">
      <div className="history-head">
        <h3 id="history-title">{m.history}</h3>
        <p className="muted num">{m.historyText(formatNumber(points.length), formatScore(best, score.decimals))}</p>
      </div>
      <Chart points={points} direction={score.direction} />
      <details>
        <summary>{m.historyTable}</summary>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={m.history}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{m.columns.number}</th>
                <th scope="col" className="n">
                  {m.value}
                </th>
                <th scope="col" className="n">
                  {m.bestSoFar}
                </th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.number}>
                  <th scope="row" className="num">
                    {point.number}
                  </th>
                  <td className="n num">{formatScore(point.value, score.decimals)}</td>
                  <td className="n num">{formatScore(point.best, score.decimals)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
