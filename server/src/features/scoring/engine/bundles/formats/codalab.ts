import type { BundlePage, BundlePhase, BundleTask } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import { dateAt } from '../definition/date-at.ts';
import { checkKeys } from '../definition/keys.ts';
import type { References } from '../definition/references.ts';
import { flagAt, missing, textAt, wholeAt, wrongType } from '../definition/scalars.ts';
import { dockerImageAt } from './codabench.ts';
import { commonOf } from './codabench-phases.ts';
import { taskFilesAt } from './codabench-tasks.ts';
import { boardsAt } from './codalab-boards.ts';
import { COMPETITION_KEYS, PHASE_KEYS } from './codalab-keys.ts';
import { pageAt, roleOf } from './pages.ts';
import type { PlacedPhase } from './phase-order.ts';
import { NO_SETTINGS, type Reader } from './reader.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The phases as a list in their order; without the first when it only holds others together (1.8). */
function phaseCursors(cursor: Cursor): Cursor[] {
  if (!cursor.isThere) missing(cursor, 'here');
  else if (typeof cursor.value !== 'object') wrongType(cursor, 'map', 'here');
  const all = Array.isArray(cursor.value) ? cursor.items() : cursor.entries().map(([, item]) => item);
  const maps = all.filter((item) => {
    if (!item.isMap) wrongType(item, 'map', 'here');
    return item.isMap;
  });
  if (maps.length === 0 && cursor.isThere) cursor.say('no-phases');
  const ordered = maps
    .map((item, i) => ({ item, number: wholeAt(item.get('phasenumber'), i + 1, 'there') }))
    .sort((a, b) => a.number - b.number);
  const isNested = maps.some((item) => flagAt(item.get('is_parallel_parent'), false) || Boolean(item.get('parent_phasenumber').value));
  return ordered.slice(isNested ? 1 : 0).map(({ item }) => item);
}

async function phaseOf(cursor: Cursor, index: number, references: References): Promise<BundlePhase> {
  checkKeys(cursor, PHASE_KEYS);
  if (!cursor.get('start_date').isThere) missing(cursor.get('start_date'), 'here');
  return {
    ...(await commonOf(cursor, references)),
    index,
    name: textAt(cursor.get('label'), 'there') ?? `Phase ${index + 1}`,
    opensAt: dateAt(cursor.get('start_date'), true),
    closesAt: null,
    tasks: [index],
    migratesHere: flagAt(cursor.get('auto_migration'), false),
    takesCode: !flagAt(cursor.get('is_scoring_only'), false),
  };
}

/** No phase says its end: it ends a day before the next one starts, the last one with the competition. */
function endOf({ phase, cursor }: PlacedPhase, next: BundlePhase | undefined, end: Cursor): string | null {
  if (!next) return dateAt(end, true);
  if (next.opensAt === null || phase.opensAt === null) return null;
  if (next.opensAt === phase.opensAt) {
    cursor.say('phases-parallel', { name: phase.name });
    return dateAt(end, true);
  }
  const dayBefore = new Date(Date.parse(next.opensAt) - DAY_MS).toISOString();
  // Phases shorter than a day still need a while to be open in.
  const closesAt = dayBefore > phase.opensAt || next.opensAt < phase.opensAt ? dayBefore : next.opensAt;
  cursor.say('end-derived', { read: closesAt });
  return closesAt;
}

/** Ends that were made out of starts can only contradict these. */
function withEnds(placed: readonly PlacedPhase[], end: Cursor): BundlePhase[] {
  return placed.map((one, i) => {
    const closesAt = endOf(one, placed[i + 1]?.phase, end);
    const { opensAt } = one.phase;
    if (opensAt !== null && closesAt !== null && closesAt <= opensAt) one.cursor.get('start_date').say('phase-window', {}, 'warning');
    return { ...one.phase, closesAt };
  });
}

async function taskOf({ phase, cursor }: PlacedPhase, references: References): Promise<BundleTask> {
  return {
    index: phase.index,
    name: `${phase.name} Task`,
    description: phase.description,
    ...(await taskFilesAt(cursor, references)),
    ingestionOnlyDuringScoring: flagAt(cursor.get('ingestion_program_only_during_scoring'), false),
  };
}

async function pagesAt(cursor: Cursor, references: References): Promise<BundlePage[]> {
  if (cursor.isThere && !cursor.isMap) wrongType(cursor, 'map');
  const pages: BundlePage[] = [];
  for (const [title, file] of cursor.entries()) {
    const page = await pageAt(file, title, title === 'terms' ? 'terms' : roleOf(title), 'here', references);
    if (page) pages.push(page);
  }
  return pages;
}

/** CodaLab, versions 1, 1.5 and 1.8, as Codabench takes it over. Source: Codabench, unpackers/v1.py. */
export const readCodalab: Reader = async (root, references) => {
  checkKeys(root, COMPETITION_KEYS);
  const placed: PlacedPhase[] = [];
  for (const cursor of phaseCursors(root.get('phases'))) placed.push({ phase: await phaseOf(cursor, placed.length, references), cursor });
  const phases = withEnds(placed, root.get('end_date'));
  const tasks: BundleTask[] = [];
  for (const one of placed) tasks.push(await taskOf(one, references));
  const html = root.get('html');
  if (!html.isThere) missing(html, 'there');
  else if (html.isMap && !html.get('terms').isThere) missing(html.get('terms'), 'there');
  const pages = await pagesAt(html, references);
  return {
    format: 'codalab',
    version: textAt(root.get('version')) ?? '',
    title: textAt(root.get('title'), 'here', 256) ?? '',
    description: textAt(root.get('description')) ?? '',
    pages: pages.filter(({ title }) => title !== 'terms'),
    terms: pages.find(({ title }) => title === 'terms') ?? null,
    logo: references.file(root.get('image'), 'there'),
    dockerImage: dockerImageAt(root.get('competition_docker_image')),
    phases,
    tasks,
    solutions: [],
    boards: boardsAt(
      root.get('leaderboard'),
      phases.map(({ index }) => index),
    ),
    factSheet: [],
    settings: {
      ...NO_SETTINGS,
      approvesEntrantsByItself: !flagAt(root.get('has_registration'), true),
      detailedResults: {
        isOn: flagAt(root.get('enable_detailed_results'), false),
        inPanel: flagAt(root.get('show_detailed_results_in_submission_panel'), true),
        onBoard: flagAt(root.get('show_detailed_results_in_leaderboard'), true),
      },
      programsAreAvailable: flagAt(root.get('make_programs_available'), false),
      inputIsAvailable: flagAt(root.get('make_input_data_available'), false),
      reward: textAt(root.get('reward')),
    },
  };
};
