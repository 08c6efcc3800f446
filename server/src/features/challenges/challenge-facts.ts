import type { BoardColumn, BoardDefinition, ChallengeDefinition, PhaseDefinition, TaskDefinition } from '@gac/shared/contract/definition';
import type { BoardId, ChallengeId, PhaseId, Sha256 } from '@gac/shared/values';
import type { BoardFacts, PhaseFacts, TaskMetric } from './challenges.api.ts';
import type { FileFacts } from './definition-hash.ts';
import { metricFacts } from './metric-facts.ts';
import { taskFacts, taskMetrics, type StoredTask } from './task-facts.ts';
import { hiddenMetrics } from './metric-visibility.ts';

/** A challenge as it is stored: its definition, and the ids of its parts by their keys. Read as one, so that they fit each other. */
export interface StoredChallenge {
  id: ChallengeId;
  slug: string;
  definition: ChallengeDefinition;
  files: Record<string, FileFacts>;
  definitionSha256: Sha256;
  rulesSha256: Sha256;
  phases: Record<string, PhaseId>;
  tasks: Record<string, StoredTask>;
  boards: Record<string, BoardId>;
}

export const phaseWindow = (phase: PhaseDefinition): { opensAt: Date; closesAt: Date | null } => ({
  opensAt: new Date(phase.opensAt),
  closesAt: phase.closesAt === null ? null : new Date(phase.closesAt),
});

/** The tasks of a phase, in its order. */
const tasksOf = (definition: ChallengeDefinition, phase: PhaseDefinition): TaskDefinition[] =>
  phase.tasks.flatMap((key) => definition.tasks.find((task) => task.key === key) ?? []);

export function phaseFacts(stored: StoredChallenge): PhaseFacts[] {
  const { id: challengeId, slug, definition } = stored;
  const boards = boardFacts(stored);
  return definition.phases.flatMap((phase) => {
    const id = stored.phases[phase.key];
    if (!id) return [];
    const tasks = tasksOf(definition, phase).flatMap((task) => taskFacts(task, stored.tasks[task.key], stored.files) ?? []);
    const { key, name, quota, accepts, limits } = phase;
    return [{ id, key, name, challengeId, slug, challengeTitle: definition.title, ...phaseWindow(phase), quota, accepts, limits, tasks, hidden: hiddenMetrics(boards.filter(({ phaseId }) => phaseId === id)) }];
  });
}

/** The task a column is scored on and the metric there: the task it names, or the first of the phase that has the metric. */
function scoredOn(definition: ChallengeDefinition, board: BoardDefinition, column: BoardColumn): { task: TaskDefinition; metric: TaskMetric } | null {
  const phase = definition.phases.find(({ key }) => key === board.phase);
  for (const task of phase ? tasksOf(definition, phase) : []) {
    const metric = taskMetrics(task).find(({ key }) => key === column.metric);
    if (metric && (column.task === undefined || column.task === task.key)) return { task, metric };
  }
  return null;
}

/** Decimals of a computed column that says none. */
const COMPUTED_DECIMALS = 5;
/** What a column takes over from what it is made of; null for one that names nothing, which was refused when the definition was loaded. */
function sourceOf(definition: ChallengeDefinition, board: BoardDefinition, column: BoardColumn): (Pick<BoardFacts['columns'][number], 'from' | 'range'> & { metric: Omit<TaskMetric, 'key' | 'use'> }) | null {
  if (column.computation !== undefined)
    return { from: { kind: 'computed', ...column.computation }, range: null, metric: { name: { ko: column.key, en: column.key }, direction: 'desc', decimals: COMPUTED_DECIMALS } };
  const found = scoredOn(definition, board, column);
  if (!found) return null;
  const { task, metric } = found;
  return { from: { kind: 'metric', task: task.key, metric: metric.key }, range: metric.use && metricFacts(metric.use.metric).range, metric };
}

export function boardColumns(definition: ChallengeDefinition, board: BoardDefinition): BoardFacts['columns'] {
  return board.columns.flatMap((column) => {
    const source = sourceOf(definition, board, column);
    if (!source) return [];
    const { from, metric, range } = source;
    const { key, name = metric.name, direction = metric.direction, decimals = metric.decimals, hidden } = column;
    return [{ key, from, name, direction, decimals, range, hidden }];
  });
}

export function boardFacts(stored: StoredChallenge): BoardFacts[] {
  return stored.definition.boards.flatMap((board) => {
    const id = stored.boards[board.key];
    const phaseId = stored.phases[board.phase];
    if (!id || !phaseId) return [];
    return [{ id, definitionSha256: stored.definitionSha256, challengeId: stored.id, phaseId, track: board.track, definition: board, columns: boardColumns(stored.definition, board) }];
  });
}
