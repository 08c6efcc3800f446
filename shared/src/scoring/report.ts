import type { Finding, FindingCount } from './findings.ts';

/** What the check of a prediction file found. Made in one place with keys in one order, so browser and server write the same bytes. */
export interface ValidationReport {
  /** No error; warnings do not block. */
  ok: boolean;
  /** False when the reading stopped early: the rest of the file was not looked at. */
  complete: boolean;
  /** Data rows read, without header and blank lines. */
  rows: number;
  /** Bytes of the file, after decompression; null when the reading stopped early. */
  bytes: number | null;
  delimiter: string | null;
  /** Whether ids were compared with the task's; false for a check by structure and values alone. */
  idsChecked: boolean;
  errors: number;
  warnings: number;
  /** Exact totals per code and severity, in the order of FINDING_CODES. */
  counts: FindingCount[];
  /** The first 20 in order of the file, at most 5 per code and severity. */
  first: Finding[];
  /** Up to 10,000 for download. */
  all: Finding[];
}

/** The downloadable report: deterministic, two spaces of indent, a line feed at the end. */
export function reportToJson(report: ValidationReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
