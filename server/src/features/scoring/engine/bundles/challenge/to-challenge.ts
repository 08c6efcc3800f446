import { ChallengeDefinition } from '@gac/shared/contract/definition';
import { PLACEHOLDERS } from '@gac/shared/rules/placeholders';
import { accept, refuse, type Decision } from '@gac/shared/values';
import type { Bundle, BundleFinding, BundlePage } from '../bundle.ts';
import { Report } from '../findings/report.ts';
import { boardsOf } from './columns.ts';
import { baselinesOf, dataOf } from './data.ts';
import { Draft, type Content, type WrittenDefinition } from './draft.ts';
import { slugOf } from './names.ts';
import { keyedPhases, writtenPhases } from './phases.ts';
import { plainText } from './plain-text.ts';
import { tasksOf } from './tasks.ts';

export interface ImportedChallenge {
  definition: ChallengeDefinition;
  /** What the definition names, by that name. */
  files: ReadonlyMap<string, Content>;
  /** What changed on the way; warnings all of them. */
  findings: readonly BundleFinding[];
}
export interface ImportOptions {
  /** The day of its rules, and the opening of phases that say none. */
  now: Date;
  /** Address of the challenge; made of the title otherwise. */
  slug?: string;
}

const ORDER: readonly BundlePage['role'][] = ['overview', 'data', 'evaluation', 'guidelines', 'page', 'terms'];
/** All pages one after another, what the challenge is about first. */
function overviewOf({ pages, description, settings }: Bundle): string {
  const sorted = pages.map((page, i) => ({ page, i })).sort((a, b) => ORDER.indexOf(a.page.role) - ORDER.indexOf(b.page.role) || a.i - b.i);
  const parts = sorted.map(({ page }, i) => (i === 0 ? plainText(page) : `${page.title}\n\n${plainText(page)}`));
  const extra = [settings.reward, settings.contactEmail].flatMap((line) => (line === null ? [] : [line]));
  return [...(parts.some((part) => part !== '') ? parts : [description]), ...extra].join('\n\n');
}
/** The first sentence of the description, else the title: a summary is one sentence. */
function summaryOf({ description, title }: Bundle): string {
  const [first = ''] = plainText({ kind: /<[a-z]/i.test(description) ? 'html' : 'markdown', text: description }).split(/\n|(?<=[.!?。])\s/);
  return first.trim() === '' ? title : first.trim();
}

function rulesOf({ terms }: Bundle, now: Date, draft: Draft): WrittenDefinition['rules'] {
  const text = terms === null ? '' : plainText(terms);
  if (text === '') draft.say('no-rules', 'rules');
  const clause = {
    id: 'terms',
    title: { ko: '참가 조건', en: 'Terms' },
    text: text === '' ? PLACEHOLDERS.rules : draft.text('rules.clauses[0].text', text, ''),
  };
  return { version: '1', date: now.toISOString().slice(0, 10), clauses: [clause] };
}

/** What the archive says of the whole competition and a challenge can't. */
function leaveOutOf({ logo, factSheet, settings }: Bundle, draft: Draft): void {
  if (logo) draft.leaveOut('', `그림 "${logo.path}"`, `The logo "${logo.path}"`);
  if (factSheet.length > 0) draft.leaveOut('', '제출 설문(fact sheet)', 'The fact sheet');
  if (!settings.approvesEntrantsByItself) draft.leaveOut('phases[0].entry', '참가 신청을 한 사람씩 승인하는 것', 'Approving each entrant');
  if (settings.detailedResults.isOn) draft.leaveOut('', '자세한 결과 쪽(HTML)', 'Pages of detailed results');
  if (settings.programsAreAvailable)
    draft.leaveOut('data', '채점 프로그램을 내려받게 하는 것', 'Offering the scoring programs for download');
}

async function written(bundle: Bundle, { now, slug }: ImportOptions, draft: Draft): Promise<WrittenDefinition> {
  const { written: tasks, keys } = await tasksOf(bundle, draft);
  const phases = keyedPhases(bundle, now, draft).filter((phase) => keys.some(({ index }) => phase.tasks.includes(index)));
  leaveOutOf(bundle, draft);
  draft.say('field-unknown', 'field');
  const { maxTeamSize } = bundle.settings;
  return {
    gac: 'challenge/1',
    slug: slug ?? slugOf(bundle.title),
    title: draft.text('title', bundle.title, 'Imported'),
    summary: draft.text('summary', summaryOf(bundle), 'Imported'),
    overview: draft.text('overview', overviewOf(bundle), bundle.title || 'Imported'),
    field: PLACEHOLDERS.field,
    // Codabench and CodaLab know persons, not teams.
    maxTeamSize: Math.min(maxTeamSize ?? (bundle.format === 'codabench' || bundle.format === 'codalab' ? 1 : 5), 100),
    rules: rulesOf(bundle, now, draft),
    data: dataOf(bundle, draft),
    tasks,
    phases: writtenPhases(phases, keys, draft),
    boards: boardsOf(bundle, phases, keys, draft),
    baselines: baselinesOf(bundle, phases, draft),
  };
}

/**
 * A bundle as a challenge of ours, a draft that its organizer goes over. Refuses with all errors when the bundle can't be used, or says something
 * that a challenge can't do without and can't say. What is only lost on the way is a warning each.
 */
export async function toChallenge(bundle: Bundle, options: ImportOptions): Promise<Decision<ImportedChallenge, readonly BundleFinding[]>> {
  const unusable = bundle.findings.filter(({ severity }) => severity === 'error');
  if (unusable.length > 0) return refuse(unusable);
  const report = new Report();
  const draft = new Draft(report);
  const definition = await written(bundle, options, draft);
  draft.sayLanguages();
  if (definition.boards.length === 0 && !report.hasErrors) draft.say('no-board', 'boards');
  if (report.hasErrors) return refuse(report.all().filter(({ severity }) => severity === 'error'));
  return accept({ definition: ChallengeDefinition.parse(definition), files: draft.files, findings: report.all() });
}
