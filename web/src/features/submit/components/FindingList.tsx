import { useId, useState } from 'react';
import { describeFinding } from '@gac/shared/scoring/finding-texts';
import { FINDING_CODES, HINT_CODES, type Finding } from '@gac/shared/scoring/findings';
import type { ProblemFinding } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { submitMessages } from '../messages.ts';

/** A finding as the API tells it, with codes this page has words for; null for one from a newer server. */
function known(found: ProblemFinding): Finding | null {
  const code = FINDING_CODES.find((name) => name === found.code);
  return code === undefined ? null : { ...found, code, hint: HINT_CODES.find((name) => name === found.hint) ?? null };
}
const AT_ONCE = 5;

function Item({ found }: { found: ProblemFinding }) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const told = known(found);
  const words = told === null ? { what: found.code, fix: '', hint: null } : describeFinding(told, lang);
  const place = [
    found.line === null ? null : m.lineNo(formatNumber(found.line)),
    found.column === null
      ? found.columnName
      : found.columnName === null
        ? m.columnNo(found.column)
        : m.columnNamed(found.column, found.columnName),
  ].filter((part) => part !== null);
  // What the sentence says already is not said again.
  const sentence = `${words.what} ${words.hint ?? words.fix}`;
  const extra = (
    [
      [m.value, found.value],
      [m.expected, found.expected],
    ] as const
  ).flatMap(([name, value]) => (value === null || sentence.includes(value) ? [] : [{ name, value }]));
  return (
    <li className="finding" data-severity={found.severity}>
      {place.length > 0 && <p className="finding-place num">{place.join(' · ')}</p>}
      <div>
        <p className="finding-what">{words.what}</p>
        <p>{words.hint ?? words.fix}</p>
        {extra.length > 0 && (
          <dl className="finding-facts">
            {extra.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}
/** What was found, the first ones in full and how many there are (SU-4). `total`: of all, shown or not. */
export function FindingList({ findings, total }: { findings: readonly ProblemFinding[]; total: number }) {
  const m = useMessages(submitMessages);
  const id = useId();
  const [open, setOpen] = useState(false);
  const shown = open ? findings : findings.slice(0, AT_ONCE);
  return (
    <div className="findings">
      <ol id={id}>
        {shown.map((found, i) => (
          <Item key={`${found.code}${found.line ?? ''}${i}`} found={found} />
        ))}
      </ol>
      <p className="findings-foot num">
        {findings.length > AT_ONCE && (
          <button type="button" className="btn btn-text" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {open ? m.fewer : m.more(findings.length - AT_ONCE)}
          </button>
        )}
        {total > shown.length && <span className="muted">{m.shown(shown.length, formatNumber(total))}</span>}
      </p>
    </div>
  );
}
