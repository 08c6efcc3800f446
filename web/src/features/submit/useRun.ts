import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { attempt, useApi, type Api } from '../../lib/api.ts';
import { useMessages } from '../../lib/lang.ts';
import { chance } from '../../lib/backoff.ts';
import { wait } from '../../lib/wait.ts';
import { announce } from '../../ui/Announcer.tsx';
import type { PhaseView, SubmissionView } from '../../api/views.ts';
import { createChecker } from './check/checker.ts';
import type { FileCheck } from './check/check-file.ts';
import { startCheckWorker } from './check/start-worker.ts';
import { START, type Flow } from './flow.ts';
import { writeLastStats } from './last-stats.ts';
import { submitMessages, type SubmitMessages } from './messages.ts';
import { SubmitRun } from './run.ts';
import type { SubmitTask } from './task.ts';
import { milestone } from './upload/rate.ts';
import { openTransport } from '../../lib/transport.ts';
import { unfinishedName, unfinishedStore } from './upload/unfinished.ts';
import { formatNumber } from '../../lib/format.ts';

/** Runs by account, phase and kind. They outlive the page, so that looking at the leaderboard does not stop an upload. */
const runs = new Map<string, SubmitRun>();

function openRun(
  api: Api,
  accountId: string | null,
  phase: PhaseView,
  task: SubmitTask,
  onReceived: (submission: SubmissionView, check: FileCheck) => void,
): SubmitRun {
  return new SubmitRun({
    phaseId: phase.id,
    submissionKind: task.kind,
    checker: createChecker(startCheckWorker, {
      kind: task.kind,
      format: task.format,
      rows: task.rows,
      sampleUrl: task.format === null ? null : (task.sample?.url ?? null),
    }),
    openTransport,
    unfinished: unfinishedStore(() => localStorage, accountId ?? '', unfinishedName(phase.id, task.kind)),
    register: (uploadId, sha256, note) =>
      attempt(
        api.POST('/api/phases/{phaseId}/submissions', {
          params: { path: { phaseId: phase.id } },
          body: { uploadId, sha256: sha256 as never, ...(note === '' ? {} : { note }) },
          headers: { 'idempotency-key': `upload-${uploadId}` },
        }),
      ),
    onReceived,
    now: () => performance.now(),
    random: chance,
    wait: (ms) => wait(ms, undefined, true),
  });
}

/** What a change of the flow is worth saying to a screen reader, or null. Progress speaks at 25, 50, 75 and 100 per cent only. */
function spoken(before: Flow, after: Flow, m: SubmitMessages): string | null {
  if (after.step === 'send' && before.step === 'send') {
    const share = (flow: typeof after) => (flow.file.bytes === 0 ? 1 : flow.sent / flow.file.bytes);
    const passed = milestone(share(before), share(after));
    if (passed !== null) return m.percent(passed);
    return after.pace === before.pace ? null : after.pace === 'paused' ? m.paused : after.pace === 'waiting' ? m.waiting : null;
  }
  if (after.step === before.step) return null;
  if (after.step === 'check') return m.said.check;
  if (after.step === 'checked' && before.step === 'check')
    return after.check.report.ok ? m.said.passed : m.said.failed(formatNumber(after.check.report.errors));
  if (after.step === 'send') return m.said.send;
  if (after.step === 'register') return m.said.register;
  return after.step === 'received' ? m.said.received(after.receipt) : null;
}

const nothing = () => () => undefined;
/** The run of this account in this phase and its state; null in server HTML and until the browser has it. */
export function useRun(accountId: string | null, phase: PhaseView, task: SubmitTask): { run: SubmitRun | null; flow: Flow } {
  const api = useApi();
  const client = useQueryClient();
  const m = useMessages(submitMessages);
  const [run, setRun] = useState<SubmitRun | null>(null);
  const key = `${accountId ?? ''}:${phase.id}:${task.kind}`;
  useEffect(() => {
    const known = runs.get(key);
    const current =
      known ??
      openRun(api, accountId, phase, task, (submission, check) => {
        writeLastStats(() => localStorage, phase.id, check.stats);
        client.setQueryData(['submission', submission.id], submission);
        client.setQueryData(['phase', phase.id, 'quota'], submission.quota);
        void client.invalidateQueries({ queryKey: ['phase', phase.id, 'submissions'] });
      });
    runs.set(key, current);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- a run owns a worker, which server HTML cannot have and hydration must not start twice
    setRun(current);
    return () => {
      if (current.isUnsent) return;
      current.close();
      runs.delete(key);
    };
    // A new answer about the same phase is no reason to begin again.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [key]);
  const flow = useSyncExternalStore(run?.subscribe ?? nothing, run?.get ?? (() => START), () => START);

  useEffect(() => {
    if (!run) return;
    let before = run.get();
    return run.subscribe(() => {
      const text = spoken(before, run.get(), m);
      before = run.get();
      if (text !== null) announce(text);
    });
  }, [run, m]);
  useEffect(() => {
    if (!run) return;
    const warn = (event: BeforeUnloadEvent): void => {
      if (run.isUnsent) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [run]);
  return { run, flow };
}
