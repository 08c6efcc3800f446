import type { TreeFile } from '../tree.ts';
import type { BundleBoard, BundleColumn, BundlePhase } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { dateAt } from '../definition/date-at.ts';
import { checkKeys } from '../definition/keys.ts';
import { choiceAt, mapsAt, textAt, wholeAt } from '../definition/scalars.ts';
import { EVERYBODY } from './codabench-phases.ts';
import { COLUMN_KEYS, PHASE_KEYS } from './grand-challenge-keys.ts';
import { NO_SETTINGS, type Reader } from './reader.ts';

function columnOf(index: number, title: string, jsonPath: string, direction: BundleColumn['direction'], precision: number): BundleColumn {
  return { index, key: title, title, direction, precision, hidden: false, computation: null, computationIndexes: [], jsonPath };
}

function columnsOf(root: Cursor): BundleColumn[] {
  const precision = wholeAt(root.get('score_decimal_places'), 4);
  const direction = choiceAt(root.get('score_default_sort'), ['asc', 'desc'], 'desc');
  const path = textAt(root.get('score_jsonpath'), 'here') ?? '';
  const extra = mapsAt(root.get('extra_results_columns')).map((item, i) => {
    checkKeys(item, COLUMN_KEYS);
    const at = textAt(item.get('path'), 'here') ?? '';
    const order = choiceAt(item.get('order'), ['asc', 'desc'], 'desc');
    return columnOf(i + 1, textAt(item.get('title'), 'there') ?? at, at, order, precision);
  });
  return [columnOf(0, textAt(root.get('score_title')) ?? 'Score', path, direction, precision), ...extra];
}

function boardOf(root: Cursor): BundleBoard {
  const policy = choiceAt(root.get('result_display_policy'), ['all', 'rec', 'bst'], 'all');
  const rule = { all: 'every', rec: 'last', bst: 'best' } as const;
  return {
    index: 0,
    key: 'leaderboard',
    title: 'Leaderboard',
    columns: columnsOf(root),
    primary: 0,
    hidden: false,
    rule: rule[policy],
    phases: [0],
    split: null,
    audience: 'public',
  };
}

function phaseOf(root: Cursor): BundlePhase {
  const limit = wholeAt(root.get('submissions_limit_per_user_per_period'), null);
  const days = wholeAt(root.get('submission_limit_period'), 1, 'no', 1);
  return {
    index: 0,
    name: textAt(root.get('title')) ?? 'Evaluation',
    codename: null,
    description: '',
    opensAt: dateAt(root.get('submissions_open_at'), false),
    closesAt: dateAt(root.get('submissions_close_at'), false),
    quota: { perDay: days === 1 ? limit : null, perMonth: days >= 28 && days <= 31 ? limit : null, total: null, concurrent: null },
    stepTimeLimitMs: 60 * 60 * 1000,
    hides: { logs: false, predictions: false, scores: false },
    tasks: [0],
    migratesHere: false,
    takesCode: false,
    startingKit: null,
    publicData: null,
    access: EVERYBODY,
  };
}

const isImage = ({ path }: TreeFile): boolean => /\.tar(\.(gz|xz|zst))?$|\.tgz$/i.test(path);

/** A phase of Grand Challenge as its interface gives it, beside the image of its evaluation container. Source: Grand Challenge, evaluation/models.py. */
export const readGrandChallenge: Reader = async (root, references) => {
  checkKeys(root, PHASE_KEYS);
  const image = references.tree.files.find(isImage) ?? null;
  if (image === null) root.say('no-image');
  return Promise.resolve({
    format: 'grand-challenge',
    version: '',
    title: textAt(root.get('title'), 'here') ?? '',
    description: '',
    pages: [],
    terms: null,
    logo: null,
    dockerImage: null,
    phases: [phaseOf(root)],
    tasks: [
      {
        index: 0,
        name: 'Evaluation',
        description: '',
        scorer: { kind: 'metrics-json', image, imageName: null, tree: null },
        reference: null,
        input: null,
        ingestion: null,
        ingestionOnlyDuringScoring: false,
      },
    ],
    solutions: [],
    boards: [boardOf(root)],
    factSheet: [],
    settings: NO_SETTINGS,
  });
};
