import type { FoundAt } from '../findings/report.ts';
import { checkName, isJunk, type CheckedName } from './names.ts';
import type { Workspace } from './workspace.ts';

/** Collects the names of one archive or folder, says what is wrong with them, and knows which were there before. */
export class TreeNames {
  private readonly folded = new Map<string, string>();
  private count = 0;
  private readonly at: FoundAt;

  constructor(
    private readonly workspace: Workspace,
    archive: string | null,
  ) {
    this.at = { file: archive };
  }

  /** The name to keep it under, or null when it is junk, the root itself, or can't be kept (which is then reported). */
  accept(written: string): string | null {
    const { report, limits } = this.workspace;
    const checked = checkName(written, limits);
    const { path, fault } = checked;
    if (path === '' || isJunk(path)) return null;
    this.count += 1;
    this.workspace.files += 1;
    if (fault !== null) {
      report.add(fault, this.at, { name: shown(written) }, fault === 'path-outside' ? limits.oddities[fault] : 'error');
      return null;
    }
    this.reportOddities(checked, written);
    return path;
  }

  private reportOddities({ path, hadBackslash, wasDecomposed }: CheckedName, written: string): void {
    const { report, limits } = this.workspace;
    if (hadBackslash) report.add('backslash', this.at, { name: shown(written) }, limits.oddities.backslash);
    if (wasDecomposed) report.add('not-composed', this.at, { name: path }, limits.oddities['not-composed']);
    const twin = this.folded.get(path.toLowerCase());
    if (twin === undefined) this.folded.set(path.toLowerCase(), path);
    else if (twin !== path) report.add('case-twins', this.at, { name: path, other: twin }, limits.oddities['case-twins']);
  }

  /** Whether there are more of them than allowed, which is reported. */
  get areTooMany(): boolean {
    const { files, limits, report } = this.workspace;
    if (files <= limits.maxFiles) return false;
    report.add('too-many-files', this.at, { most: limits.maxFiles });
    return true;
  }
}

/** A hostile name as it can stand in a sentence. */
const shown = (name: string): string => {
  const clean = name.replaceAll(/\p{Cc}/gu, '�');
  return clean.length > 120 ? `${clean.slice(0, 120)}…` : clean;
};
