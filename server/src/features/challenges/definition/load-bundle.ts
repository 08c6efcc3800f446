import type { ChallengeDefinition, TaskDefinition } from '@gac/shared/contract/definition';
import { accept, refuse, type Decision, type Sha256 } from '@gac/shared/values';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { namedFiles, staysInside } from '../domain/check-files.ts';
import type { MetricCatalogue } from '../domain/check-tasks.ts';
import { finding, type DefinitionProblem, type Finding } from '../domain/definition-problem.ts';
import { outlineOf } from '../domain/outline.ts';
import { inspect, locate } from './read-definition.ts';

const DEFINITION_FILE = 'challenge.yaml';
/** A file of a bundle: where it lies on this machine, its size and hash. */
export interface BundleFile {
  path: string;
  bytes: number;
  sha256: Sha256;
}
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
  referenceFaults(task: TaskDefinition, referencePath: string): Promise<{ ko: string; en: string }[]>;
  /** Faults of a prediction file against the reference's ids, as the validator finds them. */
  predictionFaults(task: TaskDefinition, referencePath: string, predictionPath: string): Promise<{ ko: string; en: string }[]>;
}

async function fingerprint(path: string): Promise<{ bytes: number; sha256: Sha256 }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      hash.update(chunk);
    }
  });
  return { bytes, sha256: hash.digest('hex') as Sha256 };
}

/** The real path of a file below `root`, or null: absent, not a file, or reached through a link that leads out. */
async function resolveInside(root: string, file: string): Promise<string | null> {
  try {
    const path = await realpath(join(root, file));
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return null;
    throw error;
  }
}

async function checkContents(
  definition: ChallengeDefinition,
  files: ReadonlyMap<string, BundleFile>,
  scoring: BundleScoring,
): Promise<Finding[]> {
  const found: Finding[] = [];
  const pathOf = (file: string): string => files.get(file)?.path ?? file;
  const sound = new Set<string>();
  for (const [i, task] of definition.tasks.entries()) {
    const faults = await scoring.referenceFaults(task, pathOf(task.reference.file));
    if (faults.length === 0) sound.add(task.key);
    for (const { ko, en } of faults) found.push(finding('file-content', ['tasks', i, 'reference', 'file'], ko, en));
  }
  const check = async (file: string, taskKeys: readonly string[], at: (string | number)[]): Promise<void> => {
    for (const task of definition.tasks.filter(({ key }) => taskKeys.includes(key) && sound.has(key)))
      for (const { ko, en } of await scoring.predictionFaults(task, pathOf(task.reference.file), pathOf(file)))
        found.push(finding('file-content', at, ko, en));
  };
  for (const [i, baseline] of definition.baselines.entries())
    await check(baseline.file, definition.phases.find(({ key }) => key === baseline.phase)?.tasks ?? [], ['baselines', i, 'file']);
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
  const files = new Map<string, BundleFile>();
  const absent: Finding[] = [];
  for (const { file, at } of namedFiles(outlineOf(source.raw))) {
    if (files.has(file) || !staysInside(file)) continue;
    const path = await resolveInside(root, file);
    if (path === null) absent.push(finding('file-missing', at, `"${file}" 파일이 없습니다.`, `There is no file "${file}".`));
    else files.set(file, { path, ...(await fingerprint(path)) });
  }
  if (definition === null || findings.length + absent.length > 0) return refuse(locate([...findings, ...absent], source));
  const unusable = await checkContents(definition, files, scoring);
  return unusable.length > 0 ? refuse(locate(unusable, source)) : accept({ definition, text, files });
}
