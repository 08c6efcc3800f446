import type { ChallengeDefinition, TaskDefinition } from '@gac/shared/contract/definition';

const named = (...files: (string | undefined)[]): string[] => files.filter((file) => file !== undefined);

/** Names of the hidden data of a task: the answers, and what only its scoring program reads. */
export const hiddenFiles = ({ reference, scorer }: TaskDefinition): string[] => named(reference?.file, scorer.kind === 'program' ? scorer.reference : undefined);

/** Names of all that a task needs to be evaluated. */
export const filesOf = (task: TaskDefinition): string[] => [
  ...hiddenFiles(task),
  ...named(task.input, task.ingestion?.program, task.scorer.kind === 'program' ? task.scorer.program : undefined),
];

/** Names of all files that a definition names, each once. */
export const filesOfChallenge = ({ tasks, data, baselines }: Pick<ChallengeDefinition, 'tasks' | 'data' | 'baselines'>): string[] => [
  ...new Set([...tasks.flatMap(filesOf), ...data.map(({ file }) => file), ...baselines.map(({ file }) => file)]),
];
