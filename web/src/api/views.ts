/** The shapes of the API as they are on the wire: those of the contract with plain strings for ids. The pages use these. */
import type * as accounts from '@gac/shared/contract/accounts';
import type * as challenges from '@gac/shared/contract/challenges';
import type * as leaderboards from '@gac/shared/contract/leaderboards';
import type * as submissions from '@gac/shared/contract/submissions';

type IsBranded<T extends string> = [Exclude<keyof T & symbol, typeof Symbol.iterator>] extends [never] ? false : true;
type Wire<T> = T extends string
  ? IsBranded<T> extends true
    ? string
    : T
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

export type SessionView = Wire<accounts.SessionView>;
export type AccountView = Wire<accounts.AccountView>;
export type CreateAccount = Wire<accounts.CreateAccount>;
export type SignIn = Wire<accounts.SignIn>;
export type ChallengeList = Wire<challenges.ChallengeList>;
export type ChallengeCard = Wire<challenges.ChallengeCard>;
export type ChallengeView = Wire<challenges.ChallengeView>;
export type DataFileView = Wire<challenges.DataFileView>;
export type MetricView = Wire<challenges.MetricView>;
export type PhaseView = Wire<challenges.PhaseView>;
export type BoardSummary = Wire<challenges.BoardSummary>;
export type ParticipationView = Wire<challenges.ParticipationView>;
export type JoinChallenge = Wire<challenges.JoinChallenge>;
export type AcceptRules = Wire<challenges.AcceptRules>;
export type BoardQuery = Wire<leaderboards.BoardQuery>;
export type BoardRow = Wire<leaderboards.BoardRow>;
export type BoardWindow = Wire<leaderboards.BoardWindow>;
export type BoardChange = Wire<leaderboards.BoardChange>;
export type OwnStanding = Wire<leaderboards.OwnStanding>;
export type CreateSubmission = Wire<submissions.CreateSubmission>;
export type UpdateSubmission = Wire<submissions.UpdateSubmission>;
export type QuotaView = Wire<submissions.QuotaView>;
export type QueueView = Wire<submissions.QueueView>;
export type ReceiptView = Wire<submissions.ReceiptView>;
export type SubmissionList = Wire<submissions.SubmissionList>;
export type SubmissionRow = Wire<submissions.SubmissionRow>;
export type SubmissionView = Wire<submissions.SubmissionView>;
export type SubmissionLog = Wire<submissions.SubmissionLog>;
export type LogLine = Wire<submissions.LogLine>;
export type EvaluationView = Wire<submissions.EvaluationView>;
export type FailureView = Wire<submissions.FailureView>;
export type ProblemFinding = Wire<submissions.ProblemFinding>;
