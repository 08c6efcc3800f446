import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ChallengeView, ParticipationView } from '../../../api/views.ts';
import { attempt, useApi } from '../../../lib/api.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { announce } from '../../../ui/Announcer.tsx';
import { SendButton } from '../../../ui/SendButton.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { useDay } from '../../../ui/Time.tsx';
import { detailMessages } from '../details.ts';
import { challengeMessages } from '../messages.ts';
import { participationQuery } from '../queries.ts';

/** What changed since the viewer agreed, and the button to agree again (CH-4). */
function Acknowledge({
  challenge,
  participation,
  viewer,
}: {
  challenge: ChallengeView;
  participation: ParticipationView;
  viewer: string | null;
}) {
  const m = useMessages(detailMessages);
  const c = useMessages(challengeMessages);
  const lang = useLang();
  const api = useApi();
  const client = useQueryClient();
  const { rules, slug } = challenge;
  const day = useDay();
  const accept = useMutation({
    mutationFn: () =>
      attempt(
        api.PUT('/api/challenges/{slug}/participation', {
          params: { path: { slug } },
          body: { rulesVersion: rules.version, rulesSha256: rules.sha256 },
        }),
      ),
    onSuccess: (result) => {
      if (!result.ok) return;
      client.setQueryData(participationQuery(api, slug, viewer).queryKey, result.data);
      announce(m.acknowledged);
    },
  });
  const seen = rules.changes.findIndex(({ version }) => version === participation.acceptedRulesVersion);
  const news = seen < 0 ? rules.changes : rules.changes.slice(seen + 1);
  return (
    <div className="notice">
      <b>{c.rulesChanged}</b>
      {participation.acceptedRulesVersion !== null && <p className="muted">{m.acceptedVersion(participation.acceptedRulesVersion)}</p>}
      <ul>
        {news.map((change) => (
          <li key={change.version}>
            <ins>
              {change.version} ({day(change.date)}): {change.text[lang]}
            </ins>
          </li>
        ))}
      </ul>
      {accept.data?.ok === false && <ErrorPanel problem={accept.data.problem} />}
      <p>
        <SendButton look="primary" busy={accept.isPending} onClick={() => accept.mutate()}>
          {m.acknowledge}
        </SendButton>
      </p>
    </div>
  );
}
/** CH-4: numbered clauses with addresses of their own, version, date, revisions. */
export function Rules({
  challenge,
  participation,
  viewer,
}: {
  challenge: ChallengeView;
  participation: ParticipationView | null;
  /** The account's id; null when nobody is signed in. */
  viewer: string | null;
}) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  const { rules } = challenge;
  const day = useDay();
  return (
    <>
      {participation?.rulesOutdated && <Acknowledge challenge={challenge} participation={participation} viewer={viewer} />}
      <h2 className="section-title">{m.rules}</h2>
      <p className="muted num">{m.rulesVersion(rules.version, day(rules.date))}</p>
      <ol className="phases">
        {rules.clauses.map((clause, i) => (
          <li key={clause.id} id={clause.id} className="clause">
            <p className="clause-no num">{m.clause(i + 1)}</p>
            <div>
              <h3>
                {clause.title[lang]}
                <a href={paths.clause(lang, challenge.slug, clause.id)} aria-label={m.clauseLink(i + 1)}>
                  #
                </a>
              </h3>
              <p>{clause.text[lang]}</p>
            </div>
          </li>
        ))}
      </ol>
      {rules.changes.length > 0 && (
        <section className="phases">
          <h2 className="section-title">{m.rulesChanges}</h2>
          <ol>
            {rules.changes.map((change) => (
              <li key={change.version} className="phase">
                <time dateTime={change.date}>{day(change.date)}</time>
                <p>
                  <b>{change.version}</b> {change.text[lang]}
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
      <p className="muted phases">
        {m.rulesHash} <code>{rules.sha256}</code>
      </p>
    </>
  );
}
