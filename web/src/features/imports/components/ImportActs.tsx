import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import type { ImportView } from '../../../api/views.ts';
import { attempt, useApi } from '../../../lib/api.ts';
import { fieldText } from '../../../lib/forms.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { importMessages } from '../messages.ts';
import { draftsQuery, importQuery, importsQuery } from '../queries.ts';

const SLUG = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** Makes a draft under an address that the organizer chooses. */
export function CreateDraft({ view }: { view: ImportView }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const api = useApi();
  const client = useQueryClient();
  const [bad, setBad] = useState(false);
  const make = useMutation({
    mutationFn: (slug: string) =>
      attempt(api.POST('/api/organize/imports/{id}/draft', { params: { path: { id: view.id } }, body: { slug } })),
    onSuccess: async (result) => {
      if (!result.ok) return;
      client.setQueryData(importQuery(api, view.id).queryKey, result.data);
      await client.invalidateQueries({ queryKey: draftsQuery(api).queryKey });
    },
  });
  if (view.challenge) {
    const { slug, isDraft } = view.challenge;
    return (
      <LinkButton look="primary" href={isDraft ? paths.organizeDraft(lang, slug) : paths.challenge(lang, slug)}>
        {isDraft ? m.openDraft : m.openChallenge}
      </LinkButton>
    );
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const slug = fieldText(event.currentTarget, 'slug');
    setBad(!SLUG.test(slug));
    if (SLUG.test(slug)) make.mutate(slug);
    else (event.currentTarget.elements.namedItem('slug') as HTMLElement | null)?.focus();
  };
  return (
    <form className="i-create" noValidate onSubmit={submit}>
      <p className="muted">{m.createText}</p>
      <TextField
        name="slug"
        label={m.slug}
        hint={m.slugHint}
        defaultValue={view.suggestedSlug ?? ''}
        error={bad ? m.slugBad : null}
        maxLength={63}
        autoComplete="off"
        isRequired
      />
      {make.data?.ok === false && <ErrorPanel problem={make.data.problem} />}
      <Button type="submit" look="primary" busy={make.isPending}>
        {m.createDo}
      </Button>
    </form>
  );
}

/** Reads an archive once more that the platform could not read. */
export function ReadAgain({ id }: { id: string }) {
  const m = useMessages(importMessages);
  const api = useApi();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => attempt(api.POST('/api/organize/imports/{id}/read-again', { params: { path: { id } } })),
    onSuccess: (result) => {
      if (result.ok) client.setQueryData(importQuery(api, id).queryKey, result.data);
    },
  });
  return (
    <>
      <Button look="primary" busy={again.isPending} onClick={() => again.mutate()}>
        {m.readAgain}
      </Button>
      {again.data?.ok === false && <ErrorPanel problem={again.data.problem} />}
    </>
  );
}

/** Throws an archive away, in two steps (G13). */
export function DiscardImport({ view }: { view: ImportView }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const discard = useMutation({
    mutationFn: () => attempt(api.DELETE('/api/organize/imports/{id}', { params: { path: { id: view.id } } })),
    onSuccess: async (result) => {
      if (!result.ok) return;
      await client.invalidateQueries({ queryKey: importsQuery(api).queryKey });
      await router.navigate({ href: paths.organizeImport(lang), replace: true } as never);
    },
  });
  if (!asked)
    return (
      <Button look="text" onClick={() => setAsked(true)}>
        {m.discard}
      </Button>
    );
  return (
    <div role="group" aria-label={m.discard} className="i-create">
      <p>{m.discardAsk(view.fileName)}</p>
      {discard.data?.ok === false && <ErrorPanel problem={discard.data.problem} />}
      <div className="o-actions">
        <Button look="danger" autoFocus busy={discard.isPending} onClick={() => discard.mutate()}>
          {m.discardSure(view.fileName)}
        </Button>
        <Button onClick={() => setAsked(false)}>{m.keep}</Button>
      </div>
    </div>
  );
}
