import type { DraftSummary, ImportSummary } from '../../../api/views.ts';
import { formatBytes, middleEllipsis } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { EmptyState } from '../../../ui/Panels.tsx';
import { Tag, type TagTone } from '../../../ui/Tag.tsx';
import { Time } from '../../../ui/Time.tsx';
import { draftMessages } from '../draft-messages.ts';
import { importMessages } from '../messages.ts';

const TONES: Record<ImportSummary['state'], TagTone> = {
  uploaded: 'plain',
  reading: 'live',
  read: 'ok',
  refused: 'err',
  failed: 'warn',
  created: 'ok',
};

/** Where an import is; one whose challenge is published says so. */
export function ImportStateTag({ state, challenge }: Pick<ImportSummary, 'state' | 'challenge'>) {
  const m = useMessages(importMessages);
  return <Tag tone={TONES[state]}>{challenge?.isDraft === false ? m.published : m.states[state]}</Tag>;
}

/** What the viewer imported, newest first. */
export function ImportTable({ items }: { items: readonly ImportSummary[] }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  if (items.length === 0) return <EmptyState title={m.empty}>{m.emptyText}</EmptyState>;
  return (
    <table className="o-table">
      <caption className="vh">{m.list}</caption>
      <thead>
        <tr>
          {(['file', 'is', 'state', 'found', 'created'] as const).map((name) => (
            <th key={name} scope="col">
              {m.columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">
              <Link className="link" href={paths.organizeImported(lang, item.id)} title={item.fileName}>
                {middleEllipsis(item.fileName, 40)}
              </Link>
              <span className="o-note num">{formatBytes(item.bytes)}</span>
            </th>
            <td data-label={m.columns.is}>
              {item.title === '' ? <span className="muted">{m.untitled}</span> : item.title}
              {item.format !== null && (
                <span className="o-note">
                  {m.formats[item.format]} {item.version}
                </span>
              )}
            </td>
            <td data-label={m.columns.state}>
              <ImportStateTag state={item.state} challenge={item.challenge} />
            </td>
            <td data-label={m.columns.found} className="num">
              {m.found(item.errors, item.warnings)}
            </td>
            <td data-label={m.columns.created} className="num">
              <Time at={item.createdAt} second="none" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The drafts that the viewer organizes. */
export function DraftTable({ items }: { items: readonly DraftSummary[] }) {
  const m = useMessages(draftMessages);
  const lang = useLang();
  if (items.length === 0) return <EmptyState title={m.empty}>{m.emptyText}</EmptyState>;
  return (
    <table className="o-table">
      <caption className="vh">{m.list}</caption>
      <thead>
        <tr>
          {(['title', 'slug', 'missing', 'created'] as const).map((name) => (
            <th key={name} scope="col">
              {m.columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.slug}>
            <th scope="row">
              <Link className="link" href={paths.organizeDraft(lang, item.slug)}>
                {item.title[lang]}
              </Link>
            </th>
            <td data-label={m.columns.slug}>
              <code>{item.slug}</code>
            </td>
            <td data-label={m.columns.missing} className="num">
              {item.missing === 0 ? m.nothingMissing : m.missing(item.missing)}
            </td>
            <td data-label={m.columns.created} className="num">
              <Time at={item.createdAt} second="none" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
