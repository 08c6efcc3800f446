import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import type { ChallengeView, DataFileView, PhaseView, QueueView, QuotaView } from '../../../api/views.ts';
import { formatBytes, formatNumber, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Button } from '../../../ui/Button.tsx';
import { Step, Stepper, type StepState } from '../../../ui/Stepper.tsx';
import { shiftsBetween } from '../check/column-stats.ts';
import { choiceOf } from '../file-choice.ts';
import { mayBeSent, type FileRefusal, type Flow } from '../flow.ts';
import type { Gate } from '../gate.ts';
import { readLastStats } from '../last-stats.ts';
import { submitMessages } from '../messages.ts';
import type { SubmitTask } from '../task.ts';
import { takeAsked } from '../try-once.ts';
import { usePageDrop } from '../usePageDrop.ts';
import { useRun } from '../useRun.ts';
import { CheckPanel } from './CheckPanel.tsx';
import { FileStep } from './FileStep.tsx';
import { GateNotice } from './GateNotice.tsx';
import { Refused } from './Refused.tsx';
import { Sending, SendForm } from './SendStep.tsx';
import { TransferLog } from './TransferLog.tsx';
import '../submit.css';

export interface SubmitStepsProps {
  challenge: ChallengeView;
  phase: PhaseView;
  task: SubmitTask;
  accountId: string | null;
  gate: Gate | null;
  quota: QuotaView | undefined;
  queue: QueueView | undefined;
  /** The submission once it has a receipt; another feature shows it. */
  received: (submissionId: string, onEnd: (end: 'done' | 'failed') => void) => ReactNode;
}

function RefusalNote({ refusal, maxBytes }: { refusal: FileRefusal; maxBytes: number }) {
  const m = useMessages(submitMessages);
  const text = (): string => {
    switch (refusal.kind) {
      case 'type':
        return `${m.refusal.type(refusal.name)}. ${m.accepted(formatBytes(maxBytes))}`;
      case 'too-large':
        return m.refusal.tooLarge(formatBytes(refusal.bytes), formatBytes(refusal.maxBytes));
      case 'several':
        return m.refusal.several;
      case 'folder':
        return m.refusal.folder;
      case 'not-loaded':
        return m.refusal.notLoaded;
    }
  };
  return (
    <p className="field-error drop-refusal" role="alert">
      {text()}
    </p>
  );
}

/** Up to a whole second: an estimate has no tenths. */
const whole = (ms: number): number => Math.ceil(ms / 1000) * 1000;
/** When the evaluation would begin: beside the title of the last step before anything is sent (C-08). */
function queueText(queue: QueueView | undefined, m: (typeof submitMessages)['ko'], lang: 'ko' | 'en'): string | undefined {
  if (!queue) return undefined;
  const wait =
    queue.estimateMs === null
      ? m.waitUnknown
      : queue.estimateMs.low < 1000
        ? m.waitWithin(formatSpan(whole(queue.estimateMs.high), lang))
        : m.waitRange(formatSpan(whole(queue.estimateMs.low), lang), formatSpan(whole(queue.estimateMs.high), lang));
  const text = queue.position === 0 ? m.queueFree(wait) : m.queueNow(formatNumber(queue.position + 1), wait);
  return queue.slow ? `${text}. ${m.queueSlow}` : text;
}

const ORDER: readonly Flow['step'][] = ['choose', 'check', 'checked', 'send', 'register', 'received'];
function stepStates(flow: Flow): [StepState, StepState, StepState, StepState] {
  if (flow.step === 'unreadable') return ['failed', 'waiting', 'waiting', 'waiting'];
  if (flow.step === 'refused') return ['done', flow.problem.code === 'file-refused' ? 'failed' : 'done', 'failed', 'waiting'];
  const at = ORDER.indexOf(flow.step);
  const checkFailed = flow.step === 'checked' && !mayBeSent(flow.check);
  return [
    at > 0 ? 'done' : 'current',
    at === 0 ? 'waiting' : at === 1 ? 'current' : checkFailed ? 'failed' : 'done',
    at < 2 || checkFailed ? 'waiting' : at < 5 ? 'current' : 'done',
    at < 5 ? 'waiting' : 'current',
  ];
}

/** From the file to its receipt and result: four steps, one under the other. */
export function SubmitSteps({ challenge, phase, task, accountId, gate, quota, queue, received }: SubmitStepsProps) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const { run, flow } = useRun(accountId, phase, task);
  const locked = flow.step === 'send' || flow.step === 'register';
  const take = (files: File[], hasFolder = false): void => {
    const choice = choiceOf({ files, hasFolder }, task.maxBytes);
    if (!run || choice === null) return;
    if ('refusal' in choice) run.turnAway(choice.refusal);
    else void run.choose(choice.file, 'own');
  };
  const over = usePageDrop((files, hasFolder) => !locked && take(files, hasFolder)) && !locked;
  const load = useMutation({
    mutationFn: async (file: DataFileView & { role: 'sample' | 'example' }) => {
      const response = await fetch(file.url);
      if (!run) return;
      if (response.ok) await run.choose(new File([await response.blob()], file.fileName), file.role, gate === null);
      else run.turnAway({ kind: 'not-loaded', problem: { code: 'unreadable', status: response.status } });
    },
    onError: () => run?.turnAway({ kind: 'not-loaded', problem: { code: 'network', status: 0 } }),
  });
  const begin = useEffectEvent(() => {
    const { sample } = task;
    if (sample && gate === null && takeAsked() === 'sample') load.mutate({ ...sample, role: 'sample' });
  });
  const isOpen = gate === null;
  useEffect(() => {
    if (run && isOpen) begin();
  }, [run, isOpen]);
  const check = 'check' in flow ? flow.check : null;
  const shifts = useMemo(
    () =>
      check === null
        ? []
        : shiftsBetween(
            readLastStats(() => localStorage, phase.id),
            check.stats,
          ),
    [check, phase.id],
  );
  const [fileState, checkState, sendState, evaluateState] = stepStates(flow);
  const [end, setEnd] = useState<{ id: string; state: 'done' | 'failed' } | null>(null);
  const unfinished = flow.step === 'choose' ? (run?.unfinished ?? null) : null;
  const isOk = check !== null && mayBeSent(check);

  return (
    <Stepper label={m.steps}>
      <Step number={1} title={m.file} state={fileState}>
        <FileStep flow={flow} maxBytes={task.maxBytes} over={over} locked={locked} onFiles={take}>
          {(task.sample ?? task.example) !== null && (
            <div className="drop-try">
              <span className="muted">{m.tryIt}</span>
              {[task.sample, task.example].map(
                (file) =>
                  (file?.role === 'sample' || file?.role === 'example') && (
                    <Button
                      key={file.key}
                      look="text"
                      busy={load.isPending}
                      onClick={() => load.mutate({ ...file, role: file.role === 'sample' ? 'sample' : 'example' })}
                    >
                      {(gate === null ? m.oneClick : m.checkOnly)[file.role === 'sample' ? 'sample' : 'example']}
                    </Button>
                  ),
              )}
            </div>
          )}
        </FileStep>
        {flow.step === 'choose' && flow.refusal !== null && <RefusalNote refusal={flow.refusal} maxBytes={task.maxBytes} />}
        {flow.step === 'unreadable' && (
          <p className="field-error drop-refusal" role="alert">
            {m.unreadable}. {m.unreadableFix}
          </p>
        )}
        {unfinished !== null && (
          <div className="gate">
            <p>
              <b>{m.unfinished(unfinished.name, `${Math.round((unfinished.sent / Math.max(1, unfinished.bytes)) * 100)}%`)}</b>
            </p>
            <p>{m.unfinishedFix}</p>
          </div>
        )}
      </Step>
      <Step
        number={2}
        title={m.check}
        state={checkState}
        note={
          check
            ? `${m.took(formatSpan(Math.max(100, check.tookMs), lang))}${isBeforeSending(flow) ? ` · ${m.notSentYet}` : ''}`
            : flow.step === 'check'
              ? `${m.checking} · ${m.readSoFar(formatBytes(flow.progress?.read ?? 0), formatBytes(flow.file.bytes))} · ${m.notSentYet}`
              : undefined
        }
      >
        {(flow.step === 'check' || check !== null) && (
          <>
            <CheckPanel
              progress={flow.step === 'check' ? flow.progress : null}
              check={check}
              shifts={shifts}
              fileName={'file' in flow ? flow.file.name : ''}
              task={task}
            />
            {flow.step === 'check' && (
              <Button look="quiet" onClick={() => run?.cancel()}>
                {m.stopCheck}
              </Button>
            )}
            {check !== null && !check.report.ok && <p className="muted">{m.fixFirst}</p>}
          </>
        )}
      </Step>
      <Step
        number={3}
        title={m.send}
        state={sendState}
        note={flow.step === 'register' ? m.registering : flow.step === 'received' ? m.sent : m.sendNote}
      >
        {isOk && flow.step !== 'received' && (
          <>
            {flow.step === 'checked' && flow.resumption !== null && (
              <p className="send-state">
                {flow.resumption === 'same'
                  ? m.resumedSame(formatBytes(run?.unfinished?.sent ?? 0))
                  : m.resumedOther(run?.unfinished?.name ?? '')}
              </p>
            )}
            {flow.step === 'checked' &&
              (gate === null ? (
                <SendForm
                  left={quota?.today.remaining ?? null}
                  note={flow.resumption === 'same' ? (run?.unfinished?.note ?? '') : ''}
                  onSend={(note) => run?.send(note)}
                />
              ) : (
                <GateNotice gate={gate} slug={challenge.slug} />
              ))}
            {(flow.step === 'send' || flow.step === 'register') && (
              <Sending flow={flow} onPause={() => run?.pause()} onResume={() => run?.resume()} onCancel={() => run?.cancel()} />
            )}
            {flow.step === 'refused' && <Refused flow={flow} slug={challenge.slug} onAgain={() => run?.again()} />}
          </>
        )}
        {!isOk && flow.step === 'choose' && gate !== null && <GateNotice gate={gate} slug={challenge.slug} />}
      </Step>
      <Step
        number={4}
        title={m.evaluate}
        state={flow.step === 'received' && end?.id === flow.submissionId ? end.state : evaluateState}
        note={flow.step === 'received' ? undefined : gate === null || gate.kind === 'quota' ? queueText(queue, m, lang) : undefined}
      >
        {flow.step === 'received' ? (
          <>
            {received(flow.submissionId, (state) => setEnd({ id: flow.submissionId, state }))}
            <p className="again">
              <Button onClick={() => run?.restart()}>{m.again}</Button>
            </p>
          </>
        ) : (
          locked && <TransferLog flow={flow} />
        )}
      </Step>
    </Stepper>
  );
}
const isBeforeSending = ({ step }: Flow): boolean => step === 'checked';
