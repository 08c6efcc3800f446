import { Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import type { SubmissionRow } from '../../../api/views.ts';
import { fieldText } from '../../../lib/forms.ts';
import { isComposing } from '../../../lib/keys.ts';
import { useMessages } from '../../../lib/lang.ts';
import { announce } from '../../../ui/Announcer.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { SendButton } from '../../../ui/SendButton.tsx';
import { submissionMessages } from '../messages.ts';
import { useChange } from '../queries.ts';

type NoteRow = Pick<SubmissionRow, 'id' | 'number' | 'note'>;

/** The team's note on a submission, editable in place. */
export function NoteEditor({ row }: { row: NoteRow }) {
  const m = useMessages(submissionMessages);
  const [editing, setEditing] = useState(false);
  if (!editing)
    return (
      <span className="note">
        <span className={row.note === '' ? 'muted' : undefined}>{row.note === '' ? m.noNote : row.note}</span>
        <button type="button" className="note-edit" aria-label={m.editNote(row.number)} onClick={() => setEditing(true)}>
          <Pencil size={14} aria-hidden="true" />
        </button>
      </span>
    );
  return <NoteForm row={row} onEnd={() => setEditing(false)} />;
}

/** Escape leaves the note as it was; keys of an input method are left alone. */
function NoteForm({ row, onEnd }: { row: NoteRow; onEnd: () => void }) {
  const m = useMessages(submissionMessages);
  const id = useId();
  const change = useChange(row.id);
  const save = async (form: HTMLFormElement): Promise<void> => {
    const note = fieldText(form, 'note');
    const result = await change.mutateAsync({ kind: 'note', note });
    if (!result.ok) return;
    onEnd();
    announce(m.done.note);
  };
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <label className="vh" htmlFor={id}>
        {m.editNote(row.number)}
      </label>
      <input
        id={id}
        name="note"
        className="input input-small"
        defaultValue={row.note}
        maxLength={500}
        autoComplete="off"
        autoFocus
        onKeyDown={({ key, nativeEvent }) => {
          if (key === 'Escape' && !isComposing(nativeEvent)) onEnd();
        }}
      />
      <SendButton type="submit" look="primary" busy={change.isPending}>
        {m.save}
      </SendButton>
      <Button look="text" onClick={onEnd}>
        {m.stop}
      </Button>
      {change.data?.ok === false && <ErrorPanel problem={change.data.problem} />}
    </form>
  );
}
