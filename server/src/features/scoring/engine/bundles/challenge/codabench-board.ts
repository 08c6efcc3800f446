import type { BoardColumn, BoardDefinition, ChallengeDefinition, Represents, TaskDefinition } from '@gac/shared/contract/definition';
import type { Lang } from '@gac/shared/values';
import type { Report } from '../findings/report.ts';

const RULES: Readonly<Record<Represents, string>> = {
  best: 'Force_Best',
  latest: 'Force_Last',
  chosen: 'Add_And_Delete',
  add: 'Add',
  'add-and-delete': 'Add_And_Delete',
  'add-and-delete-multiple': 'Add_And_Delete_Multiple',
  'force-last': 'Force_Last',
  'force-latest-multiple': 'Force_Latest_Multiple',
  'force-best': 'Force_Best',
};

/** A column as Codabench has it, and the columns of ours that it stands for. */
interface Group {
  /** What the scoring program calls it; the key of ours when it is computed. */
  output: string;
  shown: BoardColumn;
  of: BoardColumn[];
}
type Metric = TaskDefinition['scorer']['metrics'][number];
const outputOf = (metric: Metric): string => ('output' in metric && metric.output !== undefined ? metric.output : metric.key);

/** The metric behind a column, in whichever task has it. */
function metricOf(column: BoardColumn, tasks: readonly TaskDefinition[]): Metric | undefined {
  const own = tasks.filter(({ key }) => column.task === undefined || column.task === key);
  return own.flatMap(({ scorer }) => [...scorer.metrics] as Metric[]).find(({ key }) => key === column.metric);
}

/** Columns of several tasks that have one name are one column there, and the sum over them is what it shows. */
function groupsOf(board: BoardDefinition, tasks: readonly TaskDefinition[]): Group[] {
  const groups: Group[] = [];
  const holding = (key: string): Group | undefined => groups.find(({ of }) => of.some((column) => column.key === key));
  for (const column of board.columns) {
    const metric = metricOf(column, tasks);
    const output = metric ? outputOf(metric) : column.key;
    const before = metric && groups.find((group) => group.output === output && group.shown.computation === undefined);
    const summed = column.computation?.rule === 'sum' && tasks.length > 1 ? holding(column.computation.of[0] ?? '') : undefined;
    const isTotal =
      summed !== undefined &&
      summed.of.length === column.computation?.of.length &&
      summed.of.every(({ key }) => column.computation?.of.includes(key));
    if (before) before.of.push(column);
    else if (isTotal) {
      summed.of.push(column);
      // It carries the plain title and the place in the order.
      summed.shown = { ...column, computation: undefined };
    } else groups.push({ output, shown: column, of: [column] });
  }
  return groups;
}

interface Written {
  title: string;
  key: string;
  index: number;
  sorting: string;
  precision: number;
  hidden: boolean;
  computation?: string;
  computation_indexes?: number[];
}
const MOST = 36;

/** Groups in an order in which their indexes break ties as the board does: as they stand where that is so already, else as they rank. */
function byRank(groups: readonly Group[], order: readonly string[]): Group[] {
  const rank = ({ of }: Group): number => Math.min(...of.map(({ key }) => order.indexOf(key)).map((at) => (at === -1 ? Infinity : at)));
  const [, ...others] = [...groups].sort((a, b) => rank(a) - rank(b)).map((group) => groups.indexOf(group));
  const isSo = groups.every((group) => rank(group) < Infinity) && others.every((at, i) => at > (others[i - 1] ?? -1));
  return isSo ? [...groups] : [...groups].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function columnsOf(board: BoardDefinition, tasks: readonly TaskDefinition[], lang: Lang): { primary: number; columns: Written[] } {
  const sorted = byRank(groupsOf(board, tasks), board.order);
  const indexOf = (key: string): number => sorted.findIndex(({ of }) => of.some((column) => column.key === key));
  const columns = sorted.map(({ shown, output }, index) => {
    const metric = metricOf(shown, tasks);
    const { computation } = shown;
    return {
      title: (shown.name?.[lang] ?? metric?.name?.[lang] ?? output).slice(0, MOST),
      key: output,
      index,
      sorting: shown.direction ?? (metric && 'direction' in metric ? metric.direction : 'desc'),
      precision: shown.decimals ?? metric?.decimals ?? 5,
      hidden: shown.hidden,
      ...(computation && { computation: computation.rule, computation_indexes: [...new Set(computation.of.map(indexOf))] }),
    };
  });
  return { primary: indexOf(board.order[0] ?? ''), columns };
}

const MOST_TITLE = 64;
/** What a board is called without the phase, which names it here and has no part in it there. */
const withoutEnd = (text: string, end: string): string => (text.endsWith(end) && text !== end ? text.slice(0, -end.length) : text);

/** The one board that Codabench ranks every phase by: the first of the challenge. What the others say otherwise is reported. */
export function codabenchBoard({ boards, phases, tasks }: ChallengeDefinition, lang: Lang, report: Report): object[] {
  const written = boards.map((board) => {
    const keys = phases.find(({ key }) => key === board.phase)?.tasks ?? [];
    return {
      board,
      ...columnsOf(
        board,
        tasks.filter(({ key }) => keys.includes(key)),
        lang,
      ),
    };
  });
  const [first, ...others] = written;
  if (!first) return [];
  const { board, columns, primary } = first;
  const phase = phases.find(({ key }) => key === board.phase);
  const lacks = (at: string, whatKo: string, what: string): void =>
    report.add('codabench-lacks', { file: null, path: at }, { what, whatKo });
  for (const [i, other] of others.entries())
    if (
      JSON.stringify([other.columns, other.primary]) !== JSON.stringify([columns, primary]) ||
      other.board.represents !== board.represents
    )
      lacks(
        `boards[${i + 1}]`,
        `순위표 "${other.board.key}"이(가) 첫 순위표와 다른 점`,
        `how the board "${other.board.key}" differs from the first one`,
      );
  if (board.ties === 'shared') lacks('boards[0].ties', '동점이면 같은 순위를 주는 것', 'equal ranks for equal scores');
  if (board.roundDecimals !== null) lacks('boards[0].roundDecimals', '반올림한 점수로 비교하는 것', 'comparing rounded scores');
  return [
    {
      title: withoutEnd(board.name[lang], ` · ${phase?.name[lang] ?? ''}`).slice(0, MOST_TITLE),
      key: withoutEnd(board.key, `-${phase?.key ?? ''}`),
      submission_rule: RULES[board.represents],
      hidden: board.visibility === 'hidden',
      primary_index: Math.max(0, primary),
      columns,
    },
  ];
}
