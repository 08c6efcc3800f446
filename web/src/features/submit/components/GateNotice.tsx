import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Time } from '../../../ui/Time.tsx';
import type { Gate } from '../gate.ts';
import { submitMessages } from '../messages.ts';

/** What is in the way of sending and the one thing to do about it. */
export function GateNotice({ gate, slug }: { gate: Gate; slug: string }) {
  const { gate: m } = useMessages(submitMessages);
  const lang = useLang();
  const next = `?next=${encodeURIComponent(paths.submit(lang, slug))}`;
  switch (gate.kind) {
    case 'signed-out':
      return (
        <div className="gate">
          <p>{m.signedOut}</p>
          <p className="gate-do">
            <LinkButton look="primary" href={`${paths.signIn(lang)}${next}`}>
              {m.signIn}
            </LinkButton>
            <LinkButton href={`${paths.register(lang)}${next}`}>{m.register}</LinkButton>
          </p>
        </div>
      );
    case 'not-joined':
      return (
        <div className="gate">
          <p>{m.notJoined}</p>
          <LinkButton look="primary" href={paths.join(lang, slug)}>
            {m.join}
          </LinkButton>
        </div>
      );
    case 'rules-outdated':
      return (
        <div className="gate">
          <p>{m.rules}</p>
          <LinkButton look="primary" href={paths.challenge(lang, slug, 'rules')}>
            {m.seeRules}
          </LinkButton>
        </div>
      );
    case 'no-phase':
      return <p className="gate">{m.noPhase}</p>;
    case 'upcoming':
      return (
        <p className="gate">
          {m.upcoming} <Time at={gate.opensAt} />. {m.checksWork}
        </p>
      );
    case 'closed':
      return (
        <div className="gate">
          <p>
            {m.closed} <Time at={gate.closesAt} />
          </p>
          <LinkButton href={paths.challenge(lang, slug, 'leaderboard')}>{m.board}</LinkButton>
        </div>
      );
    case 'quota':
      return (
        <p className="gate">
          {m.quota[gate.boundBy]}{' '}
          {gate.resetsAt !== null && (
            <>
              {m.next} <Time at={gate.resetsAt} />.{' '}
            </>
          )}
          {m.checksWork}
        </p>
      );
    case 'offline':
      return <p className="gate">{m.offline}</p>;
  }
}
