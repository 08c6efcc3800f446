import type { Represents } from '@gac/shared/contract/definition';
import type { Bundle, BundleBoard, BundleColumn, BundlePhase, SubmissionRule } from '../bundle.ts';
import type { Draft, TaskKeys, WrittenDefinition } from './draft.ts';
import { Keys } from './names.ts';

type WrittenBoard = WrittenDefinition['boards'][number];
type WrittenColumn = WrittenBoard['columns'][number];

const REPRESENTS: Readonly<Record<SubmissionRule, Represents | null>> = {
  best: 'best',
  last: 'latest',
  every: null,
  'choose-one': null,
  'choose-one-changeable': null,
  'choose-many': null,
};

/** A board while its columns are made. */
interface Making {
  board: BundleBoard;
  /** Where it stands in the definition. */
  path: string;
  tasks: readonly TaskKeys[];
  draft: Draft;
  keys: Keys;
  /** Keys of our columns that show a column of theirs, by its index: one for each task. */
  shownBy: Map<number, string[]>;
}

const decimals = (precision: number): number => Math.min(precision, 15);
function about(column: BundleColumn, title: string, { path, draft }: Making, key: string) {
  const { direction, precision, hidden } = column;
  return { key, name: draft.text(`${path}.columns.${key}.name`, title, key), direction, decimals: decimals(precision), hidden };
}

/** A column of each task, and where there are several tasks, their sum. */
function plainColumns(column: BundleColumn, making: Making): WrittenColumn[] {
  const { tasks, keys, shownBy, board } = making;
  const isOne = tasks.length === 1;
  const own = tasks.flatMap(({ key, name, metrics }): WrittenColumn[] => {
    const metric = metrics.find((known) => known.output === column.key && known.split === board.split)?.key;
    if (metric === undefined) return [];
    const title = isOne ? column.title : `${column.title} (${name})`;
    return [{ ...about(column, title, making, keys.of(isOne ? column.key : `${key}-${column.key}`, 'column')), metric, task: key }];
  });
  shownBy.set(
    column.index,
    own.map(({ key }) => key),
  );
  return own;
}
const sumColumn = (column: BundleColumn, of: string[], making: Making): WrittenColumn => ({
  ...about(column, column.title, making, making.keys.of(`total-${column.key}`, 'total')),
  computation: { rule: 'sum', of },
});

/** A column computed from others of the board; null when it is ranks that are averaged, or none of its inputs is there. */
function computedColumn(column: BundleColumn, making: Making): WrittenColumn | null {
  const { computation } = column;
  const of = column.computationIndexes.flatMap((index) => making.shownBy.get(index) ?? []);
  if (computation === null || computation === 'average-rank' || of.length === 0) {
    making.draft.leaveOut(making.path, `평균 순위 열 "${column.title}"`, `The column "${column.title}"`);
    return null;
  }
  const key = making.keys.of(column.key, 'computed');
  making.draft.say('computed-of-all', `${making.path}.columns.${key}`, { key: column.key });
  making.shownBy.set(column.index, [key]);
  return { ...about(column, column.title, making, key), computation: { rule: computation, of } };
}

/** Columns in an order in which each stands below those it is made of, and by which of them the board ranks. */
function columnsOf(making: Making): { columns: WrittenColumn[]; order: string[] } {
  const { board, tasks } = making;
  const ranking = new Map<number, string>();
  const columns: WrittenColumn[] = [];
  for (const column of board.columns.filter(({ computation }) => computation === null)) {
    const own = plainColumns(column, making);
    columns.push(...own);
    if (tasks.length > 1 && own.length > 0)
      columns.push(
        sumColumn(
          column,
          own.map(({ key }) => key),
          making,
        ),
      );
    const last = columns.at(-1);
    if (own.length > 0 && last) ranking.set(column.index, last.key);
  }
  for (const column of board.columns.filter(({ computation }) => computation !== null)) {
    const computed = computedColumn(column, making);
    if (computed) columns.push(computed);
    if (computed) ranking.set(column.index, computed.key);
  }
  const indexes = [board.primary, ...board.columns.map(({ index }) => index).filter((index) => index !== board.primary)];
  return { columns, order: indexes.flatMap((index) => ranking.get(index) ?? []) };
}

function boardOf(
  bundle: Bundle,
  board: BundleBoard,
  phase: BundlePhase & { key: string },
  tasks: readonly TaskKeys[],
  draft: Draft,
  at: { key: string; path: string },
): WrittenBoard[] {
  const making: Making = { board, path: at.path, tasks, draft, keys: new Keys(), shownBy: new Map() };
  const { columns, order } = columnsOf(making);
  if (columns.length === 0) return [];
  if (tasks.length > 1) draft.say('tasks-summed', at.path);
  const represents = REPRESENTS[board.rule];
  if (represents === null) draft.say('rule-replaced', `${at.path}.represents`, { rule: board.rule });
  const name = bundle.phases.length > 1 && board.split === null ? `${board.title} · ${phase.name}` : board.title;
  return [
    {
      key: at.key,
      name: draft.text(`${at.path}.name`, name, 'Leaderboard'),
      phase: phase.key,
      columns,
      order,
      // The earlier submission stands first among equals: Codabench, `created_when`; EvalAI, `submitted_at`.
      ties: 'strict',
      represents: represents ?? 'best',
      visibility: board.hidden || board.audience !== 'public' ? 'hidden' : 'public',
    },
  ];
}

/** A board for each phase that a board of the archive ranks. */
export function boardsOf(
  bundle: Bundle,
  phases: readonly (BundlePhase & { key: string })[],
  tasks: readonly TaskKeys[],
  draft: Draft,
): WrittenBoard[] {
  const keys = new Keys();
  const made: WrittenBoard[] = [];
  for (const phase of phases)
    for (const board of bundle.boards.filter(({ phases: ranked }) => ranked.includes(phase.index))) {
      const own = tasks.filter(({ index }) => phase.tasks.includes(index));
      const key = keys.of(board.split === null ? `${board.key}-${phase.key}` : board.key, 'board');
      made.push(...boardOf(bundle, board, phase, own, draft, { key, path: `boards[${made.length}]` }));
    }
  return made;
}
