import type { ArchiveLimits } from './archive/limits.ts';
import { readYamlText } from './archive/texts.ts';
import { openTree } from './archive/open.ts';
import { fileOf } from './tree.ts';
import { Workspace } from './archive/workspace.ts';
import type { Bundle } from './bundle.ts';
import { Cursor } from './definition/cursor.ts';
import { findDefinition, reportPlace } from './definition/find-definition.ts';
import { References } from './definition/references.ts';
import { textAt, wrongType } from './definition/scalars.ts';
import { parseYaml } from './definition/yaml-document.ts';
import { Report } from './findings/report.ts';
import { readCodabench } from './formats/codabench.ts';
import { readCodalab } from './formats/codalab.ts';
import { readEvalai } from './formats/evalai.ts';
import { readGrandChallenge } from './formats/grand-challenge.ts';
import { readHuggingFace } from './formats/huggingface.ts';
import { NOTHING, type Contents, type Reader } from './formats/reader.ts';

export interface ReadOptions {
  /** An empty folder for what is unpacked. The bundle's files lie there; the caller removes it when done with the bundle. */
  scratch: string;
  limits?: ArchiveLimits;
}

const LEGACY = new Set(['1', '1.0', '1.5', '1.8']);
/** The reader for a competition.yaml by its version: 2, or the legacy ones, among which no version at all counts unless the rest says otherwise. */
function codabenchReader(root: Cursor): Reader | null {
  const version = textAt(root.get('version'));
  const looksNew = root.get('tasks').isThere || root.get('leaderboards').isThere;
  if (version === '2') return readCodabench;
  if (version === null && looksNew) root.say('version-inferred');
  if (version === null) return looksNew ? readCodabench : readCodalab;
  if (LEGACY.has(version)) return readCodalab;
  root.get('version').say('version-unsupported', { version });
  return null;
}

/** The reader for a definition, by what it is called and what it says. */
function readerOf(root: Cursor): Reader | null {
  const says = (...keys: string[]): boolean => keys.some((key) => root.get(key).isThere);
  if (/^competition\.ya?ml$/i.test(root.file)) return codabenchReader(root);
  if (says('challenge_phases', 'evaluation_script', 'challenge_phase_splits')) return readEvalai;
  if (/^conf\.json$/i.test(root.file) || says('EVAL_METRIC')) return readHuggingFace;
  if (says('score_jsonpath')) return readGrandChallenge;
  if (/^challenge_config\.ya?ml$/i.test(root.file)) return readEvalai;
  if (says('phases') && says('leaderboard', 'leaderboards')) return codabenchReader(root);
  root.report.add(says('gac') ? 'own-definition' : 'no-definition', { file: null });
  return null;
}

async function read(path: string, workspace: Workspace): Promise<Contents & { raw: unknown }> {
  const { report } = workspace;
  const nothing = { ...NOTHING, raw: null };
  const tree = await openTree(path, workspace);
  const found = tree && findDefinition(tree, report);
  if (!found) return nothing;
  const references = new References(found.tree, workspace);
  const file = fileOf(found.tree, found.path);
  const text = file && (await readYamlText(file, workspace));
  const document = text === null ? null : parseYaml(text, found.path, report);
  if (!document) return nothing;
  const root = Cursor.root(document, report);
  if (!root.isMap) {
    wrongType(root, 'map', 'here');
    return nothing;
  }
  const reader = readerOf(root);
  if (!reader) return { ...nothing, raw: document.raw };
  reportPlace(found, report);
  const own = reader === readEvalai ? new References(found.tree, workspace, false) : references;
  return { ...(await reader(root, own)), raw: document.raw };
}

/**
 * Reads the competition archive of another platform: a zip file, or a folder as its author keeps it. Never throws for what is in the archive:
 * what is wrong with it stands in `findings`, every problem at once. I/O errors of this machine are thrown.
 */
export async function readBundle(path: string, { scratch, limits }: ReadOptions): Promise<Bundle> {
  const report = new Report();
  const contents = await read(path, new Workspace(scratch, report, limits));
  return { ...contents, findings: report.all() };
}
