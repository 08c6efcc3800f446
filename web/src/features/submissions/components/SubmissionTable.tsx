import type { SubmissionRow } from '../../../api/views.ts';
import { formatNumber, formatScore, middleEllipsis } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { Time } from '../../../ui/Time.tsx';
import { submissionMessages } from '../messages.ts';
import { countedOf } from '../stages.ts';
import { NoteEditor } from './NoteEditor.tsx';
import { RankMove } from './RankMove.tsx';
import { Retire } from './Retire.tsx';
import { StateTag } from './StateTag.tsx';

const COLUMNS = ['number', 'note', 'state', 'score', 'rank', 'when', 'receipt', 'act'] as const;

function RankCell({ row, label }: { row: SubmissionRow; label: string }) {
  const counted = countedOf(row.state) !== false;
  return (
    <td data-label={label} className="n num">
      {row.rankChange === null || row.rankChange.after === null ? (
        '–'
      ) : (
        <span className={counted ? 's-rank' : 's-rank past'}>
          {formatNumber(row.rankChange.after)} {counted && <RankMove change={row.rankChange} short />}
        </span>
      )}
    </td>
  );
}
function Row({ row, best }: { row: SubmissionRow; best: boolean }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const score = row.scores[0];
  return (
    <tr data-best={best ? '' : undefined}>
      <th scope="row" className="s-number">
        <Link className="link num" href={paths.submission(lang, row.challengeSlug, row.id)} aria-label={m.submission(row.number)}>
          {row.number}
        </Link>
      </th>
      <td className="s-note">
        <NoteEditor row={row} />
        <span className="s-file" title={row.fileName}>
          <span aria-hidden="true">{middleEllipsis(row.fileName, 36)}</span>
          <span className="vh">{row.fileName}</span>
        </span>
      </td>
      <td data-label={m.columns.state}>
        <StateTag state={row.state} />
      </td>
      <td data-label={m.columns.score} className={countedOf(row.state) === false ? 'n num s-score past' : 'n num s-score'}>
        {row.state === 'FAILED' || row.state === 'INVALID' || score === undefined ? '–' : formatScore(score.value, score.decimals)}
        {best && <span className="s-best">{m.bestSoFarTag}</span>}
      </td>
      <RankCell row={row} label={m.columns.rank} />
      <td data-label={m.columns.when} className="s-when">
        <span>
          <Time at={row.receivedAt} second="line" />
          <span className="s-by">{row.submittedBy}</span>
        </span>
      </td>
      <td data-label={m.columns.receipt}>
        <Link className="link num s-receipt" href={paths.receipt(lang, row.receipt)}>
          {row.receipt}
        </Link>
      </td>
      <td className="s-act">
        <Retire row={row} look="text" short />
      </td>
    </tr>
  );
}
/** The team's submissions; on narrow screens each row is a card (MS-1). `bestId`: the one that stands for the team now. */
export function SubmissionTable({ rows, bestId }: { rows: readonly SubmissionRow[]; bestId: string | null }) {
  const m = useMessages(submissionMessages);
  return (
    <table className="s-table">
      <caption className="vh">{m.mine}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={column === 'score' || column === 'rank' ? 'n' : undefined}>
              {column === 'act' ? (
                <span className="vh">{m.columns.act}</span>
              ) : column === 'note' ? (
                `${m.columns.note} · ${m.columns.file}`
              ) : column === 'when' ? (
                `${m.columns.when} · ${m.columns.by}`
              ) : (
                m.columns[column]
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} best={row.id === bestId} />
        ))}
      </tbody>
    </table>
  );
}
