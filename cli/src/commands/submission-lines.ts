import type { MetricScore, QuotaView, SubmissionView } from '@gac/shared/contract/submissions';
import { FINDING_CODES, HINT_CODES, type Finding } from '@gac/shared/scoring/findings';
import { OUTCOME_CLASSES, type OutcomeCode } from '@gac/shared/scoring/outcome';
import { describeOutcome } from '@gac/shared/scoring/outcome-texts';
import type { Lang } from '@gac/shared/values';
import { inKorea, inZone, score } from '../layout.ts';
import type { Messages } from '../messages.ts';
import { findingLine } from './check.ts';

/** "2026-11-24 11:00 KST (2026-11-24 02:00)". */
export function bothClocks(iso: string, zone: string): string {
  const local = inZone(iso, zone);
  return local === null ? inKorea(iso) : `${inKorea(iso)} (${local})`;
}
/** "9 left today · 1 of 3 at once": the limits that there are. */
export function quotaLine({ today, total, concurrent }: Pick<QuotaView, 'today' | 'total' | 'concurrent'>, { quota }: Messages): string {
  const parts = [
    ...(today.remaining === null ? [] : [quota.today(today.remaining)]),
    ...(total.remaining === null || total.limit === null ? [] : [quota.total(total.remaining, total.limit)]),
    ...(concurrent.limit === null ? [] : [quota.atOnce(concurrent.used, concurrent.limit)]),
  ];
  return parts.length === 0 ? quota.free : parts.join(' · ');
}
/** What was received: number, instant, hash, what is left of the quota. */
export function receiptLines(view: SubmissionView, m: Messages, zone: string): string[] {
  return [m.receipt(view.receipt, view.number), m.receivedAt(bothClocks(view.receivedAt, zone)), `SHA-256 ${view.sha256}`, quotaLine(view.quota, m)];
}

const scoreText = ({ key, value, decimals }: MetricScore): string => `${key} ${score(value, decimals)}`;
/** Scores on one line, "" when there is none yet. */
export const scoresText = (scores: readonly MetricScore[]): string => scores.filter(({ value }) => value !== null).map(scoreText).join(', ');

function rankLine({ before, after, teams }: NonNullable<SubmissionView['rankChange']>, m: Messages): string {
  const change = after === null || before === after ? m.unchanged : before === null ? m.firstRank : before > after ? m.gained(before - after) : m.lost(after - before);
  return m.ranked(after === null ? '–' : String(after), teams, change);
}
const isOutcome = (code: string): code is OutcomeCode => Object.hasOwn(OUTCOME_CLASSES, code);
const isKnown = (found: { code: string; hint: string | null }): found is Finding =>
  FINDING_CODES.some((code) => code === found.code) && (found.hint === null || HINT_CODES.some((hint) => hint === found.hint));

/** Why it failed and what to do, where the server tells more than the class. */
function reasonLines(failure: SubmissionView['failure'], lang: Lang, m: Messages): string[] {
  const { code = null, fields = {}, finding = null } = failure?.facts ?? {};
  return [
    ...(code !== null && isOutcome(code) ? [describeOutcome({ code, fields }, lang)] : []),
    ...(finding === null ? [] : [isKnown(finding) ? findingLine(finding, lang, m) : finding.code]),
  ];
}

/** How it ended: scores, best before, rank; or what was wrong. */
export function resultLines(view: SubmissionView, lang: Lang, m: Messages): string[] {
  const [first] = view.scores;
  const best = view.bestBefore === null || !first ? '' : ` (${m.best(score(view.bestBefore, first.decimals))})`;
  const scored = view.state === 'SCORED' && first ? [`${m.states.SCORED}: ${scoresText(view.scores)}${best}`] : [`${m.states[view.state]} (${view.state})`];
  const findings = view.state === 'INVALID' ? (view.findings?.first ?? []) : [];
  return [
    ...scored,
    ...(view.rankChange ? [rankLine(view.rankChange, m)] : []),
    ...findings.map((found) => (isKnown(found) ? findingLine(found, lang, m) : `${found.line ?? '-'}:${found.column ?? '-'} ${found.code}`)),
    ...reasonLines(view.failure, lang, m),
    ...(view.failure ? [m.failedBy(view.failure.class, view.failure.side === 'platform', view.failure.counted)] : []),
  ];
}
/** Only a score is a success. */
export const exitOf = ({ state }: Pick<SubmissionView, 'state'>): 0 | 1 => (state === 'SCORED' ? 0 : 1);
