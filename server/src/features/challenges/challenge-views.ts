import type { BoardSummary, ChallengeCard, ChallengeView, DataFileView, MetricView, PhaseView } from '@gac/shared/contract/challenges';
import { effectiveRule } from '@gac/shared/rules/represents';
import { challengeStage, nextBoundary, phaseStatus } from '@gac/shared/rules/phase-status';
import type { Sha256 } from '@gac/shared/values';
import { IMAGE_PLATFORM } from '../../platform/sandbox/images/platform.ts';
import { boardColumns, boardFacts, phaseFacts, phaseWindow, type StoredChallenge } from './challenge-facts.ts';
import type { ChallengeStandingFacts, PhaseFacts, TaskFacts, TaskMetric } from './challenges.api.ts';
import { metricFacts } from './metric-facts.ts';
import { maxUploadBytes, type UploadCaps } from './upload-limits.ts';

/** What a view is made of beside the definition. */
export interface ViewWorld {
  now: Date;
  standing: ChallengeStandingFacts;
  /** Hash of the code that scores. */
  scorerSha256: Sha256;
  caps: UploadCaps;
}
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function metricView({ key, name, direction, decimals, use }: TaskMetric, codeSha256: Sha256): MetricView {
  return { key, metric: use?.metric ?? null, name, direction, decimals, version: use === null ? 1 : metricFacts(use.metric).version, codeSha256 };
}
/** Hash of what computes a task's scores: the platform's scorer, or the challenge's own program. */
const scoredBy = ({ scorer }: TaskFacts, builtin: Sha256): Sha256 => (scorer.kind === 'builtin' ? builtin : scorer.program.sha256);

/** The metric a challenge is known by: the first in the order of its first public board. */
function leadingMetric(stored: StoredChallenge, codeSha256: Sha256): MetricView {
  const { definition } = stored;
  const board = definition.boards.find(({ visibility }) => visibility === 'public') ?? definition.boards[0];
  const columns = board ? boardColumns(definition, board) : [];
  const column = columns.find(({ key }) => key === board?.order[0]) ?? columns[0];
  const tasks = phaseFacts(stored).flatMap((phase) => phase.tasks);
  const from = column?.from.kind === 'metric' ? column.from : null;
  const task = tasks.find(({ key }) => key === from?.task) ?? tasks[0];
  const metric = task?.metrics.find(({ key }) => key === from?.metric) ?? task?.metrics[0];
  const view = metricView(metric as TaskMetric, task ? scoredBy(task, codeSha256) : codeSha256);
  if (!column) return view;
  const named = { ...view, name: column.name, direction: column.direction, decimals: column.decimals };
  return column.from.kind === 'computed' ? { ...named, key: column.key, metric: null } : named;
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

function phaseView(phase: PhaseFacts, { now, scorerSha256, caps }: ViewWorld): PhaseView {
  const { id, key, name, opensAt, closesAt, quota, limits } = phase;
  const tasks = phase.tasks.map((task) => ({
    key: task.key,
    name: task.name,
    format: task.checked?.format ?? null,
    metrics: task.metrics.map((metric) => metricView(metric, scoredBy(task, scorerSha256))),
    rows: task.checked?.rows ?? 0,
    dataSha256: task.dataSha256,
    scorer: task.scorer.kind === 'builtin' ? { kind: 'builtin' as const, contract: null, runtime: null } : { kind: 'program' as const, contract: task.scorer.contract, runtime: task.scorer.runtime },
    input: task.input && { bytes: task.input.bytes, sha256: task.input.sha256 },
    entry: task.entry,
    output: task.scorer.kind === 'builtin' ? task.output : null,
  }));
  const accepts = phase.accepts.map((kind) => ({ kind, maxBytes: maxUploadBytes(phase, kind, caps), platform: kind === 'container' ? IMAGE_PLATFORM : null }));
  return { id, key, name, opensAt: opensAt.toISOString(), closesAt: iso(closesAt), status: phaseStatus(phase, now), quota, accepts, limits, tasks };
}

/** JSON has no infinity: a range without a bound says so by null. */
const bound = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);
/** Boards and columns that everybody may see. */
const boardSummaries = (stored: StoredChallenge): BoardSummary[] =>
  boardFacts(stored)
    .filter(({ definition }) => definition.visibility === 'public')
    .map(({ id, definition: { key, name, phase, order, ties, represents }, columns }) => ({
      id,
      key,
      name,
      phaseKey: phase,
      columns: columns.filter(({ hidden }) => !hidden).map(({ key, name, direction, decimals, range }) => ({ key, name, direction, decimals, least: bound(range?.[0]), greatest: bound(range?.[1]) })),
      order: order.filter((name) => columns.some((column) => column.key === name && !column.hidden)),
      ties,
      represents: effectiveRule(represents) ?? 'best',
    }));

const dataFileViews = ({ slug, definition, files }: StoredChallenge): DataFileView[] =>
  definition.data.flatMap(({ key, file, name, description, licence, source, version, access, role }) => {
    const stored = files[file];
    const fileName = `${file.slice(file.lastIndexOf('/') + 1)}${stored?.isFolder === true ? '.zip' : ''}`;
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
