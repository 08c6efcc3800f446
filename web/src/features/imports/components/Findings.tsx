import { useState } from 'react';
import type { ImportFinding } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { FINDING_FILTERS, groupFindings, type FindingFilter } from '../findings.ts';
import { importMessages } from '../messages.ts';

function Row({ finding }: { finding: ImportFinding }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const { severity, code, line, column, path, message, hint } = finding;
  return (
    <li className="i-finding">
      <p className="i-place">
        <Tag tone={severity === 'error' ? 'err' : 'warn'}>{m.severity[severity]}</Tag>{' '}
        {line !== null && (
          <b className="num">
            {m.line(line)}
            {column !== null && `:${column}`}
          </b>
        )}{' '}
        {path !== '' && <code>{path}</code>}
      </p>
      <div>
        <p>{message[lang]}</p>
        {hint && <p className="muted">{hint[lang]}</p>}
        <p className="o-note">
          <code>{code}</code>
        </p>
      </div>
    </li>
  );
}

/** Everything that was found, file by file, with its line; all of it, or errors or warnings alone. */
export function Findings({ findings }: { findings: readonly ImportFinding[] }) {
  const m = useMessages(importMessages);
  const [filter, setFilter] = useState<FindingFilter>('all');
  if (findings.length === 0) return <p className="muted">{m.noFindings}</p>;
  const count = (wanted: FindingFilter): number =>
    wanted === 'all' ? findings.length : findings.filter(({ severity }) => severity === wanted).length;
  return (
    <>
      <div className="list-filter" role="group" aria-label={m.findings}>
        {FINDING_FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            className={filter === one ? 'pill' : 'pill pill-off'}
            aria-pressed={filter === one}
            onClick={() => setFilter(one)}
          >
            {m.filters[one]} <span className="num">{formatNumber(count(one))}</span>
          </button>
        ))}
      </div>
      {groupFindings(findings, filter).map(({ file, findings: own }) => (
        <section key={file ?? ''} className="i-group" aria-label={file ?? m.archive}>
          <h3>{file === null ? m.archive : <code>{file}</code>}</h3>
          <ul>
            {own.map((finding) => (
              <Row key={`${finding.code} ${finding.line} ${finding.column} ${finding.path} ${finding.message.en}`} finding={finding} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
