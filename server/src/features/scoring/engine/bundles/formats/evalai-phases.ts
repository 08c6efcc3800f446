import type { BundleField, BundlePhase } from '../bundle.ts';
import type { TreeFile } from '../tree.ts';
import type { Cursor } from '../definition/cursor.ts';
import { dateAt } from '../definition/date-at.ts';
import { checkKeys } from '../definition/keys.ts';
import type { References } from '../definition/references.ts';
import { choiceAt, flagAt, mapsAt, missing, textAt, textsAt, wholeAt } from '../definition/scalars.ts';
import { checkUnique, type NumberedPhase } from './evalai-boards.ts';
import { FIELD_KEYS, PHASE_KEYS } from './evalai-keys.ts';
import { pageAt } from './pages.ts';

const NO_LIMIT = 100_000;
const FILE_TYPES = '.json, .zip, .txt, .tsv, .gz, .csv, .h5, .npy';
const limitAt = (cursor: Cursor, whenMissing: number | null): number | null => {
  const limit = wholeAt(cursor, whenMissing);
  return limit === null || limit >= NO_LIMIT ? null : limit;
};

/** Types are a list, or one text with commas. */
function fileTypesAt(cursor: Cursor): string[] {
  const written = Array.isArray(cursor.value) ? textsAt(cursor) : (textAt(cursor) ?? FILE_TYPES).split(',');
  return written.map((type) => type.trim().toLowerCase()).filter((type) => type !== '');
}

const FIELD_TYPES = { text: 'text', boolean: 'checkbox', radio: 'radio', checkbox: 'select' } as const;
function fieldsAt(cursor: Cursor): BundleField[] {
  return mapsAt(cursor).map((item) => {
    checkKeys(item, FIELD_KEYS);
    const key = textAt(item.get('name'), 'there') ?? '';
    const type = FIELD_TYPES[choiceAt(item.get('type'), ['text', 'boolean', 'radio', 'checkbox'], 'text')];
    const options = textsAt(item.get('options'));
    if ((type === 'radio' || type === 'select') && options.length === 0) missing(item.get('options'), 'there');
    return {
      key,
      title: textAt(item.get('description')) ?? key,
      type,
      options,
      isRequired: flagAt(item.get('required'), false),
      isOnBoard: false,
    };
  });
}

/** A date of a challenge or a phase, EvalAI's are UTC. */
function requiredDate(cursor: Cursor): string | null {
  if (!cursor.isThere) missing(cursor, 'here');
  return dateAt(cursor, false);
}
export function windowAt(cursor: Cursor): { opensAt: string | null; closesAt: string | null } {
  const opensAt = requiredDate(cursor.get('start_date'));
  const closesAt = requiredDate(cursor.get('end_date'));
  if (opensAt !== null && closesAt !== null && closesAt < opensAt) cursor.get('end_date').say('phase-window');
  return { opensAt, closesAt };
}

function restrictionsOf(cursor: Cursor): { choosesOne: boolean; areSubmissionsPublic: boolean } {
  const areSubmissionsPublic = flagAt(cursor.get('is_submission_public'), false);
  const choosesOne = flagAt(cursor.get('is_restricted_to_select_one_submission'), false);
  if (areSubmissionsPublic && choosesOne) cursor.get('is_submission_public').say('public-and-chosen');
  return { choosesOne, areSubmissionsPublic };
}

/** The text of a description; most name an HTML file, and one that names none is the text itself. */
async function descriptionAt(cursor: Cursor, references: References): Promise<string> {
  const written = textAt(cursor, 'there');
  if (written === null || !/\.(html?|md)$/i.test(written.trim())) return written ?? '';
  return (await pageAt(cursor, '', 'page', 'there', references))?.text ?? '';
}

async function phaseOf(cursor: Cursor, index: number, stepTimeLimitMs: number, references: References): Promise<NumberedPhase> {
  checkKeys(cursor, PHASE_KEYS);
  const image = textAt(cursor.get('environment_image'));
  if (image !== null) cursor.get('environment_image').say('docker-image', { image });
  const { choosesOne, areSubmissionsPublic } = restrictionsOf(cursor);
  const perDay = limitAt(cursor.get('max_submissions_per_day'), NO_LIMIT);
  const phase: BundlePhase = {
    index,
    name: textAt(cursor.get('name'), 'there') ?? `Phase ${index + 1}`,
    codename: textAt(cursor.get('codename'), 'here'),
    description: await descriptionAt(cursor.get('description'), references),
    ...windowAt(cursor),
    quota: {
      perDay,
      perMonth: limitAt(cursor.get('max_submissions_per_month'), NO_LIMIT),
      total: limitAt(cursor.get('max_submissions'), NO_LIMIT),
      concurrent: limitAt(cursor.get('max_concurrent_submissions_allowed'), 3),
    },
    stepTimeLimitMs,
    hides: { logs: flagAt(cursor.get('disable_logs'), false), predictions: false, scores: false },
    tasks: [index],
    migratesHere: false,
    takesCode: image !== null,
    startingKit: null,
    publicData: null,
    access: {
      isPublic: flagAt(cursor.get('is_public'), false),
      areSubmissionsPublic,
      allowedEmails: textsAt(cursor.get('allowed_email_ids')),
      fileTypes: fileTypesAt(cursor.get('allowed_submission_file_types')),
      fields: fieldsAt(cursor.get('submission_meta_attributes')),
    },
  };
  return { id: textAt(cursor.get('id'), 'here') ?? '', phase, hasPublicBoard: flagAt(cursor.get('leaderboard_public'), false), choosesOne };
}

/** The phases as listed, each with the answers its submissions are compared to. */
export async function phasesAt(root: Cursor, references: References): Promise<(NumberedPhase & { annotation: TreeFile | null })[]> {
  const items = mapsAt(root.get('challenge_phases'), 'here');
  if (items.length === 0 && root.get('challenge_phases').isThere) root.get('challenge_phases').say('no-phases');
  checkUnique(items, 'id');
  checkUnique(items, 'codename');
  const stepTimeLimitMs = 1000 * wholeAt(root.get('submission_time_limit'), 86_400);
  const phases = [];
  for (const [index, item] of items.entries()) {
    const answers = item.get('test_annotation_file');
    if (!answers.isThere) item.say('no-annotation');
    const annotation = answers.isThere ? references.file(answers, 'here') : null;
    phases.push({ ...(await phaseOf(item, index, stepTimeLimitMs, references)), annotation });
  }
  return phases;
}
