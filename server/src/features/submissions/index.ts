export { SubmissionsModule } from './submissions.module.ts';
export { RankSource, SubmissionsApi, submissionRetired, submissionScored, type ScoredSubmission, type SubmissionRank } from './submissions.api.ts';
export { SubmissionsService } from './submissions.service.ts';
