import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { openTree } from '../bundles/archive/open.ts';
import type { ArchiveLimits } from '../bundles/archive/limits.ts';
import { Workspace } from '../bundles/archive/workspace.ts';
import { stripped } from '../bundles/definition/programs.ts';
import { Report } from '../bundles/findings/report.ts';
import type { BundleFinding } from '../bundles/bundle.ts';
import type { Submission, TaskSpec } from './contract.ts';
import { SUBMISSION_LIMITS } from './task-limits.ts';
import { fileOf } from './trees.ts';

export type OpenedSubmission =
  { ok: true; submission: Submission; findings: readonly BundleFinding[] } | { ok: false; findings: readonly BundleFinding[] };

/** Tasks whose scorer reads one file get archives as they were sent; the others get what is in them. */
const TAKES_FILES: readonly TaskSpec['kind'][] = ['codabench', 'metrics-json'];

/**
 * What stands at a path as a submission: a folder, a zip with limits on its size, names and links, or any other file as it is.
 * @param folder empty, for what is unpacked; it must stay as long as the submission is used
 */
export async function openSubmission(
  path: string,
  kind: TaskSpec['kind'],
  folder: string,
  limits: ArchiveLimits = SUBMISSION_LIMITS,
): Promise<OpenedSubmission> {
  const facts = await stat(path);
  const takesFiles = TAKES_FILES.includes(kind);
  if (facts.isFile() && !(takesFiles && (await isZip(path))))
    return { ok: true, submission: { kind: 'file', name: basename(path), path }, findings: [] };
  const report = new Report();
  const tree = await openTree(path, new Workspace(folder, report, limits));
  const findings = report.all();
  if (!tree || findings.some(({ severity }) => severity === 'error')) return { ok: false, findings };
  // Only around what says that it is a program: a folder of results may be asked for by its name.
  const isProgram = (one: typeof tree): boolean => fileOf(one, 'metadata.yaml') !== null || fileOf(one, 'metadata') !== null;
  return { ok: true, submission: { kind: 'tree', tree: stripped(tree, isProgram, report) }, findings: report.all() };
}

/** By its first bytes, whatever its name; an empty archive too. */
async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && ['504b0304', '504b0506', '504b0708'].includes(buffer.toString('hex'));
  } finally {
    await file.close();
  }
}
