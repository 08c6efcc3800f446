import { finding, type Finding, type FindingCode } from './findings.ts';
import type { ValidationReport } from './report.ts';

/** What the way to the text found: it could not be unpacked, or must not be unpacked any further. */
export function unpackFinding(code: FindingCode, maxInflatedBytes: number): Finding {
  return finding(code, code === 'INFLATED_TOO_LARGE' ? { expected: String(maxInflatedBytes) } : {});
}

/** The report of a file whose compression, not whose text, made it unreadable; what the text gave so far stays in. */
export function refusedReport(report: ValidationReport, reason: Finding): ValidationReport {
  // The rows that did not come out are not missing: nobody looked.
  const keep = ({ code }: { code: string }): boolean => code !== 'MISSING_ID' && code !== 'NO_ROWS' && code !== 'EMPTY_FILE';
  const counts = [...report.counts.filter(keep), { code: reason.code, severity: reason.severity, total: 1 }];
  const total = (severity: Finding['severity']): number =>
    counts.reduce((sum, entry) => sum + (entry.severity === severity ? entry.total : 0), 0);
  return {
    ...report,
    ok: false,
    complete: false,
    bytes: null,
    errors: total('error'),
    warnings: total('warning'),
    counts,
    first: [...report.first.filter(keep), reason],
    all: [...report.all.filter(keep), reason],
  };
}
