import type { Lang } from '@gac/shared/values';
import { useId, useState } from 'react';
import { fieldText } from '../../../lib/forms.ts';
import { formatBytes, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Button } from '../../../ui/Button.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import type { Flow } from '../flow.ts';
import { submitMessages, type SubmitMessages } from '../messages.ts';
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

type OnTheWay = Extract<Flow, { step: 'send' | 'register' }>;
/** "3.1 MB of 12 MB · 1.2 MB/s · 8 s left". */
function paceText(flow: OnTheWay, sent: number, m: SubmitMessages, lang: Lang): string {
  const { bytes } = flow.file;
  const rate = flow.step === 'send' && flow.pace === 'going' ? flow.rate : null;
  const speed = rate && bytesPerSecond(rate);
  const seconds = rate && secondsLeft(rate, bytes);
  return [
    m.amount(formatBytes(sent), formatBytes(bytes)),
    speed === null ? null : m.perSecond(formatBytes(speed)),
    seconds === null ? null : m.left(formatSpan(seconds * 1000, lang)),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
/** Why nothing seems to move; null while it does. */
function waitText(flow: OnTheWay, m: SubmitMessages): string | null {
  if (flow.step === 'register') return flow.waiting ? m.registerWaiting : null;
  return flow.pace === 'paused' ? m.paused : flow.pace === 'waiting' ? m.waiting : null;
}

/** Bytes, rate, remaining time, pause and cancel (SU-6). */
export function Sending({
  flow,
  onPause,
  onResume,
  onCancel,
}: {
  flow: OnTheWay;
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
}) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const { bytes } = flow.file;
  const sent = flow.step === 'send' ? flow.sent : bytes;
  const text = paceText(flow, sent, m, lang);
  const state = waitText(flow, m);
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
