import type { KeyTable } from '../definition/keys.ts';
import * as codabench from './codabench-keys.ts';
import * as codalab from './codalab-keys.ts';
import * as evalai from './evalai-keys.ts';
import * as grandChallenge from './grand-challenge-keys.ts';
import { CONF_KEYS } from './huggingface-keys.ts';

/** Every key of every format and what becomes of it, by the place where it stands. docs/bundles.md shows the same. */
export const ALL_KEYS = {
  'Codabench: competition.yaml': codabench.COMPETITION_KEYS,
  'Codabench: pages[]': codabench.PAGE_KEYS,
  'Codabench: phases[]': codabench.PHASE_KEYS,
  'Codabench: tasks[]': codabench.TASK_KEYS,
  'Codabench: solutions[]': codabench.SOLUTION_KEYS,
  'Codabench: leaderboards[]': codabench.BOARD_KEYS,
  'Codabench: leaderboards[].columns[]': codabench.COLUMN_KEYS,
  'Codabench: fact_sheet.*': codabench.FIELD_KEYS,
  'CodaLab: competition.yaml': codalab.COMPETITION_KEYS,
  'CodaLab: phases.*': codalab.PHASE_KEYS,
  'CodaLab: leaderboard': codalab.LEADERBOARD_KEYS,
  'CodaLab: leaderboard.leaderboards.*': codalab.BOARD_KEYS,
  'CodaLab: leaderboard.columns.*': codalab.COLUMN_KEYS,
  'EvalAI: challenge_config.yaml': evalai.CHALLENGE_KEYS,
  'EvalAI: leaderboard[]': evalai.LEADERBOARD_KEYS,
  'EvalAI: leaderboard[].schema': evalai.SCHEMA_KEYS,
  'EvalAI: leaderboard[].schema.metadata.*': evalai.LABEL_KEYS,
  'EvalAI: challenge_phases[]': evalai.PHASE_KEYS,
  'EvalAI: challenge_phases[].submission_meta_attributes[]': evalai.FIELD_KEYS,
  'EvalAI: dataset_splits[]': evalai.SPLIT_KEYS,
  'EvalAI: challenge_phase_splits[]': evalai.PHASE_SPLIT_KEYS,
  'Hugging Face: conf.json': CONF_KEYS,
  'Grand Challenge: a phase': grandChallenge.PHASE_KEYS,
  'Grand Challenge: extra_results_columns[]': grandChallenge.COLUMN_KEYS,
} as const satisfies Record<string, KeyTable>;
