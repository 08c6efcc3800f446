import { parseReceipt, type ParsedReceipt } from '@gac/shared/rules/receipt';
import { CircleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { fieldText } from '../../../lib/forms.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { receiptMessages } from '../messages.ts';
import '../receipts.css';

/** What is wrong with a number as typed, and the number that was probably meant (VF: "O → 0"). */
export function ReceiptDoubt({ parsed }: { parsed: Exclude<ParsedReceipt, { kind: 'valid' }> }) {
  const m = useMessages(receiptMessages);
  const lang = useLang();
  if (parsed.kind === 'invalid') return parsed.reason === 'shape' ? m.shape : m.wrong;
  return (
    <>
      {m.wrong} {m.typo}{' '}
      <LinkButton look="quiet" href={paths.receipt(lang, parsed.suggestion)}>
        <span className="num">{parsed.suggestion}</span>
      </LinkButton>{' '}
      <span className="muted">({parsed.changes.map(({ from, to }) => m.change(from, to)).join(', ')})</span>
    </>
  );
}
/** What is wrong with the field, if anything; always there, so that it is read out when it comes. */
function Doubt({ id, parsed }: { id: string; parsed: Exclude<ParsedReceipt, { kind: 'valid' }> | null }) {
  return (
    <p id={id} className="field-error" role="alert">
      {parsed && (
        <>
          <CircleAlert size={16} aria-hidden="true" />
          <span>
            <ReceiptDoubt parsed={parsed} />
          </span>
        </>
      )}
    </p>
  );
}
/** Looks a receipt up by its number, however it was typed. */
export function ReceiptForm({ onFound, initial = '' }: { onFound: (receipt: string) => void; initial?: string }) {
  const m = useMessages(receiptMessages);
  const id = useId();
  const [parsed, setParsed] = useState<ParsedReceipt | null>(null);
  const doubt = parsed === null || parsed.kind === 'valid' ? null : parsed;
  return (
    <form
      className="r-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = parseReceipt(fieldText(event.currentTarget, 'receipt'));
        setParsed(read);
        if (read.kind === 'valid') onFound(read.receipt);
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {m.number}
        </label>
        <span id={`${id}-hint`} className="field-hint">
          {m.hint}
        </span>
        <div className="r-find">
          <input
            id={id}
            name="receipt"
            className="input num"
            defaultValue={initial}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            aria-describedby={`${id}-hint ${id}-error`}
            aria-invalid={doubt !== null}
          />
          <Button type="submit" look="primary" large>
            {m.find}
          </Button>
        </div>
        <Doubt id={`${id}-error`} parsed={doubt} />
      </div>
    </form>
  );
}
