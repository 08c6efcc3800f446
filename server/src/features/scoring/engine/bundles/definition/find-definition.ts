import { folderOf, soleFolder, type BundleTree } from '../tree.ts';
import type { Report } from '../findings/report.ts';

/** Names of definitions, those the other platform looks for first; an odd name is read, with a warning. */
const NAMES: readonly { pattern: RegExp; expected: string }[] = [
  { pattern: /^competition\.ya?ml$/i, expected: 'competition.yaml' },
  { pattern: /^challenge_config\.ya?ml$/i, expected: 'challenge_config.yaml' },
  { pattern: /^conf\.json$/i, expected: 'conf.json' },
];
const OURS = 'challenge.yaml';
const TAKEN_BY_EVALAI = ['challenge_config.yaml', 'challenge_config.yml'];

export interface FoundDefinition {
  /** The archive as seen from the folder of the definition. */
  tree: BundleTree;
  /** Path in that tree. */
  path: string;
  /** Where it lies in the archive; empty at the top. */
  folder: string;
  /** What it should be called. */
  expected: string;
}
interface Candidate {
  path: string;
  folder: string;
  expected: string;
  rank: number;
}

const depthOf = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderName = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

function candidatesIn(tree: BundleTree): Candidate[] {
  return tree.files.flatMap(({ path }) => {
    const rank = NAMES.findIndex(({ pattern }) => pattern.test(baseName(path)));
    const known = NAMES[rank];
    return known ? [{ path, folder: folderName(path), expected: known.expected, rank }] : [];
  });
}

/** Where no file has a known name: the only YAML or JSON file at the top, which EvalAI's older examples and Grand Challenge's phases have. */
function onlyText(tree: BundleTree): Candidate[] {
  const folder = soleFolder(tree) ?? '';
  const texts = tree.files.filter(({ path }) => folderName(path) === folder && /\.(ya?ml|json)$/i.test(path) && baseName(path) !== OURS);
  const [yaml, ...more] = texts.filter(({ path }) => !/\.json$/i.test(path));
  const only = yaml && more.length === 0 ? yaml : texts.length === 1 ? texts[0] : undefined;
  if (!only) return [];
  const expected = /\.json$/i.test(only.path) ? baseName(only.path) : 'challenge_config.yaml';
  return [{ path: only.path, folder, expected, rank: NAMES.length }];
}

/** The definition of an archive; null when there is none or there are several, which is reported. */
export function findDefinition(tree: BundleTree, report: Report): FoundDefinition | null {
  const all = candidatesIn(tree);
  const top = Math.min(...all.map(({ folder }) => depthOf(folder)));
  const nearest = all.filter(({ folder }) => depthOf(folder) === top);
  const candidates = nearest.length > 0 ? nearest : onlyText(tree);
  const folders = new Set(candidates.map(({ folder }) => folder));
  if (folders.size > 1) {
    report.add('several-definitions', { file: null }, { names: candidates.map(({ path }) => path).join(', ') });
    return null;
  }
  const best = Math.min(...candidates.map(({ rank }) => rank));
  const chosen = candidates
    .filter(({ rank }) => rank === best)
    .sort((a, b) => Number(a.path !== a.expected) - Number(b.path !== b.expected))[0];
  if (!chosen) {
    report.add(tree.files.some(({ path }) => baseName(path) === OURS) ? 'own-definition' : 'no-definition', { file: null });
    return null;
  }
  const name = baseName(chosen.path);
  return {
    tree: folderOf(tree, chosen.folder, '') ?? tree,
    path: name,
    folder: chosen.folder,
    expected: TAKEN_BY_EVALAI.includes(name) ? name : chosen.expected,
  };
}

/** Reports that the other platform would not have found a definition where it is. */
export function reportPlace({ path, folder, expected }: FoundDefinition, report: Report): void {
  if (folder !== '') report.add('not-at-root', { file: path }, { folder });
  if (path !== expected) report.add('other-name', { file: path }, { name: path, expected });
}
