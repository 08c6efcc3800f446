import type { UseQueryResult } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useClock, useNow } from '../../../lib/clock.ts';
import { formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { problemOf } from '../../../lib/problems.ts';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { organizeMessages } from '../messages.ts';

/** Three looks missed: what stands there is no longer the present. */
const STALE_MS = 15_000;

/**
 * A part of a page that loads, fails and grows old by itself: the others don't notice. Old content is greyed and says its age.
 * `head` stands beside the title.
 */
export function Panel<T>({
  title,
  head,
  query,
  rows = 3,
  children,
}: {
  title: string;
  head?: ReactNode;
  query: UseQueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const m = useMessages(organizeMessages);
  const lang = useLang();
  const clock = useClock();
  const id = useId();
  const now = useNow(1000);
  const { data } = query;
  const problem = problemOf(query.error);
  // The query notes this machine's time; `now` is the server's.
  const age = now - clock.now() + clock.local() - query.dataUpdatedAt;
  const stale = data !== undefined && age > STALE_MS;
  return (
    <section className="o-panel" aria-labelledby={id} data-stale={stale ? '' : undefined}>
      <div className="o-panel-head">
        <h2 id={id}>{title}</h2>
        {head}
        {stale && <p className="o-age num">{m.stale(formatSpan(Math.floor(age / 1000) * 1000, lang))}</p>}
      </div>
      {problem && (data === undefined || stale) && <ErrorPanel problem={problem} onRetry={() => void query.refetch()} />}
      {data !== undefined ? <div className="o-panel-body">{children(data)}</div> : !problem && <Skeleton label={m.loading} rows={rows} />}
    </section>
  );
}
