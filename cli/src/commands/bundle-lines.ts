import type { Lang } from '@gac/shared/values';
import { table, wallClock } from '../layout.ts';
import type { Messages } from '../messages.ts';
import type { BundleDocument } from './bundle-document.ts';

type Found = BundleDocument['errors'][number];
type Task = BundleDocument['tasks'][number];
const rightTitle = (title: string) => ({ title, right: true });
const day = (iso: string | null, none: string): string => (iso === null ? none : wallClock(iso, 'UTC'));

function phaseLines({ phases }: BundleDocument, { bundle: m }: Messages): string[] {
  const { index, phase, opens, closes, tasks, perDay, total } = m.columns;
  const limit = (count: number | null): string => (count === null ? m.unlimited : String(count));
  return table(
    [rightTitle(index), { title: phase }, { title: opens }, { title: closes }, { title: tasks }, rightTitle(perDay), rightTitle(total)],
    phases.map((one) => [
      String(one.index),
      one.codename === null ? one.name : `${one.name} (${one.codename})`,
      day(one.opensAt, m.unknown),
      day(one.closesAt, m.endless),
      one.tasks.join(', '),
      limit(one.quota.perDay),
      limit(one.quota.total),
    ]),
  );
}

function scorerWords({ scorer }: Task, { bundle: m }: Messages): string {
  if (scorer === null) return '–';
  if (scorer.kind === 'codabench') return scorer.program?.command ?? m.noCommand;
  return scorer.kind === 'huggingface' ? `${m.scorers.huggingface}: ${scorer.metric}` : m.scorers[scorer.kind];
}
function taskLines(document: BundleDocument, messages: Messages): string[] {
  const { bundle: m } = messages;
  const { index, task, scorer, reference, input, ingestion } = m.columns;
  const files = (tree: { files: number } | null): string => (tree === null ? '–' : m.files(tree.files));
  return table(
    [rightTitle(index), { title: task }, { title: scorer }, { title: reference }, { title: input }, { title: ingestion }],
    document.tasks.map((one) => [
      String(one.index),
      one.name,
      scorerWords(one, messages),
      one.scorer?.kind === 'evalai' ? (one.scorer.annotation ?? '–') : files(one.reference),
      files(one.input),
      one.ingestion === null ? '–' : (one.ingestion.command ?? m.noCommand),
    ]),
  );
}

function boardLines({ boards }: BundleDocument, { bundle: m }: Messages): string[] {
  const { index, board, columns, phases, rule } = m.columns;
  return table(
    [rightTitle(index), { title: board }, { title: columns }, { title: phases }, { title: rule }],
    boards.map((one) => [
      String(one.index),
      one.title,
      one.columns.map(({ key, direction, index: at }) => `${key} ${direction === 'desc' ? '↓' : '↑'}${at === one.primary && one.columns.length > 1 ? '*' : ''}`).join(', '),
      one.phases.join(', '),
      one.rule,
    ]),
  );
}

/** "competition.yaml:12:5 warning docker-image The image ... What to do." */
export function bundleFindingLine(found: Found, severity: 'error' | 'warning', lang: Lang, m: Messages): string {
  const place = [found.file ?? '-', found.line, found.column].filter((part) => part !== null).join(':');
  return [place, m.severities[severity], found.code, found.message[lang], ...(found.hint ? [found.hint[lang]] : [])].join(' ');
}

/** What an archive holds, what is wrong with it, and whether it can be used. */
export function bundleLines(document: BundleDocument, lang: Lang, messages: Messages): string[] {
  const { bundle: m } = messages;
  const { format, version, title, phases, tasks, boards, errors, warnings } = document;
  const name = format === null ? m.noFormat : [m.formats[format], version].join(' ').trim();
  const sections = [
    ...(phases.length > 0 ? [phaseLines(document, messages)] : []),
    ...(tasks.length > 0 ? [taskLines(document, messages)] : []),
    ...(boards.length > 0 ? [boardLines(document, messages)] : []),
    [...errors.map((found) => bundleFindingLine(found, 'error', lang, messages)), ...warnings.map((found) => bundleFindingLine(found, 'warning', lang, messages))],
  ];
  return [
    `${name} · ${title === '' ? m.untitled : title}`,
    ...sections.flatMap((lines) => (lines.length > 0 ? ['', ...lines] : [])),
    '',
    `${m.sum(errors.length, warnings.length)} ${errors.length > 0 ? m.unusable : m.usable}`,
  ];
}
