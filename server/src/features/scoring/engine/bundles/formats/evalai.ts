import { readText } from '../archive/texts.ts';
import { fileOf, type BundleTree } from '../tree.ts';
import type { BundlePage, BundleTask } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { checkKeys } from '../definition/keys.ts';
import { stripped } from '../definition/programs.ts';
import type { References } from '../definition/references.ts';
import { flagAt, mapsAt, textAt, wholeAt } from '../definition/scalars.ts';
import { boardsAt } from './evalai-boards.ts';
import { CHALLENGE_KEYS } from './evalai-keys.ts';
import { phasesAt, windowAt } from './evalai-phases.ts';
import { pageAt } from './pages.ts';
import { NO_SETTINGS, type Reader } from './reader.ts';

const PAGES: readonly { key: string; title: string; role: BundlePage['role'] }[] = [
  { key: 'description', title: 'Overview', role: 'overview' },
  { key: 'evaluation_details', title: 'Evaluation', role: 'evaluation' },
  { key: 'submission_guidelines', title: 'Submission guidelines', role: 'guidelines' },
];

async function htmlAt(cursor: Cursor, title: string, role: BundlePage['role'], references: References): Promise<BundlePage | null> {
  const page = await pageAt(cursor, title, role, cursor.isThere ? 'here' : 'there', references);
  if (page && page.kind !== 'html') cursor.say('page-type', { name: page.file, expected: '.html' });
  return page;
}

async function pagesAt(root: Cursor, references: References): Promise<BundlePage[]> {
  const pages: BundlePage[] = [];
  for (const { key, title, role } of PAGES) {
    const isOldName = key === 'evaluation_details' && !root.get(key).isThere && root.get('evaluation_criteria').isThere;
    const page = await htmlAt(root.get(isOldName ? 'evaluation_criteria' : key), title, role, references);
    if (page) pages.push(page);
  }
  const about = textAt(root.get('leaderboard_description'));
  if (about !== null) pages.push({ title: 'Leaderboard', file: '', text: about, kind: 'markdown', role: 'page' });
  return pages;
}

const isPackage = (tree: BundleTree): boolean => fileOf(tree, '__init__.py') !== null;

/** The evaluation script, a package that exports `evaluate`. A folder stands for its zip in most repositories, which nobody needs to be told. */
async function scriptAt(cursor: Cursor, references: References): Promise<BundleTree | null> {
  const tree = await references.folder(cursor, 'here');
  if (tree === null) return null;
  const script = stripped(tree, isPackage, references.workspace.report);
  const init = fileOf(script, '__init__.py');
  if (init === null) cursor.say('no-evaluate');
  const text = init && (await readText(init, references.workspace, `${script.name}/${init.path}`));
  if (text !== null && !/\bevaluate\b|import\s+\*/.test(text))
    references.workspace.report.add('evaluate-unseen', { file: `${script.name}/__init__.py` });
  const requirements = fileOf(script, 'requirements.txt');
  if (requirements && requirements.bytes > 0)
    references.workspace.report.add('requirements', { file: script.name }, { name: requirements.path });
  return script;
}

function checkHow(root: Cursor): void {
  if (flagAt(root.get('remote_evaluation'), false)) root.get('remote_evaluation').say('remote-evaluation');
  for (const key of ['is_docker_based', 'is_static_dataset_code_upload'])
    if (flagAt(root.get(key), false)) root.get(key).say('code-upload');
}

/** "1: 500EUR, 2: 200EUR", as a text for the page of the challenge. */
function prizesAt(cursor: Cursor): string | null {
  const prizes = mapsAt(cursor).map((item) => {
    const parts = ['amount', 'description'].flatMap((key) => textAt(item.get(key)) ?? []);
    return `${textAt(item.get('rank'), 'there') ?? '?'}: ${parts.join(', ')}`;
  });
  return prizes.length > 0 ? prizes.join('; ') : null;
}

/** EvalAI. Source: EvalAI, apps/challenges/challenge_config_utils.py, and its documentation of challenge_config.yaml. */
export const readEvalai: Reader = async (root, references) => {
  checkKeys(root, CHALLENGE_KEYS);
  checkHow(root);
  windowAt(root);
  const tree = await scriptAt(root.get('evaluation_script'), references);
  const phases = await phasesAt(root, references);
  const task = ({ phase, annotation }: (typeof phases)[number]): BundleTask => ({
    index: phase.index,
    name: phase.name,
    description: '',
    scorer: tree && { kind: 'evalai', tree, annotation },
    reference: null,
    input: null,
    ingestion: null,
    ingestionOnlyDuringScoring: false,
  });
  return {
    format: 'evalai',
    version: '',
    title: textAt(root.get('title'), 'here', 100) ?? '',
    description: textAt(root.get('short_description')) ?? '',
    pages: await pagesAt(root, references),
    terms: await htmlAt(root.get('terms_and_conditions'), 'Terms', 'terms', references),
    logo: root.get('image').isThere ? references.file(root.get('image'), 'there') : null,
    dockerImage: null,
    phases: phases.map(({ phase }) => phase),
    tasks: phases.map(task),
    solutions: [],
    boards: boardsAt(root, phases),
    factSheet: [],
    settings: {
      ...NO_SETTINGS,
      approvesEntrantsByItself: !flagAt(root.get('manual_participant_approval'), false),
      maxTeamSize: root.get('max_team_members').isThere ? wholeAt(root.get('max_team_members'), null) : null,
      reward: prizesAt(root.get('prizes')),
    },
  };
};
