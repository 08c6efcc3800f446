import type { BundleAccess, BundlePhase, BundleTask } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { dateAt } from '../definition/date-at.ts';
import { checkKeys } from '../definition/keys.ts';
import type { References } from '../definition/references.ts';
import { flagAt, mapsAt, missing, textAt, wholeAt } from '../definition/scalars.ts';
import { PHASE_KEYS } from './codabench-keys.ts';
import { taskIndexesAt } from './codabench-tasks.ts';
import { checkPhaseOrder, type PlacedPhase } from './phase-order.ts';

const STEP_SECONDS = 600;
export const EVERYBODY: BundleAccess = { isPublic: true, areSubmissionsPublic: false, allowedEmails: [], fileTypes: [], fields: [] };

/** A limit; 0 and null mean none, as in Codabench, where only numbers other than 0 are looked at. */
const limitAt = (cursor: Cursor, whenMissing: number): number | null => {
  if (cursor.value === null) return null;
  const limit = wholeAt(cursor, whenMissing);
  return limit === 0 ? null : limit;
};

/** What phases of Codabench and of CodaLab say by the same keys. */
export async function commonOf(cursor: Cursor, references: References) {
  return {
    codename: null,
    description: textAt(cursor.get('description')) ?? '',
    quota: {
      perDay: limitAt(cursor.get('max_submissions_per_day'), 5),
      perMonth: null,
      total: limitAt(cursor.get('max_submissions'), 100),
      concurrent: null,
    },
    stepTimeLimitMs: 1000 * (wholeAt(cursor.get('execution_time_limit'), STEP_SECONDS) || STEP_SECONDS),
    hides: {
      logs: flagAt(cursor.get('hide_output'), false),
      predictions: flagAt(cursor.get('hide_prediction_output'), false),
      scores: flagAt(cursor.get('hide_score_output'), false),
    },
    startingKit: await references.folder(cursor.get('starting_kit'), 'no'),
    publicData: await references.folder(cursor.get('public_data'), 'no'),
    access: EVERYBODY,
  };
}

async function phaseOf(cursor: Cursor, index: number, tasks: readonly BundleTask[], references: References): Promise<BundlePhase> {
  checkKeys(cursor, PHASE_KEYS);
  if (!cursor.get('start').isThere) missing(cursor.get('start'), 'here');
  const migratesHere = flagAt(cursor.get('auto_migrate_to_this_phase'), false);
  if (migratesHere && index === 0) cursor.get('auto_migrate_to_this_phase').say('first-migrates');
  return {
    ...(await commonOf(cursor, references)),
    index,
    name: textAt(cursor.get('name'), 'there', 256) ?? `Phase ${index + 1}`,
    opensAt: dateAt(cursor.get('start'), true),
    closesAt: dateAt(cursor.get('end'), true),
    tasks: taskIndexesAt(cursor.get('tasks'), tasks),
    migratesHere,
    takesCode: !flagAt(cursor.get('accepts_only_result_submissions'), false),
  };
}

/** The phases in the order of their indexes (those without count as 0 and keep their place), numbered anew from 0. */
export async function phasesAt(cursor: Cursor, tasks: readonly BundleTask[], references: References): Promise<BundlePhase[]> {
  const items = mapsAt(cursor, 'here').map((item) => ({ item, index: wholeAt(item.get('index'), 0) }));
  if (items.length === 0 && cursor.isThere) cursor.say('no-phases');
  const placed: PlacedPhase[] = [];
  for (const { item } of items.sort((a, b) => a.index - b.index))
    placed.push({ phase: await phaseOf(item, placed.length, tasks, references), cursor: item });
  checkPhaseOrder(placed, 'start', 'end');
  return placed.map(({ phase }) => phase);
}
