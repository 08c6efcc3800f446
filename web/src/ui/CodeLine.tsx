import { catalog, useMessages } from '../lib/lang.ts';
import { CopyButton } from './CopyButton.tsx';

const messages = catalog(
  { copy: '복사', name: (what: string) => `명령 복사: ${what}` },
  { copy: 'Copy', name: (what: string) => `Copy command: ${what}` },
);
/** A command to copy. `what` names it for screen readers. */
export function CodeLine({ code, what }: { code: string; what: string }) {
  const m = useMessages(messages);
  return (
    <div className="code-line">
      {/* Long commands scroll sideways, so the keyboard must be able to reach the scroller. */}
      <code tabIndex={0} role="region" aria-label={what}>
        {code}
      </code>
      <CopyButton text={code} label={m.copy} name={m.name(what)} />
    </div>
  );
}
