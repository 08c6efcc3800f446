import type { Direction } from '@gac/shared/values';
import type { BundleBoard, BundleColumn, BundlePhase } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { checkKeys } from '../definition/keys.ts';
import { flagAt, mapsAt, missing, textAt, textsAt, wholeAt } from '../definition/scalars.ts';
import { LABEL_KEYS, LEADERBOARD_KEYS, PHASE_SPLIT_KEYS, SCHEMA_KEYS, SPLIT_KEYS } from './evalai-keys.ts';

interface Schema {
  id: string;
  labels: string[];
  orderBy: string;
  /** Of a label whose metadata say so; null: the phase split decides. */
  directionOf: (label: string) => Direction | null;
}

function schemaOf(cursor: Cursor): Schema {
  checkKeys(cursor, LEADERBOARD_KEYS);
  const schema = cursor.get('schema');
  if (!schema.isMap) missing(schema, 'here');
  checkKeys(schema, SCHEMA_KEYS);
  if (schema.isMap && !schema.get('labels').isThere) missing(schema.get('labels'), 'here');
  const labels = [...new Set(textsAt(schema.get('labels')))];
  const metadata = schema.get('metadata');
  for (const [, item] of metadata.entries()) checkKeys(item, LABEL_KEYS);
  const order = schema.get('default_order_by');
  const written = textAt(order, 'there');
  const orderBy = labels.find((label) => label === written) ?? labels[0] ?? '';
  if (written !== null && written !== orderBy && labels.length > 0) order.say('order-by-unknown', { value: written, used: orderBy });
  if (schema.get('labels').isThere && labels.length === 0) schema.get('labels').say('no-columns');
  const directionOf = (label: string): Direction | null => {
    const entry = metadata.get(label);
    // Only an explicit false makes it descend: EvalAI, jobs/utils and challenges/utils.
    return entry.isThere ? (entry.get('sort_ascending').value === false ? 'desc' : 'asc') : null;
  };
  return { id: textAt(cursor.get('id'), 'here') ?? '', labels, orderBy, directionOf };
}

interface Split {
  id: string;
  codename: string;
  name: string;
}
function splitOf(cursor: Cursor): Split {
  checkKeys(cursor, SPLIT_KEYS);
  const codename = textAt(cursor.get('codename'), 'here') ?? '';
  return { id: textAt(cursor.get('id'), 'here') ?? '', codename, name: textAt(cursor.get('name'), 'there') ?? codename };
}

/** Reports a value that two items of a list have. */
export function checkUnique(items: readonly Cursor[], key: string): void {
  const seen = new Set<string>();
  for (const item of items) {
    const at = item.get(key);
    const value = at.isThere ? (at.written?.text ?? String(at.value)) : null;
    if (value !== null && seen.has(value)) at.say('duplicate-index', { key, value });
    if (value !== null) seen.add(value);
  }
}

/** What an id names; null when there is no such thing, which is reported. */
function named<T extends { id: string }>(cursor: Cursor, known: readonly T[], what: string): T | null {
  const id = textAt(cursor, 'here');
  const found = known.find((item) => item.id === id) ?? null;
  if (found === null && id !== null) cursor.say('unknown-reference', { what, value: id, known: known.map((item) => item.id).join(', ') });
  return found;
}

function columnsOf(schema: Schema, precision: number, isDescending: boolean): BundleColumn[] {
  return schema.labels.map((label, index) => ({
    index,
    key: label,
    title: label,
    direction: schema.directionOf(label) ?? (isDescending ? 'desc' : 'asc'),
    precision,
    hidden: false,
    computation: null,
    computationIndexes: [],
    jsonPath: null,
  }));
}

/** A phase with the number the configuration gives it. */
export interface NumberedPhase {
  id: string;
  phase: BundlePhase;
  hasPublicBoard: boolean;
  choosesOne: boolean;
}

function audienceOf(visibility: number, hasPublicBoard: boolean): BundleBoard['audience'] {
  if (visibility === 2) return 'submitter';
  return visibility === 3 && hasPublicBoard ? 'public' : 'host';
}

function boardOf(
  cursor: Cursor,
  index: number,
  lists: { schemas: Schema[]; splits: Split[]; phases: readonly NumberedPhase[] },
): BundleBoard | null {
  checkKeys(cursor, PHASE_SPLIT_KEYS);
  const schema = named(cursor.get('leaderboard_id'), lists.schemas, 'leaderboard');
  const split = named(cursor.get('dataset_split_id'), lists.splits, 'dataset split');
  const phase = named(cursor.get('challenge_phase_id'), lists.phases, 'challenge phase');
  const precision = wholeAt(cursor.get('leaderboard_decimal_precision'), 2, 'there');
  const isDescending = flagAt(cursor.get('is_leaderboard_order_descending'), true);
  const visibility = wholeAt(cursor.get('visibility'), 1, 'there');
  if (!schema || !split || !phase) return null;
  const isLatest = flagAt(cursor.get('show_leaderboard_by_latest_submission'), false);
  const title = [phase.phase.name, split.name].join(' · ');
  return {
    index,
    key: [phase.phase.codename, split.codename, schema.id].join('/'),
    title: lists.schemas.length > 1 ? `${title} · ${schema.id}` : title,
    columns: columnsOf(schema, precision, isDescending),
    primary: schema.labels.indexOf(schema.orderBy),
    hidden: audienceOf(visibility, phase.hasPublicBoard) === 'host',
    rule: phase.choosesOne ? 'choose-one-changeable' : isLatest ? 'last' : 'best',
    phases: [phase.phase.index],
    split: split.codename,
    audience: audienceOf(visibility, phase.hasPublicBoard),
  };
}

function checkTriples(items: readonly Cursor[]): void {
  const seen = new Set<string>();
  for (const item of items) {
    const triple = ['challenge_phase_id', 'leaderboard_id', 'dataset_split_id']
      .map((key) => String(item.get(key).written?.text))
      .join(', ');
    if (seen.has(triple)) item.say('duplicate-index', { key: 'challenge_phase_id, leaderboard_id, dataset_split_id', value: triple });
    seen.add(triple);
  }
}

/** One board for each phase split: what a leaderboard shows of a data set split in a phase. */
export function boardsAt(root: Cursor, phases: readonly NumberedPhase[]): BundleBoard[] {
  const schemaItems = mapsAt(root.get('leaderboard'), 'here');
  const splitItems = mapsAt(root.get('dataset_splits'), 'here');
  checkUnique(schemaItems, 'id');
  checkUnique(splitItems, 'id');
  checkUnique(splitItems, 'codename');
  const lists = { schemas: schemaItems.map(schemaOf), splits: splitItems.map(splitOf), phases };
  const items = mapsAt(root.get('challenge_phase_splits'), 'here');
  checkTriples(items);
  const boards = items.flatMap((item, index) => boardOf(item, index, lists) ?? []);
  for (const { phase } of phases)
    if (items.length > 0 && !boards.some((board) => board.phases.includes(phase.index)))
      root.get('challenge_phase_splits').sayOfKey('phase-without-board', { name: phase.name });
  if (items.length === 0 && root.get('challenge_phase_splits').isThere) root.get('challenge_phase_splits').say('no-board');
  return boards;
}
