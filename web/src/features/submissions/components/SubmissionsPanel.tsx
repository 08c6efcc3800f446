import { useRouter } from '@tanstack/react-router';
import { useId } from 'react';
import type { SubmissionRow } from '../../../api/views.ts';
import { fieldText } from '../../../lib/forms.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Link } from '../../../ui/Link.tsx';
import { EmptyState } from '../../../ui/Panels.tsx';
import { submissionMessages } from '../messages.ts';
import { filterRows, historyOf } from '../stages.ts';
import { STATE_FILTERS, type StateFilter, type TableSearch } from '../table-search.ts';
import { OwnHistory } from './OwnHistory.tsx';
import { SubmissionTable } from './SubmissionTable.tsx';
import '../submissions.css';

const PER_PAGE = 50;
/** The address of the table with some of its filters changed. */
function tableHref(base: string, search: TableSearch): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) if (value !== undefined && value !== '') params.set(key, String(value));
  const text = params.toString();
  return text === '' ? base : `${base}?${text}`;
}
/** The submission whose score is the best so far, the earliest among equals; null without any. */
function bestOf(rows: readonly SubmissionRow[]): string | null {
  const points = historyOf(rows);
  const best = points.at(-1)?.best;
  const number = points.find(({ value }) => value === best)?.number;
  return rows.find((row) => row.number === number)?.id ?? null;
}

/** Words to find in notes and file names. */
function FindForm({ words, onFind }: { words: string; onFind: (words: string) => void }) {
  const m = useMessages(submissionMessages);
  const id = useId();
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(fieldText(event.currentTarget, 'q'));
      }}
    >
      <label className="vh" htmlFor={id}>
        {m.search}
      </label>
      <input
        key={words}
        id={id}
        name="q"
        type="search"
        className="input input-small"
        placeholder={m.search}
        defaultValue={words}
        maxLength={80}
      />
    </form>
  );
}
function Filters({ rows, search, base, shown }: { rows: readonly SubmissionRow[]; search: TableSearch; base: string; shown: number }) {
  const m = useMessages(submissionMessages);
  const router = useRouter();
  const { page: _page, ...kept } = search;
  const link = (state: StateFilter | undefined) => {
    const { state: _state, ...rest } = kept;
    return tableHref(base, state === undefined ? rest : { ...rest, state });
  };
  const count = (state: StateFilter) => filterRows(rows, { state }).length;
  return (
    <div className="s-filters">
      <nav className="list-filter" aria-label={m.filters}>
        <Link
          keepScroll
          className={search.state === undefined ? 'pill' : 'pill pill-off'}
          aria-current={search.state === undefined ? 'true' : undefined}
          href={link(undefined)}
        >
          {m.filter.all} <span className="num">{formatNumber(rows.length)}</span>
        </Link>
        {STATE_FILTERS.map((state) => (
          <Link
            keepScroll
            key={state}
            className={search.state === state ? 'pill' : 'pill pill-off'}
            aria-current={search.state === state ? 'true' : undefined}
            href={link(state)}
          >
            {m.filter[state]} <span className="num">{formatNumber(count(state))}</span>
          </Link>
        ))}
      </nav>
      <FindForm
        words={search.q ?? ''}
        onFind={(q) => void router.navigate({ href: tableHref(base, { ...kept, q }), resetScroll: false } as never)}
      />
      {shown !== rows.length && <p className="muted num">{m.count(formatNumber(shown), formatNumber(rows.length))}</p>}
    </div>
  );
}
/** History, filters, table and pages of a team's submissions. `rows`: all, newest first. */
export function SubmissionsPanel({ rows, search, base }: { rows: readonly SubmissionRow[]; search: TableSearch; base: string }) {
  const m = useMessages(submissionMessages);
  const fitting = filterRows(rows, search);
  const pages = Math.max(1, Math.ceil(fitting.length / PER_PAGE));
  const page = Math.min(search.page ?? 1, pages);
  return (
    <>
      <OwnHistory rows={rows} />
      <Filters rows={rows} search={search} base={base} shown={fitting.length} />
      {fitting.length === 0 ? (
        <EmptyState
          title={m.none}
          action={
            <LinkButton keepScroll href={tableHref(base, search.phase === undefined ? {} : { phase: search.phase })}>
              {m.clear}
            </LinkButton>
          }
        />
      ) : (
        <SubmissionTable rows={fitting.slice((page - 1) * PER_PAGE, page * PER_PAGE)} bestId={bestOf(rows)} />
      )}
      {pages > 1 && (
        <nav className="s-pages" aria-label={m.pages}>
          {page > 1 && <LinkButton href={tableHref(base, { ...search, page: page - 1 })}>{m.previous}</LinkButton>}
          <span className="num">{m.page(page, pages)}</span>
          {page < pages && <LinkButton href={tableHref(base, { ...search, page: page + 1 })}>{m.next}</LinkButton>}
        </nav>
      )}
    </>
  );
}
