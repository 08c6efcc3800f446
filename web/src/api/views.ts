/** Short names for the shapes of the API, as they are on the wire. */
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];
export type AccountView = Schemas['AccountView'];
export type CreateAccount = Schemas['CreateAccount'];
export type SessionView = Schemas['SessionView'];
export type SignIn = Schemas['SignIn'];
export type ChallengeList = Schemas['ChallengeList'];
export type ChallengeCard = Schemas['ChallengeCard'];
export type ChallengeView = Schemas['ChallengeView'];
export type DataFileView = Schemas['DataFileView'];
export type MetricView = Schemas['MetricView'];
export type PhaseView = Schemas['PhaseView'];
export type BoardSummary = Schemas['BoardSummary'];
export type ParticipationView = Schemas['ParticipationView'];
export type BoardRow = Schemas['BoardRow'];
export type BoardWindow = Schemas['BoardWindow'];
export type BoardChange = Schemas['BoardChange'];
export type QuotaView = Schemas['QuotaView'];
export type QueueView = Schemas['QueueView'];
export type ReceiptView = Schemas['ReceiptView'];
export type SubmissionList = Schemas['SubmissionList'];
export type SubmissionRow = Schemas['SubmissionRow'];
export type SubmissionView = Schemas['SubmissionView'];
export type LogLine = Schemas['LogLine'];
export type EvaluationView = Schemas['EvaluationView'];
export type FailureView = Schemas['FailureView'];
export type ProblemFinding = Schemas['ProblemFinding'];
