import type { FailureClass } from '../rules/lifecycle.ts';

/** Why a task of a submission has no score: every reason, with the class that participants see (C-09). */
export const OUTCOME_CLASSES = {
  'time-limit': 'TIME_LIMIT',
  'memory-limit': 'MEMORY_LIMIT',
  'process-limit': 'PROCESS_LIMIT',
  'printed-too-much': 'OUTPUT_LIMIT',
  'wrote-too-much': 'OUTPUT_LIMIT',
  'program-failed': 'NONZERO_EXIT',
  'nothing-written': 'MISSING_OUTPUT',
  'output-missing': 'MISSING_OUTPUT',
  'submission-unreadable': 'BAD_FORMAT',
  'submission-too-large': 'BAD_FORMAT',
  'submission-not-one-file': 'BAD_FORMAT',
  'no-entry-point': 'BAD_FORMAT',
  'wrote-metadata': 'BAD_FORMAT',
  'image-unreadable': 'BAD_FORMAT',
  'image-several': 'BAD_FORMAT',
  'image-platform': 'BAD_FORMAT',
  'image-no-command': 'BAD_FORMAT',
  'image-path': 'BAD_FORMAT',
  'image-unsupported': 'BAD_FORMAT',
  'image-too-large': 'BAD_FORMAT',
  'image-too-many-files': 'BAD_FORMAT',
  'image-slow': 'TIME_LIMIT',
  'wrong-row': 'BAD_FORMAT',
  'scorer-says': 'BAD_FORMAT',
  'scorer-failed': 'SCORER_FAULT',
  'scorer-limit': 'SCORER_FAULT',
  'scorer-no-command': 'SCORER_FAULT',
  'scorer-no-scores': 'SCORER_FAULT',
  'scorer-scores-unreadable': 'SCORER_FAULT',
  'scorer-no-known-score': 'SCORER_FAULT',
  'scorer-unknown-split': 'SCORER_FAULT',
  'scorer-wrote-metadata': 'SCORER_FAULT',
  'scorer-incomplete': 'SCORER_FAULT',
  'sandbox-fault': 'PLATFORM_FAULT',
} as const satisfies Record<string, FailureClass>;
export type OutcomeCode = keyof typeof OUTCOME_CLASSES;

/** What the organizer of a task should know although it could be run. */
export const OUTCOME_WARNINGS = [
  'program-failed-but-scored',
  'ingestion-stopped',
  'submission-has-no-command',
  'metadata-not-yaml',
  'output-left-behind',
  'score-refused',
  'score-missing',
  'scores-not-yaml',
  'ingestion-sees-no-reference',
  'ingestion-can-write-scores',
  'requirements-not-installed',
  'folder-stripped',
  'submission-is-one-file',
  'packages-missing',
  'entry-point-guessed',
] as const;
export type OutcomeWarningCode = (typeof OUTCOME_WARNINGS)[number];

export type OutcomeFields = Readonly<Record<string, string | number>>;
/** Safe for participants: holds nothing that a scorer printed, but where the scorer's contract says that it speaks to them. */
export interface OutcomeMessage {
  code: OutcomeCode;
  fields: OutcomeFields;
}
export interface OutcomeWarning {
  code: OutcomeWarningCode;
  fields: OutcomeFields;
}
