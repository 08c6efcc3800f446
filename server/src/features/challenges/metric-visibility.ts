import type { BoardFacts, MetricName } from './challenges.api.ts';

const isOf = ({ from }: BoardFacts['columns'][number], { task, metric }: MetricName): boolean => from.kind === 'metric' && from.task === task && from.metric === metric;

/**
 * Metrics of a phase whose values leave the server in no way: those that a board hides and no public board shows. This is the one policy for
 * every view of scores (B-01); a metric that no board speaks of is shown to who handed in.
 */
export function hiddenMetrics(boards: readonly BoardFacts[]): MetricName[] {
  const columns = boards.flatMap((board) => board.columns.map((column) => ({ column, isShown: !column.hidden && board.definition.visibility === 'public' })));
  return columns.flatMap(({ column }) => {
    if (!column.hidden || column.from.kind !== 'metric') return [];
    const name: MetricName = { task: column.from.task, metric: column.from.metric };
    return columns.some((other) => other.isShown && isOf(other.column, name)) ? [] : [name];
  });
}
