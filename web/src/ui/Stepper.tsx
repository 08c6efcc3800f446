import type { ReactNode } from 'react';
import { catalog, useMessages } from '../lib/lang.ts';
import { CheckIcon, CloseIcon } from './icons.tsx';

export type StepState = 'waiting' | 'current' | 'done' | 'failed';
const messages = catalog(
  { waiting: '아직', current: '지금', done: '마침', failed: '실패', step: (n: number, state: string) => `${n}단계, ${state}: ` },
  { waiting: 'not yet', current: 'current', done: 'done', failed: 'failed', step: (n: number, state: string) => `Step ${n}, ${state}: ` },
);
/** The vertical line of numbered steps; its children are Step. */
export const Stepper = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol className="steps" aria-label={label}>
    {children}
  </ol>
);
/** One step. `number` counts from 1. `note` stands beside the title ("2.1초 · 파일은 아직 전송되지 않았습니다"). */
export function Step({
  number,
  title,
  note,
  state,
  children,
}: {
  number: number;
  title: string;
  note?: ReactNode;
  state: StepState;
  children?: ReactNode;
}) {
  const m = useMessages(messages);
  return (
    <li data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      <span className="step-mark num" aria-hidden="true">
        {state === 'done' ? <CheckIcon size={16} /> : state === 'failed' ? <CloseIcon size={16} /> : number}
      </span>
      <div>
        <div className="step-head">
          <h2>
            <span className="vh">{m.step(number, m[state])}</span>
            {title}
          </h2>
          {note !== undefined && <p>{note}</p>}
        </div>
        {children !== undefined && <div className="step-body">{children}</div>}
      </div>
    </li>
  );
}
