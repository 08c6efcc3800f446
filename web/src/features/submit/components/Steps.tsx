import type { UseMutationResult } from '@tanstack/react-query';
import type { Lang } from '@gac/shared/values';
import { useMemo, useState, type ReactNode } from 'react';
import type { ChallengeView, DataFileView, PhaseView, QueueView, QuotaView } from '../../../api/views.ts';
import { estimateText } from '../../../lib/estimate.ts';
import { formatBytes, formatNumber, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Button } from '../../../ui/Button.tsx';
import { Step, type StepState } from '../../../ui/Stepper.tsx';
import { shiftsBetween } from '../check/column-stats.ts';
import { mayBeSent, type FileRefusal, type Flow } from '../flow.ts';
import { readLastStats } from '../last-stats.ts';
import { submitMessages, type SubmitMessages } from '../messages.ts';
import type { Gate } from '../gate.ts';
import type { SubmitTask } from '../task.ts';
import type { useRun } from '../useRun.ts';
import { CheckPanel } from './CheckPanel.tsx';
import { FileStep } from './FileStep.tsx';
import { GateNotice } from './GateNotice.tsx';
import { Refused } from './Refused.tsx';
import { Sending, SendForm } from './SendStep.tsx';
import { TransferLog } from './TransferLog.tsx';

type Run = ReturnType<typeof useRun>['run'];
/** What is submitted where, and what is known around it. */
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
/** What each step looks at. */
interface StepProps extends Pick<SubmitStepsProps, 'challenge' | 'phase' | 'task' | 'gate' | 'quota' | 'queue' | 'received'> {
  run: Run;
  flow: Flow;
  state: StepState;
}
/** A file of the challenge's own, to try the way with. */
export type TryFile = DataFileView & { origin: 'sample' | 'example' };

function RefusalNote({ refusal, task }: { refusal: FileRefusal; task: SubmitTask }) {
  const m = useMessages(submitMessages);
  const text = (): string => {
    switch (refusal.kind) {
      case 'type':
        return `${m.refusal.type(refusal.name)}. ${(task.kind === 'prediction' ? m : m[task.kind]).accepted(formatBytes(task.maxBytes))}`;
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

function TryFiles({
  task,
  checkOnly,
  busy,
  onTry,
}: {
  task: SubmitTask;
  checkOnly: boolean;
  busy: boolean;
  onTry: (file: TryFile) => void;
}) {
  const m = useMessages(submitMessages);
  return (
    <div className="drop-try">
      <span className="muted">{m.tryIt}</span>
      {[task.sample, task.example].map(
        (file) =>
          file !== null && (
            <Button
              key={file.key}
              look="text"
              busy={busy}
              onClick={() => onTry({ ...file, origin: file.role === 'sample' ? 'sample' : 'example' })}
            >
              {file.role === 'code'
                ? checkOnly
                  ? m.code.checkOnly
                  : m.code.oneClick
                : (checkOnly ? m.checkOnly : m.oneClick)[file.role === 'sample' ? 'sample' : 'example']}
            </Button>
          ),
      )}
    </div>
  );
}
/** An upload of a former visit that can go on once its file is chosen again. */
function Unfinished({ of }: { of: NonNullable<NonNullable<Run>['unfinished']> }) {
  const m = useMessages(submitMessages);
  return (
    <div className="gate">
      <p>
        <b>{m.unfinished(of.name, `${Math.round((of.sent / Math.max(1, of.bytes)) * 100)}%`)}</b>
      </p>
      <p>{m.unfinishedFix}</p>
    </div>
  );
}

/** A file is chosen, dropped, or taken from the challenge. */
export function ChooseStep({
  run,
  flow,
  state,
  task,
  gate,
  over,
  take,
  load,
}: StepProps & {
  over: boolean;
  take: (files: File[]) => void;
  load: Pick<UseMutationResult<void, Error, TryFile>, 'isPending' | 'mutate'>;
}) {
  const m = useMessages(submitMessages);
  const locked = flow.step === 'send' || flow.step === 'register';
  const unfinished = flow.step === 'choose' ? (run?.unfinished ?? null) : null;
  return (
    <Step number={1} title={m.file} state={state}>
      <FileStep flow={flow} task={task} over={over} locked={locked} onFiles={take}>
        {(task.sample ?? task.example) !== null && (
          <TryFiles task={task} checkOnly={gate !== null} busy={load.isPending} onTry={load.mutate} />
        )}
      </FileStep>
      {flow.step === 'choose' && flow.refusal !== null && <RefusalNote refusal={flow.refusal} task={task} />}
      {flow.step === 'unreadable' && (
        <p className="field-error drop-refusal" role="alert">
          {m.unreadable}. {m.unreadableFix}
        </p>
      )}
      {unfinished !== null && <Unfinished of={unfinished} />}
    </Step>
  );
}

/** How the check goes, beside its title. */
function checkNote(flow: Flow, m: SubmitMessages, lang: Lang): string | undefined {
  if ('check' in flow)
    return `${m.took(formatSpan(Math.max(100, flow.check.tookMs), lang))}${flow.step === 'checked' ? ` · ${m.notSentYet}` : ''}`;
  if (flow.step !== 'check') return undefined;
  return `${m.checking} · ${m.readSoFar(formatBytes(flow.progress?.read ?? 0), formatBytes(flow.file.bytes))} · ${m.notSentYet}`;
}
/** The file is checked here, before anything is sent. */
export function CheckStep({ run, flow, state, phase, task }: StepProps) {
  const m = useMessages(submitMessages);
  const lang = useLang();
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
  return (
    <Step number={2} title={m.check} state={state} note={checkNote(flow, m, lang)}>
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
  );
}

/** The last look before sending; what is in the way of it, if anything. */
function ReadyToSend({
  run,
  flow,
  gate,
  quota,
  slug,
}: Pick<StepProps, 'run' | 'gate' | 'quota'> & { flow: Extract<Flow, { step: 'checked' }>; slug: string }) {
  const m = useMessages(submitMessages);
  return (
    <>
      {flow.resumption !== null && (
        <p className="send-state">
          {flow.resumption === 'same'
            ? m.resumedSame(formatBytes(run?.unfinished?.sent ?? 0))
            : m.resumedOther(run?.unfinished?.name ?? '')}
        </p>
      )}
      {gate === null ? (
        <SendForm
          left={quota?.today.remaining ?? null}
          note={flow.resumption === 'same' ? (run?.unfinished?.note ?? '') : ''}
          onSend={(note) => run?.send(note)}
        />
      ) : (
        <GateNotice gate={gate} slug={slug} />
      )}
    </>
  );
}
/** The bytes go to the server, and the server says that it has them. */
export function TransferStep({ run, flow, state, challenge, gate, quota }: StepProps) {
  const m = useMessages(submitMessages);
  const isOk = 'check' in flow && mayBeSent(flow.check);
  return (
    <Step
      number={3}
      title={m.send}
      state={state}
      note={flow.step === 'register' ? m.registering : flow.step === 'received' ? m.sent : m.sendNote}
    >
      {isOk && flow.step !== 'received' && (
        <>
          {flow.step === 'checked' && <ReadyToSend flow={flow} run={run} gate={gate} quota={quota} slug={challenge.slug} />}
          {(flow.step === 'send' || flow.step === 'register') && (
            <Sending flow={flow} onPause={() => run?.pause()} onResume={() => run?.resume()} onCancel={() => run?.cancel()} />
          )}
          {flow.step === 'refused' && <Refused flow={flow} slug={challenge.slug} onAgain={() => run?.again()} />}
        </>
      )}
      {!isOk && flow.step === 'choose' && gate !== null && <GateNotice gate={gate} slug={challenge.slug} />}
    </Step>
  );
}

/** When the evaluation would begin: beside the title of the last step before anything is sent (C-08). */
function queueText(queue: QueueView | undefined, m: SubmitMessages, lang: Lang): string | undefined {
  if (!queue) return undefined;
  if (queue.paused) return m.queuePaused;
  const wait =
    queue.estimateMs === null ? m.waitUnknown : estimateText(queue.estimateMs, { within: m.waitWithin, range: m.waitRange }, lang);
  const text = queue.position === 0 ? m.queueFree(wait) : m.queueNow(formatNumber(queue.position + 1), wait);
  return queue.slow ? `${text}. ${m.queueSlow}` : text;
}
/** What is known of the wait for this kind of submission. */
const waitNote = (queue: QueueView | undefined, kind: SubmitTask['kind'], m: SubmitMessages, lang: Lang): string | undefined =>
  queue?.unattended.includes(kind) === true ? m.unattended : queueText(queue, m, lang);

/** What becomes of the submission once it has a receipt. */
export function ResultStep({ run, flow, state, task, gate, queue, received }: StepProps) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const [end, setEnd] = useState<{ id: string; state: 'done' | 'failed' } | null>(null);
  const isUnderWay = flow.step === 'send' || flow.step === 'register';
  return (
    <Step
      number={4}
      title={m.evaluate}
      state={flow.step === 'received' && end?.id === flow.submissionId ? end.state : state}
      note={flow.step === 'received' ? undefined : gate === null || gate.kind === 'quota' ? waitNote(queue, task.kind, m, lang) : undefined}
    >
      {flow.step === 'received' ? (
        <>
          {received(flow.submissionId, (state) => setEnd({ id: flow.submissionId, state }))}
          <p className="again">
            <Button onClick={() => run?.restart()}>{m.again}</Button>
          </p>
        </>
      ) : (
        isUnderWay && <TransferLog flow={flow} />
      )}
    </Step>
  );
}
