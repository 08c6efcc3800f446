import type { ALL_KEYS } from '../../formats/keys.ts';
import { CONF, EVALUATION_PHASE, grandChallenge, huggingface } from '../samples.ts';
import { withPart, type Walk } from './walk.ts';

export const OTHERS_WALKS: Record<Extract<keyof typeof ALL_KEYS, `${'Hugging Face' | 'Grand Challenge'}: ${string}`>, Walk> = {
  'Hugging Face: conf.json': {
    files: huggingface,
    base: withPart(CONF, { COMPETITION_TYPE: 'script' }),
    at: [],
    examples: {
      COMPETITION_TYPE: 'generic',
      SUBMISSION_LIMIT: 3,
      TIME_LIMIT: 33,
      END_DATE: '2027-01-01',
      EVAL_HIGHER_IS_BETTER: 0,
      SUBMISSION_ID_COLUMN: 'pred',
      SUBMISSION_COLUMNS: 'id,other',
      SUBMISSION_ROWS: 9,
      EVAL_METRIC: 'accuracy_score',
      SCORING_METRIC: 'other',
      LOGO: 'other.png',
    },
  },
  'Grand Challenge: a phase': {
    files: grandChallenge,
    base: EVALUATION_PHASE,
    at: [],
    examples: {
      title: 'Other',
      score_title: 'Other',
      score_jsonpath: 'other',
      score_default_sort: 'asc',
      score_decimal_places: 7,
      extra_results_columns: [],
      submissions_open_at: '2026-01-01',
      submissions_close_at: '2026-02-01',
      submissions_limit_per_user_per_period: 3,
      submission_limit_period: 30,
      result_display_policy: 'bst',
    },
  },
  'Grand Challenge: extra_results_columns[]': {
    files: grandChallenge,
    base: EVALUATION_PHASE,
    at: ['extra_results_columns', 0],
    examples: { title: 'Other', path: 'other', order: 'desc' },
  },
};
