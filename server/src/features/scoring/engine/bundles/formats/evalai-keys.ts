import { ignored, type KeyTable } from '../definition/keys.ts';

// What becomes of every key of an EvalAI configuration. Sources: EvalAI, apps/challenges (models, serializers, config utils) and its documentation.

const settled = ignored('대회를 연 뒤 화면에서 정합니다.', 'it is decided on the pages of the challenge, after it was imported.');
const NOT_HERE = ignored('이 플랫폼에는 없는 기능입니다.', 'this platform has no such feature.');
const INTERNAL = ignored('EvalAI 안에서만 쓰는 번호입니다.', "it is a number of EvalAI's own.");
const CLUSTER = ignored('여기서는 작업기의 자원을 단계의 한도로 정합니다.', 'what a run may use is set by the limits of the phase.');
const NO_LIST = (value: unknown): boolean => value === null || value === false || (Array.isArray(value) && value.length === 0);

export const CHALLENGE_KEYS: KeyTable = {
  title: 'honoured',
  short_description: 'honoured',
  description: 'honoured',
  evaluation_details: 'honoured',
  // The name older configurations use.
  evaluation_criteria: 'honoured',
  terms_and_conditions: 'honoured',
  submission_guidelines: 'honoured',
  leaderboard_description: 'honoured',
  image: 'honoured',
  evaluation_script: 'honoured',
  start_date: 'honoured',
  end_date: 'honoured',
  leaderboard: 'honoured',
  challenge_phases: 'honoured',
  dataset_splits: 'honoured',
  challenge_phase_splits: 'honoured',
  remote_evaluation: 'honoured',
  is_docker_based: 'honoured',
  is_static_dataset_code_upload: 'honoured',
  manual_participant_approval: 'honoured',
  max_team_members: 'honoured',
  prizes: 'honoured',
  submission_time_limit: 'honoured',
  published: settled,
  tags: ignored('꼬리표는 쓰지 않습니다.', 'there are no tags.', NO_LIST),
  domain: ignored('분야는 가져온 뒤 두 언어로 적습니다.', 'the field is written in both languages after the import.'),
  list_tags: NOT_HERE,
  domain_name: NOT_HERE,
  allowed_email_domains: ignored('참가 자격은 화면에서 정합니다.', 'who may take part is decided on its page.', NO_LIST),
  blocked_email_domains: ignored('참가 자격은 화면에서 정합니다.', 'who may take part is decided on its page.', NO_LIST),
  sponsors: ignored('후원자는 쪽에 적으십시오.', 'put sponsors on a page.', NO_LIST),
  anonymous_leaderboard: NOT_HERE,
  require_complete_profile: NOT_HERE,
  enable_forum: NOT_HERE,
  forum_url: NOT_HERE,
  leaderboard_url: NOT_HERE,
  cli_version: NOT_HERE,
  evalai_version: NOT_HERE,
  approved_by_admin: settled,
  inactive: settled,
  is_registration_open: settled,
  featured: settled,
  queue: INTERNAL,
  slug: INTERNAL,
  uses_ec2_worker: CLUSTER,
  max_docker_image_size: CLUSTER,
  max_concurrent_submission_evaluation: CLUSTER,
  worker_instance_type: CLUSTER,
  worker_cpu_cores: CLUSTER,
  worker_memory: CLUSTER,
  worker_image_url: CLUSTER,
  evaluation_module_error: INTERNAL,
  ephemeral_storage: CLUSTER,
  desired_worker_instance: CLUSTER,
  min_worker_instance: CLUSTER,
  max_worker_instance: CLUSTER,
  cpu_only_jobs: CLUSTER,
  job_cpu_cores: CLUSTER,
  job_memory: CLUSTER,
  use_host_credentials: CLUSTER,
  use_host_sqs: CLUSTER,
  aws_account_id: CLUSTER,
  aws_access_key_id: CLUSTER,
  aws_secret_access_key: CLUSTER,
  aws_region: CLUSTER,
};

export const LEADERBOARD_KEYS: KeyTable = { id: 'honoured', schema: 'honoured', config_id: INTERNAL };
export const SCHEMA_KEYS: KeyTable = {
  labels: 'honoured',
  default_order_by: 'honoured',
  metadata: 'honoured',
};
export const LABEL_KEYS: KeyTable = {
  sort_ascending: 'honoured',
  description: ignored('열 설명은 보이지 않습니다.', 'descriptions of columns are not shown.'),
};

export const PHASE_KEYS: KeyTable = {
  id: 'honoured',
  codename: 'honoured',
  name: 'honoured',
  description: 'honoured',
  start_date: 'honoured',
  end_date: 'honoured',
  test_annotation_file: 'honoured',
  is_public: 'honoured',
  leaderboard_public: 'honoured',
  is_submission_public: 'honoured',
  max_submissions_per_day: 'honoured',
  max_submissions_per_month: 'honoured',
  max_submissions: 'honoured',
  max_concurrent_submissions_allowed: 'honoured',
  allowed_email_ids: 'honoured',
  allowed_submission_file_types: 'honoured',
  is_restricted_to_select_one_submission: 'honoured',
  disable_logs: 'honoured',
  environment_image: 'honoured',
  submission_meta_attributes: 'honoured',
  challenge: INTERNAL,
  config_id: INTERNAL,
  slug: INTERNAL,
  is_active: ignored('단계가 열려 있는지는 때에 따라 정해집니다.', 'whether a phase is open follows from the time.'),
  is_partial_submission_evaluation_enabled: ignored(
    '한 제출은 통째로 평가합니다.',
    'a submission is evaluated as a whole.',
    (value) => value === false,
  ),
  default_submission_meta_attributes: ignored(
    '방법 이름과 설명은 제출할 때 적는 메모로 남깁니다.',
    "a method's name and description go into the note of a submission.",
    NO_LIST,
  ),
  is_git_based: NOT_HERE,
};

export const SPLIT_KEYS: KeyTable = { id: 'honoured', name: 'honoured', codename: 'honoured', config_id: INTERNAL };
export const PHASE_SPLIT_KEYS: KeyTable = {
  challenge_phase_id: 'honoured',
  leaderboard_id: 'honoured',
  dataset_split_id: 'honoured',
  visibility: 'honoured',
  leaderboard_decimal_precision: 'honoured',
  is_leaderboard_order_descending: 'honoured',
  show_leaderboard_by_latest_submission: 'honoured',
  show_execution_time: NOT_HERE,
  show_scores_on_leaderboard: ignored('점수는 늘 보입니다.', 'scores are always shown.', (value) => value === true),
  is_multi_metric_leaderboard: ignored('모든 열을 보입니다.', 'all columns are shown.', (value) => value === true),
  config_id: INTERNAL,
};
export const FIELD_KEYS: KeyTable = {
  name: 'honoured',
  description: 'honoured',
  type: 'honoured',
  options: 'honoured',
  required: 'honoured',
  is_visible: ignored('답은 주최자만 봅니다.', 'answers are shown to organizers only.'),
};
