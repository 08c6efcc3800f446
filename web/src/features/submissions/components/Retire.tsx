import { isTerminal } from '@gac/shared/rules/lifecycle';
import { useState, type ComponentType } from 'react';
import type { SubmissionRow } from '../../../api/views.ts';
import { isReachable, useConnection } from '../../../lib/connection.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { Button, type ButtonLook } from '../../../ui/Button.tsx';
import type { DialogProps } from '../../../ui/Dialog.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { notify } from '../../../ui/notes.ts';
import { submissionMessages } from '../messages.ts';
import { useChange, useOwnRank } from '../queries.ts';

/** What withdrawing does to the rank (MS-6): the server counts it by the rule of the board. */
function Cost({ id }: { id: string }) {
  const m = useMessages(submissionMessages);
  const own = useOwnRank(true, id);
  if (!own || own.rank === null) return null;
  const { rank, rankWithout } = own;
  if (rankWithout === rank) return <p>{m.costs.same}</p>;
  return (
    <p className="cost num">
      {m.costs.rank}{' '}
      <b>
        {formatNumber(rank)} → {rankWithout === null ? m.costs.gone : formatNumber(rankWithout)}
      </b>
    </p>
  );
}

interface Asked {
  kind: 'cancel' | 'withdraw';
  Dialog: ComponentType<DialogProps>;
}
type Row = Pick<SubmissionRow, 'id' | 'number' | 'state'>;
interface SureProps {
  row: Row;
  asked: Asked;
  change: ReturnType<typeof useChange>;
  onClose: () => void;
}
/** Whether cancelling costs a submission: what has run is not given back. */
const hasBegun = (state: Row['state']): boolean => state === 'RUNNING' || state === 'SCORING';

/** The question before it is done; closed once it is. */
function Sure({ row, asked: { kind, Dialog }, change, onClose }: SureProps) {
  const m = useMessages(submissionMessages);
  const act = async (): Promise<void> => {
    const result = await change.mutateAsync({ kind });
    if (!result.ok) return;
    onClose();
    notify({ text: m.done[kind](row.number) });
  };
  return (
    <Dialog
      alert
      open
      title={m[kind](row.number)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{m.keep}</Button>
          <Button look="danger" busy={change.isPending} onClick={() => void act()}>
            {m[kind](row.number)}
          </Button>
        </>
      }
    >
      {kind === 'withdraw' && <Cost id={row.id} />}
      <p>{kind === 'withdraw' ? m.withdrawText : hasBegun(row.state) ? m.cancelCounts : m.cancelText}</p>
      {change.data?.ok === false && <ErrorPanel problem={change.data.problem} />}
    </Dialog>
  );
}
/** Cancels what has not ended, withdraws what has a score; asked twice, with the submission's number on the button (G13). Nothing for others. */
export function Retire({ row, look = 'quiet', short = false }: { row: Row; look?: ButtonLook; short?: boolean }) {
  const m = useMessages(submissionMessages);
  // The question stays open while the answer changes the state under it.
  const [asked, setAsked] = useState<Asked | null>(null);
  const change = useChange(row.id);
  const offline = useConnection().lost;
  const kind = row.state === 'SCORED' ? 'withdraw' : isTerminal(row.state) ? null : 'cancel';
  if (kind === null && asked === null) return null;
  const ask = (what: Asked['kind']) => {
    change.reset();
    // Without a connection nothing opens and the strip says why.
    import('../../../ui/Dialog.tsx').then(({ Dialog }) => setAsked({ kind: what, Dialog }), isReachable);
  };
  return (
    <>
      {kind !== null && (
        <Button look={look} aria-disabled={offline} aria-label={short ? m[kind](row.number) : undefined} onClick={() => ask(kind)}>
          {short ? (kind === 'cancel' ? m.cancelShort : m.withdrawShort) : m[kind](row.number)}
        </Button>
      )}
      {asked && <Sure row={row} asked={asked} change={change} onClose={() => setAsked(null)} />}
    </>
  );
}
