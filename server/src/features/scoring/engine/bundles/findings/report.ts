import type { BundleFinding } from '../bundle.ts';
import { FINDINGS, wordsOf, type FindingCode, type FindingValues } from './texts.ts';

/** Where something was found. `file` is a path in the archive, null for the archive itself; lines and columns count from 1. */
export interface FoundAt {
  file: string | null;
  line?: number | null;
  column?: number | null;
  /** `phases[0].end`. */
  path?: string;
}
export type Severity = BundleFinding['severity'];

/** More would not help anybody; what is left out is counted. */
const MOST = 500;

/** Collects what is found, in any order, and gives it in the order of files and lines. The same finding twice is said once. */
export class Report {
  private readonly byIdentity = new Map<string, BundleFinding>();
  private left = 0;

  /** @param severity other than that of the code, where a configuration decides it */
  add(code: FindingCode, at: FoundAt, values: FindingValues = {}, severity: Severity = FINDINGS[code].severity): void {
    const finding: BundleFinding = {
      severity,
      code,
      file: at.file,
      line: at.line ?? null,
      column: at.column ?? null,
      path: at.path ?? '',
      ...wordsOf(code, values),
    };
    const identity = JSON.stringify([code, at.file, finding.line, finding.column, finding.path, finding.message.en]);
    if (this.byIdentity.has(identity)) return;
    if (this.isFull(severity)) this.skip();
    else this.byIdentity.set(identity, finding);
  }

  get hasErrors(): boolean {
    return [...this.byIdentity.values()].some(({ severity }) => severity === 'error');
  }
  /** Whether a finding would only be counted: not worth looking where it stands. */
  isFull(severity: Severity): boolean {
    return this.byIdentity.size >= (severity === 'warning' ? MOST : 2 * MOST);
  }
  /** Counts one that is left out. */
  skip(): void {
    this.left += 1;
  }

  /** Of the archive first, then file by file, line by line. */
  all(): BundleFinding[] {
    const found = [...this.byIdentity.values()].sort(
      (a, b) => (a.file ?? '').localeCompare(b.file ?? '', 'en') || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
    if (this.left === 0) return found;
    const more: BundleFinding = {
      severity: 'warning',
      code: 'more',
      file: null,
      line: null,
      column: null,
      path: '',
      ...wordsOf('more', { count: this.left }),
    };
    return [...found, more];
  }
}
