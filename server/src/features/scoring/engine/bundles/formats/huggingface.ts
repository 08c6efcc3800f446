import { open } from 'node:fs/promises';
import type { TreeFile } from '../tree.ts';
import type { BundleBoard, BundlePage, BundlePhase, HuggingFaceScorer } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { dateAt } from '../definition/date-at.ts';
import { checkKeys } from '../definition/keys.ts';
import type { References } from '../definition/references.ts';
import { choiceAt, textAt, wholeAt } from '../definition/scalars.ts';
import { EVERYBODY } from './codabench-phases.ts';
import { CONF_KEYS } from './huggingface-keys.ts';
import { NO_SETTINGS, type Reader } from './reader.ts';

const PAGES: readonly { file: string; title: string; role: BundlePage['role'] }[] = [
  { file: 'COMPETITION_DESC.md', title: 'Overview', role: 'overview' },
  { file: 'DATASET_DESC.md', title: 'Data', role: 'data' },
  { file: 'SUBMISSION_DESC.md', title: 'Submission', role: 'guidelines' },
  { file: 'RULES.md', title: 'Rules', role: 'terms' },
];
const fileNamed = (references: References, path: string): TreeFile | null =>
  references.tree.files.find((file) => file.path === path) ?? null;

async function pagesOf(references: References): Promise<BundlePage[]> {
  const pages: BundlePage[] = [];
  for (const { file, title, role } of PAGES) {
    const found = fileNamed(references, file);
    const text = found && (await references.text(found));
    if (text !== null) pages.push({ title, file, text, kind: 'markdown', role });
    else if (role === 'overview') references.workspace.report.add('file-missing-optional', { file: null }, { name: file });
  }
  return pages;
}

/** Names in the first line of a CSV file, of which no more than 64 KiB are looked at. */
async function headerOf({ source }: TreeFile): Promise<string[]> {
  const handle = await open(source);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const [line = ''] = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    return line.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  } finally {
    await handle.close();
  }
}

const listed = (text: string | null): string[] => (text ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));

async function scorerOf(root: Cursor, references: References): Promise<HuggingFaceScorer> {
  const metric = textAt(root.get('EVAL_METRIC'), 'here') ?? '';
  const isCustom = metric === 'custom';
  const idColumn = textAt(root.get('SUBMISSION_ID_COLUMN'), 'here') ?? 'id';
  const program = isCustom ? fileNamed(references, 'metric.py') : null;
  if (isCustom && !program) root.get('EVAL_METRIC').say('no-metric-program');
  if (!isCustom && metric !== '' && !/^[a-z][a-z0-9_]*$/.test(metric)) root.get('EVAL_METRIC').say('metric-unknown', { value: metric });
  const solution = fileNamed(references, 'solution.csv');
  if (!solution && !isCustom) references.workspace.report.add('file-missing', { file: null }, { name: 'solution.csv' });
  const header = solution && !isCustom ? await headerOf(solution) : null;
  for (const column of header ? [idColumn, 'split'] : [])
    if (!header?.includes(column))
      references.workspace.report.add('column-missing', { file: 'solution.csv', line: 1 }, { file: 'solution.csv', column });
  return {
    kind: 'huggingface',
    solution,
    metric,
    program,
    idColumn,
    columns: listed(textAt(root.get('SUBMISSION_COLUMNS'), 'there')),
    rows: root.get('SUBMISSION_ROWS').isThere ? wholeAt(root.get('SUBMISSION_ROWS'), null) : null,
  };
}

function boardOf(root: Cursor, metric: string): BundleBoard {
  const scoring = textAt(root.get('SCORING_METRIC'), metric === 'custom' ? 'here' : 'no') ?? metric;
  const isHigherBetter = wholeAt(root.get('EVAL_HIGHER_IS_BETTER'), 1, 'there') === 1;
  return {
    index: 0,
    key: 'leaderboard',
    title: 'Leaderboard',
    columns: [
      {
        index: 0,
        key: scoring,
        title: scoring,
        direction: isHigherBetter ? 'desc' : 'asc',
        precision: 5,
        hidden: false,
        computation: null,
        computationIndexes: [],
        jsonPath: null,
      },
    ],
    primary: 0,
    hidden: false,
    rule: 'best',
    phases: [0],
    split: null,
    audience: 'public',
  };
}

function phaseOf(root: Cursor): BundlePhase {
  const isScript = choiceAt(root.get('COMPETITION_TYPE'), ['generic', 'script'], 'generic') === 'script';
  return {
    index: 0,
    name: 'Competition',
    codename: null,
    description: '',
    opensAt: null,
    closesAt: dateAt(root.get('END_DATE'), false),
    quota: { perDay: wholeAt(root.get('SUBMISSION_LIMIT'), 5, 'there'), perMonth: null, total: null, concurrent: null },
    stepTimeLimitMs: 1000 * (isScript ? wholeAt(root.get('TIME_LIMIT'), 600, 'there', 1) : 600),
    hides: { logs: false, predictions: false, scores: false },
    tasks: [0],
    migratesHere: false,
    takesCode: isScript,
    startingKit: null,
    publicData: null,
    access: EVERYBODY,
  };
}

/** A competition repository of Hugging Face. Source: huggingface/competitions, docs/source/competition_repo.mdx and competitions/info.py. */
export const readHuggingFace: Reader = async (root, references) => {
  checkKeys(root, CONF_KEYS);
  const scorer = await scorerOf(root, references);
  const logo = textAt(root.get('LOGO')) ?? '';
  const pages = await pagesOf(references);
  const [heading] = /^#\s+(.+)$/m.exec(pages[0]?.text ?? '')?.slice(1) ?? [];
  return {
    format: 'huggingface',
    version: '',
    title: heading?.trim() ?? '',
    description: '',
    pages: pages.filter(({ role }) => role !== 'terms'),
    terms: pages.find(({ role }) => role === 'terms') ?? null,
    logo: logo === '' || /^https?:/i.test(logo) ? null : references.file(root.get('LOGO'), 'no'),
    dockerImage: null,
    phases: [phaseOf(root)],
    tasks: [
      {
        index: 0,
        name: 'Competition',
        description: '',
        scorer,
        reference: null,
        input: null,
        ingestion: null,
        ingestionOnlyDuringScoring: false,
      },
    ],
    solutions: [],
    boards: [boardOf(root, scorer.metric)],
    factSheet: [],
    settings: NO_SETTINGS,
  };
};
