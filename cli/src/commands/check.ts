import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ChallengeView, type DataFileView } from '@gac/shared/contract/challenges';
import type { IdIndex } from '@gac/shared/scoring/byte-table';
import { describeFinding } from '@gac/shared/scoring/finding-texts';
import type { Finding } from '@gac/shared/scoring/findings';
import type { ValidationReport } from '@gac/shared/scoring/report';
import { idsOfSample } from '@gac/shared/scoring/sample-ids';
import type { Lang } from '@gac/shared/values';
import type { Api } from '../api/api.ts';
import type { Command, CommandContext } from '../context.ts';
import type { Messages } from '../messages.ts';
import { checkFile, sizeOfFile, type CheckedFile } from '../prediction/check-file.ts';
import { phaseOf, taskOf, type PhaseTask } from '../prediction/task.ts';
import { refuse, Refused } from '../refused.ts';

export const check: Command = async (context) => {
  const { run, m, lang } = context;
  const [file = ''] = run.args;
  await sizeOfFile(file);
  const challenge = await challengeOf(context);
  const { report, sha256, bytes } = await checked(context, file, taskOf(challenge, phaseOf(challenge, run.text('phase'))));
  return { value: { file, bytes, sha256, report }, lines: reportLines(report, lang, m), exit: report.ok ? 0 : 1 };
};

/** From the server, or what was saved of it. */
async function challengeOf({ api, run }: CommandContext): Promise<ChallengeView> {
  const saved = run.text('format');
  if (saved === undefined) return api.get(`/api/challenges/${encodeURIComponent(run.text('challenge') ?? '')}`, ChallengeView);
  await sizeOfFile(saved);
  try {
    return ChallengeView.parse(JSON.parse(await readFile(saved, 'utf8')));
  } catch {
    throw refuse('bad-format-file', saved);
  }
}

/** The file checked against the form of the task and the ids of its sample: the one named by --sample, else the server's. */
export async function checked(context: CommandContext, file: string, task: PhaseTask): Promise<CheckedFile> {
  const { api, run, note, m } = context;
  const sample = run.text('sample');
  let ids: IdIndex | null = null;
  if (sample !== undefined) {
    await sizeOfFile(sample);
    ids = await idsOfSample(createReadStream(sample), task.format, task.rows);
    if (!ids) throw refuse('bad-sample', sample);
  } else if (task.sample && run.text('format') === undefined) ids = await idsFromServer(api, task, task.sample);
  if (!ids) note(m.idsUnknown);
  return checkFile(file, task.format, ids);
}

/** Null when this account may not read the sample, or when it is not what it should be. */
async function idsFromServer(api: Api, task: PhaseTask, sample: DataFileView): Promise<IdIndex | null> {
  try {
    const answer = await api.request('GET', sample.url);
    return answer.body ? await idsOfSample(answer.body, task.format, task.rows) : null;
  } catch (error) {
    if (error instanceof Refused && error.refusal.kind === 'api') return null;
    throw error;
  }
}

/** "12:3 error NAN The value is not a number (NaN): nan Fill missing predictions…": one line a finding, then the sum. */
export function findingLine(found: Finding, lang: Lang, m: Messages): string {
  const { what, fix, hint } = describeFinding(found, lang);
  return `${found.line ?? '-'}:${found.column ?? '-'} ${m.severities[found.severity]} ${found.code} ${[what, hint ?? fix].join(' ')}`;
}
export function reportLines(report: ValidationReport, lang: Lang, m: Messages): string[] {
  const { errors, warnings, rows } = report;
  const rest = report.counts.flatMap(({ code, severity, total }) => {
    const left = total - report.first.filter((found) => found.code === code && found.severity === severity).length;
    return left > 0 ? [m.more(left, code)] : [];
  });
  const sum = errors + warnings === 0 ? m.fine(rows) : m.found(errors, warnings, rows);
  return [...report.first.map((found) => findingLine(found, lang, m)), ...rest, ...(report.complete ? [] : [m.stoppedEarly]), sum];
}
