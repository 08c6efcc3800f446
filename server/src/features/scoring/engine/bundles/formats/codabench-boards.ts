import type { BundleBoard, BundleColumn, Computation, SubmissionRule } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { checkKeys } from '../definition/keys.ts';
import { choiceAt, flagAt, mapsAt, textAt, wholeAt, wholesAt, wrongType } from '../definition/scalars.ts';
import { BOARD_KEYS, COLUMN_KEYS } from './codabench-keys.ts';

const RULES: Readonly<Record<string, SubmissionRule>> = {
  Add: 'choose-one',
  Add_And_Delete: 'choose-one-changeable',
  Add_And_Delete_Multiple: 'choose-many',
  Force_Last: 'last',
  Force_Latest_Multiple: 'every',
  Force_Best: 'best',
};
const RULE_NAMES = Object.keys(RULES);
const COMPUTATIONS: Readonly<Record<string, Computation>> = {
  avg: 'avg',
  sum: 'sum',
  min: 'min',
  max: 'max',
  avg_rank: 'average-rank',
  average_rank: 'average-rank',
};

/** Indexes as a list, or as a text "0,1" like the database of Codabench has it. */
function inputsOf(cursor: Cursor): number[] {
  const { value } = cursor;
  if (typeof value !== 'string') return wholesAt(cursor).map((input) => input.value);
  const parts = value.split(',').map((part) => part.trim());
  if (parts.every((part) => /^\d+$/.test(part))) return parts.map(Number);
  wrongType(cursor, 'list', 'here');
  return [];
}

function computationOf(cursor: Cursor): { computation: Computation | null; computationIndexes: number[] } {
  const at = cursor.get('computation');
  const inputs = cursor.get('computation_indexes');
  const written = at.isThere && at.value !== '' ? (at.written?.text ?? '') : null;
  if (written === null) {
    if (inputs.isThere && !(Array.isArray(inputs.value) && inputs.value.length === 0)) inputs.say('computation-alone');
    return { computation: null, computationIndexes: [] };
  }
  const computation = COMPUTATIONS[written.toLowerCase().replaceAll(/[ -]/g, '_')];
  if (computation === undefined) {
    at.say('bad-value', { value: written, possible: Object.keys(COMPUTATIONS).join(', ') });
    return { computation: null, computationIndexes: [] };
  }
  const computationIndexes = inputs.isThere ? inputsOf(inputs) : [];
  if (computationIndexes.length === 0) at.say('computation-inputs');
  return { computation, computationIndexes };
}

function columnOf(cursor: Cursor, position: number): BundleColumn {
  checkKeys(cursor, COLUMN_KEYS);
  const key = textAt(cursor.get('key'), 'here', 36) ?? '';
  return {
    index: wholeAt(cursor.get('index'), position, 'there'),
    key,
    title: textAt(cursor.get('title'), 'there', 36) ?? key,
    direction: choiceAt(cursor.get('sorting'), ['desc', 'asc'], 'desc'),
    precision: wholeAt(cursor.get('precision'), 2),
    hidden: flagAt(cursor.get('hidden'), false),
    ...computationOf(cursor),
    jsonPath: null,
  };
}

function checkComputations(columns: readonly { column: BundleColumn; cursor: Cursor }[]): void {
  const known = columns.map(({ column }) => column.index).sort((a, b) => a - b);
  for (const { column, cursor } of columns)
    for (const input of column.computationIndexes) {
      const at = cursor.get('computation_indexes');
      const named = columns.find((other) => other.column.index === input)?.column;
      if (input === column.index) at.say('computation-self');
      else if (!named) at.say('unknown-reference', { what: 'column', value: input, known: known.join(', ') });
      else if (named.computation !== null && input > column.index) at.say('computation-later', { index: input });
    }
}

/** Reports a key or an index that two columns have. */
function checkTwins(columns: readonly { column: BundleColumn; cursor: Cursor }[]): void {
  for (const [i, { column, cursor }] of columns.entries()) {
    const before = columns.slice(0, i).map((other) => other.column);
    if (column.key !== '' && before.some(({ key }) => key === column.key)) cursor.get('key').say('column-key-twice', { key: column.key });
    if (before.some(({ index }) => index === column.index))
      cursor.get('index').say('duplicate-index', { key: 'index', value: column.index });
  }
}

function boardOf(cursor: Cursor, index: number, phases: readonly number[]): BundleBoard {
  checkKeys(cursor, BOARD_KEYS);
  const placed = mapsAt(cursor.get('columns'), 'here').map((at, position) => ({ column: columnOf(at, position), cursor: at }));
  if (placed.length === 0 && cursor.get('columns').isThere) cursor.get('columns').say('no-columns');
  checkTwins(placed);
  checkComputations(placed);
  const columns = placed.map(({ column }) => column).sort((a, b) => a.index - b.index);
  const first = columns[0]?.index ?? 0;
  const primary = wholeAt(cursor.get('primary_index'), first);
  const isKnown = columns.some((column) => column.index === primary);
  if (!isKnown && cursor.get('primary_index').isThere && columns.length > 0)
    cursor
      .get('primary_index')
      .say('unknown-reference', { what: 'column', value: primary, known: columns.map((column) => column.index).join(', ') });
  return {
    index,
    key: textAt(cursor.get('key'), 'there', 36) ?? `board-${index + 1}`,
    title: textAt(cursor.get('title'), 'there', 64) ?? 'Leaderboard',
    columns,
    primary: isKnown ? primary : first,
    hidden: flagAt(cursor.get('hidden'), false),
    rule: RULES[choiceAt(cursor.get('submission_rule'), RULE_NAMES, 'Add')] ?? 'choose-one',
    phases,
    split: null,
    audience: 'public',
  };
}

/** The boards of a definition. All phases are ranked by the first one; later ones are kept, with a warning. */
export function boardsAt(cursor: Cursor, phases: readonly number[]): BundleBoard[] {
  const items = mapsAt(cursor, 'here');
  if (items.length === 0 && cursor.isThere) cursor.say('no-board');
  for (const later of items.slice(1)) later.say('later-board');
  return items.map((item, index) => boardOf(item, index, index === 0 ? phases : []));
}
