import type { BoardSummary, ChallengeCard, ChallengeView, DataFileView, MetricView, PhaseView } from '@gac/shared/contract/challenges';
import type { MetricUse } from '@gac/shared/contract/definition';
import { challengeStage, nextBoundary, phaseStatus } from '@gac/shared/rules/phase-status';
import type { Sha256 } from '@gac/shared/values';
import { boardColumns, boardFacts, phaseFacts, phaseWindow, type StoredChallenge } from './challenge-facts.ts';
import type { ChallengeStandingFacts, PhaseFacts } from './challenges.api.ts';
import { metricFacts } from './metric-facts.ts';

/** What a view is made of beside the definition. */
export interface ViewWorld {
  now: Date;
  standing: ChallengeStandingFacts;
  /** Hash of the code that scores. */
  scorerSha256: Sha256;
}
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function metricView(use: MetricUse, codeSha256: Sha256): MetricView {
  const { name, direction, version } = metricFacts(use.metric);
  return { key: use.key, metric: use.metric, name: use.name ?? name, direction, decimals: use.decimals, version, codeSha256 };
}

/** The metric a challenge is known by: the first in the order of its first public board. */
function leadingMetric({ definition }: StoredChallenge, codeSha256: Sha256): MetricView {
  const board = definition.boards.find(({ visibility }) => visibility === 'public') ?? definition.boards[0];
  const columns = board ? boardColumns(definition, board) : [];
  const column = columns.find(({ key }) => key === board?.order[0]) ?? columns[0];
  const task = definition.tasks.find(({ key }) => key === column?.task) ?? definition.tasks[0];
  const use = task?.scorer.metrics.find(({ key }) => key === column?.metric) ?? task?.scorer.metrics[0];
  const view = metricView(use as MetricUse, codeSha256);
  return column ? { ...view, name: column.name, direction: column.direction, decimals: column.decimals } : view;
}

/** One entry of the list of challenges. */
export function challengeCard(stored: StoredChallenge, { now, standing, scorerSha256 }: ViewWorld): ChallengeCard {
  const { title, summary, field, routes, phases } = stored.definition;
  const windows = phases.map((phase) => ({ key: phase.key, name: phase.name, ...phaseWindow(phase) }));
  const boundary = nextBoundary(windows, now);
  return {
    id: stored.id,
    slug: stored.slug,
    title,
    summary,
    field,
    routes,
    stage: challengeStage(windows, null, now),
    phases: windows.map(({ key, name, opensAt, closesAt }) => ({ key, name, opensAt: opensAt.toISOString(), closesAt: iso(closesAt) })),
    nextBoundary: boundary && { kind: boundary.kind, phaseName: boundary.phase.name, at: boundary.at.toISOString() },
    teams: standing.teams,
    metric: leadingMetric(stored, scorerSha256),
    leading: standing.leading,
    distribution: standing.distribution,
  };
}

function phaseView(phase: PhaseFacts, { now, scorerSha256 }: ViewWorld): PhaseView {
  const { id, key, name, opensAt, closesAt, quota } = phase;
  const tasks = phase.tasks.map((task) => ({
    key: task.key,
    name: task.name,
    format: task.format,
    metrics: task.metrics.map((use) => metricView(use, scorerSha256)),
    rows: task.referenceRows,
    dataSha256: task.referenceSha256,
  }));
  return { id, key, name, opensAt: opensAt.toISOString(), closesAt: iso(closesAt), status: phaseStatus(phase, now), quota, tasks };
}

/** Boards and columns that everybody may see. */
const boardSummaries = (stored: StoredChallenge): BoardSummary[] =>
  boardFacts(stored)
    .filter(({ definition }) => definition.visibility === 'public')
    .map(({ id, definition: { key, name, phase, ties, represents }, columns }) => ({
      id,
      key,
      name,
      phaseKey: phase,
      columns: columns.filter(({ hidden }) => !hidden).map(({ key, name, direction, decimals }) => ({ key, name, direction, decimals })),
      ties,
      represents,
    }));

const dataFileViews = ({ slug, definition, files }: StoredChallenge): DataFileView[] =>
  definition.data.flatMap(({ key, file, name, description, licence, source, version, access, role }) => {
    const stored = files[file];
    const fileName = file.slice(file.lastIndexOf('/') + 1);
    const url = `/api/challenges/${slug}/data/${key}`;
    return stored ? [{ key, fileName, name, description, bytes: stored.bytes, sha256: stored.sha256, licence, source, version, access, role, url }] : [];
  });

/** Everything the public may know of a challenge. */
export function challengeView(stored: StoredChallenge, world: ViewWorld): ChallengeView {
  const { overview, zone, rules, dataChanges, maxTeamSize } = stored.definition;
  return {
    ...challengeCard(stored, world),
    overview,
    zone,
    rules: { version: rules.version, date: rules.date, sha256: stored.rulesSha256, clauses: rules.clauses, changes: rules.changes },
    data: dataFileViews(stored),
    dataChanges,
    phaseDetails: phaseFacts(stored).map((phase) => phaseView(phase, world)),
    boards: boardSummaries(stored),
    maxTeamSize,
  };
}

const STAGES = ['running', 'upcoming', 'judging', 'closed'] as const;
/** Open ones first, then those to come, each by what happens next; past ones by the latest end. */
export function inReadingOrder(cards: readonly ChallengeCard[]): ChallengeCard[] {
  const lastEnd = ({ phases }: ChallengeCard): string => phases.map(({ closesAt }) => closesAt ?? '').sort().at(-1) ?? '';
  return [...cards].sort((a, b) => {
    if (a.stage !== b.stage) return STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
    const [left, right] = a.stage === 'running' || a.stage === 'upcoming' ? [a.nextBoundary?.at ?? '9', b.nextBoundary?.at ?? '9'] : [lastEnd(b), lastEnd(a)];
    return left < right ? -1 : left > right ? 1 : a.slug < b.slug ? -1 : 1;
  });
}
