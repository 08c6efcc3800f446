import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportView } from '../../api/views.ts';
import { ArchiveDrop } from '../../features/imports/components/ArchiveDrop.tsx';
import { DraftEditor } from '../../features/imports/components/DraftEditor.tsx';
import { DryRunPanel } from '../../features/imports/components/DryRunPanel.tsx';
import { ExportPanel } from '../../features/imports/components/ExportPanel.tsx';
import { Findings } from '../../features/imports/components/Findings.tsx';
import { CreateDraft, DiscardImport, ReadAgain } from '../../features/imports/components/ImportActs.tsx';
import { DraftTable, ImportStateTag, ImportTable } from '../../features/imports/components/Lists.tsx';
import { GapList, Outline } from '../../features/imports/components/Outline.tsx';
import { PublishDraft } from '../../features/imports/components/PublishDraft.tsx';
import { draftMessages } from '../../features/imports/draft-messages.ts';
import { importMessages } from '../../features/imports/messages.ts';
import { draftQuery, draftsQuery, importQuery, importsQuery } from '../../features/imports/queries.ts';
import { useImportLive } from '../../features/imports/useImportLive.ts';
import { useApi } from '../../lib/api.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Time } from '../../ui/Time.tsx';
import type { AppContext } from '../context.ts';
import { held, orMissing } from '../loading.ts';
import '../../features/submit/submit.css';
import '../../features/imports/imports.css';

/** While somebody else's archive is read the list is worth another look. */
const LOOK_MS = 5_000;

/** Where archives are brought, and what became of those that were. */
export function ImportsPage() {
  const m = useMessages(importMessages);
  const drafts = useMessages(draftMessages);
  const api = useApi();
  const list = useSuspenseQuery({ ...importsQuery(api), refetchInterval: LOOK_MS }).data;
  const made = useSuspenseQuery(draftsQuery(api)).data;
  return (
    <>
      <div className="o-head">
        <h1 className="page-title">{m.title}</h1>
      </div>
      <p className="muted">{m.lead}</p>
      <ArchiveDrop maxBytes={list.maxBytes} />
      <section className="o-panel" aria-label={m.list}>
        <h2>{m.list}</h2>
        <ImportTable items={list.items} />
        <p className="muted">{m.kept(list.keptHours)}</p>
      </section>
      <section className="o-panel" aria-label={drafts.list}>
        <h2>{drafts.list}</h2>
        <DraftTable items={made.items} />
      </section>
    </>
  );
}

/** What was found in an archive, what becomes of it, and its dry run. */
function ImportMain({ view }: { view: ImportView }) {
  const m = useMessages(importMessages);
  const wasLookedAt = view.state !== 'uploaded' && view.state !== 'reading' && view.state !== 'failed';
  return (
    <div className="o-main">
      {wasLookedAt && (
        <section className="o-panel" aria-label={m.findings}>
          <h2>{m.findings}</h2>
          <Findings findings={view.findings} />
        </section>
      )}
      {view.outline && (
        <section className="o-panel" aria-label={m.outline}>
          <h2>{m.outline}</h2>
          <Outline outline={view.outline} />
        </section>
      )}
      {view.outline && (
        <section className="o-panel" aria-label={m.dryRun}>
          <h2>{m.dryRun}</h2>
          <DryRunPanel view={view} />
        </section>
      )}
    </div>
  );
}

/** The archive itself, and the way to throw it away. */
function ArchiveFacts({ view }: { view: ImportView }) {
  const m = useMessages(importMessages);
  return (
    <section className="o-panel" aria-label={m.facts}>
      <h2>{m.facts}</h2>
      <ul className="i-items">
        <li>{view.fileName}</li>
        {view.format !== null && (
          <li>
            {m.formats[view.format]} {view.version}
          </li>
        )}
        <li className="num">
          {m.size} {formatBytes(view.bytes)}
        </li>
        <li className="o-id">
          SHA-256 <code>{view.sha256}</code>
        </li>
        {!view.challenge && (
          <li className="num">
            {m.removed} <Time at={view.expiresAt} />
          </li>
        )}
      </ul>
      {!view.challenge && <DiscardImport view={view} />}
    </section>
  );
}

/** One archive: what was found, what becomes of it, the dry run, and the way to a draft. */
export function ImportPage() {
  const m = useMessages(importMessages);
  const lang = useLang();
  const { importId = '' }: { importId?: string } = useParams({ strict: false });
  const view = useSuspenseQuery(importQuery(useApi(), importId)).data;
  const live = useImportLive(importId, view.lastSeq);
  return (
    <>
      <p className="crumb o-crumb">
        <Link href={paths.organizeImport(lang)}>{m.title}</Link>
      </p>
      <div className="o-head">
        <h1 className="page-title">{view.title === '' ? view.fileName : view.title}</h1>
        <span role="status">
          <ImportStateTag state={view.state} challenge={view.challenge} />
        </span>
        <span className="live-state" data-state={live}>
          {m.live[live]}
        </span>
      </div>
      <p className="muted">{m.stateTexts[view.state]}</p>
      <div className="submit-grid">
        <ImportMain view={view} />
        <aside className="submit-side">
          {view.outline && (
            <section className="o-panel" aria-label={m.create}>
              <h2>{m.create}</h2>
              <CreateDraft view={view} />
            </section>
          )}
          {view.state === 'failed' && <ReadAgain id={view.id} />}
          {view.outline && !view.challenge && (
            <section className="o-panel" aria-label={m.gaps}>
              <h2>{m.gaps}</h2>
              <p className="muted">{m.gapsText}</p>
              <GapList gaps={view.gaps} />
            </section>
          )}
          <ArchiveFacts view={view} />
        </aside>
      </div>
    </>
  );
}

/** A challenge that only its organizers know of: its definition, what it lacks, and the way to the public. */
export function DraftPage() {
  const m = useMessages(draftMessages);
  const words = useMessages(importMessages);
  const lang = useLang();
  const { slug = '' }: { slug?: string } = useParams({ strict: false });
  const view = useSuspenseQuery(draftQuery(useApi(), slug)).data;
  const [unsaved, setUnsaved] = useState(false);
  const isDraft = view.publishedAt === null;
  return (
    <>
      <p className="crumb o-crumb">
        <Link href={paths.organizeImport(lang)}>{words.title}</Link>
      </p>
      <div className="o-head">
        <h1 className="page-title">{view.title[lang]}</h1>
        <span role="status">
          <Tag tone={isDraft ? 'warn' : 'ok'}>{isDraft ? m.draft : m.published}</Tag>
        </span>
      </div>
      <p className="muted">{isDraft ? m.only : m.isPublic}</p>
      <div className="submit-grid">
        <div className="o-main">
          {isDraft && <DraftEditor view={view} onChanged={setUnsaved} />}
          <section className="o-panel" aria-label={words.outline}>
            <h2>{words.outline}</h2>
            <Outline outline={view.outline} />
          </section>
        </div>
        <aside className="submit-side">
          <section className="o-panel" aria-label={m.publish}>
            <h2>{m.publish}</h2>
            {isDraft ? (
              <div className="i-create">
                <PublishDraft view={view} unsaved={unsaved} />
              </div>
            ) : (
              <LinkButton look="primary" href={paths.challenge(lang, slug)}>
                {m.open}
              </LinkButton>
            )}
          </section>
          {isDraft && (
            <section className="o-panel" aria-label={words.gaps}>
              <h2>{words.gaps}</h2>
              <GapList gaps={view.gaps} />
            </section>
          )}
          <section className="o-panel" aria-label={m.export}>
            <h2>{m.export}</h2>
            <ExportPanel slug={slug} />
          </section>
        </aside>
      </div>
    </>
  );
}

export const loadImports = async (context: AppContext): Promise<void> => {
  await Promise.all([held(context, importsQuery(context.api)), held(context, draftsQuery(context.api))]);
};
/** Its name, for the title; one that is not the viewer's is a missing page. */
export const loadImport = async (context: AppContext, id: string): Promise<string> => {
  const { title, fileName } = await orMissing(held(context, importQuery(context.api, id)));
  return title === '' ? fileName : title;
};
export const loadDraft = (context: AppContext, slug: string) => orMissing(held(context, draftQuery(context.api, slug)));
