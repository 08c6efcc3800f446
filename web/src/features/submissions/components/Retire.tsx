import { isTerminal } from '@gac/shared/rules/lifecycle';
import { lazy, Suspense, useState } from 'react';
import type { SubmissionRow } from '../../../api/views.ts';
import { useConnection } from '../../../lib/connection.ts';
import { useMessages } from '../../../lib/lang.ts';
import { Button, type ButtonLook } from '../../../ui/Button.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { notify } from '../../../ui/notes.ts';
import { submissionMessages } from '../messages.ts';
import { useChange } from '../queries.ts';

const Dialog = lazy(() => import('../../../ui/Dialog.tsx').then((module) => ({ default: module.Dialog })));

type Deed = 'cancel' | 'withdraw';

/** The question before it is done; closed once it is. */
function Sure({ number, asked, change, onClose }: { number: number; asked: Deed; change: ReturnType<typeof useChange>; onClose: () => void }) {
  const m = useMessages(submissionMessages);
  const act = async (): Promise<void> => {
    const result = await change.mutateAsync({ kind: asked });
    if (!result.ok) return;
    onClose();
    notify({ text: m.done[asked](number) });
  };
  return (
    <Suspense fallback={null}>
      <Dialog
        alert
        open
        title={m[asked](number)}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{m.keep}</Button>
            <Button look="primary" busy={change.isPending} onClick={() => void act()}>
              {m[asked](number)}
            </Button>
          </>
        }
      >
        <p>{asked === 'cancel' ? m.cancelText : m.withdrawText}</p>
        {change.data?.ok === false && <ErrorPanel problem={change.data.problem} />}
      </Dialog>
    </Suspense>
  );
}
/** Cancels what has not ended, withdraws what has a score; asked twice, with the submission's number on the button (G13). Nothing for others. */
export function Retire({
  row,
  look = 'quiet',
  short = false,
}: {
  row: Pick<SubmissionRow, 'id' | 'number' | 'state'>;
  look?: ButtonLook;
  short?: boolean;
}) {
  const m = useMessages(submissionMessages);
  const [asking, setAsking] = useState(false);
  const change = useChange(row.id);
  const offline = useConnection().lost;
  const kind = row.state === 'SCORED' ? 'withdraw' : isTerminal(row.state) ? null : 'cancel';
  // The question stays open while the answer changes the state under it.
  const [asked, setAsked] = useState<Deed>('cancel');
  if (kind === null && !asking) return null;
  return (
    <>
      {kind !== null && (
        <Button
          look={look}
          aria-disabled={offline}
          aria-label={short ? m[kind](row.number) : undefined}
          onClick={() => {
            change.reset();
            setAsked(kind);
            setAsking(true);
          }}
        >
          {short ? (kind === 'cancel' ? m.cancelShort : m.withdrawShort) : m[kind](row.number)}
        </Button>
      )}
      {asking && (
        <Sure number={row.number} asked={asked} change={change} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
