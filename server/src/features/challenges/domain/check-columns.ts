import type { BoardDefinition, Represents } from '@gac/shared/contract/definition';
import { effectiveRule } from '@gac/shared/rules/represents';
import { finding, type Finding, type Path } from './definition-problem.ts';
import type { Outline } from './outline.ts';

type Column = BoardDefinition['columns'][number];

/** Why a rule can't be kept by boards with one row per team that nobody picks submissions for. */
const UNSUPPORTED: Partial<Record<Represents, { ko: string; en: string }>> = {
  'add-and-delete-multiple': { ko: '한 팀이 여러 줄을 차지하는 규칙은 아직 쓸 수 없습니다.', en: 'A team has one row here; a rule that gives it several is not possible yet.' },
  'force-latest-multiple': { ko: '한 팀이 여러 줄을 차지하는 규칙은 아직 쓸 수 없습니다.', en: 'A team has one row here; a rule that gives it several is not possible yet.' },
};
const PICKED = { ko: '팀이 직접 제출을 고르는 규칙은 아직 쓸 수 없습니다.', en: 'Teams can not pick the submission that stands for them yet.' };

function checkRule({ represents }: BoardDefinition, at: Path): Finding[] {
  if (effectiveRule(represents) !== null) return [];
  const { ko, en } = UNSUPPORTED[represents] ?? PICKED;
  return [finding('rule-unsupported', [...at, 'represents'], ko, en, { ko: '쓸 수 있는 규칙: best (force-best), latest (force-last)', en: 'Possible rules: best (force-best), latest (force-last)' })];
}

function checkSource(column: Column, at: Path): Finding[] {
  const { metric, computation, task, name } = column;
  if (metric === undefined && computation === undefined) return [finding('missing-key', [...at, 'metric'], '"metric"이(가) 없습니다.', '"metric" is missing.', { ko: '지표의 key나 computation을 적으십시오.', en: 'Give the key of a metric, or a computation.' })];
  if (computation === undefined) return [];
  const found = (['metric', 'task'] as const)
    .filter((key) => (key === 'metric' ? metric : task) !== undefined)
    .map((key) => finding('format-contradiction', [...at, key], `계산한 열에는 ${key}을(를) 쓸 수 없습니다.`, `A computed column has no "${key}".`));
  if (name === undefined) found.push(finding('missing-key', [...at, 'name'], '"name"이(가) 없습니다.', '"name" is missing.', { ko: '계산한 열에는 이름이 필요합니다.', en: 'A computed column needs a name.' }));
  return found;
}

/** A computed column is made of columns that stand above it, so that none is made of itself. */
function checkOperands(column: Column, i: number, board: BoardDefinition, at: Path): Finding[] {
  const above = board.columns.slice(0, i).map(({ key }) => key);
  return (column.computation?.of ?? []).flatMap((key, j) =>
    above.includes(key)
      ? []
      : [
          finding('unknown-reference', [...at, 'computation', 'of', j], `"${key}"은(는) 이 열보다 위에 있는 열이 아닙니다.`, `"${key}" is not a column that stands above this one.`, {
            ko: above.length === 0 ? '계산에 쓸 열을 먼저 적으십시오.' : `쓸 수 있는 열: ${above.join(', ')}`,
            en: above.length === 0 ? 'List the columns it is made of first.' : `Possible: ${above.join(', ')}`,
          }),
        ],
  );
}

/** What is wrong with where a board's columns come from, and with its rule for who stands for a team. */
export function checkBoardColumns(outline: Outline): Finding[] {
  return outline.boards.flatMap(({ at, value: board }) => {
    if (board === null) return [];
    const ofColumns = board.columns.flatMap((column, i) => {
      const here = [...at, 'columns', i];
      return [...checkSource(column, here), ...checkOperands(column, i, board, here)];
    });
    return [...ofColumns, ...checkRule(board, at)];
  });
}
