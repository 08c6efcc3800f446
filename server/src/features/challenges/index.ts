export {
  BundleScorer,
  challengeChanged,
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
export { ChallengeLoader } from './challenge-loader.ts';
export type { LoadedChallenge } from './challenge-writer.ts';
export { ChallengesModule } from './challenges.module.ts';
export { bundleBytes, type Bundle } from './definition/load-bundle.ts';
export type { CheckedTask } from './domain/checked-task.ts';
export type { DefinitionProblem } from './domain/definition-problem.ts';
export { maxUploadBytes } from './upload-limits.ts';
