import type { BoardColumn, BoardDefinition, ChallengeDefinition, MetricUse, PhaseDefinition, TaskDefinition } from '@gac/shared/contract/definition';
import type { BoardId, ChallengeId, PhaseId, Sha256, TaskId } from '@gac/shared/values';
import type { BoardFacts, PhaseFacts, TaskFacts } from './challenges.api.ts';
import type { FileFacts } from './definition-hash.ts';
import { metricFacts } from './metric-facts.ts';

/** A challenge as it is stored: its definition, and the ids of its parts by their keys. Read as one, so that they fit each other. */
export interface StoredChallenge {
  id: ChallengeId;
  slug: string;
  definition: ChallengeDefinition;
  files: Record<string, FileFacts>;
  definitionSha256: Sha256;
  rulesSha256: Sha256;
  phases: Record<string, PhaseId>;
  tasks: Record<string, { id: TaskId; rows: number; sha256: Sha256 }>;
  boards: Record<string, BoardId>;
}

export const phaseWindow = (phase: PhaseDefinition): { opensAt: Date; closesAt: Date | null } => ({
  opensAt: new Date(phase.opensAt),
  closesAt: phase.closesAt === null ? null : new Date(phase.closesAt),
});

/** The tasks of a phase, in its order. */
const tasksOf = (definition: ChallengeDefinition, phase: PhaseDefinition): TaskDefinition[] =>
  phase.tasks.flatMap((key) => definition.tasks.find((task) => task.key === key) ?? []);

function taskFacts(stored: StoredChallenge, task: TaskDefinition): TaskFacts[] {
  const row = stored.tasks[task.key];
  if (!row) return [];
  const { key, name, format, reference, scorer } = task;
  return [{ id: row.id, key, name, format, reference, referenceSha256: row.sha256, referenceRows: row.rows, metrics: scorer.metrics }];
}

export function phaseFacts(stored: StoredChallenge): PhaseFacts[] {
  const { id: challengeId, slug, definition } = stored;
  return definition.phases.flatMap((phase) => {
    const id = stored.phases[phase.key];
    if (!id) return [];
    const tasks = tasksOf(definition, phase).flatMap((task) => taskFacts(stored, task));
    return [{ id, key: phase.key, name: phase.name, challengeId, slug, challengeTitle: definition.title, ...phaseWindow(phase), quota: phase.quota, tasks }];
  });
}

/** The task a column is scored on and the use of the metric there: the task it names, or the first of the phase that has the metric. */
function scoredOn(definition: ChallengeDefinition, board: BoardDefinition, column: BoardColumn): { task: TaskDefinition; use: MetricUse } | null {
  const phase = definition.phases.find(({ key }) => key === board.phase);
  for (const task of phase ? tasksOf(definition, phase) : []) {
    const use = task.scorer.metrics.find(({ key }) => key === column.metric);
    if (use && (column.task === undefined || column.task === task.key)) return { task, use };
  }
  return null;
}

export function boardColumns(definition: ChallengeDefinition, board: BoardDefinition): BoardFacts['columns'] {
  return board.columns.flatMap((column) => {
    const found = scoredOn(definition, board, column);
    if (!found) return [];
    const { task, use } = found;
    const metric = metricFacts(use.metric);
    return [
      {
        key: column.key,
        task: task.key,
        metric: use.key,
        name: column.name ?? use.name ?? metric.name,
        direction: column.direction ?? metric.direction,
        decimals: column.decimals ?? use.decimals,
        hidden: column.hidden,
      },
    ];
  });
}

export function boardFacts(stored: StoredChallenge): BoardFacts[] {
  return stored.definition.boards.flatMap((board) => {
    const id = stored.boards[board.key];
    const phaseId = stored.phases[board.phase];
    if (!id || !phaseId) return [];
    return [{ id, challengeId: stored.id, phaseId, track: board.track, definition: board, columns: boardColumns(stored.definition, board) }];
  });
}
