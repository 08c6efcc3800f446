import { ignored, type KeyTable } from '../definition/keys.ts';

// What becomes of every key of a phase. Source: Grand Challenge, evaluation/models.py and its serializers.

const NOT_HERE = ignored('이 플랫폼에는 없는 기능입니다.', 'this platform has no such feature.');
export const PHASE_KEYS: KeyTable = {
  title: 'honoured',
  score_title: 'honoured',
  score_jsonpath: 'honoured',
  score_default_sort: 'honoured',
  score_decimal_places: 'honoured',
  extra_results_columns: 'honoured',
  submissions_open_at: 'honoured',
  submissions_close_at: 'honoured',
  submissions_limit_per_user_per_period: 'honoured',
  submission_limit_period: 'honoured',
  result_display_policy: 'honoured',
  score_error_jsonpath: ignored('오차는 보이지 않습니다.', 'errors of scores are not shown.'),
  scoring_method_choice: ignored('순위는 첫 열로 매기고 다른 열은 동점을 가릅니다.', 'the first column ranks, the others break its ties.'),
  submission_kind: ignored('제출 종류는 화면에서 정합니다.', 'what can be submitted is decided on its page.'),
  creator_must_be_verified: NOT_HERE,
  display_submission_comments: NOT_HERE,
  supplementary_file_choice: NOT_HERE,
};
export const COLUMN_KEYS: KeyTable = {
  title: 'honoured',
  path: 'honoured',
  order: 'honoured',
  exclude_from_ranking: ignored('순위는 첫 열로 매깁니다.', 'the first column ranks.'),
  error_path: ignored('오차는 보이지 않습니다.', 'errors of scores are not shown.'),
};
