export { SubmissionsModule } from './submissions.module.ts';
export { RankSource, SubmissionsApi, submissionRetired, submissionScored, type ScoredSubmission, type SubmissionRank } from './submissions.api.ts';
export { RerunFaults } from './rerun.service.ts';
export { SubmissionChanges } from './submission-changes.service.ts';
export { SubmissionsService } from './submissions.service.ts';
export { BuiltinScorer } from './builtin-scorer.ts';
export { ProgramHost, type SandboxState } from './program-host.ts';
export { Uploads } from './uploads.ts';
