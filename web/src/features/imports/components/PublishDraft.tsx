import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useId, useState, type SubmitEvent } from 'react';
import type { DraftView } from '../../../api/views.ts';
import { attempt, useApi } from '../../../lib/api.ts';
import { fieldText } from '../../../lib/forms.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Button } from '../../../ui/Button.tsx';
import { notify } from '../../../ui/notes.ts';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { draftMessages } from '../draft-messages.ts';
import { draftQuery } from '../queries.ts';

const Dialog = lazy(() => import('../../../ui/Dialog.tsx').then((module) => ({ default: module.Dialog })));

function Question({ view, onClose }: { view: DraftView; onClose: () => void }) {
  const m = useMessages(draftMessages);
  const lang = useLang();
  const api = useApi();
  const client = useQueryClient();
  const form = useId();
  const [wrong, setWrong] = useState(false);
  const { slug, definitionSha256 } = view;
  const publish = useMutation({
    mutationFn: () =>
      attempt(api.POST('/api/organize/drafts/{slug}/publish', { params: { path: { slug } }, body: { confirm: slug, definitionSha256 } })),
    onSuccess: async (result) => {
      if (!result.ok) return;
      client.setQueryData(draftQuery(api, slug).queryKey, result.data);
      notify({ text: m.publishedNow });
      onClose();
      // Everything public may show it now.
      await client.invalidateQueries();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const right = fieldText(event.currentTarget, 'confirm') === slug;
    setWrong(!right);
    if (right) publish.mutate();
  };
  return (
    <Suspense fallback={null}>
      <Dialog
        open
        alert
        title={m.publishAsk(view.title[lang])}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{m.keep}</Button>
            <Button look="primary" type="submit" form={form} busy={publish.isPending}>
              {m.publishDo(slug)}
            </Button>
          </>
        }
      >
        <p>{m.publishText}</p>
        <form id={form} noValidate onSubmit={submit}>
          <TextField
            name="confirm"
            label={m.publishConfirm}
            hint={slug}
            error={wrong ? m.publishWrong(slug) : null}
            autoComplete="off"
            autoFocus
            isRequired
          />
        </form>
        {publish.data?.ok === false && <ErrorPanel problem={publish.data.problem} />}
      </Dialog>
    </Suspense>
  );
}

/** Shows the draft to everybody, when all that is required is there: a deed of its own that is confirmed by typing the address. */
export function PublishDraft({ view, unsaved }: { view: DraftView; unsaved: boolean }) {
  const m = useMessages(draftMessages);
  const [asking, setAsking] = useState(false);
  const missing = view.gaps.filter(({ required }) => required).length;
  const why = missing > 0 ? m.publishNeed(missing) : unsaved ? m.publishUnsaved : null;
  const id = useId();
  return (
    <>
      <p className="muted" id={id}>
        {why ?? m.publishText}
      </p>
      <Button look="primary" aria-disabled={why !== null} aria-describedby={id} onClick={() => setAsking(true)}>
        {m.publishDo(view.slug)}
      </Button>
      {asking && <Question view={view} onClose={() => setAsking(false)} />}
    </>
  );
}
