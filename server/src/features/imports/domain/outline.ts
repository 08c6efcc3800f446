import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { ChallengeOutline } from '@gac/shared/contract/imports';

type Files = Readonly<Record<string, { bytes: number }>>;

function taskOutline({
  key,
  name,
  scorer,
  reference,
  input,
  ingestion,
}: ChallengeDefinition['tasks'][number]): ChallengeOutline['tasks'][number] {
  const isProgram = scorer.kind === 'program';
  return {
    key,
    name,
    scorer: isProgram ? scorer.contract : 'builtin',
    metrics: isProgram
      ? scorer.metrics.map((metric) => ({ key: metric.key, direction: metric.direction }))
      : scorer.metrics.map((metric) => ({ key: metric.key, direction: null })),
    hasReference: reference !== undefined || (isProgram && scorer.reference !== undefined),
    hasInput: input !== undefined,
    hasIngestion: ingestion !== undefined,
  };
}

/** What a definition makes, in short: its organizers see at one look what becomes of an archive. */
export function outlineOf(definition: ChallengeDefinition, files: Files): ChallengeOutline {
  const { title, summary, slug, phases, tasks, boards, baselines, data } = definition;
  return {
    title,
    summary,
    slug,
    phases: phases.map(({ key, name, opensAt, closesAt, quota, accepts, tasks: own }) => ({
      key,
      name,
      opensAt: new Date(opensAt).toISOString(),
      closesAt: closesAt === null ? null : new Date(closesAt).toISOString(),
      perDay: quota.perDay,
      total: quota.total,
      accepts,
      tasks: own,
    })),
    tasks: tasks.map(taskOutline),
    boards: boards.map(({ key, name, phase, columns, order }) => ({
      key,
      name,
      phase,
      columns: columns.map((column) => column.key),
      order,
    })),
    baselines: baselines.map(({ name, phase, kind }) => ({ name, phase, kind })),
    data: data.map(({ key, name, file, licence, access }) => ({ key, name, bytes: files[file]?.bytes ?? 0, licence, access })),
  };
}
