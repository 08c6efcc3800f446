import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouterState, useSearch, type ErrorComponentProps } from '@tanstack/react-router';
import { DeedButton } from '../../features/organize/components/DeedButton.tsx';
import { Panel } from '../../features/organize/components/Panel.tsx';
import { ParkedJobs } from '../../features/organize/components/ParkedJobs.tsx';
import { QueueChart } from '../../features/organize/components/QueueChart.tsx';
import { PauseNote, QueueDepth, QueueFacts } from '../../features/organize/components/QueueDepth.tsx';
import { RunningTable } from '../../features/organize/components/RunningTable.tsx';
import { AuditRows, FailureList } from '../../features/organize/components/SmallPanels.tsx';
import { ListFilters, SubmissionList } from '../../features/organize/components/SubmissionList.tsx';
import { WorkersTable } from '../../features/organize/components/WorkersTable.tsx';
import { ExportPanel } from '../../features/imports/components/ExportPanel.tsx';
import { draftMessages } from '../../features/imports/draft-messages.ts';
import { listSearchOf, type ListSearch } from '../../features/organize/list-search.ts';
import { deedMessages } from '../../features/organize/deed-messages.ts';
import { detailMessages } from '../../features/organize/detail-messages.ts';
import { organizeMessages } from '../../features/organize/messages.ts';
import {
  actionsQuery,
  failuresQuery,
  listQuery,
  LOOK_MS,
  organizedQuery,
  panelQuery,
  parkedQuery,
  runningQuery,
  samplesQuery,
  workersQuery,
} from '../../features/organize/queries.ts';
import { useQueueLive } from '../../features/organize/useQueueLive.ts';
import { StateTag } from '../../features/submissions/components/StateTag.tsx';
import { submissionMessages } from '../../features/submissions/messages.ts';
import { useApi } from '../../lib/api.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { problemOf } from '../../lib/problems.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { NavTabs } from '../../ui/NavTabs.tsx';
import { EmptyState } from '../../ui/Panels.tsx';
import type { AppContext } from '../context.ts';
import { ahead, held, orMissing } from '../loading.ts';
import { BrokenPage } from './states.tsx';
import { useClassText } from './useClassText.ts';
import '../../features/organize/organize.css';
import '../../features/submissions/submissions.css';

const polled = { refetchInterval: LOOK_MS } as const;
/** The tabs that the organizers' pages share. */
export function OrganizeLayout() {
  const m = useMessages(organizeMessages);
  const lang = useLang();
  const first = useSuspenseQuery(organizedQuery(useApi())).data.items[0];
  const { slug: named }: { slug?: string } = useParams({ strict: false });
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  // A draft has no submissions: there its address names nothing in the list.
  const isDraft = pathname.startsWith(paths.organizeDraft(lang, ''));
  const isImport = pathname.startsWith(paths.organizeImport(lang));
  const slug = (isDraft ? null : named) ?? first?.slug ?? '';
  const submissions = slug === '' ? paths.organizeEmpty(lang) : paths.organizeSubmissions(lang, slug);
  return (
    <div className="wrap o-page">
      <p className="crumb">{m.organize}</p>
      <NavTabs
        label={m.tabsLabel}
        current={isImport || isDraft ? paths.organizeImport(lang) : pathname}
        tabs={[
          { href: paths.organizeQueue(lang), label: m.tabs.queue },
          { href: submissions, label: m.tabs.submissions },
          { href: paths.organizeImport(lang), label: m.tabs.import },
        ]}
      />
      <Outlet />
    </div>
  );
}

/** Who may not see these pages is told what they are, what role they need, and who grants it (G7). */
export function OrganizeRefused(props: ErrorComponentProps) {
  const m = useMessages(organizeMessages);
  const lang = useLang();
  const href = useRouterState({ select: ({ location }) => location.href });
  const code = problemOf(props.error)?.code;
  if (code !== 'unauthenticated' && code !== 'forbidden') return <BrokenPage {...props} />;
  const signedOut = code === 'unauthenticated';
  return (
    <div className="wrap page stack">
      <h1 className="page-title">{signedOut ? m.signInFirst : m.roleNeeded}</h1>
      <p>{m.roleText}</p>
      <p>
        {signedOut ? (
          <LinkButton look="primary" href={`${paths.signIn(lang)}?next=${encodeURIComponent(href)}`}>
            {m.signIn}
          </LinkButton>
        ) : (
          <LinkButton href={paths.home(lang)}>{m.home}</LinkButton>
        )}
      </p>
    </div>
  );
}

/** Queue, workers and failures, live. Every part loads, fails and grows old by itself. */
export function QueuePage() {
  const m = useMessages(organizeMessages);
  const api = useApi();
  const deeds = useMessages(deedMessages);
  const classText = useClassText();
  const panel = useQuery({ ...panelQuery(api), ...polled });
  const samples = useQuery(samplesQuery(api));
  const running = useQuery({ ...runningQuery(api), ...polled });
  const workers = useQuery({ ...workersQuery(api), ...polled });
  const failures = useQuery({ ...failuresQuery(api), refetchInterval: 3 * LOOK_MS });
  const actions = useQuery({ ...actionsQuery(api), refetchInterval: 3 * LOOK_MS });
  const parked = useQuery({ ...parkedQuery(api), refetchInterval: 3 * LOOK_MS });
  const live = useQueueLive(samples.data?.lastSeq);
  const pausedAll = panel.data?.pausedAll ?? null;
  return (
    <>
      <div className="o-head">
        <h1 className="page-title">{m.queue.title}</h1>
        <span className="live-state" data-state={live}>
          {m.live[live]}
        </span>
        {panel.data?.mayPauseAll && (
          <span className="o-head-do">
            <span className="muted">{deeds.all}</span>{' '}
            <DeedButton deed={{ kind: pausedAll ? 'resume' : 'pause', challenge: null }} look="secondary" />
          </span>
        )}
      </div>
      {pausedAll && (
        <p className="o-banner" role="note">
          <b>{m.queue.pausedAll}</b> <PauseNote pause={pausedAll} />
        </p>
      )}
      <Panel title={m.queue.depth} query={panel} rows={6}>
        {(data) => (
          <>
            <QueueFacts panel={data} />
            <QueueDepth panel={data} />
          </>
        )}
      </Panel>
      <Panel title={m.queue.chart} query={samples} rows={3}>
        {(data) => <QueueChart samples={data} />}
      </Panel>
      <Panel title={m.running.title} query={running}>
        {(data) => <RunningTable list={data} state={(state) => <StateTag state={state} />} />}
      </Panel>
      <Panel title={m.workers.title} query={workers}>
        {(data) => <WorkersTable list={data} />}
      </Panel>
      <Panel title={m.parked.title} query={parked} rows={1}>
        {(data) => <ParkedJobs view={data} />}
      </Panel>
      <div className="o-two">
        <Panel title={m.failures.title} query={failures}>
          {(data) => <FailureList counts={data} classText={classText} />}
        </Panel>
        <Panel title={m.audit.title} query={actions}>
          {(data) => <AuditRows items={data.items} />}
        </Panel>
      </div>
    </>
  );
}

/** The submissions of one challenge, by state, class and text. */
export function OrganizedSubmissionsPage() {
  const detail = useMessages(detailMessages);
  const words = useMessages(submissionMessages);
  const exporting = useMessages(draftMessages);
  const lang = useLang();
  const api = useApi();
  const { slug = '' }: { slug?: string } = useParams({ strict: false });
  const search = listSearchOf(useSearch({ strict: false }));
  const challenges = useSuspenseQuery(organizedQuery(api)).data.items;
  const list = useQuery({ ...listQuery(api, slug, search), ...polled });
  const base = paths.organizeSubmissions(lang, slug);
  const title = challenges.find((challenge) => challenge.slug === slug)?.title[lang] ?? detail.list.title;
  return (
    <>
      <div className="o-head">
        <h1 className="page-title">{title}</h1>
      </div>
      {challenges.length > 1 && (
        <nav className="list-filter o-choice" aria-label={detail.list.challenges}>
          {challenges.map((challenge) => (
            <Link
              key={challenge.slug}
              className={challenge.slug === slug ? 'pill' : 'pill pill-off'}
              aria-current={challenge.slug === slug ? 'page' : undefined}
              href={paths.organizeSubmissions(lang, challenge.slug)}
            >
              {challenge.title[lang]}
            </Link>
          ))}
        </nav>
      )}
      <Panel title={detail.list.title} query={list} rows={8}>
        {(data) => (
          <>
            <ListFilters list={data} search={search} base={base} name={(state) => words.states[state]} />
            <SubmissionList list={data} search={search} base={base} tag={(state) => <StateTag state={state} />} />
          </>
        )}
      </Panel>
      <section className="o-panel" aria-label={exporting.export}>
        <h2>{exporting.export}</h2>
        <ExportPanel slug={slug} />
      </section>
    </>
  );
}

/** Whoever organizes nothing yet. */
export function NothingOrganizedPage() {
  const m = useMessages(organizeMessages);
  const detail = useMessages(detailMessages);
  return (
    <>
      <div className="o-head">
        <h1 className="page-title">{detail.list.title}</h1>
      </div>
      <EmptyState title={m.noChallenge}>{m.noChallengeText}</EmptyState>
    </>
  );
}

/** Who may see these pages, and what they organize. Refusals are told by OrganizeRefused. */
export const loadOrganized = (context: AppContext) => held(context, organizedQuery(context.api));
export async function loadQueue(context: AppContext): Promise<void> {
  const { api } = context;
  // Without the role the parent says so; these would only ask in vain.
  await held(context, organizedQuery(api));
  await Promise.all([
    ahead(context, panelQuery(api)),
    ahead(context, samplesQuery(api)),
    ahead(context, runningQuery(api)),
    ahead(context, workersQuery(api)),
    ahead(context, failuresQuery(api)),
    ahead(context, actionsQuery(api)),
    ahead(context, parkedQuery(api)),
  ]);
}
/** The list; a challenge that is not the viewer's is a missing page. */
export const loadOrganizedList = async (context: AppContext, slug: string, search: ListSearch): Promise<void> => {
  await orMissing(held(context, listQuery(context.api, slug, search)));
};
