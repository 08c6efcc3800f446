export {
  BundleScorer,
  challengeChanged,
  challengePublished,
  ChallengesApi,
  EvaluationFacts,
  ScorerIdentity,
  StandingFacts,
  type BoardFacts,
  type ChallengeFacts,
  type ChallengeStandingFacts,
  type PhaseFacts,
  type TaskFacts,
  type TaskScorer,
} from './challenges.api.ts';
export { ChallengeDrafts } from './challenge-drafts.service.ts';
export { ChallengeLoader, type StoredBundle } from './challenge-loader.ts';
export type { LoadedChallenge } from './challenge-writer.ts';
export { ChallengesModule } from './challenges.module.ts';
export type { OrganizedChallenge } from './data/drafts.repository.ts';
export { bundleBytes, type Bundle } from './definition/load-bundle.ts';
export type { CheckedTask } from './domain/checked-task.ts';
export type { DefinitionProblem } from './domain/definition-problem.ts';
export { draftGaps } from './domain/draft-gaps.ts';
export { filesOfChallenge } from './domain/files-of-task.ts';
export { maxUploadBytes } from './upload-limits.ts';
