import type { BundleField, BundlePage, BundleSettings } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { checkKeys } from '../definition/keys.ts';
import { choiceAt, flagAt, mapsAt, textAt, textsAt, wrongType } from '../definition/scalars.ts';
import type { References } from '../definition/references.ts';
import { boardsAt } from './codabench-boards.ts';
import { COMPETITION_KEYS, FIELD_KEYS, PAGE_KEYS } from './codabench-keys.ts';
import { phasesAt } from './codabench-phases.ts';
import { solutionsAt, tasksAt } from './codabench-tasks.ts';
import { pageAt, roleOf } from './pages.ts';
import type { Reader } from './reader.ts';

async function pagesAt(cursor: Cursor, references: References): Promise<BundlePage[]> {
  const pages: BundlePage[] = [];
  for (const item of mapsAt(cursor, 'there')) {
    checkKeys(item, PAGE_KEYS);
    const title = textAt(item.get('title'), 'there') ?? textAt(item.get('file')) ?? '';
    const page = await pageAt(item.get('file'), title, roleOf(title), 'here', references);
    if (page) pages.push(page);
  }
  return pages;
}

const FIELD_TYPES = ['text', 'checkbox', 'select'] as const;
function fieldsAt(cursor: Cursor): BundleField[] {
  if (cursor.isThere && !cursor.isMap) wrongType(cursor, 'map');
  return cursor.entries().flatMap(([key, item]) => {
    if (!item.isMap) {
      wrongType(item, 'map');
      return [];
    }
    checkKeys(item, FIELD_KEYS);
    const type = choiceAt(item.get('type'), FIELD_TYPES, 'text');
    return [
      {
        key: textAt(item.get('key')) ?? key,
        title: textAt(item.get('title')) ?? key,
        type,
        options: type === 'select' ? textsAt(item.get('selection')) : [],
        isRequired: flagAt(item.get('is_required'), false),
        isOnBoard: flagAt(item.get('is_on_leaderboard'), false),
      },
    ];
  });
}

function settingsOf(root: Cursor): BundleSettings {
  const flag = (key: string, whenMissing: boolean): boolean => flagAt(root.get(key), whenMissing);
  return {
    approvesEntrantsByItself: flag('registration_auto_approve', false),
    runsSubmissionsByItself: flag('auto_run_submissions', true),
    detailedResults: {
      isOn: flag('enable_detailed_results', false),
      inPanel: flag('show_detailed_results_in_submission_panel', true),
      onBoard: flag('show_detailed_results_in_leaderboard', true),
    },
    submissionsMayBePublic: flag('can_participants_make_submissions_public', true),
    programsAreAvailable: flag('make_programs_available', false),
    inputIsAvailable: flag('make_input_data_available', false),
    hasForum: flag('forum_enabled', true),
    kind: choiceAt(root.get('competition_type'), ['competition', 'benchmark'], 'competition'),
    maxTeamSize: null,
    queue: textAt(root.get('queue')),
    contactEmail: textAt(root.get('contact_email')),
    reward: textAt(root.get('reward'), 'no', 256),
  };
}

/** The image everything ran in; where none is named nothing is lost, since the default one holds what the runtime `python` holds. */
export function dockerImageAt(cursor: Cursor): string | null {
  const image = textAt(cursor, 'no', 128);
  if (image !== null) cursor.say('docker-image', { image });
  return image;
}

/** Codabench, version 2. Source: Codabench, unpackers/v2.py, and its documentation of competition.yaml. */
export const readCodabench: Reader = async (root, references) => {
  checkKeys(root, COMPETITION_KEYS);
  const tasks = await tasksAt(root.get('tasks'), references);
  const phases = await phasesAt(root.get('phases'), tasks, references);
  for (const { index } of tasks)
    if (phases.length > 0 && !phases.some((phase) => phase.tasks.includes(index))) root.get('tasks').sayOfKey('task-unused', { index });
  return {
    format: 'codabench',
    version: textAt(root.get('version')) ?? '',
    title: textAt(root.get('title'), 'here', 256) ?? '',
    description: textAt(root.get('description')) ?? '',
    pages: await pagesAt(root.get('pages'), references),
    terms: await pageAt(root.get('terms'), 'Terms', 'terms', root.get('terms').isThere ? 'here' : 'there', references),
    logo: references.file(root.get('image'), 'there'),
    dockerImage: dockerImageAt(root.get('docker_image')),
    phases,
    tasks,
    solutions: await solutionsAt(root.get('solutions'), tasks, references),
    boards: boardsAt(
      root.get('leaderboards'),
      phases.map(({ index }) => index),
    ),
    factSheet: fieldsAt(root.get('fact_sheet')),
    settings: settingsOf(root),
  };
};
