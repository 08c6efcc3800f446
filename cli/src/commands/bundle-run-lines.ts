import type { BundleRunReport } from '@gac/server/programs/bundle-report';
import type { BundleProblem } from '@gac/server/programs/run-bundle';
import type { Messages } from '../messages.ts';

/** Lines of a log that are shown of a task that failed. */
const SHOWN = 15;
type Task = BundleRunReport['tasks'][number];

/** What came of it, task by task, then what the organizer should know. */
export function bundleRunLines({ status, class: failureClass, message, tasks, warnings }: BundleRunReport, m: Messages): string[] {
  const verdict = [m.bundle.statuses[status], ...(failureClass === null ? [] : [failureClass]), ...(message === null ? [] : [message])].join('  ');
  return [
    ...tasks.flatMap((task) => taskLines(task, m)),
    ...warnings.map((warning) => `${m.bundle.warning}  ${[place(warning), warning.message].filter((part) => part !== '').join(' ')}`),
    verdict,
  ];
}

function taskLines(task: Task, m: Messages): string[] {
  const scores = [...flat(task.scores), ...flat(task.computed)].map(([key, value]) => `  ${key} = ${value}`);
  const ends = task.status === 'SCORED' ? [] : Object.entries(task.log).flatMap(([name, text]) => logLines(name, text, m));
  return [`${m.bundle.ofTask(task.index)}  ${m.bundle.statuses[task.status]}  ${(task.wallMs / 1000).toFixed(1)} s  ${Math.round(task.peakBytes / 2 ** 20)} MiB`, ...scores, ...ends];
}

function flat(scores: Readonly<Record<string, number | Readonly<Record<string, number>>>>): [string, number][] {
  return Object.entries(scores).flatMap(([key, value]): [string, number][] => (typeof value === 'number' ? [[key, value]] : Object.entries(value).map(([label, score]) => [`${key}: ${label}`, score])));
}

function logLines(name: string, text: string, m: Messages): string[] {
  const lines = text.trimEnd().split('\n');
  return text.trim() === '' ? [] : [`  ${m.bundle.printed(name)}`, ...lines.slice(-SHOWN).map((line) => `  | ${line}`)];
}

const place = ({ file, line }: { file: string | null; line: number | null }): string => (file === null ? '' : `${file}${line === null ? '' : `:${line}`}`);

/** Why nothing was run. */
export const problemLines = (problems: readonly BundleProblem[], m: Messages): string[] => [
  ...problems.map((problem) => [place(problem), problem.message].filter((part) => part !== '').join(' ')),
  m.bundle.unusable,
];
