import type { ImportFinding } from '../../api/views.ts';

export const FINDING_FILTERS = ['all', 'error', 'warning'] as const;
export type FindingFilter = (typeof FINDING_FILTERS)[number];
export interface FindingGroup {
  /** Null: the archive itself, and the challenge made of it. */
  file: string | null;
  findings: ImportFinding[];
}

/** Findings file by file, as they come; files with errors first, then the archive itself, then by name. */
export function groupFindings(findings: readonly ImportFinding[], filter: FindingFilter): FindingGroup[] {
  const groups = new Map<string | null, ImportFinding[]>();
  for (const finding of findings) {
    if (filter !== 'all' && finding.severity !== filter) continue;
    groups.set(finding.file, [...(groups.get(finding.file) ?? []), finding]);
  }
  const errors = (list: readonly ImportFinding[]): number => (list.some(({ severity }) => severity === 'error') ? 0 : 1);
  return [...groups]
    .map(([file, list]) => ({ file, findings: list }))
    .sort(
      (a, b) =>
        errors(a.findings) - errors(b.findings) ||
        Number(a.file !== null) - Number(b.file !== null) ||
        (a.file ?? '').localeCompare(b.file ?? '', 'en'),
    );
}
