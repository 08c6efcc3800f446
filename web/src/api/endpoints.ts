/** The part of the API that the pages use, in the form openapi-fetch reads. All shapes are those of the contract. */
import type {
  AcceptRules,
  AccountView,
  BoardQuery,
  BoardWindow,
  ChallengeList,
  ChallengeView,
  CreateAccount,
  CreateSubmission,
  JoinChallenge,
  OwnStanding,
  ParticipationView,
  QueueView,
  QuotaView,
  ReceiptView,
  SessionView,
  SignIn,
  SubmissionList,
  SubmissionLog,
  SubmissionView,
  UpdateSubmission,
} from './views.ts';
import type { ProblemBody } from '@gac/shared/problems';

interface Answer<S extends number, T> {
  responses: Record<S, { content: { 'application/json': T } }> & { default: { content: { 'application/problem+json': ProblemBody } } };
}
interface At<Path, Query = undefined> {
  parameters: { path: Path; query?: Query };
}
interface Takes<Body> {
  requestBody: { content: { 'application/json': Body } };
}
/** What a form may leave out because the schema has a default. */
type Input<T, Defaulted extends keyof T> = Omit<T, Defaulted> & Partial<Pick<T, Defaulted>>;
type Id<K extends string> = Record<K, string>;

export type Endpoints = {
  '/api/session': {
    get: Answer<200, SessionView>;
    post: Takes<SignIn> & Answer<201, SessionView>;
    delete: { responses: { 204: { content?: never } } };
  };
  '/api/accounts': { post: Takes<Input<CreateAccount, 'affiliation' | 'affiliationKind'>> & Answer<201, AccountView> };
  '/api/challenges': { get: Answer<200, ChallengeList> };
  '/api/challenges/{slug}': { get: At<Id<'slug'>> & Answer<200, ChallengeView> };
  '/api/challenges/{slug}/participation': {
    get: At<Id<'slug'>> & Answer<200, ParticipationView>;
    post: At<Id<'slug'>> & Takes<JoinChallenge> & Answer<201, ParticipationView>;
    put: At<Id<'slug'>> & Takes<AcceptRules> & Answer<200, ParticipationView>;
  };
  '/api/boards/{boardId}/rows': { get: At<Id<'boardId'>, Partial<BoardQuery>> & Answer<200, BoardWindow> };
  '/api/boards/{boardId}/standing': { get: At<Id<'boardId'>> & Answer<200, OwnStanding> };
  '/api/phases/{phaseId}/quota': { get: At<Id<'phaseId'>> & Answer<200, QuotaView> };
  '/api/phases/{phaseId}/queue': { get: At<Id<'phaseId'>> & Answer<200, QueueView> };
  '/api/phases/{phaseId}/submissions': {
    get: At<Id<'phaseId'>, { offset?: number; limit?: number }> & Answer<200, SubmissionList>;
    post: At<Id<'phaseId'>> & Takes<CreateSubmission> & Answer<201, SubmissionView>;
  };
  '/api/submissions/{submissionId}': {
    get: At<Id<'submissionId'>> & Answer<200, SubmissionView>;
    patch: At<Id<'submissionId'>> & Takes<UpdateSubmission> & Answer<200, SubmissionView>;
  };
  '/api/submissions/{submissionId}/cancel': { post: At<Id<'submissionId'>> & Answer<200, SubmissionView> };
  '/api/submissions/{submissionId}/withdraw': { post: At<Id<'submissionId'>> & Answer<200, SubmissionView> };
  '/api/submissions/{submissionId}/log': { get: At<Id<'submissionId'>, { after?: number }> & Answer<200, SubmissionLog> };
  '/api/receipts/{receipt}': { get: At<Id<'receipt'>> & Answer<200, ReceiptView> };
};
