import { basename } from 'node:path';
import { SessionView } from '@gac/shared/contract/accounts';
import { ChallengeView, type PhaseView } from '@gac/shared/contract/challenges';
import type { SubmissionKind } from '@gac/shared/contract/definition';
import { QuotaView, SubmissionView } from '@gac/shared/contract/submissions';
import { problemText } from '@gac/shared/problem-texts';
import type { ProblemBody } from '@gac/shared/problems';
import type { Lang, Sha256 } from '@gac/shared/values';
import { patiently } from '../api/backoff.ts';
import { sha256OfFile } from '../api/download.ts';
import { UnfinishedUploads } from '../api/unfinished-uploads.ts';
import { uploadFile, type LocalFile } from '../api/upload.ts';
import { patienceOf, type Command, type CommandContext } from '../context.ts';
import { bytes } from '../layout.ts';
import { sizeOfFile } from '../tables/file-size.ts';
import { kindOf, phaseOf, taskOf } from '../prediction/task.ts';
import { isProblem, Refused } from '../refused.ts';
import { checked, reportLines } from './check.ts';
import { follow } from './follow.ts';
import { exitOf, receiptLines, resultLines } from './submission-lines.ts';

export const submit: Command = async (context) => {
  const { api, run, lang, m, note } = context;
  const [path = ''] = run.args;
  const size = await sizeOfFile(path);
  const challenge = await api.get(`/api/challenges/${encodeURIComponent(run.text('challenge') ?? '')}`, ChallengeView);
  const phase = phaseOf(challenge, run.text('phase'));
  const kind = kindOf(phase, run.text('kind'));
  const accountId = await mayStillSubmit(context, phase);
  let sha256: Sha256 | null = null;
  // Programs, and predictions that only a scoring program understands, are looked at by the server.
  if (!run.flag('no-check') && kind === 'prediction' && phase.tasks[0]?.format !== null) {
    const file = await checked(context, path, taskOf(challenge, phase), true);
    const lines = reportLines(file.report, lang, m);
    if (!file.report.ok) return { value: { file: path, report: file.report }, lines, exit: 1 };
    for (const line of lines) note(line);
    ({ sha256 } = file);
  }
  const file: LocalFile = {
    path,
    name: basename(path).normalize('NFC'),
    bytes: size,
    sha256: sha256 ?? ((await sha256OfFile(path)) as Sha256),
  };
  const received = await uploadAndSubmit(context, phase, kind, file, accountId);
  if (!run.flag('wait')) return { value: received, lines: [...receiptLines(received, m, context.machine.zone), m.id(received.id)] };
  for (const line of receiptLines(received, m, context.machine.zone)) note(line);
  const ended = await follow(context, received.id);
  return { value: ended, lines: resultLines(ended, lang, m), exit: exitOf(ended) };
};

/** Refuses before anything is sent what the server would refuse afterwards; the account's id. */
async function mayStillSubmit({ api, lang }: CommandContext, phase: PhaseView): Promise<string> {
  const { account } = await api.get('/api/session', SessionView);
  if (!account) throw asProblem({ code: 'unauthenticated', status: 401, ...problemText('unauthenticated', {}, lang) });
  const quota = await api.get(`/api/phases/${phase.id}/quota`, QuotaView);
  if (quota.remaining === 0) throw quotaProblem(quota, lang);
  return account.id;
}
const asProblem = (problem: Omit<ProblemBody, 'type'>): Refused =>
  new Refused({ kind: 'api', problem: { type: 'about:blank', ...problem } as ProblemBody });
function quotaProblem({ remaining, resetsAt, boundBy, today, total }: QuotaView, lang: Lang): Refused {
  const fields = { remaining, resetsAt, boundBy: boundBy ?? 'total', limit: boundBy === 'perDay' ? today.limit : total.limit };
  return asProblem({ code: 'quota-exhausted', status: 409, ...problemText('quota-exhausted', fields, lang), ...fields });
}

/** After these the begun upload is worth nothing: the next attempt begins anew. */
const SPOILT = ['upload-hash-mismatch', 'upload-not-yours', 'file-refused', 'idempotency-conflict', 'upload-too-large'] as const;

/** Sends the file, going on with an earlier attempt of the same bytes, and submits it once however often the request is sent. */
async function uploadAndSubmit(
  context: CommandContext,
  phase: PhaseView,
  kind: SubmissionKind,
  file: LocalFile,
  accountId: string,
): Promise<SubmissionView> {
  const { api, machine, m, note, progress, run } = context;
  const uploads = new UnfinishedUploads(machine);
  const name = [api.server, accountId, phase.id, file.sha256].join(' ');
  const begun = await uploads.get(name);
  const key = begun?.key ?? machine.newKey();
  let isResumed = begun !== null;
  const onSent = (sent: number): void => {
    if (isResumed && sent > 0) note(m.goingOn(bytes(sent)));
    isResumed = false;
    progress(m.sending(bytes(sent), bytes(file.bytes)));
  };
  try {
    const path = await uploadFile(api, {
      file,
      phaseId: phase.id,
      kind,
      begun: begun?.path ?? null,
      onBegun: (made) => uploads.keep(name, { path: made, key }),
      onSent,
      patience: patienceOf(context),
    });
    progress(null);
    const body = {
      uploadId: path.slice(path.lastIndexOf('/') + 1),
      sha256: file.sha256,
      ...(run.text('note') !== undefined && { note: run.text('note') }),
    };
    const received = await patiently(patienceOf(context), () =>
      api.post(`/api/phases/${phase.id}/submissions`, body, SubmissionView, { 'idempotency-key': key }),
    );
    await uploads.drop(name);
    return received;
  } catch (error) {
    if (isProblem(error, ...SPOILT)) await uploads.drop(name);
    throw error;
  }
}
