import { FAILURE_CLASSES, type FailureClass } from '@gac/shared/rules/lifecycle';
import { useId, useState, type SubmitEvent } from 'react';
import { isReachable, useConnection } from '../../../lib/connection.ts';
import { fieldText } from '../../../lib/forms.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Button, type ButtonLook } from '../../../ui/Button.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { notify } from '../../../ui/notes.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { deedMessages } from '../deed-messages.ts';
import { useDeed, type Deed } from '../queries.ts';

type DialogPart = typeof import('../../../ui/Dialog.tsx').Dialog;
const LEAST = 3;

/** What a deed is done to, for people. */
function useObject(deed: Deed): string {
  const m = useMessages(deedMessages);
  const lang = useLang();
  if ('worker' in deed) return deed.worker;
  if ('receipt' in deed) return deed.receipt;
  if ('jobs' in deed) return deed.name;
  return deed.challenge?.title[lang] ?? m.all;
}

/** A button that asks once more, with the object and the result in words, and for the reason (G13). `classText`: what a failure class means. */
export function DeedButton({
  deed,
  look = 'quiet',
  classText,
}: {
  deed: Deed;
  look?: ButtonLook;
  classText?: (failure: FailureClass) => string;
}) {
  const m = useMessages(deedMessages);
  const object = useObject(deed);
  // The question stays as it was asked while the page behind it moves on.
  const [asked, setAsked] = useState<{ deed: Deed; Dialog: DialogPart } | null>(null);
  const offline = useConnection().lost;
  return (
    <>
      <Button
        look={look}
        aria-disabled={offline}
        aria-label={m.button[deed.kind](object)}
        onClick={() => {
          // Without a connection nothing opens and the strip says why.
          import('../../../ui/Dialog.tsx').then(({ Dialog }) => setAsked({ deed, Dialog }), isReachable);
        }}
      >
        {m.short[deed.kind]}
      </Button>
      {asked && <Question {...asked} classText={classText} onClose={() => setAsked(null)} />}
    </>
  );
}

interface QuestionProps {
  deed: Deed;
  Dialog: DialogPart;
  classText?: (failure: FailureClass) => string;
  onClose: () => void;
}
function Question({ deed, Dialog, classText, onClose }: QuestionProps) {
  const m = useMessages(deedMessages);
  const object = useObject(deed);
  const work = useDeed(deed);
  const form = useId();
  // Running once more changes nothing that was done before.
  const hasReason = deed.kind !== 'rerun';
  const [missing, setMissing] = useState({ reason: false, message: false });
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = event.currentTarget;
    const reason = fieldText(fields, 'reason');
    const message = fieldText(fields, 'message');
    const lacks = { reason: hasReason && reason.length < LEAST, message: deed.kind === 'fail' && message.length < LEAST };
    setMissing(lacks);
    if (lacks.reason || lacks.message) {
      const first = fields.elements.namedItem(lacks.message ? 'message' : 'reason');
      if (first instanceof HTMLElement) first.focus();
      return;
    }
    const failure = FAILURE_CLASSES.find((name) => name === fieldText(fields, 'class'));
    const result = await work.mutateAsync({ reason, ...(failure && { failure: { class: failure, message } }) });
    if (!result.ok) return;
    onClose();
    notify({ text: m.done[deed.kind](object) });
  };
  return (
    <Dialog
      alert
      open
      title={m.button[deed.kind](object)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{m.keep}</Button>
          <Button type="submit" form={form} look="primary" busy={work.isPending}>
            {m.button[deed.kind](object)}
          </Button>
        </>
      }
    >
      <p>{m.text[deed.kind]}</p>
      {work.data?.ok === false && <ErrorPanel problem={work.data.problem} />}
      <form id={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
        {deed.kind === 'fail' && <FailFields missing={missing.message} classText={classText} />}
        {hasReason && (
          <TextField
            label={m.reason}
            hint={m.reasonHint}
            name="reason"
            autoFocus={deed.kind !== 'fail'}
            maxLength={500}
            autoComplete="off"
            isRequired
            error={missing.reason ? m.reasonNeed : null}
          />
        )}
      </form>
    </Dialog>
  );
}

function FailFields({ missing, classText }: { missing: boolean; classText?: (failure: FailureClass) => string }) {
  const m = useMessages(deedMessages);
  const id = useId();
  const [chosen, setChosen] = useState<FailureClass>('PLATFORM_FAULT');
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {m.class}
        </label>
        <select
          id={id}
          name="class"
          className="input"
          value={chosen}
          onChange={({ target }) => setChosen(FAILURE_CLASSES.find((name) => name === target.value) ?? chosen)}
        >
          {FAILURE_CLASSES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        {classText && <p className="field-hint">{classText(chosen)}</p>}
      </div>
      <TextField
        label={m.message}
        hint={m.messageHint}
        name="message"
        multiline
        autoFocus
        maxLength={500}
        isRequired
        error={missing ? m.messageNeed : null}
      />
    </>
  );
}
