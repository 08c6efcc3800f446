import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { accept, refuse, type Decision, type Sha256 } from '@gac/shared/values';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { packFolder, Unpackable } from '../../../platform/archives/pack-folder.ts';
import { checkedTask, type CheckedTask } from '../domain/checked-task.ts';
import { namedFiles, staysInside, type NamedFile } from '../domain/check-files.ts';
import type { MetricCatalogue } from '../domain/check-tasks.ts';
import { finding, type DefinitionProblem, type Finding, type Path } from '../domain/definition-problem.ts';
import { outlineOf } from '../domain/outline.ts';
import { inspect, locate } from './read-definition.ts';

const DEFINITION_FILE = 'challenge.yaml';
/** A file of a bundle: where it lies on this machine, its size and hash. */
export interface BundleFile {
  path: string;
  bytes: number;
  sha256: Sha256;
  /** A folder: size and hash are those of the zip it is stored as. */
  isFolder: boolean;
}
/** The bytes of a file of a bundle, as they are stored. */
export const bundleBytes = ({ path, isFolder }: Pick<BundleFile, 'path' | 'isFolder'>): AsyncIterable<Buffer> => (isFolder ? packFolder(path) : createReadStream(path));
export interface Bundle {
  definition: ChallengeDefinition;
  /** The text of challenge.yaml. */
  text: string;
  /** By the name the definition uses. */
  files: ReadonlyMap<string, BundleFile>;
}
/** What only the scoring slice can say of the files: whether the answers can be scored, whether a prediction file passes its own check. */
export interface BundleScoring extends MetricCatalogue {
  /** Faults of the reference file: columns, ids, parts, and answers that leave a metric undefined. Messages in both languages. */
  referenceFaults(task: CheckedTask, referencePath: string): Promise<{ ko: string; en: string }[]>;
  /** Faults of a prediction file against the reference's ids, as the validator finds them. */
  predictionFaults(task: CheckedTask, referencePath: string, predictionPath: string): Promise<{ ko: string; en: string }[]>;
}

async function fingerprint(file: Pick<BundleFile, 'path' | 'isFolder'>): Promise<BundleFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of bundleBytes(file)) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { ...file, bytes, sha256: hash.digest('hex') as Sha256 };
}

/** The real path of a file or folder below `root`, or null: absent, neither of them, or reached through a link that leads out. */
async function resolveInside(root: string, file: string): Promise<Pick<BundleFile, 'path' | 'isFolder'> | null> {
  try {
    const path = await realpath(join(root, file));
    const facts = await lstat(path);
    return path.startsWith(root + sep) && (facts.isFile() || facts.isDirectory()) ? { path, isFolder: facts.isDirectory() } : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return null;
    throw error;
  }
}

const FOLDER_FAULTS: Record<Unpackable['reason'], { ko: string; en: string }> = {
  link: { ko: '심볼릭 링크가 있습니다', en: 'There is a symbolic link in it' },
  special: { ko: '파일이 아닌 것이 있습니다', en: 'There is something in it that is no file' },
  empty: { ko: '폴더가 비어 있습니다', en: 'The folder is empty' },
  'too-large': { ko: '폴더가 너무 큽니다', en: 'The folder is too large' },
};
const folderFault = ({ reason, file }: Unpackable, at: Path): Finding =>
  finding('file-content', at, `${FOLDER_FAULTS[reason].ko}: ${file}`, `${FOLDER_FAULTS[reason].en}: ${file}`);

/** Finds and hashes what the definition names; what is not there or can't be stored is a finding. */
async function findFiles(root: string, named: readonly NamedFile[]): Promise<{ files: Map<string, BundleFile>; found: Finding[] }> {
  const files = new Map<string, BundleFile>();
  const found: Finding[] = [];
  for (const { file, at, mayBeFolder } of named) {
    const known = files.get(file);
    if (!staysInside(file) || (known && (mayBeFolder || !known.isFolder))) continue;
    const place = await resolveInside(root, file);
    if (place === null || (place.isFolder && !mayBeFolder)) {
      found.push(finding('file-missing', at, `"${file}" 파일이 없습니다.`, `There is no file "${file}".`));
      continue;
    }
    try {
      files.set(file, await fingerprint(place));
    } catch (error) {
      if (!(error instanceof Unpackable)) throw error;
      found.push(folderFault(error, at));
    }
  }
  return { files, found };
}

async function checkContents(
  definition: ChallengeDefinition,
  files: ReadonlyMap<string, BundleFile>,
  scoring: BundleScoring,
): Promise<Finding[]> {
  const found: Finding[] = [];
  const pathOf = (file: string): string => files.get(file)?.path ?? file;
  const sound = new Map<string, CheckedTask>();
  for (const [i, task] of definition.tasks.entries()) {
    const checked = checkedTask(task);
    if (!checked) continue;
    const faults = await scoring.referenceFaults(checked, pathOf(checked.reference.file));
    if (faults.length === 0) sound.set(task.key, checked);
    for (const { ko, en } of faults) found.push(finding('file-content', ['tasks', i, 'reference', 'file'], ko, en));
  }
  const check = async (file: string, taskKeys: readonly string[], at: (string | number)[]): Promise<void> => {
    for (const task of taskKeys.flatMap((key) => sound.get(key) ?? []))
      for (const { ko, en } of await scoring.predictionFaults(task, pathOf(task.reference.file), pathOf(file)))
        found.push(finding('file-content', at, ko, en));
  };
  for (const [i, baseline] of definition.baselines.entries())
    if (baseline.kind === 'prediction') await check(baseline.file, definition.phases.find(({ key }) => key === baseline.phase)?.tasks ?? [], ['baselines', i, 'file']);
  const first = definition.phases[0]?.tasks ?? [];
  for (const [i, data] of definition.data.entries())
    if (data.role === 'sample' || data.role === 'example') await check(data.file, first, ['data', i, 'file']);
  return found;
}

/**
 * Reads a bundle: a folder with `challenge.yaml` and the files it names. Refuses with every problem at once, in the order of the lines:
 * those of the text, files that are not there, and files that can't be used. I/O errors other than a missing file are thrown.
 */
export async function loadBundle(folder: string, scoring: BundleScoring): Promise<Decision<Bundle, DefinitionProblem[]>> {
  const root = await realpath(folder);
  const text = await readFile(join(root, DEFINITION_FILE), 'utf8');
  const { definition, source, findings, readable } = inspect(text, scoring);
  if (!readable) return refuse(locate(findings, source));
  const { files, found } = await findFiles(root, namedFiles(outlineOf(source.raw)));
  if (definition === null || findings.length + found.length > 0) return refuse(locate([...findings, ...found], source));
  const unusable = await checkContents(definition, files, scoring);
  return unusable.length > 0 ? refuse(locate(unusable, source)) : accept({ definition, text, files });
}
