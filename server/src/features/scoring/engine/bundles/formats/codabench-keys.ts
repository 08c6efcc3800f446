import { ignored, type KeyTable } from '../definition/keys.ts';

// What becomes of every key of a Codabench definition, version 2. Sources: Codabench, unpackers/v2.py and its serializers; its yaml documentation.

const settled = ignored('대회를 연 뒤 화면에서 정합니다.', 'it is decided on the pages of the challenge, after it was imported.');
const NOT_HERE = ignored('이 플랫폼에는 없는 기능입니다.', 'this platform has no such feature.');
const isTrue = (value: unknown): boolean => value === true;
const isFalse = (value: unknown): boolean => value === false;

export const COMPETITION_KEYS: KeyTable = {
  version: 'honoured',
  title: 'honoured',
  description: 'honoured',
  image: 'honoured',
  terms: 'honoured',
  pages: 'honoured',
  phases: 'honoured',
  tasks: 'honoured',
  solutions: 'honoured',
  leaderboards: 'honoured',
  fact_sheet: 'honoured',
  docker_image: 'honoured',
  registration_auto_approve: 'honoured',
  make_input_data_available: 'honoured',
  make_programs_available: 'honoured',
  enable_detailed_results: 'honoured',
  show_detailed_results_in_submission_panel: 'honoured',
  show_detailed_results_in_leaderboard: 'honoured',
  reward: 'honoured',
  contact_email: 'honoured',
  queue: ignored('대기열은 하나이며 작업기를 팀마다 공평하게 나눕니다.', 'there is one queue, shared fairly between teams.'),
  auto_run_submissions: ignored('제출은 언제나 바로 평가합니다.', 'submissions are always evaluated at once.', isTrue),
  can_participants_make_submissions_public: ignored(
    '다른 팀의 제출물은 공개하지 않습니다.',
    "teams' submissions are never shown to others.",
    isFalse,
  ),
  forum_enabled: ignored('게시판이 없습니다.', 'there is no forum.', isFalse),
  competition_type: ignored(
    '대회와 벤치마크를 나누지 않습니다.',
    'competitions and benchmarks are not told apart.',
    (value) => value === 'competition',
  ),
  published: settled,
  secret_key: settled,
  is_featured: settled,
  collaborators: settled,
  whitelist_emails: settled,
  participants_count: settled,
  report: NOT_HERE,
  allow_robot_submissions: NOT_HERE,
};

export const PAGE_KEYS: KeyTable = {
  title: 'honoured',
  file: 'honoured',
  index: ignored('쪽은 적힌 순서대로입니다.', 'pages stand in the order of the list.', (value, position) => value === position),
};

export const PHASE_KEYS: KeyTable = {
  index: 'honoured',
  name: 'honoured',
  description: 'honoured',
  start: 'honoured',
  end: 'honoured',
  tasks: 'honoured',
  max_submissions: 'honoured',
  max_submissions_per_day: 'honoured',
  auto_migrate_to_this_phase: 'honoured',
  execution_time_limit: 'honoured',
  hide_output: 'honoured',
  hide_prediction_output: 'honoured',
  hide_score_output: 'honoured',
  starting_kit: 'honoured',
  public_data: 'honoured',
  accepts_only_result_submissions: 'honoured',
  solutions: ignored('풀이가 스스로 과제를 댑니다.', 'solutions name their tasks themselves.'),
  max_submissions_per_person: ignored(
    'Codabench도 읽지 않습니다. max_submissions를 쓰십시오.',
    'Codabench does not read it either: use max_submissions.',
  ),
  has_max_submissions: ignored('횟수가 적혀 있으면 제한합니다.', 'limits hold when numbers are given.', isTrue),
  is_final_phase: ignored('마지막 단계가 그것입니다.', 'it is the last phase.'),
  status: ignored('단계의 상태는 때에 따라 정해집니다.', 'the state of a phase follows from the time.'),
};

export const TASK_KEYS: KeyTable = {
  index: 'honoured',
  key: 'honoured',
  name: 'honoured',
  description: 'honoured',
  scoring_program: 'honoured',
  reference_data: 'honoured',
  input_data: 'honoured',
  ingestion_program: 'honoured',
  ingestion_only_during_scoring: 'honoured',
  is_public: NOT_HERE,
};

export const SOLUTION_KEYS: KeyTable = {
  index: 'honoured',
  key: 'honoured',
  path: 'honoured',
  tasks: 'honoured',
  name: 'honoured',
  description: 'honoured',
};

export const BOARD_KEYS: KeyTable = {
  title: 'honoured',
  key: 'honoured',
  columns: 'honoured',
  hidden: 'honoured',
  submission_rule: 'honoured',
  primary_index: 'honoured',
  index: ignored('순위표는 적힌 순서대로입니다.', 'leaderboards stand in the order of the list.', (value, position) => value === position),
  // Written by old examples; the rule says the same.
  force_submission_to_leaderboard: ignored('submission_rule이 대신합니다.', 'submission_rule says it.'),
  force_best_submission_to_leaderboard: ignored('submission_rule이 대신합니다.', 'submission_rule says it.'),
  disallow_leaderboard_modifying: ignored('submission_rule이 대신합니다.', 'submission_rule says it.'),
};

export const COLUMN_KEYS: KeyTable = {
  title: 'honoured',
  key: 'honoured',
  index: 'honoured',
  sorting: 'honoured',
  hidden: 'honoured',
  precision: 'honoured',
  computation: 'honoured',
  computation_indexes: 'honoured',
};

export const FIELD_KEYS: KeyTable = {
  key: 'honoured',
  title: 'honoured',
  type: 'honoured',
  selection: 'honoured',
  is_required: 'honoured',
  is_on_leaderboard: 'honoured',
};
