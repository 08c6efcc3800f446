import { readFile } from 'node:fs/promises';
import { ChallengeView, type DataFileView } from '@gac/shared/contract/challenges';
import { IdIndex } from '@gac/shared/scoring/id-set';
import { describeFinding } from '@gac/shared/scoring/finding-texts';
import type { Finding } from '@gac/shared/scoring/findings';
import type { ValidationReport } from '@gac/shared/scoring/report';
import { formOfSample } from '@gac/shared/scoring/sample-format';
import { idsOfSample } from '@gac/shared/scoring/sample-ids';
import type { Lang } from '@gac/shared/values';
import type { Api } from '../api/api.ts';
import type { Command, CommandContext } from '../context.ts';
import type { Messages } from '../messages.ts';
import { lookAt } from '../prediction/look.ts';
import { kindOf as kindOfSubmission, phaseOf, taskOf, type PhaseTask } from '../prediction/task.ts';
import { refuse, Refused } from '../refused.ts';
import { sizeOfFile } from '../tables/file-size.ts';
import { kindOf } from '../tables/kind.ts';
import { isForServer, readTable, type ReadTable } from '../tables/read-table.ts';

export const check: Command = async (context) => {
  const { run, m, lang, note } = context;
  const [file = ''] = run.args;
  await sizeOfFile(file);
  const hasChallenge = run.text('challenge') !== undefined || run.text('format') !== undefined;
  const challenge = hasChallenge ? await challengeOf(context) : null;
  const phase = challenge && phaseOf(challenge, run.text('phase'));
  const kind = phase ? kindOfSubmission(phase, run.text('kind')) : 'prediction';
  if (phase && (kind !== 'prediction' || !phase.tasks[0]?.format)) {
    const { finding, sha256, bytes } = await lookAt(file, kind);
    const lines = finding === null ? [m.restByServer] : [findingLine(finding, lang, m)];
    return { value: { file, kind, bytes, sha256, finding }, lines, exit: finding === null ? 0 : 1 };
  }
  const { report, sha256, bytes } =
    challenge && phase ? await checked(context, file, taskOf(challenge, phase)) : await checkedBySample(run.text('sample') ?? '', run.text('id'), file);
  if (run.text('challenge') !== undefined && !isForServer(kindOf(file))) note(m.saveAsCsv);
  return { value: { file, bytes, sha256, report }, lines: reportLines(report, lang, m), exit: report.ok ? 0 : 1 };
};

/** By a sample submission alone. */
async function checkedBySample(sample: string, id: string | undefined, file: string): Promise<ReadTable> {
  const idColumns = id?.split(',').map((name) => name.trim()) ?? null;
  const { form } = await formOfSample((options) => readTable(sample, options), idColumns);
  if (form === null) throw refuse('bad-sample', sample);
  return readTable(file, { ...form, ...(idColumns && { idColumns }) });
}

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
export async function checked(context: CommandContext, file: string, task: PhaseTask, asServer = false): Promise<ReadTable> {
  const { api, run, note, m } = context;
  const sample = run.text('sample');
  let ids: IdIndex | null = null;
  if (sample !== undefined) {
    ids = await idsFromFile(sample, task);
    if (!ids) throw refuse('bad-sample', sample);
  } else if (task.sample && run.text('format') === undefined) ids = await idsFromServer(api, task, task.sample);
  if (!ids) note(m.idsUnknown);
  return readTable(file, { format: task.format, ids }, { maxInflatedBytes: task.format.maxInflatedBytes, asServer });
}

/** Null when it is no sample of the task. */
async function idsFromFile(sample: string, { format, rows }: PhaseTask): Promise<IdIndex | null> {
  const good: number[] = [];
  const read = await readTable(sample, { format, ids: null, sink: { accept: (row) => good.push(row) } });
  return read.report.ok && good.length === rows ? new IdIndex(good.map((row) => read.rows.idAt(row))) : null;
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
