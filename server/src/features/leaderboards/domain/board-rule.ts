import type { BoardDefinition, Computation } from '@gac/shared/contract/definition';
import { computed } from '@gac/shared/rules/computed';
import type { RankingRule } from '@gac/shared/rules/ranking';
import { effectiveRule } from '@gac/shared/rules/represents';
import type { Direction, PhaseId } from '@gac/shared/values';

/** A metric of a task, or a rule over columns that stand before this one. */
type ColumnFrom = { kind: 'metric'; task: string; metric: string } | { kind: 'computed'; rule: Computation['rule']; of: readonly string[] };
/** What of a board's definition decides its order and its rows. */
export interface BoardShape {
  definition: Pick<BoardDefinition, 'order' | 'ties' | 'represents' | 'roundDecimals'>;
  columns: readonly { key: string; from: ColumnFrom; direction: Direction; hidden: boolean }[];
}
export interface BoardRule {
  ranking: RankingRule;
  /** Places of the ordering columns among all columns, primary first. */
  order: readonly number[];
  /** Places of the columns that may be shown. */
  shown: readonly number[];
  primary: number;
  /** False when the column that ranks is hidden: its value leaves nowhere, the ranks do. */
  primaryShown: boolean;
}

/** The rule of a board, from its definition. Names in `order` that are no columns were refused when the definition was loaded. */
export function boardRule({ definition, columns }: BoardShape): BoardRule {
  const order = definition.order.map((key) => columns.findIndex((column) => column.key === key)).filter((place) => place >= 0);
  const primary = order[0] ?? 0;
  return {
    ranking: {
      directions: order.map((place) => columns[place]?.direction ?? 'desc'),
      ties: definition.ties,
      // Other rules were refused when the definition was loaded.
      represents: effectiveRule(definition.represents) ?? 'best',
      roundDecimals: definition.roundDecimals,
    },
    order,
    shown: columns.flatMap((column, place) => (column.hidden ? [] : [place])),
    primary,
    primaryShown: columns[primary]?.hidden === false,
  };
}

/**
 * What of a board decides its stored rows, as text: equal texts, equal rows. Ties, names, decimals and what is hidden are applied when rows
 * are read, so changing them changes no row.
 */
export function rowShape(board: BoardShape & { phaseId: PhaseId; track: string }): string {
  const { ranking, order } = boardRule(board);
  const placeOf = (key: string): number => board.columns.findIndex((column) => column.key === key);
  const sourceOf = ({ from }: BoardShape['columns'][number]): unknown[] => (from.kind === 'computed' ? [from.rule, from.of.map(placeOf)] : [from.task, from.metric]);
  return JSON.stringify([board.phaseId, board.track, board.columns.map(sourceOf), order, ranking.directions, ranking.represents, ranking.roundDecimals]);
}

/** Scores in the order of the board's columns, null where there is none; -0 becomes 0, so that equal scores are equal bytes. */
export function columnScores({ columns }: BoardShape, publicScores: readonly { task: string; metric: string; value: number }[]): (number | null)[] {
  const known = new Map<string, number | null>();
  return columns.map(({ key, from }) => {
    const value =
      from.kind === 'computed'
        ? computed(from.rule, from.of.map((operand) => known.get(operand) ?? null))
        : (publicScores.find((score) => score.task === from.task && score.metric === from.metric)?.value ?? null);
    const kept = value === null || !Number.isFinite(value) ? null : value + 0;
    known.set(key, kept);
    return kept;
  });
}
