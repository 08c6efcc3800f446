import { FAILURE_CLASSES, SUBMISSION_STATES } from '@gac/shared/rules/lifecycle';
import type { LogLine } from '../../api/views.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import type { LogEntry } from '../../ui/LogPanel.tsx';
import type { SubmissionMessages } from './messages.ts';

const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
const count = (value: string | number | null | undefined): string => (typeof value === 'number' ? formatNumber(value) : text(value));

/** A log line in words. A kind this page has no words for (a newer server's) is shown as its name. */
function wordsOf({ kind, data }: LogLine, m: SubmissionMessages): { text: string; mark?: string } {
  switch (kind) {
    case 'received':
      return {
        text: m.lines.received(text(data['receipt']), typeof data['bytes'] === 'number' ? formatBytes(data['bytes']) : ''),
        mark: text(data['receipt']),
      };
    case 'state': {
      const state = SUBMISSION_STATES.find((name) => name === data['state']);
      return { text: state ? m.lines.state[state] : text(data['state']) };
    }
    case 'checked': {
      // A program has no rows.
      const rows = typeof data['rows'] === 'number' ? count(data['rows']) : null;
      return { text: m.lines.checked(rows, Number(data['warnings'] ?? 0)), ...(rows === null ? {} : { mark: rows }) };
    }
    case 'refused':
      return { text: m.lines.refused(count(data['problems']), text(data['code']), count(data['line'])), mark: text(data['code']) };
    case 'failed': {
      const failure = FAILURE_CLASSES.find((name) => name === data['class']);
      return { text: m.lines.failed(failure ?? text(data['class']), text(data['reference'])), ...(failure ? { mark: failure } : {}) };
    }
    case 'ranked':
      return {
        text: m.lines.ranked(count(data['rankBefore']), count(data['rankAfter']), count(data['teams'])),
        mark: count(data['rankAfter']),
      };
    case 'output':
      // What the submitted program printed, as it is; its errors are marked.
      return data['stream'] === 'stderr' ? { text: `stderr: ${text(data['text'])}`, mark: 'stderr:' } : { text: text(data['text']) };
    case 'output-skipped':
      return { text: m.lines.skipped(count(data['lines'])) };
    case 'stopped':
    case 'requeued':
    case 'rerun':
      return { text: m.lines[kind] };
    default:
      return { text: kind };
  }
}
export const entriesOf = (lines: readonly LogLine[], m: SubmissionMessages): LogEntry[] =>
  lines.map((line) => ({ key: String(line.seq), at: line.at, ...wordsOf(line, m) }));
