import type { BundleBoard, BundleColumn } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { checkKeys } from '../definition/keys.ts';
import { choiceAt, flagAt, missing, textAt, textsAt, wholeAt, wrongType } from '../definition/scalars.ts';
import { BOARD_KEYS, COLUMN_KEYS, LEADERBOARD_KEYS } from './codalab-keys.ts';

/** The maps under the keys of a map. */
function mapsUnder(cursor: Cursor): [string, Cursor][] {
  if (!cursor.isThere) missing(cursor, 'here');
  else if (!cursor.isMap) wrongType(cursor, 'map', 'here');
  return cursor.entries().filter(([, item]) => {
    if (!item.isMap) wrongType(item, 'map', 'here');
    return item.isMap;
  });
}

const sameLabel = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
interface Placed {
  key: string;
  cursor: Cursor;
  index: number;
}

/** "A, B" or a list. CodaLab averages the ranks of such columns, not their scores. */
function computedFrom(computed: Cursor, columns: readonly Placed[]): number[] {
  const fields = computed.get('fields');
  const names = Array.isArray(fields.value) ? textsAt(fields) : (textAt(fields) ?? '').split(',');
  return names.flatMap((name) => {
    const index = columns.find(({ key }) => key === name.trim())?.index;
    if (index !== undefined) return [index];
    fields.say('unknown-reference', { what: 'column', value: name.trim(), known: columns.map(({ key }) => key).join(', ') });
    return [];
  });
}

function columnOf({ key, cursor, index }: Placed, all: readonly Placed[]): BundleColumn {
  checkKeys(cursor, COLUMN_KEYS);
  const computed = cursor.get('computed');
  return {
    index,
    key,
    title: textAt(cursor.get('label')) ?? key,
    direction: choiceAt(cursor.get('sort'), ['desc', 'asc'], 'desc'),
    precision: wholeAt(cursor.get('numeric_format'), 2),
    hidden: flagAt(cursor.get('hidden'), false),
    computation: computed.isMap ? 'average-rank' : null,
    computationIndexes: computed.isMap ? computedFrom(computed, all) : [],
    jsonPath: null,
  };
}

/** The label of the board a column names, by its map (an alias, mostly) or by a text. */
function labelOf(column: Cursor): string | null {
  const board = column.get('leaderboard');
  return board.isMap ? textAt(board.get('label'), 'here') : textAt(board, 'here');
}

/** Boards and columns of the legacy form, joined by equal labels. All phases are ranked by the first board. */
export function boardsAt(cursor: Cursor, phases: readonly number[]): BundleBoard[] {
  if (!cursor.isMap) {
    if (cursor.isThere) wrongType(cursor, 'map', 'here');
    else missing(cursor, 'here');
    return [];
  }
  checkKeys(cursor, LEADERBOARD_KEYS);
  const boards = mapsUnder(cursor.get('leaderboards')).map(([key, at]) => {
    checkKeys(at, BOARD_KEYS);
    return { key, at, label: textAt(at.get('label'), 'there') ?? key };
  });
  const ranked = mapsUnder(cursor.get('columns')).map(([key, at]) => ({ key, cursor: at, rank: wholeAt(at.get('rank'), 1) }));
  const placed = ranked.sort((a, b) => a.rank - b.rank).map(({ key, cursor: at }, index) => ({ key, cursor: at, index }));
  const columns = placed.map((one) => ({ column: columnOf(one, placed), at: one.cursor, label: labelOf(one.cursor) }));
  for (const { column, at, label } of columns)
    if (label !== null && !boards.some((board) => sameLabel(board.label, label)))
      at.get('leaderboard').say('board-unmatched', { key: column.key });
  for (const later of boards.slice(1)) later.at.say('later-board');
  if (boards.length === 0) cursor.say('no-board');
  return boards.map(({ key, at, label }, index) => {
    const own = columns.flatMap((one) => (one.label !== null && sameLabel(one.label, label) ? [one.column] : []));
    if (own.length === 0) at.say('no-columns', {}, index === 0 ? 'error' : 'warning');
    const primary = own[0]?.index ?? 0;
    return {
      index,
      key,
      title: label,
      columns: own,
      primary,
      hidden: false,
      rule: 'last',
      phases: index === 0 ? phases : [],
      split: null,
      audience: 'public',
    };
  });
}
