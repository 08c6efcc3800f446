import type { ChallengeView, ParticipationView } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { CHALLENGE_TABS, paths } from '../../../lib/paths.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Link } from '../../../ui/Link.tsx';
import { NavTabs } from '../../../ui/NavTabs.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { Time, TimeLeft } from '../../../ui/Time.tsx';
import { challengeMessages } from '../messages.ts';

/** Where the challenge stands: state, next boundary, teams, metric. */
function HeaderFacts({ challenge, openPhase }: { challenge: ChallengeView; openPhase: ChallengeView['phaseDetails'][number] | undefined }) {
  const m = useMessages(challengeMessages);
  const lang = useLang();
  const { nextBoundary, metric } = challenge;
  return (
    <div className="c-facts">
      <Tag tone={challenge.stage === 'running' ? 'live' : 'plain'}>
        {openPhase && challenge.stage === 'running' ? m.phaseTag(openPhase.name[lang]) : m.stageTag[challenge.stage]}
      </Tag>
      {nextBoundary && (
        <span>
          {m.boundary[nextBoundary.kind]} <Time at={nextBoundary.at} />
          <TimeLeft {...nextBoundary} />
        </span>
      )}
      <span>
        {m.teamsLabel} <b className="num">{formatNumber(challenge.teams)}</b>
      </span>
      <span>
        {m.metric} <b>{metric.name[lang]}</b> ({m.better[metric.direction]})
      </span>
    </div>
  );
}
/** State, next boundary, teams, metric and the main action, the same on every tab (CH-2). */
export function ChallengeHeader({
  challenge,
  participation,
  current,
}: {
  challenge: ChallengeView;
  participation: ParticipationView | null;
  current: string;
}) {
  const m = useMessages(challengeMessages);
  const lang = useLang();
  const { slug } = challenge;
  const openPhase = challenge.phaseDetails.find(({ status }) => status === 'open');
  const tabs = [
    ...CHALLENGE_TABS.map((tab) => ({ href: paths.challenge(lang, slug, tab), label: m.tabs[tab] })),
    ...(participation?.team ? [{ href: paths.submissions(lang, slug), label: m.tabs.mine }] : []),
  ];
  return (
    <div className="c-head">
      <p className="crumb">
        <Link href={paths.home(lang)}>{m.crumb}</Link>
        <span aria-hidden="true">/</span>
        <span>{challenge.field[lang]}</span>
      </p>
      <div className="c-head-row">
        <h1>{challenge.title[lang]}</h1>
        {openPhase && (
          <div className="c-act">
            <LinkButton look="primary" href={participation?.team ? paths.submit(lang, slug) : paths.join(lang, slug)}>
              {participation?.team ? m.submit : m.joinThis}
            </LinkButton>
          </div>
        )}
      </div>
      <HeaderFacts challenge={challenge} openPhase={openPhase} />
      <NavTabs label={m.tabsLabel} tabs={tabs} current={current} />
    </div>
  );
}
