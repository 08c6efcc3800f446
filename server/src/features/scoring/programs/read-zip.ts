import type { FindingCode as FileFindingCode } from '@gac/shared/scoring/findings';
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../engine/bundles/archive/limits.ts';
import { unpackZip } from '../engine/bundles/archive/unpack-zip.ts';
import { Workspace } from '../engine/bundles/archive/workspace.ts';
import { Report, type FoundAt, type Severity } from '../engine/bundles/findings/report.ts';
import { FINDINGS, type FindingCode, type FindingValues } from '../engine/bundles/findings/texts.ts';
import type { BundleTree } from '../engine/bundles/tree.ts';

/** What is wrong with the zip of a submission. */
export interface ZipFault {
  code: FileFindingCode;
  value: string | null;
  expected?: string;
}
/** Of what participants hand in: programs and results, not data sets. */
const SUBMISSION_LIMITS: ArchiveLimits = {
  ...ARCHIVE_LIMITS,
  maxFiles: 5_000,
  maxTotalBytes: 2 * 1024 ** 3,
  maxRatio: 200,
  ratioFromBytes: 16 * 1024 ** 2,
  maxDepth: 16,
  maxPathBytes: 512,
};
const CODES: Partial<Record<FindingCode, FileFindingCode>> = {
  'not-a-zip': 'NOT_A_ZIP',
  link: 'ZIP_LINK',
  encrypted: 'ZIP_ENCRYPTED',
  'name-twice': 'ZIP_NAME_TWICE',
  'path-outside': 'ZIP_NAME',
  'name-too-long': 'ZIP_NAME',
  'too-deep': 'ZIP_NAME',
  'bad-name': 'ZIP_NAME',
  'file-and-folder': 'ZIP_NAME_TWICE',
  'too-many-files': 'ZIP_TOO_MANY',
  'too-large': 'INFLATED_TOO_LARGE',
  ratio: 'COMPRESSION_RATIO',
  overlap: 'COMPRESSION_RATIO',
};

/** Keeps what is wrong as codes and names, for participants; warnings are ours to live with. */
class Faults extends Report {
  readonly faults: ZipFault[] = [];
  override add(code: FindingCode, at: FoundAt, values: FindingValues = {}, severity: Severity = FINDINGS[code].severity): void {
    super.add(code, at, values, severity);
    if (severity !== 'error') return;
    const value = values['name'] ?? values['most'] ?? null;
    this.faults.push({ code: CODES[code] ?? 'BAD_ZIP', value: value === null ? code : String(value) });
  }
}

/** Unpacks the zip of a submission into an empty folder; without a tree, `faults` say what is wrong with it. */
export async function readZip(path: string, folder: string): Promise<{ tree: BundleTree | null; faults: ZipFault[] }> {
  const report = new Faults();
  const tree = await unpackZip(path, null, new Workspace(folder, report, SUBMISSION_LIMITS));
  if (report.faults.length > 0 || tree === null) return { tree: null, faults: report.faults };
  return tree.files.length === 0 ? { tree: null, faults: [{ code: 'ZIP_EMPTY', value: null }] } : { tree, faults: [] };
}
