import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Time } from '../../../ui/Time.tsx';
import type { Gate } from '../gate.ts';
import { submitMessages } from '../messages.ts';

/** The one thing to do. */
const Door = ({ text, act, href }: { text: string; act: string; href: string }) => (
  <div className="gate">
    <p>{text}</p>
    <LinkButton look="primary" href={href}>
      {act}
    </LinkButton>
  </div>
);

/** Sign in or register, and come back. */
function SignInFirst({ next }: { next: string }) {
  const { gate: m } = useMessages(submitMessages);
  const lang = useLang();
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
}
/** What is in the way of sending and the one thing to do about it. */
export function GateNotice({ gate, slug }: { gate: Gate; slug: string }) {
  const { gate: m } = useMessages(submitMessages);
  const lang = useLang();
  switch (gate.kind) {
    case 'signed-out':
      return <SignInFirst next={`?next=${encodeURIComponent(paths.submit(lang, slug))}`} />;
    case 'not-joined':
      return <Door text={m.notJoined} act={m.join} href={paths.join(lang, slug)} />;
    case 'rules-outdated':
      return <Door text={m.rules} act={m.seeRules} href={paths.challenge(lang, slug, 'rules')} />;
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
