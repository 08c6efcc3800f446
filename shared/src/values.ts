/** Branded ids and units. A brand costs nothing at run time and keeps a team's id from being passed as a phase's. */
declare const brand: unique symbol;
export type Branded<T, B extends string> = T & { readonly [brand]: B };

export type AccountId = Branded<string, 'AccountId'>;
export type ChallengeId = Branded<string, 'ChallengeId'>;
export type PhaseId = Branded<string, 'PhaseId'>;
export type TaskId = Branded<string, 'TaskId'>;
export type BoardId = Branded<string, 'BoardId'>;
export type TeamId = Branded<string, 'TeamId'>;
export type SubmissionId = Branded<string, 'SubmissionId'>;
export type EvaluationId = Branded<string, 'EvaluationId'>;

/** Lower-case hexadecimal SHA-256, 64 characters: the name of an artifact. */
export type Sha256 = Branded<string, 'Sha256'>;

export type Lang = 'ko' | 'en';
export const LANGS = ['ko', 'en'] as const satisfies readonly Lang[];
export interface LocalizedText {
  ko: string;
  en: string;
}

/** Which part of the reference data a score was computed on. `private` leaves the server only after release. */
export type Part = 'public' | 'private';
export type Direction = 'desc' | 'asc';

/** The outcome of a rule: a value, or a refusal that says why. Rules neither throw nor mutate. */
export type Decision<T, R> = { ok: true; value: T } | { ok: false; refusal: R };
export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const refuse = <R>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal });
