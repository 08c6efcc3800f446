/**
 * Ranking by scores (competition.md section 4). These boards order teams by their own scores only, so removing an entry moves nobody
 * down; boards that average ranks do not have that property and are not made here.
 */
import type { Direction } from '../values.ts';
import type { SubmissionState } from './lifecycle.ts';

export interface RankingRule {
  /** The board's `order`: the primary column first; later columns break ties of the earlier. Scores come in the same order. */
  directions: readonly Direction[];
  /** `shared`: equal scores share a rank (1, 2, 2, 4). `strict`: the earlier receipt, then the smaller id, is ahead. */
  ties: 'shared' | 'strict';
  represents: 'best' | 'latest';
  /** Scores are rounded to so many decimals before they are compared; null compares the stored doubles. */
  roundDecimals: number | null;
}
export interface Entrant {
  /** Of the submission. */
  id: string;
  receivedAt: Date;
  /** Full precision, in the order of `directions`; null when there is none. */
  scores: readonly (number | null)[];
}
export interface RankedSubmission extends Entrant {
  teamId: string;
  state: SubmissionState;
}
export interface Standing<E> {
  rank: number;
  /** Another entrant has the same rank. */
  tied: boolean;
  entry: E;
}

const isScore = (score: number | null | undefined): score is number => typeof score === 'number' && Number.isFinite(score);

/** Whether score `a` beats score `b`. Null, NaN and infinities beat nothing and lose to every number. */
export function better(a: number | null, b: number | null, direction: Direction): boolean {
  if (!isScore(a)) return false;
  if (!isScore(b)) return true;
  return direction === 'desc' ? a > b : a < b;
}

/** A score as it is compared: rounded half up on the exact value of the double, or as stored. */
export function comparable(score: number | null, roundDecimals: number | null): number | null {
  if (!isScore(score)) return null;
  return roundDecimals === null ? score : Number(score.toFixed(roundDecimals));
}

/** Negative when `a` is ahead of `b` by scores alone, 0 when they are equal. */
export function compareScores(rule: RankingRule, a: readonly (number | null)[], b: readonly (number | null)[]): number {
  for (const [column, direction] of rule.directions.entries()) {
    const left = comparable(a[column] ?? null, rule.roundDecimals);
    const right = comparable(b[column] ?? null, rule.roundDecimals);
    if (better(left, right, direction)) return -1;
    if (better(right, left, direction)) return 1;
  }
  return 0;
}

const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareReceipts = (a: Entrant, b: Entrant): number => a.receivedAt.getTime() - b.receivedAt.getTime() || compareIds(a.id, b.id);

/** Total order of a board: scores, then the earliest receipt, then the id. Negative when `a` is ahead. */
export function compareEntrants(rule: RankingRule, a: Entrant, b: Entrant): number {
  return compareScores(rule, a.scores, b.scores) || compareReceipts(a, b);
}

/** Only a number in the primary column can hold a rank. */
export const isRankable = (entry: Entrant): boolean => isScore(entry.scores[0]);

/** The submission that stands for a team: of the SCORED ones with a number, the best or the latest received. Null when there is none. */
export function representativeOf<S extends RankedSubmission>(rule: RankingRule, submissions: readonly S[]): S | null {
  const ahead = rule.represents === 'best' ? (a: S, b: S) => compareEntrants(rule, a, b) : (a: S, b: S) => compareReceipts(b, a);
  let chosen: S | null = null;
  for (const submission of submissions) {
    if (submission.state !== 'SCORED' || !isRankable(submission)) continue;
    if (chosen === null || ahead(submission, chosen) < 0) chosen = submission;
  }
  return chosen;
}

/** Entries in order with their ranks; entries without a number in the primary column are left out. */
export function rankEntries<E extends Entrant>(rule: RankingRule, entries: readonly E[]): Standing<E>[] {
  const ordered = entries.filter(isRankable).sort((a, b) => compareEntrants(rule, a, b));
  const standings: Standing<E>[] = [];
  for (const [index, entry] of ordered.entries()) {
    const ahead = standings.at(-1);
    if (rule.ties === 'shared' && ahead && compareScores(rule, ahead.entry.scores, entry.scores) === 0) {
      ahead.tied = true;
      standings.push({ rank: ahead.rank, tied: true, entry });
    } else standings.push({ rank: index + 1, tied: false, entry });
  }
  return standings;
}

/** The public board from every submission of a phase and track: one entry per team. */
export function publicBoard<S extends RankedSubmission>(rule: RankingRule, submissions: readonly S[]): Standing<S>[] {
  return rankEntries(
    rule,
    perTeam(submissions, (own) => representativeOf(rule, own)),
  );
}

function perTeam<S extends RankedSubmission, T>(submissions: readonly S[], choose: (own: readonly S[]) => T | null): T[] {
  const teams = new Map<string, S[]>();
  for (const submission of submissions) {
    const own = teams.get(submission.teamId);
    if (own) own.push(submission);
    else teams.set(submission.teamId, [submission]);
  }
  return [...teams.values()].map(choose).filter((chosen) => chosen !== null);
}

export interface FinalSubmission extends RankedSubmission {
  /** Private scores, in the order of `directions`. They never leave the server before release. */
  privateScores: readonly (number | null)[];
}
/** An entry of the final board: `scores` are the private ones, `publicScores` those of the same submission. */
export interface FinalEntry<S> extends Entrant {
  teamId: string;
  publicScores: readonly (number | null)[];
  submission: S;
}

/**
 * A team's final submissions, at most `limit`: its picks in the order given (those that are SCORED, each once), then the best of the
 * rest by public score. A pick must have been made before the selection deadline; the caller keeps later ones out.
 */
export function finalsOf<S extends RankedSubmission>(
  rule: RankingRule,
  submissions: readonly S[],
  picks: readonly string[],
  limit = 2,
): S[] {
  const scored = submissions.filter((submission) => submission.state === 'SCORED');
  const picked = [...new Set(picks)]
    .map((id) => scored.find((submission) => submission.id === id))
    .filter((submission) => submission !== undefined);
  const rest = scored
    .filter((submission) => isRankable(submission) && !picked.includes(submission))
    .sort((a, b) => compareEntrants(rule, a, b));
  return [...picked, ...rest].slice(0, limit);
}

/** The final board: each team by the best private score among its finals, ties by the earliest receipt of that submission, then the id. */
export function finalBoard<S extends FinalSubmission>(
  rule: RankingRule,
  submissions: readonly S[],
  picksOf: (teamId: string) => readonly string[],
  limit = 2,
): Standing<FinalEntry<S>>[] {
  const asFinal = (submission: S): FinalEntry<S> => ({
    id: submission.id,
    teamId: submission.teamId,
    receivedAt: submission.receivedAt,
    scores: submission.privateScores,
    publicScores: submission.scores,
    submission,
  });
  const entries = perTeam(submissions, (own) => {
    const finals = finalsOf(rule, own, picksOf(own[0]?.teamId ?? ''), limit)
      .map(asFinal)
      .filter(isRankable);
    return finals.sort((a, b) => compareEntrants(rule, a, b))[0] ?? null;
  });
  return rankEntries(rule, entries);
}
