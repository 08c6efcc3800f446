import { ignored, type KeyTable } from '../definition/keys.ts';

// What becomes of every key of a CodaLab definition (versions 1, 1.5 and 1.8). Sources: Codabench, unpackers/v1.py; CodaLab's wiki.

const NOT_HERE = ignored('이 플랫폼에는 없는 기능입니다.', 'this platform has no such feature.');
const settled = ignored('대회를 연 뒤 화면에서 정합니다.', 'it is decided on the pages of the challenge, after it was imported.');
const BY_RULE = ignored(
  '순위표에는 마지막 제출이 아니라 고른 제출이 섭니다.',
  "CodaLab's way of choosing submissions is not taken over; the board's own rule holds.",
);

export const COMPETITION_KEYS: KeyTable = {
  version: 'honoured',
  title: 'honoured',
  description: 'honoured',
  image: 'honoured',
  html: 'honoured',
  phases: 'honoured',
  leaderboard: 'honoured',
  end_date: 'honoured',
  has_registration: 'honoured',
  competition_docker_image: 'honoured',
  enable_detailed_results: 'honoured',
  show_detailed_results_in_submission_panel: 'honoured',
  show_detailed_results_in_leaderboard: 'honoured',
  make_programs_available: 'honoured',
  make_input_data_available: 'honoured',
  reward: 'honoured',
  auto_run_submissions: ignored('제출은 언제나 바로 평가합니다.', 'submissions are always evaluated at once.', (value) => value === true),
  admin_names: settled,
  allow_public_submissions: ignored(
    '다른 팀의 제출물은 공개하지 않습니다.',
    "teams' submissions are never shown to others.",
    (value) => value === false,
  ),
  allow_teams: ignored('팀은 언제나 만들 수 있습니다.', 'teams can always be made.', (value) => value === true),
  require_team_approval: settled,
  anonymous_leaderboard: NOT_HERE,
  enable_forum: NOT_HERE,
  enable_medical_image_viewer: NOT_HERE,
  enable_per_submission_metadata: NOT_HERE,
  show_datasets_from_yaml: NOT_HERE,
  hide_top_three: NOT_HERE,
  hide_chart: NOT_HERE,
  queue: ignored('대기열은 하나이며 작업기를 팀마다 공평하게 나눕니다.', 'there is one queue, shared fairly between teams.'),
  force_submission_to_leaderboard: BY_RULE,
  disallow_leaderboard_modifying: BY_RULE,
  published: settled,
  secret_key: settled,
  start_date: ignored('대회는 첫 단계와 함께 시작합니다.', 'a competition starts with its first phase.'),
  last_modified: ignored('가져온 때가 기록됩니다.', 'the time of the import is kept.'),
};

export const PHASE_KEYS: KeyTable = {
  phasenumber: 'honoured',
  label: 'honoured',
  description: 'honoured',
  start_date: 'honoured',
  max_submissions: 'honoured',
  max_submissions_per_day: 'honoured',
  execution_time_limit: 'honoured',
  auto_migration: 'honoured',
  scoring_program: 'honoured',
  reference_data: 'honoured',
  input_data: 'honoured',
  ingestion_program: 'honoured',
  ingestion_program_only_during_scoring: 'honoured',
  starting_kit: 'honoured',
  public_data: 'honoured',
  hide_output: 'honoured',
  hide_prediction_output: 'honoured',
  hide_score_output: 'honoured',
  is_parallel_parent: 'honoured',
  parent_phasenumber: 'honoured',
  is_scoring_only: 'honoured',
  color: NOT_HERE,
  datasets: ignored('다른 곳의 자료를 가리키는 링크입니다. 쪽에 적으십시오.', 'these are links to data elsewhere: put them on a page.'),
  max_submissions_per_person: ignored('max_submissions를 쓰십시오.', 'it is not read; use max_submissions.'),
  phase_never_ends: ignored('마지막 단계는 end_date가 없으면 끝나지 않습니다.', 'the last phase never ends unless there is an end_date.'),
  scoring_program_docker_image: ignored('이미지는 받아 오지 않습니다.', 'images are not pulled.'),
  ingestion_program_docker_image: ignored('이미지는 받아 오지 않습니다.', 'images are not pulled.'),
  default_docker_image: ignored('이미지는 받아 오지 않습니다.', 'images are not pulled.'),
  disable_custom_docker_image: ignored('이미지는 받아 오지 않습니다.', 'images are not pulled.'),
  scoring_program_organizer_dataset: NOT_HERE,
  reference_data_organizer_dataset: NOT_HERE,
  input_data_organizer_dataset: NOT_HERE,
  leaderboard_management_mode: ignored('순위표를 숨기려면 화면에서 정합니다.', 'whether a board is shown is decided on its page.'),
  force_best_submission_to_leaderboard: BY_RULE,
  delete_submissions_except_best_and_last: NOT_HERE,
  submission_public_data: NOT_HERE,
};

export const BOARD_KEYS: KeyTable = { label: 'honoured', rank: 'honoured' };
export const LEADERBOARD_KEYS: KeyTable = {
  leaderboards: 'honoured',
  columns: 'honoured',
  column_groups: NOT_HERE,
};
export const COLUMN_KEYS: KeyTable = {
  leaderboard: 'honoured',
  label: 'honoured',
  rank: 'honoured',
  sort: 'honoured',
  numeric_format: 'honoured',
  hidden: 'honoured',
  computed: 'honoured',
  column_group: NOT_HERE,
  selection_default: NOT_HERE,
};
