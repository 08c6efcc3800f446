import { Upload } from 'lucide-react';
import { useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { formatBytes } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { usePageDrop } from '../../../ui/usePageDrop.ts';
import { importMessages } from '../messages.ts';
import { useArchiveUpload, type UploadState } from '../useArchiveUpload.ts';

/** An archive on its way, or what kept it from getting there. */
function UploadNotice({ state, onStop }: { state: UploadState; onStop: () => void }) {
  const m = useMessages(importMessages);
  if (state.step === 'refused') return <ErrorPanel problem={state.problem} />;
  if (state.step === 'unreadable')
    return (
      <p className="i-note" role="alert">
        {m.unreadable}
      </p>
    );
  if (state.step !== 'sending') return null;
  return (
    <div className="i-sending">
      <Progress
        label={`${m.sending}: ${state.name}`}
        value={state.bytes === 0 ? 0 : state.sent / state.bytes}
        valueText={m.sent(formatBytes(state.sent), formatBytes(state.bytes))}
      />
      {state.lost && (
        <p className="i-note" role="status">
          {m.lost}
        </p>
      )}
      <Button look="text" onClick={onStop}>
        {m.cancel}
      </Button>
    </div>
  );
}

/** A place to drop an archive that also has a button (2.5.7); what was sent becomes an import, whose page is opened. */
export function ArchiveDrop({ maxBytes }: { maxBytes: number }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [several, setSeveral] = useState(false);
  const { state, send, stop } = useArchiveUpload((id) => void router.navigate({ href: paths.organizeImported(lang, id) } as never));
  const isBusy = state.step === 'sending' || state.step === 'finishing';
  const take = (files: readonly File[], hasFolder = false): void => {
    if (isBusy) return;
    const [file] = files;
    setSeveral(hasFolder || files.length > 1);
    if (file && files.length === 1 && !hasFolder) send(file);
  };
  const over = usePageDrop(take) && !isBusy;
  return (
    <>
      <div className="drop drop-empty i-drop" data-over={over ? '' : undefined}>
        <Upload size={28} strokeWidth={1.5} aria-hidden="true" />
        <div>
          <p className="drop-title">{over ? m.dropNow : m.drop}</p>
          <p className="muted">{m.accepted(formatBytes(maxBytes))}</p>
        </div>
        <Button look="primary" busy={isBusy} onClick={() => input.current?.click()}>
          {state.step === 'finishing' ? m.finishing : isBusy ? m.sending : m.choose}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".zip,application/zip"
          hidden
          aria-label={m.choose}
          onChange={({ currentTarget }) => {
            take([...(currentTarget.files ?? [])]);
            // Choosing the same file again must be noticed too.
            currentTarget.value = '';
          }}
        />
      </div>
      {several && (
        <p className="i-note" role="alert">
          {m.oneFile}
        </p>
      )}
      <UploadNotice state={state} onStop={stop} />
    </>
  );
}
