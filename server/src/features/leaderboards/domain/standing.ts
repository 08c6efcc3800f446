import { better, comparable, representativeOf, type RankedSubmission } from '@gac/shared/rules/ranking';
import type { LocalizedText, SubmissionId, TeamId } from '@gac/shared/values';
import { boardRule, columnScores, type BoardRule, type BoardShape } from './board-rule.ts';
import { sortKey } from './sort-key.ts';

/** A SCORED submission with its public scores. */
export interface Scored {
  id: SubmissionId;
  teamId: TeamId | null;
  baseline: LocalizedText | null;
  /** Null: shown whatever the track. */
  baselineTrack: string | null;
  receivedAt: Date;
  publicScores: readonly { task: string; metric: string; value: number }[];
}
export interface TeamProfile {
  id: TeamId;
  name: string;
  country: string;
  affiliation: string;
}
/** A stored row of a board: a team (entryId = teamId) or a baseline (entryId = submissionId, teamId null). */
export interface Standing {
  entryId: string;
  teamId: TeamId | null;
  baseline: LocalizedText | null;
  submissionId: SubmissionId;
  /** Of the representing submission, every column of the board, hidden ones included. */
  scores: (number | null)[];
  sortKey: Buffer;
  /** The team's best score of the primary column after each improvement, oldest first, the last 16. */
  trend: number[];
  /** Of the representing submission. */
  receivedAt: Date;
  teamName: string;
  country: string | null;
  affiliation: string;
  /** SCORED submissions, and the receipt of the latest. */
  submissions: number;
  lastAt: Date;
}
const TREND_LENGTH = 16;

type Ranked = RankedSubmission & { all: (number | null)[] };
function ranked(shape: BoardShape, rule: BoardRule, teamId: string, submission: Scored): Ranked {
  const all = columnScores(shape, submission.publicScores);
  return { id: submission.id, teamId, state: 'SCORED', receivedAt: submission.receivedAt, all, scores: rule.order.map((place) => all[place] ?? null) };
}
/** Best score of the primary column after each improvement, oldest first. `scored` is in order of receipt. */
function improvements(rule: BoardRule, scored: readonly Ranked[]): number[] {
  const best: number[] = [];
  for (const { scores } of scored) {
    const score = scores[0] ?? null;
    const { roundDecimals, directions } = rule.ranking;
    if (score !== null && better(comparable(score, roundDecimals), comparable(best.at(-1) ?? null, roundDecimals), directions[0] ?? 'desc')) best.push(score);
  }
  return best;
}
const byReceipt = (a: Scored, b: Scored): number => a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1);

/** The row of a team, or null when none of its SCORED submissions (any order) has a number in the primary column. */
export function teamStanding(shape: BoardShape, team: TeamProfile, scored: readonly Scored[]): Standing | null {
  const rule = boardRule(shape);
  const own = [...scored].sort(byReceipt).map((submission) => ranked(shape, rule, team.id, submission));
  const chosen = representativeOf(rule.ranking, own);
  const last = own.at(-1);
  if (!chosen || !last) return null;
  return {
    entryId: team.id,
    teamId: team.id,
    baseline: null,
    submissionId: chosen.id as SubmissionId,
    scores: chosen.all,
    sortKey: sortKey(rule.ranking, chosen),
    trend: improvements(rule, own).slice(-TREND_LENGTH),
    receivedAt: chosen.receivedAt,
    teamName: team.name,
    country: team.country,
    affiliation: team.affiliation,
    submissions: own.length,
    lastAt: last.receivedAt,
  };
}

/** The row of a baseline, or null when it is of another track or has no number in the primary column. */
export function baselineStanding(shape: BoardShape & { track: string }, submission: Scored): Standing | null {
  if (submission.baselineTrack !== null && submission.baselineTrack !== shape.track) return null;
  const rule = boardRule(shape);
  const own = ranked(shape, rule, submission.id, submission);
  if (submission.baseline === null || representativeOf(rule.ranking, [own]) === null) return null;
  return {
    entryId: submission.id,
    teamId: null,
    baseline: submission.baseline,
    submissionId: submission.id,
    scores: own.all,
    sortKey: sortKey(rule.ranking, own),
    trend: [],
    receivedAt: submission.receivedAt,
    teamName: '',
    country: null,
    affiliation: '',
    submissions: 1,
    lastAt: submission.receivedAt,
  };
}

/** The best score of the primary column among a team's submissions (any order); null when there is none. */
export function bestScore(shape: BoardShape, scored: readonly Scored[]): number | null {
  const rule = boardRule(shape);
  return improvements(rule, [...scored].sort(byReceipt).map((one) => ranked(shape, rule, '', one))).at(-1) ?? null;
}

/** Names of the fields in which two rows of one entry differ; empty when they are the same to the byte. */
export function differences(a: Standing, b: Standing): (keyof Standing)[] {
  const text = (value: Standing[keyof Standing]): string => (Buffer.isBuffer(value) ? value.toString('hex') : JSON.stringify(value));
  const localized = (value: LocalizedText | null): string => (value ? JSON.stringify([value.ko, value.en]) : 'null');
  return (Object.keys(a) as (keyof Standing)[]).filter((field) => (field === 'baseline' ? localized(a.baseline) !== localized(b.baseline) : text(a[field]) !== text(b[field])));
}
