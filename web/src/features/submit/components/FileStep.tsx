import { FileText, Upload } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { formatBytes, middleEllipsis, shortHash } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { ACCEPT } from '../file-choice.ts';
import type { Flow } from '../flow.ts';
import type { SubmitTask } from '../task.ts';
import { submitMessages } from '../messages.ts';

function Picker({ label, look, accept, onFiles }: { label: string; look: 'primary' | 'secondary'; accept: string; onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // Choosing the same file again must be noticed too.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
/** The file that was chosen, with its size, where it is from, and its hash once that is known. */
function ChosenFile({ file, kind, sha256 }: { file: Exclude<Flow, { step: 'choose' }>['file']; kind: SubmitTask['kind']; sha256: string | null }) {
  const m = useMessages(submitMessages);
  const origin = kind === 'code' && file.origin === 'example' ? m.code.origin : m.origin[file.origin];
  return (
    <>
      <FileText className="drop-icon" size={36} strokeWidth={1.25} aria-hidden="true" />
      <div className="drop-file">
        <p className="drop-name" title={file.name}>
          <span aria-hidden="true">{middleEllipsis(file.name, 44)}</span>
          <span className="vh">{file.name}</span>
        </p>
        <p className="muted num">
          {formatBytes(file.bytes)}
          {origin !== '' && ` · ${origin}`}
          {sha256 !== null && (
            <>
              {' · '}
              SHA-256 <code title={sha256}>{shortHash(sha256)}</code>
            </>
          )}
        </p>
      </div>
      {sha256 !== null && <CopyButton text={sha256} label={m.copy} name={m.copyHash} />}
    </>
  );
}
/** The file: a place to drop it that also has a button, or the file chosen with its size and hash (SU-2). */
export function FileStep({
  flow,
  task,
  over,
  locked,
  onFiles,
  children,
}: {
  flow: Flow;
  task: SubmitTask;
  over: boolean;
  locked: boolean;
  onFiles: (files: File[]) => void;
  children?: ReactNode;
}) {
  const m = useMessages(submitMessages);
  const words = task.kind === 'prediction' ? m : m[task.kind];
  if (flow.step === 'choose') {
    return (
      <div className="drop drop-empty" data-over={over ? '' : undefined}>
        <Upload size={28} strokeWidth={1.5} aria-hidden="true" />
        <div>
          <p className="drop-title">{over ? m.dropNow : words.drop}</p>
          <p className="muted">
            {words.accepted(formatBytes(task.maxBytes))}. {m.dropHint}
          </p>
        </div>
        <Picker label={m.choose} look="primary" accept={ACCEPT[task.kind]} onFiles={onFiles} />
        {children}
      </div>
    );
  }
  return (
    <div className="drop" data-over={over ? '' : undefined}>
      <ChosenFile file={flow.file} kind={task.kind} sha256={'check' in flow ? flow.check.sha256 : null} />
      {!locked && <Picker label={m.change} look="secondary" accept={ACCEPT[task.kind]} onFiles={onFiles} />}
    </div>
  );
}
