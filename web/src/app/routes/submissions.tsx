import { useQuery } from '@tanstack/react-query';
import { notFound, useParams, useRouter, useSearch } from '@tanstack/react-router';
import type { ChallengeView, PhaseView } from '../../api/views.ts';
import { challengeQuery } from '../../features/challenges/queries.ts';
import { LiveSubmission } from '../../features/submissions/components/LiveSubmission.tsx';
import { Records, SubmissionFacts } from '../../features/submissions/components/SubmissionFacts.tsx';
import { SubmissionsPanel } from '../../features/submissions/components/SubmissionsPanel.tsx';
import { submissionMessages } from '../../features/submissions/messages.ts';
import { BoardContext, submissionQuery, submissionsQuery } from '../../features/submissions/queries.ts';
import { tableSearchOf } from '../../features/submissions/table-search.ts';
import { FindingList } from '../../features/submit/components/FindingList.tsx';
import { phaseToShow } from '../../features/submit/gate.ts';
import { askForSample } from '../../features/submit/try-once.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { problemOf } from '../../lib/problems.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { EmptyState, ErrorPanel } from '../../ui/Panels.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { AppContext } from '../context.ts';
import { ahead, held, orMissing, viewerOf } from '../loading.ts';
import { boardOf, entryOf } from './entrant.ts';
import { PhaseLinks } from './PhaseLinks.tsx';
import { useChallenge } from './useChallenge.ts';

/** What has to be done before there is anything of one's own to see. */
function DoFirst({ title, act, href }: { title: string; act: string; href: string }) {
  return (
    <EmptyState
      title={title}
      action={
        <LinkButton look="primary" href={href}>
          {act}
        </LinkButton>
      }
    />
  );
}
/** The team's own submissions in a phase: one of the tabs of a challenge (MS-1). */
export function SubmissionsPage() {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const { challenge, participation, viewer } = useChallenge();
  const clock = useClock();
  const search = tableSearchOf(useSearch({ strict: false }));
  const phase = phaseToShow(challenge.phaseDetails, search.phase, clock.startedAt);
  const here = paths.submissions(lang, challenge.slug);
  return (
    <>
      <div className="s-head">
        <h2 className="section-title">{m.mine}</h2>
        {phase && (
          <PhaseLinks label={m.phases} phases={challenge.phaseDetails} current={phase.key} page="submissions" slug={challenge.slug} />
        )}
      </div>
      {viewer === null ? (
        <DoFirst title={m.signInFirst} act={m.signIn} href={`${paths.signIn(lang)}?next=${encodeURIComponent(here)}`} />
      ) : !participation?.team || phase === null ? (
        <DoFirst title={m.joinFirst} act={m.join} href={paths.join(lang, challenge.slug)} />
      ) : (
        <TeamSubmissions phase={phase} />
      )}
    </>
  );
}

function TeamSubmissions({ phase }: { phase: PhaseView }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const router = useRouter();
  const { challenge } = useChallenge();
  const list = useQuery({ ...submissionsQuery(useApi(), phase.id), refetchInterval: 15_000 });
  const search = tableSearchOf(useSearch({ strict: false }));
  const problem = problemOf(list.error);
  if (!list.data) {
    if (problem?.code === 'rules-outdated')
      return (
        <EmptyState
          title={m.rulesFirst}
          action={<LinkButton href={paths.challenge(lang, challenge.slug, 'rules')}>{m.rules}</LinkButton>}
        />
      );
    return problem ? <ErrorPanel problem={problem} onRetry={() => void list.refetch()} /> : <Skeleton label={m.loading} rows={8} />;
  }
  if (list.data.items.length === 0) {
    const trySample = () => {
      askForSample();
      void router.navigate({ href: `${paths.submit(lang, challenge.slug)}?phase=${phase.key}` } as never);
    };
    return (
      <EmptyState
        title={m.empty}
        action={
          challenge.data.some(({ role }) => role === 'sample') && (
            <Button look="primary" onClick={trySample}>
              {m.emptyDo}
            </Button>
          )
        }
      >
        {m.emptyText}
      </EmptyState>
    );
  }
  return (
    <BoardContext value={boardOf(challenge, phase)}>
      <SubmissionsPanel rows={list.data.items} search={search} base={paths.submissions(lang, challenge.slug)} />
    </BoardContext>
  );
}

/** One submission: live state, log, result, and its reproducibility record. */
export function SubmissionPage() {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const { challenge, viewer } = useChallenge();
  const { submissionId = '' }: { submissionId?: string } = useParams({ strict: false });
  const view = useQuery({ ...submissionQuery(useApi(), submissionId), enabled: viewer !== null }).data;
  if (viewer === null)
    return (
      <div className="wrap page">
        <h1 className="page-title">{m.mine}</h1>
        <DoFirst
          title={m.signInFirst}
          act={m.signIn}
          href={`${paths.signIn(lang)}?next=${encodeURIComponent(paths.submission(lang, challenge.slug, submissionId))}`}
        />
      </div>
    );
  return (
    <div className="wrap page submit">
      <p className="crumb">
        <Link href={paths.challenge(lang, challenge.slug)}>{challenge.title[lang]}</Link>
        <span aria-hidden="true">/</span>
        <Link href={paths.submissions(lang, challenge.slug)}>{m.mine}</Link>
      </p>
      <h1 className="page-title num">{view ? m.submission(view.number) : m.mine}</h1>
      <div className="submit-grid">
        <div>
          <BoardContext
            value={boardOf(
              challenge,
              challenge.phaseDetails.find(({ id }) => id === view?.phaseId),
            )}
          >
            <LiveSubmission id={submissionId} findings={(found, total) => <FindingList findings={found} total={total} />} />
          </BoardContext>
          {view && <Records evaluations={view.evaluations} />}
        </div>
        <aside className="submit-side">{view && <SubmissionFacts view={view} />}</aside>
      </div>
    </div>
  );
}

export async function loadSubmissions(context: AppContext, slug: string, phaseKey: string | undefined): Promise<ChallengeView> {
  const { view, phase } = await entryOf(context, slug, phaseKey);
  if (phase) await ahead(context, submissionsQuery(context.api, phase.id));
  return view;
}
/** A submission under the address of another challenge is a missing page; nobody's is looked for when nobody is signed in. */
export async function loadSubmission(
  context: AppContext,
  slug: string,
  id: string,
): Promise<{ title: ChallengeView['title']; number: number | null }> {
  if ((await viewerOf(context)) === null) return { ...(await orMissing(held(context, challengeQuery(context.api, slug)))), number: null };
  const [view, challenge] = await Promise.all([
    orMissing(held(context, submissionQuery(context.api, id))),
    orMissing(held(context, challengeQuery(context.api, slug))),
  ]);
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own signal is a plain object
  if (view.challengeSlug !== slug) throw notFound();
  return { title: challenge.title, number: view.number };
}
