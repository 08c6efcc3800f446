import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useMessages } from '../../../lib/lang.ts';
import { Stepper, type StepState } from '../../../ui/Stepper.tsx';
import { choiceOf } from '../file-choice.ts';
import { mayBeSent, type Flow } from '../flow.ts';
import type { Gate } from '../gate.ts';
import { submitMessages } from '../messages.ts';
import type { SubmitTask } from '../task.ts';
import { takeAsked } from '../try-once.ts';
import { usePageDrop } from '../../../ui/usePageDrop.ts';
import { useRun } from '../useRun.ts';
import { CheckStep, ChooseStep, ResultStep, TransferStep, type SubmitStepsProps, type TryFile } from './Steps.tsx';
import '../submit.css';

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

/** Loads a file of the challenge and takes it as chosen; by itself once, when the visitor came here to try the sample. */
function useTry(run: ReturnType<typeof useRun>['run'], task: SubmitTask, gate: Gate | null) {
  const load = useMutation({
    mutationFn: async (file: TryFile) => {
      const response = await fetch(file.url);
      if (!run) return;
      if (response.ok) await run.choose(new File([await response.blob()], file.fileName), file.origin, gate === null);
      else run.turnAway({ kind: 'not-loaded', problem: { code: 'unreadable', status: response.status } });
    },
    onError: () => run?.turnAway({ kind: 'not-loaded', problem: { code: 'network', status: 0 } }),
  });
  const begin = useEffectEvent(() => {
    const { sample } = task;
    if (sample && gate === null && takeAsked() === 'sample') load.mutate({ ...sample, origin: 'sample' });
  });
  const isOpen = gate === null;
  useEffect(() => {
    if (run && isOpen) begin();
  }, [run, isOpen]);
  return load;
}

/** From the file to its receipt and result: four steps, one under the other. */
export function SubmitSteps({ accountId, ...props }: SubmitStepsProps) {
  const m = useMessages(submitMessages);
  const { phase, task, gate } = props;
  const { run, flow } = useRun(accountId, phase, task);
  const locked = flow.step === 'send' || flow.step === 'register';
  const take = (files: File[], hasFolder = false): void => {
    const choice = choiceOf({ files, hasFolder }, { maxBytes: task.maxBytes, isTable: task.format !== null });
    if (!run || choice === null) return;
    if ('refusal' in choice) run.turnAway(choice.refusal);
    else void run.choose(choice.file, 'own');
  };
  const over = usePageDrop((files, hasFolder) => !locked && take(files, hasFolder)) && !locked;
  const load = useTry(run, task, gate);
  const [fileState, checkState, sendState, resultState] = stepStates(flow);
  const step = { ...props, run, flow };
  return (
    <Stepper label={m.steps}>
      <ChooseStep {...step} state={fileState} over={over} take={take} load={load} />
      <CheckStep {...step} state={checkState} />
      <TransferStep {...step} state={sendState} />
      <ResultStep {...step} state={resultState} />
    </Stepper>
  );
}
