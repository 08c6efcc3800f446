import type { BoardDefinition } from '@gac/shared/contract/definition';
import type { RankingRule } from '@gac/shared/rules/ranking';
import type { Direction } from '@gac/shared/values';

/** What of a board's definition decides its order and its rows. */
export interface BoardShape {
  definition: Pick<BoardDefinition, 'order' | 'ties' | 'represents' | 'roundDecimals'>;
  columns: readonly { key: string; task: string; metric: string; direction: Direction; hidden: boolean }[];
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
      represents: definition.represents,
      roundDecimals: definition.roundDecimals,
    },
    order,
    shown: columns.flatMap((column, place) => (column.hidden ? [] : [place])),
    primary,
    primaryShown: columns[primary]?.hidden === false,
  };
}

/** Scores in the order of the board's columns, null where there is none; -0 becomes 0, so that equal scores are equal bytes. */
export const columnScores = ({ columns }: BoardShape, publicScores: readonly { task: string; metric: string; value: number }[]): (number | null)[] =>
  columns.map((column) => {
    const value = publicScores.find((score) => score.task === column.task && score.metric === column.metric)?.value;
    return value === undefined || !Number.isFinite(value) ? null : value + 0;
  });
