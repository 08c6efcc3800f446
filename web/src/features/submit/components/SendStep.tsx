import { useId, useState } from 'react';
import { fieldText } from '../../../lib/forms.ts';
import { formatBytes, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Button } from '../../../ui/Button.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import type { Flow } from '../flow.ts';
import { submitMessages } from '../messages.ts';
import { bytesPerSecond, secondsLeft } from '../upload/rate.ts';

/** The last look before sending: a note and the button. `left`: submissions of today that remain, null when they are not limited. `note`: what was written before a reload. */
export function SendForm({ left, note, onSend }: { left: number | null; note: string; onSend: (note: string) => void }) {
  const m = useMessages(submitMessages);
  const id = useId();
  return (
    <form
      className="send-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(fieldText(event.currentTarget, 'note'));
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {m.note}
        </label>
        <input
          id={id}
          name="note"
          className="input"
          defaultValue={note}
          maxLength={500}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
        />
        <span id={`${id}-hint`} className="field-hint">
          {m.noteHint}
        </span>
      </div>
      <div className="send-do">
        <Button type="submit" look="primary" large>
          {m.sendNow}
        </Button>
        {left !== null && <span className="muted num">{m.sendUses(left - 1)}</span>}
      </div>
    </form>
  );
}

/** Asks before the bytes are thrown away (G13). */
function Cancel({ onCancel }: { onCancel: () => void }) {
  const m = useMessages(submitMessages);
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button look="text" onClick={() => setAsked(true)}>
        {m.cancel}
      </Button>
    );
  return (
    <span className="send-sure" role="group" aria-label={m.cancelAsk}>
      <span>{m.cancelAsk}</span>
      <Button look="secondary" autoFocus onClick={onCancel}>
        {m.cancelSure}
      </Button>
      <Button look="text" onClick={() => setAsked(false)}>
        {m.keepSending}
      </Button>
    </span>
  );
}

/** Bytes, rate, remaining time, pause and cancel (SU-6). */
export function Sending({
  flow,
  onPause,
  onResume,
  onCancel,
}: {
  flow: Extract<Flow, { step: 'send' | 'register' }>;
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
}) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const { bytes } = flow.file;
  const sent = flow.step === 'send' ? flow.sent : bytes;
  const speed = flow.step === 'send' && flow.pace === 'going' ? bytesPerSecond(flow.rate) : null;
  const seconds = flow.step === 'send' && flow.pace === 'going' ? secondsLeft(flow.rate, bytes) : null;
  const text = [
    m.amount(formatBytes(sent), formatBytes(bytes)),
    speed === null ? null : m.perSecond(formatBytes(speed)),
    seconds === null ? null : m.left(formatSpan(seconds * 1000, lang)),
  ]
    .filter((part) => part !== null)
    .join(' · ');
  const state =
    flow.step === 'register'
      ? flow.waiting
        ? m.registerWaiting
        : null
      : flow.pace === 'paused'
        ? m.paused
        : flow.pace === 'waiting'
          ? m.waiting
          : null;
  return (
    <>
      <Progress label={m.sending} value={bytes === 0 ? 1 : sent / bytes} valueText={text} />
      {state !== null && <p className="send-state">{state}</p>}
      {flow.step === 'send' && (
        <div className="send-do">
          {flow.pace === 'paused' ? (
            <Button look="primary" onClick={onResume}>
              {m.resume}
            </Button>
          ) : (
            <Button onClick={onPause}>{m.pause}</Button>
          )}
          <Cancel onCancel={onCancel} />
        </div>
      )}
    </>
  );
}
