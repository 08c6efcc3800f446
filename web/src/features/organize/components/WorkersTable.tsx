import type { WorkerList, WorkerView } from '../../../api/views.ts';
import { useNow } from '../../../lib/clock.ts';
import { formatClock, formatSpan, KST } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Tag, type TagTone } from '../../../ui/Tag.tsx';
import { organizeMessages } from '../messages.ts';
import { DeedButton } from './DeedButton.tsx';

const TONES: Record<WorkerView['state'], TagTone> = {
  ready: 'ok',
  'not-ready': 'err',
  draining: 'warn',
  drained: 'warn',
  lost: 'err',
  ended: 'plain',
};

function Row({ worker, mayDrain }: { worker: WorkerView; mayDrain: boolean }) {
  const m = useMessages(organizeMessages).workers;
  const lang = useLang();
  const silent = useNow(1000) - Date.parse(worker.seenAt);
  const isDrained = worker.state === 'draining' || worker.state === 'drained';
  const canAct = mayDrain && worker.state !== 'lost' && worker.state !== 'ended';
  return (
    <tr>
      <th scope="row">
        <span className="o-id">{worker.id}</span>
        <span className="o-note num">{m.started(`${formatClock(worker.startedAt, KST)} KST`)}</span>
      </th>
      <td data-label={m.columns.state}>
        <Tag tone={TONES[worker.state]}>{m.states[worker.state]}</Tag>
        {worker.problems.map(({ code, message, remedy }) => (
          <span key={code} className="o-problem">
            {message} <b>{m.remedy}:</b> {remedy}
          </span>
        ))}
      </td>
      <td data-label={m.columns.slots} className="n num">
        {m.slots(worker.busy, worker.slots)}
      </td>
      <td data-label={m.columns.driver}>
        {worker.driver === 'off' ? m.noPrograms : (worker.driver ?? '–')}
        {worker.isolation !== null && worker.isolation !== '' && <span className="o-note">{worker.isolation}</span>}
      </td>
      <td data-label={m.columns.limits}>{worker.limits === null ? '–' : m.limits[worker.limits]}</td>
      <td data-label={m.columns.seen} className="num">
        {silent < 5_000 ? m.now : m.seen(formatSpan(Math.floor(silent / 1000) * 1000, lang))}
      </td>
      <td className="o-act">{canAct && <DeedButton deed={{ kind: isDrained ? 'takeBack' : 'drain', worker: worker.id }} />}</td>
    </tr>
  );
}

/** Every worker heard of lately. */
export function WorkersTable({ list }: { list: WorkerList }) {
  const m = useMessages(organizeMessages).workers;
  if (list.items.length === 0) return <p className="muted">{m.empty}</p>;
  return (
    <>
      <table className="o-table">
        <thead>
          <tr>
            {(['worker', 'state', 'slots', 'driver', 'limits', 'seen'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'slots' ? 'n' : undefined}>
                {m.columns[name]}
              </th>
            ))}
            <th scope="col">
              <span className="vh">{m.columns.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.items.map((worker) => (
            <Row key={worker.id} worker={worker} mayDrain={list.mayDrain} />
          ))}
        </tbody>
      </table>
      {!list.mayDrain && <p className="muted">{m.sharedOnly}</p>}
    </>
  );
}
