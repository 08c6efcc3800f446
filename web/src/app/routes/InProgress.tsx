import { isTerminal } from '@gac/shared/rules/lifecycle';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { PhaseView } from '../../api/views.ts';
import { listMessages } from '../../features/challenges/list.ts';
import { challengeQuery } from '../../features/challenges/queries.ts';
import { newestQuery } from '../../features/submissions/queries.ts';
import { unfinishedName, unfinishedStore, type Unfinished } from '../../features/submit/upload/unfinished.ts';
import { useApi } from '../../lib/api.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { Link } from '../../ui/Link.tsx';

const POLL_MS = 15_000;
const subscribe = (changed: () => void) => {
  addEventListener('storage', changed);
  return () => removeEventListener('storage', changed);
};
/** The upload to a phase that this browser remembers; null in server HTML. */
function useUnfinished(viewer: string, { id, accepts }: PhaseView): Unfinished | null {
  const read = () =>
    accepts
      .map(({ kind }) => unfinishedStore(() => localStorage, viewer, unfinishedName(id, kind)).get())
      .find((upload) => upload !== null) ?? null;
  // A string, because what is read must be the same as long as it has not changed.
  const text = useSyncExternalStore(
    subscribe,
    () => JSON.stringify(read()),
    () => 'null',
  );
  return JSON.parse(text) as Unfinished | null;
}
function Upload({ viewer, phase, slug }: { viewer: string; phase: PhaseView; slug: string }) {
  const l = useMessages(listMessages);
  const lang = useLang();
  const upload = useUnfinished(viewer, phase);
  if (upload === null) return null;
  return (
    <li>
      {l.unfinishedUpload(upload.name, upload.bytes === 0 ? 0 : Math.floor((100 * upload.sent) / upload.bytes))}{' '}
      <Link className="link" href={`${paths.submit(lang, slug)}?phase=${phase.key}`}>
        {l.resumeUpload}
      </Link>
    </li>
  );
}
/** What the viewer's team has begun in a challenge and not ended: an upload of this browser, evaluations under way (HO-4). */
export function InProgress({ slug, viewer }: { slug: string; viewer: string }) {
  const l = useMessages(listMessages);
  const lang = useLang();
  const api = useApi();
  const phases = (useQuery(challengeQuery(api, slug)).data?.phaseDetails ?? []).filter(({ status }) => status !== 'upcoming');
  const lists = useQueries({ queries: phases.map(({ id }) => ({ ...newestQuery(api, id), refetchInterval: POLL_MS })) });
  const running = lists.flatMap(({ data }) => data?.items ?? []).filter(({ state }) => !isTerminal(state));
  return (
    <ul className="in-progress">
      {phases.map((phase) => (
        <Upload key={phase.id} viewer={viewer} phase={phase} slug={slug} />
      ))}
      {running.map(({ id, number }) => (
        <li key={id}>
          <Link className="link" href={paths.submission(lang, slug, id)}>
            {l.underWay(number)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
