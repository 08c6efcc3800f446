import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ChallengeCard, ChallengeList } from '../../api/views.ts';
import { useAccount } from '../../features/accounts/queries.ts';
import { ChallengeEntry } from '../../features/challenges/components/ChallengeEntry.tsx';
import { Facts } from '../../features/challenges/components/Facts.tsx';
import { Resume, useJoined } from '../../features/challenges/components/Resume.tsx';
import { Schedule } from '../../features/challenges/components/Schedule.tsx';
import { listMessages } from '../../features/challenges/list.ts';
import { challengeMessages } from '../../features/challenges/messages.ts';
import { challengesQuery } from '../../features/challenges/queries.ts';
import { byUrgency } from '../../features/challenges/schedule.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { EmptyState } from '../../ui/Panels.tsx';
import { InProgress } from './InProgress.tsx';
import '../../features/challenges/challenges.css';

const STAGES = ['running', 'upcoming', 'judging', 'closed'] as const;
type Stage = (typeof STAGES)[number];
interface Joined {
  /** Slugs of the challenges that the viewer's teams are in. */
  joined: ReadonlySet<string>;
}

/** What this is, in a line, and the way in: to the challenges and to their boards. */
function Hero({ facts }: { facts: ChallengeList['facts'] }) {
  const l = useMessages(listMessages);
  const lang = useLang();
  return (
    <div className="hero">
      <div>
        <h1>
          {l.headline.map((line) => (
            <span key={line}>{line} </span>
          ))}
        </h1>
        <p className="hero-lead">{l.lead}</p>
        <div className="hero-do">
          <LinkButton look="primary" large href="#challenges">
            {l.choose}
          </LinkButton>
          <LinkButton large href={paths.boards(lang)}>
            {l.seeBoards}
          </LinkButton>
        </div>
      </div>
      <Facts facts={facts} />
    </div>
  );
}

/** States with challenges in them, and the chosen one: what leads nowhere is not offered. */
function StageFilter({ items, wanted }: { items: readonly ChallengeCard[]; wanted: Stage | null }) {
  const l = useMessages(listMessages);
  const lang = useLang();
  const count = (name: Stage) => items.filter((card) => card.stage === name).length;
  return (
    <nav className="list-filter" aria-label={l.stageFilter}>
      <Link
        keepScroll
        className={wanted === null ? 'pill' : 'pill pill-off'}
        aria-current={wanted === null ? 'true' : undefined}
        href={paths.home(lang)}
      >
        {l.all} <span className="num">{items.length}</span>
      </Link>
      {STAGES.filter((name) => count(name) > 0 || name === wanted).map((name) => (
        <Link
          keepScroll
          key={name}
          className={wanted === name ? 'pill' : 'pill pill-off'}
          aria-current={wanted === name ? 'true' : undefined}
          href={`${paths.home(lang)}?stage=${name}`}
        >
          {l.stages[name]} <span className="num">{count(name)}</span>
        </Link>
      ))}
    </nav>
  );
}

/** The challenges that fit the filter, or why there are none. */
function Found({ total, shown, joined }: Joined & { total: number; shown: readonly ChallengeCard[] }) {
  const m = useMessages(challengeMessages);
  const l = useMessages(listMessages);
  const lang = useLang();
  if (total === 0) return <EmptyState title={m.noChallenges}>{m.noChallengesText}</EmptyState>;
  if (shown.length === 0)
    return (
      <EmptyState
        title={l.none}
        action={
          <LinkButton href={paths.home(lang)} keepScroll>
            {l.clear}
          </LinkButton>
        }
      />
    );
  return (
    <ul>
      {shown.map((card) => (
        <ChallengeEntry key={card.slug} card={card} joined={joined.has(card.slug)} />
      ))}
    </ul>
  );
}

/** What comes after a challenge. */
function Ends() {
  const l = useMessages(listMessages);
  return (
    <section className="ends" aria-labelledby="ends-title">
      <div className="wrap">
        <h2 id="ends-title">{l.notTheEnd}</h2>
        <ol>
          {l.ends.map(({ title, text }) => (
            <li key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** The first page: what this is, where everything stands in time, and every challenge (HO). */
export function HomePage() {
  const l = useMessages(listMessages);
  const api = useApi();
  const { items, facts } = useSuspenseQuery(challengesQuery(api)).data;
  const account = useAccount(api, useClock());
  const joined = useJoined(items, account?.id ?? null);
  const { stage }: { stage?: string } = useSearch({ strict: false });
  const wanted = STAGES.find((name) => name === stage) ?? null;
  const sorted = [...items].sort(byUrgency);
  const shown = wanted === null ? sorted : sorted.filter((card) => card.stage === wanted);
  return (
    <>
      <div className="wrap">
        <Hero facts={facts} />
        <Schedule challenges={sorted} />
        <section id="challenges" aria-labelledby="list-title">
          <div className="list-head">
            <h2 id="list-title">{l.list}</h2>
            <StageFilter items={items} wanted={wanted} />
          </div>
          {account && <Resume challenges={items} joined={joined} doing={({ slug }) => <InProgress slug={slug} viewer={account.id} />} />}
          <Found total={items.length} shown={shown} joined={joined} />
        </section>
      </div>
      <Ends />
    </>
  );
}
