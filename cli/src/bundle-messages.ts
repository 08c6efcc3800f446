import type { Lang } from '@gac/shared/values';

/** What is said of competition archives. */
export interface BundleMessages {
  formats: Record<'codabench' | 'codalab' | 'evalai' | 'huggingface' | 'grand-challenge', string>;
  noFormat: string;
  untitled: string;
  columns: Record<'index' | 'phase' | 'opens' | 'closes' | 'tasks' | 'perDay' | 'total' | 'task' | 'scorer' | 'reference' | 'input' | 'ingestion' | 'board' | 'columns' | 'phases' | 'rule', string>;
  files: (count: number) => string;
  scorers: Record<'codabench' | 'evalai' | 'huggingface' | 'metrics-json', string>;
  noCommand: string;
  endless: string;
  unlimited: string;
  unknown: string;
  sum: (errors: number, warnings: number) => string;
  usable: string;
  unusable: string;
  statuses: Record<'SCORED' | 'FAILED', string>;
  stages: Record<'prediction' | 'scoring', string>;
  ofTask: (index: number) => string;
  running: (task: number, stage: string) => string;
  printed: (log: string) => string;
  warning: string;
}

const formats = { codabench: 'Codabench', codalab: 'CodaLab', evalai: 'EvalAI', huggingface: 'Hugging Face', 'grand-challenge': 'Grand Challenge' };
const ko: BundleMessages = {
  formats,
  noFormat: '알 수 없는 형식',
  untitled: '제목 없음',
  columns: { index: '번호', phase: '단계', opens: '시작 (UTC)', closes: '끝 (UTC)', tasks: '과제', perDay: '하루', total: '전체', task: '과제', scorer: '채점', reference: '정답', input: '입력', ingestion: '수집', board: '순위표', columns: '열', phases: '단계', rule: '규칙' },
  files: (count) => `파일 ${count}개`,
  scorers: { codabench: '채점 프로그램', evalai: 'evaluate()', huggingface: '지표', 'metrics-json': '평가 컨테이너' },
  noCommand: '명령 없음',
  endless: '없음',
  unlimited: '제한 없음',
  unknown: '모름',
  sum: (errors, warnings) => `오류 ${errors}건, 주의 ${warnings}건`,
  usable: '쓸 수 있습니다.',
  unusable: '쓸 수 없습니다. 오류를 고쳐 주십시오.',
  statuses: { SCORED: '채점됨', FAILED: '실패' },
  stages: { prediction: '예측', scoring: '채점' },
  ofTask: (index) => `과제 ${index}`,
  running: (task, stage) => `과제 ${task}: ${stage} 중`,
  printed: (log) => `${log}의 끝부분:`,
  warning: '주의',
};
const en: BundleMessages = {
  formats,
  noFormat: 'unknown format',
  untitled: 'untitled',
  columns: { index: 'NO', phase: 'PHASE', opens: 'OPENS (UTC)', closes: 'CLOSES (UTC)', tasks: 'TASKS', perDay: 'A DAY', total: 'IN ALL', task: 'TASK', scorer: 'SCORED BY', reference: 'ANSWERS', input: 'INPUT', ingestion: 'INGESTION', board: 'BOARD', columns: 'COLUMNS', phases: 'PHASES', rule: 'STANDS FOR A TEAM' },
  files: (count) => `files: ${count}`,
  scorers: { codabench: 'program', evalai: 'evaluate()', huggingface: 'metric', 'metrics-json': 'container' },
  noCommand: 'no command',
  endless: 'never',
  unlimited: 'no limit',
  unknown: 'unknown',
  sum: (errors, warnings) => `Errors: ${errors}, warnings: ${warnings}.`,
  usable: 'It can be used.',
  unusable: 'It cannot be used until the errors are mended.',
  statuses: { SCORED: 'scored', FAILED: 'failed' },
  stages: { prediction: 'prediction', scoring: 'scoring' },
  ofTask: (index) => `task ${index}`,
  running: (task, stage) => `task ${task}: ${stage}`,
  printed: (log) => `end of ${log}:`,
  warning: 'warning',
};
export const BUNDLE_MESSAGES: Readonly<Record<Lang, BundleMessages>> = { ko, en };
