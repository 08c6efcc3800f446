import type { QueuePanel, QueueRow } from '../../../api/views.ts';
import { useNow } from '../../../lib/clock.ts';
import { formatClock, formatNumber, formatSpan, KST } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { organizeMessages } from '../messages.ts';
import { DeedButton } from './DeedButton.tsx';

const sum = (panel: QueuePanel, key: 'waiting' | 'running'): number =>
  panel.rows.reduce((n, row) => n + row[key].validate + row[key].evaluate, 0);
/** A span since an instant, never negative. */
const spanSince = (at: string, now: number, lang: 'ko' | 'en'): string => formatSpan(Math.max(0, now - Date.parse(at)), lang);

/** The whole queue in five numbers. */
export function QueueFacts({ panel }: { panel: QueuePanel }) {
  const m = useMessages(organizeMessages).queue;
  const lang = useLang();
  const now = useNow(1000);
  const oldest = panel.rows.flatMap(({ oldestAt }) => oldestAt ?? []).sort()[0];
  const facts = [
    [m.facts.waiting, formatNumber(sum(panel, 'waiting')), m.unit],
    [m.facts.running, formatNumber(sum(panel, 'running')), m.unit],
    [m.facts.oldest, oldest === undefined ? m.none : spanSince(oldest, now, lang), ''],
    [m.facts.perMinute, formatNumber(panel.endedLastMinute), m.unit],
    [m.facts.wait, panel.waitMs === null ? m.none : `${formatSpan(panel.waitMs.median, lang)} · ${formatSpan(panel.waitMs.p95, lang)}`, ''],
  ] as const;
  return (
    <dl className="facts o-facts">
      {facts.map(([name, value, unit]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">
            {value}
            {unit !== '' && value !== m.none && <small>{unit}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function PauseNote({ pause }: { pause: NonNullable<QueueRow['paused']> }) {
  const m = useMessages(organizeMessages).queue;
  return <span className="o-note num">{m.pausedBy(pause.by ?? m.machine, `${formatClock(pause.at, KST)} KST`, pause.reason)}</span>;
}

function Row({ row, allPaused }: { row: QueueRow; allPaused: boolean }) {
  const m = useMessages(organizeMessages).queue;
  const lang = useLang();
  const now = useNow(1000);
  const counts = (key: 'validate' | 'evaluate') => (
    <>
      <span aria-hidden="true">
        <b>{formatNumber(row.waiting[key])}</b> / {formatNumber(row.running[key])}
      </span>
      <span className="vh">{m.counts(formatNumber(row.waiting[key]), formatNumber(row.running[key]))}</span>
    </>
  );
  return (
    <tr>
      <th scope="row">
        {row.challenge ? (
          <Link className="link" href={paths.organizeSubmissions(lang, row.challenge.slug)}>
            {row.challenge.title[lang]}
          </Link>
        ) : (
          m.others
        )}
      </th>
      <td data-label={m.columns.check} className="n num">
        {counts('validate')}
      </td>
      <td data-label={m.columns.evaluate} className="n num">
        {counts('evaluate')}
      </td>
      <td data-label={m.columns.oldest} className="n num">
        {row.oldestAt === null ? m.none : spanSince(row.oldestAt, now, lang)}
      </td>
      <td data-label={m.columns.ended} className="n num">
        {formatNumber(row.endedLastHour)}
      </td>
      <td data-label={m.columns.state}>
        {row.paused || allPaused ? <Tag tone="warn">{m.paused}</Tag> : <Tag tone="ok">{m.open}</Tag>}{' '}
        {row.unattended > 0 && <Tag tone="err">{m.unattended(formatNumber(row.unattended))}</Tag>} {row.paused && <PauseNote pause={row.paused} />}
      </td>
      <td className="o-act">
        {row.challenge && <DeedButton deed={{ kind: row.paused ? 'resume' : 'pause', challenge: row.challenge }} />}
      </td>
    </tr>
  );
}

/** Depth by challenge and stage, with the button that stops each. */
export function QueueDepth({ panel }: { panel: QueuePanel }) {
  const m = useMessages(organizeMessages).queue;
  if (panel.rows.length === 0) return <p className="muted">{m.empty}</p>;
  const { columns } = m;
  return (
    <table className="o-table">
      <thead>
        <tr>
          <th scope="col">{columns.challenge}</th>
          <th scope="col" className="n" title={m.waitingRunning}>
            {columns.check}
          </th>
          <th scope="col" className="n" title={m.waitingRunning}>
            {columns.evaluate}
          </th>
          <th scope="col" className="n">
            {columns.oldest}
          </th>
          <th scope="col" className="n">
            {columns.ended}
          </th>
          <th scope="col">{columns.state}</th>
          <th scope="col">
            <span className="vh">{columns.act}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {panel.rows.map((row) => (
          <Row key={row.challenge?.slug ?? ''} row={row} allPaused={panel.pausedAll !== null} />
        ))}
      </tbody>
    </table>
  );
}
