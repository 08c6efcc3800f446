import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { attempt, useApi } from '../../lib/api.ts';
import type { Problem } from '../../lib/problems.ts';
import { openTransport, type Transport } from '../../lib/transport.ts';
import { importsQuery } from './queries.ts';

export type UploadState =
  | { step: 'idle' }
  | { step: 'sending'; name: string; bytes: number; sent: number; lost: boolean }
  | { step: 'finishing'; name: string }
  | { step: 'refused'; problem: Problem }
  | { step: 'unreadable' };

/** Sends one archive and makes an import of it; `onMade` gets its id. An upload goes on after every break until it is stopped. */
export function useArchiveUpload(onMade: (id: string) => void): { state: UploadState; send: (file: File) => void; stop: () => void } {
  const api = useApi();
  const client = useQueryClient();
  const [state, setState] = useState<UploadState>({ step: 'idle' });
  const transport = useRef<Transport | null>(null);
  /** Counts the uploads: answers to one that was stopped say nothing any more. */
  const turn = useRef(0);

  const register = async (uploadId: string, own: number): Promise<void> => {
    const result = await attempt(api.POST('/api/organize/imports', { body: { uploadId } }));
    if (own !== turn.current) return;
    if (!result.ok) {
      setState({ step: 'refused', problem: result.problem });
      return;
    }
    await client.invalidateQueries({ queryKey: importsQuery(api).queryKey });
    onMade(result.data.id);
  };
  const send = (file: File): void => {
    turn.current += 1;
    const own = turn.current;
    const { name, size: bytes } = file;
    const tell = (next: UploadState): void => {
      if (own === turn.current) setState(next);
    };
    let sent = 0;
    const sending = (lost: boolean): void => tell({ step: 'sending', name, bytes, sent, lost });
    sending(false);
    void openTransport({
      file,
      metadata: { purpose: 'import' },
      previousUrl: null,
      onUrl: () => undefined,
      onSent: (now) => {
        sent = now;
        sending(false);
      },
      onDone: (uploadId) => {
        tell({ step: 'finishing', name });
        void register(uploadId, own);
      },
      onLost: () => sending(true),
      onBack: () => sending(false),
      onRefused: (problem) => tell({ step: 'refused', problem }),
      onUnreadable: () => tell({ step: 'unreadable' }),
    }).then((opened) => {
      if (own === turn.current) transport.current = opened;
      else opened.discard();
    });
  };
  const stop = (): void => {
    turn.current += 1;
    transport.current?.discard();
    transport.current = null;
    setState({ step: 'idle' });
  };
  const unsent = state.step === 'sending';
  useEffect(() => {
    if (!unsent) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsent]);
  return { state, send, stop };
}
