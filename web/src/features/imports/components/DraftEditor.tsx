import type { ProblemBody } from '@gac/shared/problems';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import type { DraftView } from '../../../api/views.ts';
import { attempt, useApi } from '../../../lib/api.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import type { Problem } from '../../../lib/problems.ts';
import { Button } from '../../../ui/Button.tsx';
import { notify } from '../../../ui/notes.ts';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { draftMessages } from '../draft-messages.ts';
import { importMessages } from '../messages.ts';
import { draftQuery, draftsQuery } from '../queries.ts';

/** Puts the cursor on a line of a text and brings it into view. */
function goToLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = ((line - 3) * area.scrollHeight) / Math.max(1, lines.length);
}

function Faults({ problem, onGo }: { problem: Problem; onGo: (line: number) => void }) {
  const m = useMessages(draftMessages);
  const lang = useLang();
  if (problem.code !== 'draft-invalid' || !('problems' in problem)) return <ErrorPanel problem={problem} />;
  const { problems } = problem as ProblemBody<'draft-invalid'>;
  return (
    <div className="panel panel-error" role="alert">
      <p className="panel-title">{m.faults(problems.length)}</p>
      <ul>
        {problems.map((fault) => (
          <li key={`${fault.line} ${fault.column} ${fault.path} ${fault.code}`} className="i-finding">
            <Button look="text" onClick={() => onGo(fault.line)}>
              {m.goTo(fault.line)}
            </Button>
            <div>
              <p>{fault.message[lang]}</p>
              {fault.hint && <p className="muted">{fault.hint[lang]}</p>}
              {fault.path !== '' && <code>{fault.path}</code>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The text of a draft's definition. Faults are told all at once; what somebody else saved meanwhile is not overwritten. */
export function DraftEditor({ view, onChanged }: { view: DraftView; onChanged: (unsaved: boolean) => void }) {
  const m = useMessages(draftMessages);
  const words = useMessages(importMessages);
  const api = useApi();
  const client = useQueryClient();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [unsaved, setUnsaved] = useState(false);
  const { slug, definitionSha256 } = view;
  const note = (next: boolean): void => {
    setUnsaved(next);
    onChanged(next);
  };
  const save = useMutation({
    mutationFn: (text: string) =>
      attempt(api.PUT('/api/organize/drafts/{slug}/definition', { params: { path: { slug } }, body: { text, definitionSha256 } })),
    onSuccess: async (result) => {
      if (!result.ok) return;
      client.setQueryData(draftQuery(api, slug).queryKey, result.data);
      if (area.current) area.current.value = result.data.text;
      note(false);
      notify({ text: m.saved });
      await client.invalidateQueries({ queryKey: draftsQuery(api).queryKey });
    },
  });
  return (
    <div className="field i-editor">
      <label className="field-label" htmlFor={id}>
        {m.definition}
      </label>
      <span id={`${id}-hint`} className="field-hint">
        {m.definitionHint}
      </span>
      <textarea
        id={id}
        ref={area}
        className="input"
        defaultValue={view.text}
        rows={24}
        spellCheck={false}
        wrap="off"
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => note(currentTarget.value !== view.text)}
      />
      {save.data?.ok === false && <Faults problem={save.data.problem} onGo={(line) => area.current && goToLine(area.current, line)} />}
      <p className="i-run">
        <Button look="primary" busy={save.isPending} onClick={() => save.mutate(area.current?.value ?? '')}>
          {m.save}
        </Button>
        <span role="status" className="muted">
          {save.isPending ? words.loading : unsaved ? m.unsaved : ''}
        </span>
      </p>
    </div>
  );
}
