import type { ChallengeView, ParticipationView, PhaseView } from '../../../api/views.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { Time } from '../../../ui/Time.tsx';
import { challengeMessages } from '../messages.ts';
import { DistributionBars } from '../../../ui/Sparkline.tsx';
import { formatNumber, formatScore } from '../../../lib/format.ts';

/** Plain text from the definition: blank lines separate paragraphs. */
const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text.split(/\n\s*\n/).map((paragraph, i) => (
      <p key={i}>{paragraph}</p>
    ))}
  </>
);
/** When a phase is, and how often one may submit in it. */
function PhaseItem({ phase }: { phase: PhaseView }) {
  const m = useMessages(challengeMessages);
  const lang = useLang();
  return (
    <li className="phase">
      <div>
        <Tag tone={phase.status === 'open' ? 'live' : 'plain'}>{m.phaseStatus[phase.status]}</Tag>
      </div>
      <div>
        <h3>{phase.name[lang]}</h3>
        <p>
          <Time at={phase.opensAt} /> – {phase.closesAt === null ? m.open : <Time at={phase.closesAt} />}
        </p>
        <p>
          {m.quota}:{' '}
          {[
            phase.quota.perDay === null ? m.unlimited : m.perDay(phase.quota.perDay),
            ...(phase.quota.total === null ? [] : [m.total(phase.quota.total)]),
            ...(phase.quota.concurrent === null ? [] : [m.concurrent(phase.quota.concurrent)]),
            ...(phase.quota.countFailed ? [] : [m.failedFree]),
          ].join(' · ')}
        </p>
      </div>
    </li>
  );
}
/** Numbers and limits at the side. */
function Glance({ challenge }: { challenge: ChallengeView }) {
  const m = useMessages(challengeMessages);
  const lang = useLang();
  const teams = formatNumber(challenge.teams);
  return (
    <aside aria-label={m.atAGlance}>
      <section className="side">
        <h2>{m.soFar}</h2>
        <dl>
          <div>
            <dt>{m.teamsLabel}</dt>
            <dd className="num">{m.teams(teams)}</dd>
          </div>
          <div>
            <dt>{m.leadingScore(challenge.metric.name[lang])}</dt>
            <dd className="num">{challenge.leading === null ? m.notScored : formatScore(challenge.leading, challenge.metric.decimals)}</dd>
          </div>
        </dl>
        {challenge.distribution.length > 0 && (
          <DistributionBars counts={challenge.distribution} label={m.distribution(teams)} note={m.distributionNote} />
        )}
      </section>
      <section className="side">
        <h2>{m.atAGlance}</h2>
        <dl>
          <div>
            <dt>{m.teamSize}</dt>
            <dd>{m.people(challenge.maxTeamSize)}</dd>
          </div>
          {challenge.routes.length > 0 && (
            <div>
              <dt>{m.rewards}</dt>
              <dd>{challenge.routes.map((route) => m.routes[route]).join(', ')}</dd>
            </div>
          )}
        </dl>
      </section>
    </aside>
  );
}
/** What the challenge is about, when, and under which limits. */
export function Overview({ challenge, participation }: { challenge: ChallengeView; participation: ParticipationView | null }) {
  const m = useMessages(challengeMessages);
  const lang = useLang();
  return (
    <div className="c-grid">
      <div>
        {participation?.rulesOutdated && (
          <div className="notice" role="note">
            <b>{m.rulesChanged}</b>
            <p>{m.rulesChangedText}</p>
            <p>
              <LinkButton href={paths.challenge(lang, challenge.slug, 'rules')}>{m.rulesSee}</LinkButton>
            </p>
          </div>
        )}
        <h2 className="vh">{m.tabs.overview}</h2>
        <div className="prose">
          <Paragraphs text={challenge.overview[lang]} />
        </div>
        <section className="phases" aria-labelledby="phases-title">
          <h2 id="phases-title" className="section-title">
            {m.phases}
          </h2>
          <ol>
            {challenge.phaseDetails.map((phase) => (
              <PhaseItem key={phase.id} phase={phase} />
            ))}
          </ol>
        </section>
      </div>
      <Glance challenge={challenge} />
    </div>
  );
}
