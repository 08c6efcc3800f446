import type { EvaluationState } from '@gac/shared/rules/lifecycle';
import type { ReactNode } from 'react';
import type { RunningList } from '../../../api/views.ts';
import { useNow } from '../../../lib/clock.ts';
import { formatNumber, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { organizeMessages } from '../messages.ts';

export type ShowState = (state: EvaluationState) => ReactNode;

/** What workers have now: where, since when, which attempt, and how long the lease still holds. */
export function RunningTable({ list, state }: { list: RunningList; state: ShowState }) {
  const m = useMessages(organizeMessages).running;
  const lang = useLang();
  const now = useNow(1000);
  const { columns } = m;
  const left = (until: string): string => m.left(formatSpan(Math.max(0, Math.round((Date.parse(until) - now) / 1000)) * 1000, lang));
  return (
    <>
      {list.items.length === 0 ? (
        <p className="muted">{m.empty}</p>
      ) : (
        <table className="o-table">
          <thead>
            <tr>
              {(['what', 'state', 'attempt', 'since', 'worker', 'lease'] as const).map((name) => (
                <th key={name} scope="col" className={name === 'attempt' || name === 'since' ? 'n' : undefined}>
                  {columns[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.items.map((item) => (
              <tr key={item.id}>
                <th scope="row">
                  <Link className="link" href={paths.organizeEvaluation(lang, item.id)}>
                    {m.submission(item.team, item.number)}
                  </Link>
                  <span className="o-note">{item.challenge.title[lang]}</span>
                </th>
                <td data-label={columns.state}>{state(item.state)}</td>
                <td data-label={columns.attempt} className="n num">
                  {formatNumber(item.attempt)}
                </td>
                <td data-label={columns.since} className="n num">
                  {m.since(formatSpan(Math.max(0, now - Date.parse(item.since)), lang))}
                </td>
                <td data-label={columns.worker} className="o-id">
                  {item.worker ?? m.nobody}
                </td>
                <td data-label={columns.lease} className="num">
                  {item.lapsed ? m.lapsed : left(item.leaseUntil)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.elsewhere > 0 && <p className="muted num">{m.elsewhere(formatNumber(list.elsewhere))}</p>}
    </>
  );
}
