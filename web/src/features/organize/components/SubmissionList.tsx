import { FAILURE_CLASSES, SUBMISSION_STATES, type SubmissionState } from '@gac/shared/rules/lifecycle';
import { useRouter } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import type { ChallengeSubmission, ChallengeSubmissions } from '../../../api/views.ts';
import { fieldText } from '../../../lib/forms.ts';
import { formatBytes, formatNumber, middleEllipsis } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Link } from '../../../ui/Link.tsx';
import { EmptyState } from '../../../ui/Panels.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { Time } from '../../../ui/Time.tsx';
import { detailMessages } from '../detail-messages.ts';
import { listHref, listSearchOf, type ListSearch } from '../list-search.ts';
import { PAGE } from '../queries.ts';

export interface StateLook {
  tag: (state: SubmissionState) => ReactNode;
  name: (state: SubmissionState) => string;
}

/** States with how many there are, the failure class, and a text. */
export function ListFilters({
  list,
  search,
  base,
  name,
}: {
  list: ChallengeSubmissions;
  search: ListSearch;
  base: string;
  name: StateLook['name'];
}) {
  const m = useMessages(detailMessages).list;
  const router = useRouter();
  const id = useId();
  const count = (state: SubmissionState) => list.byState.find((one) => one.state === state)?.count ?? 0;
  const { q } = search;
  const pill = (state: SubmissionState | undefined, label: string, n: number) => (
    <Link
      key={label}
      keepScroll
      className={search.state === state ? 'pill' : 'pill pill-off'}
      aria-current={search.state === state ? 'true' : undefined}
      href={listHref(base, { q, ...(state && { state }), ...(state === 'FAILED' && search.class && { class: search.class }) })}
    >
      {label} <span className="num">{formatNumber(n)}</span>
    </Link>
  );
  return (
    <div className="s-filters o-filters">
      <nav className="list-filter" aria-label={m.filters}>
        {pill(
          undefined,
          m.all,
          list.byState.reduce((n, one) => n + one.count, 0),
        )}
        {SUBMISSION_STATES.filter((state) => count(state) > 0 || state === search.state).map((state) =>
          pill(state, name(state), count(state)),
        )}
      </nav>
      <form
        key={`${q ?? ''} ${search.class ?? ''}`}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = listSearchOf({ q: fieldText(event.currentTarget, 'q'), class: fieldText(event.currentTarget, 'class') });
          // A class is one of failures.
          const state = wanted.class ? 'FAILED' : search.state;
          void router.navigate({ href: listHref(base, { ...wanted, ...(state && { state }) }), resetScroll: false } as never);
        }}
      >
        <label className="vh" htmlFor={`${id}q`}>
          {m.search}
        </label>
        <input
          id={`${id}q`}
          name="q"
          type="search"
          className="input input-small"
          placeholder={m.search}
          defaultValue={q ?? ''}
          maxLength={80}
        />
        <label className="vh" htmlFor={`${id}c`}>
          {m.class}
        </label>
        <select id={`${id}c`} name="class" className="input input-small" defaultValue={search.class ?? ''}>
          <option value="">{m.anyClass}</option>
          {FAILURE_CLASSES.map((failure) => (
            <option key={failure}>{failure}</option>
          ))}
        </select>
        <Button type="submit">{m.apply}</Button>
      </form>
    </div>
  );
}

function Row({ row, tag }: { row: ChallengeSubmission; tag: StateLook['tag'] }) {
  const m = useMessages(detailMessages).list;
  const lang = useLang();
  const { columns } = m;
  return (
    <tr>
      <th scope="row" className="o-id num">
        {row.receipt}
        <span className="o-note num">#{row.number}</span>
      </th>
      <td data-label={columns.team}>
        {row.team} {row.isBaseline && <Tag>{m.baseline}</Tag>}
      </td>
      <td data-label={columns.phase}>
        {row.phase[lang]}
        <span className="o-note" title={row.fileName}>
          {middleEllipsis(row.fileName, 30)} · {formatBytes(row.bytes)}
        </span>
      </td>
      <td data-label={columns.state}>
        {tag(row.state)}
        {row.failureClass !== null && (
          <span className="o-note">
            <code>{row.failureClass}</code>
          </span>
        )}
      </td>
      <td data-label={columns.received} className="num">
        <Time at={row.receivedAt} second="none" />
      </td>
      <td data-label={columns.evaluations}>
        {row.evaluations.map((evaluation) => (
          <span key={evaluation.id} className="o-note num">
            <Link
              className="link"
              href={paths.organizeEvaluation(lang, evaluation.id)}
              aria-label={`${row.receipt} ${m.open(evaluation.task[lang])}`}
            >
              {row.evaluations.length > 1 ? evaluation.task[lang] : m.show}
            </Link>{' '}
            · {m.attempts(evaluation.attempt)}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** One page of a challenge's submissions. */
export function SubmissionList({
  list,
  search,
  base,
  tag,
}: {
  list: ChallengeSubmissions;
  search: ListSearch;
  base: string;
  tag: StateLook['tag'];
}) {
  const m = useMessages(detailMessages).list;
  const isFiltered = search.state !== undefined || search.class !== undefined || search.q !== undefined;
  const page = search.page ?? 1;
  const pages = Math.max(1, Math.ceil(list.total / PAGE));
  if (list.items.length === 0)
    return (
      <EmptyState
        title={isFiltered || page > 1 ? m.none : m.empty}
        action={
          (isFiltered || page > 1) && (
            <LinkButton keepScroll href={base}>
              {m.clear}
            </LinkButton>
          )
        }
      />
    );
  return (
    <>
      <table className="o-table">
        <caption className="vh">{m.title}</caption>
        <thead>
          <tr>
            {(['receipt', 'team', 'phase', 'state', 'received', 'evaluations'] as const).map((name) => (
              <th key={name} scope="col">
                {m.columns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.map((row) => (
            <Row key={row.id} row={row} tag={tag} />
          ))}
        </tbody>
      </table>
      <nav className="s-pages" aria-label={m.pages}>
        {page > 1 && <LinkButton href={listHref(base, { ...search, page: page - 1 })}>{m.previous}</LinkButton>}
        <span className="num muted">
          {m.count(formatNumber(list.total))} · {m.page(page, pages)}
        </span>
        {page < pages && <LinkButton href={listHref(base, { ...search, page: page + 1 })}>{m.next}</LinkButton>}
      </nav>
    </>
  );
}
