import { stringify } from 'yaml';
import type { Files } from './zip.ts';

// The smallest archives that nothing is wrong with, one for each format.

export const SCORER: Files = { 'scoring_program/metadata.yaml': 'command: python3 score.py\n', 'scoring_program/score.py': 'print(1)\n' };
export const COMPETITION = {
  version: 2,
  title: 'Wheat',
  description: 'Seeds',
  image: 'logo.png',
  terms: 'terms.md',
  pages: [{ title: 'Overview', file: 'overview.md' }],
  tasks: [{ index: 0, name: 'Seeds', scoring_program: 'scoring_program', reference_data: 'reference_data' }],
  phases: [{ index: 0, name: 'Main', start: '2026-01-01', tasks: [0] }],
  leaderboards: [{ title: 'Results', key: 'results', columns: [{ title: 'Accuracy', key: 'accuracy', index: 0, sorting: 'desc' }] }],
};
export const COMPETITION_FILES: Files = {
  'logo.png': 'png',
  'terms.md': 'Be fair.\n',
  'overview.md': '# Seeds\n',
  'reference_data/truth.csv': 'id,label\n1,2\n',
  ...SCORER,
};
/** @param definition YAML, or what to write as YAML */
export const codabench = (definition: unknown, files: Files = {}): Files => ({
  'competition.yaml': typeof definition === 'string' ? definition : stringify(definition),
  ...COMPETITION_FILES,
  ...files,
});

export const LEGACY = {
  title: 'Old',
  description: 'Of CodaLab',
  image: 'logo.png',
  html: { overview: 'overview.md', terms: 'terms.md' },
  phases: {
    1: { phasenumber: 1, label: 'First', start_date: '2015-01-01', scoring_program: 'scoring_program', reference_data: 'reference_data' },
    2: { phasenumber: 2, label: 'Second', start_date: '2015-03-01', scoring_program: 'scoring_program', reference_data: 'reference_data' },
  },
  leaderboard: {
    leaderboards: { RESULTS: { label: 'Results', rank: 1 } },
    columns: { score: { leaderboard: { label: 'results', rank: 1 }, label: 'Score', rank: 1, numeric_format: 4 } },
  },
};
export const codalab = (definition: unknown, files: Files = {}): Files => codabench(definition, files);

export const CHALLENGE = {
  title: 'Vision',
  short_description: 'See',
  description: 'templates/description.html',
  evaluation_details: 'templates/evaluation.html',
  terms_and_conditions: 'templates/terms.html',
  submission_guidelines: 'templates/guidelines.html',
  evaluation_script: 'evaluation_script.zip',
  start_date: '2026-01-01 00:00:00',
  end_date: '2026-12-31 23:59:59',
  leaderboard: [{ id: 1, schema: { labels: ['Top-1 (%)', 'F1/macro'], default_order_by: 'F1/macro' } }],
  challenge_phases: [
    {
      id: 1,
      name: 'Dev',
      codename: 'dev',
      description: 'templates/phase.html',
      leaderboard_public: true,
      is_public: true,
      start_date: '2026-01-01 00:00:00',
      end_date: '2026-12-31 23:59:59',
      test_annotation_file: 'annotations/dev.json',
    },
  ],
  dataset_splits: [{ id: 1, name: 'Dev split', codename: 'dev_split' }],
  challenge_phase_splits: [
    {
      challenge_phase_id: 1,
      leaderboard_id: 1,
      dataset_split_id: 1,
      visibility: 3,
      leaderboard_decimal_precision: 3,
      is_leaderboard_order_descending: true,
    },
  ],
};
export const evalai = (definition: unknown, files: Files = {}): Files => ({
  'challenge_config.yaml': typeof definition === 'string' ? definition : stringify(definition),
  ...Object.fromEntries(
    ['description', 'evaluation', 'terms', 'guidelines', 'phase'].map((name) => [`templates/${name}.html`, `<p>${name}</p>`]),
  ),
  'annotations/dev.json': '{}',
  'evaluation_script/__init__.py': 'from .main import evaluate\n',
  'evaluation_script/main.py': 'def evaluate(*args, **kwargs): return {"result": []}\n',
  ...files,
});

export const CONF = {
  COMPETITION_TYPE: 'generic',
  SUBMISSION_LIMIT: 5,
  TIME_LIMIT: 10,
  END_DATE: '2026-05-25',
  EVAL_HIGHER_IS_BETTER: 1,
  SUBMISSION_ID_COLUMN: 'id',
  SUBMISSION_COLUMNS: 'id,pred',
  SUBMISSION_ROWS: 3,
  EVAL_METRIC: 'roc_auc_score',
  SCORING_METRIC: 'roc_auc_score',
  LOGO: '',
};
export const huggingface = (conf: unknown, files: Files = {}): Files => ({
  'conf.json': JSON.stringify(conf, null, 2),
  'COMPETITION_DESC.md': '# Curves\n\nDraw them.\n',
  'DATASET_DESC.md': 'Points.\n',
  'SUBMISSION_DESC.md': 'A CSV file.\n',
  'RULES.md': 'Be fair.\n',
  'solution.csv': 'id,pred,split\n1,0,public\n2,1,private\n3,1,public\n',
  ...files,
});

export const EVALUATION_PHASE = {
  title: 'Segmentation',
  score_title: 'Dice',
  score_jsonpath: 'aggregates.dice.mean',
  score_default_sort: 'desc',
  extra_results_columns: [{ title: 'Hausdorff', path: 'aggregates.hd.mean', order: 'asc' }],
};
export const grandChallenge = (phase: unknown, files: Files = {}): Files => ({
  'phase.json': JSON.stringify(phase),
  'evaluation.tar.gz': 'image',
  ...files,
});
