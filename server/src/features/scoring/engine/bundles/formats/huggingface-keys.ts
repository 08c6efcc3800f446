import { ignored, type KeyTable } from '../definition/keys.ts';

// What becomes of every key of a conf.json. Source: huggingface/competitions, docs/source/competition_repo.mdx.

export const CONF_KEYS: KeyTable = {
  COMPETITION_TYPE: 'honoured',
  SUBMISSION_LIMIT: 'honoured',
  TIME_LIMIT: 'honoured',
  END_DATE: 'honoured',
  EVAL_HIGHER_IS_BETTER: 'honoured',
  SUBMISSION_ID_COLUMN: 'honoured',
  SUBMISSION_COLUMNS: 'honoured',
  SUBMISSION_ROWS: 'honoured',
  EVAL_METRIC: 'honoured',
  SCORING_METRIC: 'honoured',
  LOGO: 'honoured',
  HARDWARE: ignored('자원은 단계의 한도로 정합니다.', 'what a run may use is set by the limits of the phase.'),
  SELECTION_LIMIT: ignored('팀의 가장 좋은 제출이 순위표에 섭니다.', "a team's best submission stands on the board."),
  DATASET: ignored('다른 서버의 자료입니다.', 'it names data on another server.', (value) => value === '' || value === null),
  SUBMISSION_FILENAMES: ignored('파일 이름은 보지 않습니다.', 'names of files do not matter.'),
};
