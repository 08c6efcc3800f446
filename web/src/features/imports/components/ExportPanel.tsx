import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { problemOf } from '../../../lib/problems.ts';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { draftMessages } from '../draft-messages.ts';
import { exportQuery } from '../queries.ts';

/** What a Codabench bundle can't say of the challenge; asked for when it is opened. */
function Losses({ slug }: { slug: string }) {
  const m = useMessages(draftMessages);
  const lang = useLang();
  const report = useQuery(exportQuery(useApi(), slug, 'codabench', lang));
  const problem = problemOf(report.error);
  if (problem) return <ErrorPanel problem={problem} onRetry={() => void report.refetch()} />;
  if (!report.data) return <p className="muted">{m.loading}</p>;
  const { isPossible, findings } = report.data;
  return (
    <>
      {!isPossible && <p role="alert">{m.impossible}</p>}
      {findings.length === 0 && <p className="muted">{m.lossesNone}</p>}
      <ul className="i-items">
        {findings.map(({ path, message }) => (
          <li key={`${path} ${message.en}`}>
            {message[lang]} {path !== '' && <code>{path}</code>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The challenge as an archive, in our own format or Codabench's. */
export function ExportPanel({ slug }: { slug: string }) {
  const m = useMessages(draftMessages);
  const lang = useLang();
  const [open, setOpen] = useState(false);
  const address = (format: string): string => `/api/organize/challenges/${slug}/export?format=${format}&lang=${lang}`;
  return (
    <>
      <p className="muted">{m.exportText}</p>
      <p className="o-actions">
        <a className="btn btn-secondary" href={address('challenge')} download>
          {m.exportOurs}
        </a>
        <a className="btn btn-secondary" href={address('codabench')} download>
          {m.exportCodabench}
        </a>
      </p>
      <details className="o-details" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{m.lossesShow}</summary>
        {open && <Losses slug={slug} />}
      </details>
    </>
  );
}
