import { Check, CircleAlert, Minus, TriangleAlert } from 'lucide-react';
import { reportToJson, type ValidationReport } from '@gac/shared/scoring/report';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { saveText } from '../../../lib/download.ts';
import { Button } from '../../../ui/Button.tsx';
import type { CheckProgress, FileCheck } from '../check/check-file.ts';
import { checklist, type CheckItem, type CheckState } from '../check/checklist.ts';
import type { ColumnStats, Shift } from '../check/column-stats.ts';
import { submitMessages, type SubmitMessages } from '../messages.ts';
import type { SubmitTask } from '../task.ts';
import { FindingList } from './FindingList.tsx';

const ICONS = { ok: Check, warning: TriangleAlert, error: CircleAlert, unseen: Minus } as const;
function Mark({ state, label }: { state: CheckState; label: string }) {
  const Icon = state === 'running' ? null : ICONS[state];
  return (
    <span className="check-mark" data-state={state}>
      {Icon ? <Icon size={16} strokeWidth={2.5} aria-hidden="true" /> : <span className="busy-dot" aria-hidden="true" />}
      <span className="vh">{label}</span>
    </span>
  );
}
const compact = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '\u2212');
function valuesFact(stats: readonly ColumnStats[], m: SubmitMessages): string {
  return stats
    .slice(0, 2)
    .map((column) =>
      column.kind === 'number'
        ? `${compact(column.min)}–${compact(column.max)}`
        : m.labelsFact(column.counts.filter((count) => count > 0).length),
    )
    .join(', ');
}
/** The short fact at the right of a check: counts first, what was seen otherwise. */
function factOf(
  item: CheckItem,
  found: Pick<ValidationReport, 'rows'>,
  check: FileCheck | null,
  task: SubmitTask,
  m: SubmitMessages,
): string {
  if (item.errors > 0) return m.errorsFact(formatNumber(item.errors));
  if (item.warnings > 0) return m.warningsFact(formatNumber(item.warnings));
  if (item.state === 'unseen') return m.itemState.unseen;
  if (item.key === 'rows')
    return check ? m.rowsFact(formatNumber(found.rows), formatNumber(task.rows)) : m.rowsSoFar(formatNumber(found.rows));
  if (!check) return '';
  if (task.format === null) return { prediction: '', code: 'ZIP', container: 'TAR' }[task.kind];
  const columns = task.format.columns.length + 1;
  return item.key === 'kind' ? 'UTF-8 · CSV' : item.key === 'columns' ? m.columnsFact(columns, columns) : valuesFact(check.stats, m);
}

function ShiftNote({ shifts }: { shifts: readonly Shift[] }) {
  const m = useMessages(submitMessages);
  return (
    <li className="check-item" data-state="warning">
      <Mark state="warning" label={m.itemState.warning} />
      <span className="check-name">{m.shift}</span>
      <span className="check-fact">{m.shiftAllowed}</span>
      <div className="check-more">
        {shifts.map((shift) => (
          <p key={shift.name}>
            {shift.kind === 'mean'
              ? m.shiftMean(shift.name, compact(shift.before), compact(shift.after))
              : m.shiftLabels(shift.name, `${Math.round(shift.share * 100)}%`)}
          </p>
        ))}
      </div>
    </li>
  );
}

/** What was found, and the report to keep. */
function Found({ found, check, fileName }: { found: CheckProgress | ValidationReport; check: FileCheck | null; fileName: string }) {
  const m = useMessages(submitMessages);
  const isCutShort = check !== null && !check.report.complete;
  return (
    <div className="check-found">
      <p className="panel-title num">
        {found.errors > 0
          ? [m.found(m.errorsFact(formatNumber(found.errors))), ...(found.warnings > 0 ? [m.warningsFact(formatNumber(found.warnings))] : [])].join(' · ')
          : m.foundWarnings(m.warningsFact(formatNumber(found.warnings)))}
      </p>
      {/* What stopped the reading is the last thing found, and the first to be mended. */}
      <FindingList
        findings={isCutShort ? [...found.first.slice(-1), ...found.first.slice(0, -1)] : found.first}
        total={found.errors + found.warnings}
      />
      {isCutShort && <p className="muted">{m.stopped}</p>}
      {check && (
        <Button look="quiet" onClick={() => saveText(`${fileName}.check.json`, reportToJson(check.report), 'application/json')}>
          {m.report}
        </Button>
      )}
    </div>
  );
}

/** The list of checks, while they run and afterwards, with what was found (SU-4). */
export function CheckPanel({
  progress,
  check,
  shifts,
  fileName,
  task,
}: {
  progress: CheckProgress | null;
  check: FileCheck | null;
  shifts: readonly Shift[];
  fileName: string;
  task: SubmitTask;
}) {
  const m = useMessages(submitMessages);
  const found = check?.report ?? progress;
  const items = checklist(found?.counts ?? [], check === null ? 'reading' : check.report.complete ? 'complete' : 'stopped', task.format !== null);
  const header = task.format === null ? [] : [task.format.idColumn, ...task.format.columns.map(({ name }) => name)];
  return (
    <>
      <ul className="checks">
        {items.map((item) => (
          <li key={item.key} className="check-item" data-state={item.state}>
            <Mark state={item.state} label={m.itemState[item.state]} />
            <span className="check-name">
              {task.format === null ? m.bytesItem[task.kind] : m.items[item.key]} {item.key === 'columns' && header.length <= 6 && <code>{header.join(', ')}</code>}
            </span>
            <span className="check-fact num">{factOf(item, found ?? { rows: 0 }, check, task, m)}</span>
            {item.key === 'rows' && check?.report.complete === true && !check.report.idsChecked && (
              <p className="check-more">{m.idsUnchecked}</p>
            )}
          </li>
        ))}
        {shifts.length > 0 && <ShiftNote shifts={shifts} />}
      </ul>
      {found && found.first.length > 0 && <Found found={found} check={check} fileName={fileName} />}
    </>
  );
}
