import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatBytes } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { announce } from '../../../ui/Announcer.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CodeLine } from '../../../ui/CodeLine.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { hashFile } from '../hash-file.ts';
import { receiptMessages } from '../messages.ts';

type Comparison =
  | { kind: 'idle' }
  | { kind: 'hashing'; name: string; read: number; bytes: number }
  | { kind: 'broken' }
  | { kind: 'told'; name: string; bytes: number; sha256: string };

/** Hashes one file at a time; a new one ends the work on the one before. */
function useComparison(sha256: string): { state: Comparison; compare: (file: File) => void } {
  const m = useMessages(receiptMessages);
  const [state, setState] = useState<Comparison>({ kind: 'idle' });
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const compare = (file: File): void => {
    stop.current();
    const { name, size: bytes } = file;
    setState({ kind: 'hashing', name, read: 0, bytes });
    stop.current = hashFile(file, (answer) => {
      if (answer.kind === 'progress') return setState({ kind: 'hashing', name, read: answer.read, bytes });
      if (answer.kind === 'broken') return setState({ kind: 'broken' });
      announce(answer.sha256 === sha256 ? m.match : m.differ);
      setState({ kind: 'told', name, bytes, sha256: answer.sha256 });
    });
  };
  return { state, compare };
}
/** Whether the two hashes are the same, with both to read. */
function Verdict({ of, sha256 }: { of: Extract<Comparison, { kind: 'told' }>; sha256: string }) {
  const m = useMessages(receiptMessages);
  const same = of.sha256 === sha256;
  return (
    <div className="verdict" data-same={same ? '' : undefined}>
      {same ? <CircleCheck size={24} aria-hidden="true" /> : <CircleAlert size={24} aria-hidden="true" />}
      <div>
        <p className="verdict-title">{same ? m.match : m.differ}</p>
        <p>{same ? m.matchText : m.differText}</p>
        <dl>
          <div>
            <dt>
              {m.yours} ({of.name}, {formatBytes(of.bytes)})
            </dt>
            <dd>
              <code className="hash">{of.sha256}</code>
            </dd>
          </div>
          {!same && (
            <div>
              <dt>{m.theirs}</dt>
              <dd>
                <code className="hash">{sha256}</code>
              </dd>
            </div>
          )}
        </dl>
      </div>
    </div>
  );
}
/** Hashes a file of the visitor's in the browser and says whether it is the one received. */
export function CompareFile({ sha256, fileName }: { sha256: string; fileName: string }) {
  const m = useMessages(receiptMessages);
  const { state, compare } = useComparison(sha256);
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="compare" aria-labelledby="compare-title">
      <h2 id="compare-title" className="section-title">
        {m.compare}
      </h2>
      <p className="muted">{m.compareText}</p>
      <p>
        <Button look={state.kind === 'told' ? 'secondary' : 'primary'} onClick={() => input.current?.click()}>
          {state.kind === 'told' ? m.again : m.choose}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file) compare(file);
          }}
        />
      </p>
      {state.kind === 'hashing' && (
        <Progress
          label={m.progress}
          value={state.bytes === 0 ? 1 : state.read / state.bytes}
          valueText={m.hashing(formatBytes(state.read), formatBytes(state.bytes))}
        />
      )}
      {state.kind === 'broken' && <p className="field-error">{m.unreadable}</p>}
      {state.kind === 'told' && <Verdict of={state} sha256={sha256} />}
      <details className="ways">
        <summary>{m.command}</summary>
        <CodeLine what={m.commandName} code={`echo '${sha256}  ${fileName}' | sha256sum --check`} />
      </details>
    </section>
  );
}
