import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { SubmissionView } from '../../api/views.ts';
import type { ApiResult } from '../../lib/api.ts';
import { backoffMs } from '../../lib/backoff.ts';
import { isPassing } from '../../lib/problems.ts';
import type { CheckProgress, FileCheck } from './check/check-file.ts';
import { CheckStopped, type Checker } from './check/checker.ts';
import { isUnsent, mayBeSent, nextFlow, START, type ChosenFile, type Flow, type FlowEvent } from './flow.ts';
import type { OpenTransport, Transport } from '../../lib/transport.ts';
import type { Unfinished, UnfinishedStore } from './upload/unfinished.ts';

export interface RunPorts {
  phaseId: string;
  submissionKind: SubmissionKind;
  checker: Checker;
  openTransport: OpenTransport;
  unfinished: UnfinishedStore;
  /** Asks for the receipt; the same upload always answers the same submission. */
  register: (uploadId: string, sha256: string, note: string) => Promise<ApiResult<SubmissionView>>;
  onReceived: (submission: SubmissionView, check: FileCheck) => void;
  /** ms of a steady clock */
  now: () => number;
  random: () => number;
  wait: (ms: number) => Promise<void>;
}

/** One submission under way, with everything that happens beside the screen. The screen reads `get` and presses the buttons. */
export class SubmitRun {
  #flow: Flow = START;
  #file: File | null = null;
  #note = '';
  #transport: Transport | null = null;
  /** Counts the uploads begun: answers to an earlier one say nothing any more. */
  #attempt = 0;
  readonly #listeners = new Set<() => void>();
  readonly #ports: RunPorts;

  constructor(ports: RunPorts) {
    this.#ports = ports;
  }
  readonly get = (): Flow => this.#flow;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  get unfinished(): Unfinished | null {
    return this.#ports.unfinished.get();
  }
  get isUnsent(): boolean {
    return isUnsent(this.#flow);
  }

  /** Checks a file; with `thenSend` (one of the challenge's own files) it goes on by itself when nothing is wrong. */
  async choose(file: File, origin: ChosenFile['origin'], thenSend = false): Promise<void> {
    if (!this.#tell({ kind: 'choose', file: { name: file.name.normalize('NFC'), bytes: file.size, origin } })) return;
    this.#file = file;
    try {
      const check = await this.#ports.checker.check(file, (progress: CheckProgress) => this.#tell({ kind: 'progress', progress }));
      const before = this.unfinished;
      this.#tell({ kind: 'checked', check, resumption: before === null ? null : before.sha256 === check.sha256 ? 'same' : 'other' });
      if (thenSend && mayBeSent(check)) this.send('');
    } catch (cause) {
      if (!(cause instanceof CheckStopped)) this.#tell({ kind: 'unreadable' });
    }
  }
  turnAway(refusal: Extract<FlowEvent, { kind: 'turn-away' }>['refusal']): void {
    this.#tell({ kind: 'turn-away', refusal });
  }

  send(note: string): void {
    const flow = this.#flow;
    if (!this.#file || !('check' in flow) || flow.check.sha256 === null) return;
    const before = this.unfinished;
    const previous = before?.sha256 === flow.check.sha256 ? before : null;
    this.#note = note;
    if (!this.#tell({ kind: 'send', at: this.#ports.now(), sent: previous?.sent ?? 0 })) return;
    this.#attempt += 1;
    if (this.#flow.step === 'register') void this.#register(this.#flow.uploadId, this.#attempt);
    else void this.#upload(this.#file, flow.check.sha256, previous, this.#attempt);
  }
  /** The same once more after a refusal. */
  again(): void {
    this.send(this.#note);
  }
  pause(): void {
    if (this.#tell({ kind: 'pause' })) this.#transport?.pause();
  }
  resume(): void {
    if (this.#tell({ kind: 'go-on', at: this.#ports.now() })) this.#transport?.resume();
  }
  /** Stops what is under way. A check is dropped; the bytes of an upload are thrown away. */
  cancel(): void {
    const { step } = this.#flow;
    if (step === 'check') this.#ports.checker.stop();
    if (!this.#tell({ kind: 'cancel' }) || step === 'check') return;
    this.#attempt += 1;
    this.#transport?.discard();
    this.#transport = null;
    this.#ports.unfinished.clear();
  }
  restart(): void {
    this.#tell({ kind: 'restart' });
  }
  close(): void {
    this.#ports.checker.close();
  }

  /** True when the event changed something. */
  #tell(event: FlowEvent): boolean {
    const next = nextFlow(this.#flow, event);
    if (next === this.#flow) return false;
    this.#flow = next;
    for (const listener of this.#listeners) listener();
    return true;
  }

  async #upload(file: File, sha256: string, previous: Unfinished | null, attempt: number): Promise<void> {
    const { phaseId, submissionKind, unfinished, now } = this.#ports;
    let url = previous?.url ?? null;
    const remember = (sent: number): void => {
      if (url !== null) unfinished.set({ url, sha256, name: file.name.normalize('NFC'), bytes: file.size, sent, note: this.#note });
    };
    /** Nothing of an upload that was given up may reach the screen. */
    const live =
      <A extends unknown[]>(work: (...args: A) => void) =>
      (...args: A): void => {
        if (attempt === this.#attempt) work(...args);
      };
    let rememberedAt = -Infinity;
    const transport = await this.#ports.openTransport({
      file,
      metadata: { phase: phaseId, kind: submissionKind },
      previousUrl: url,
      onUrl: live((path: string) => {
        url = path;
        remember(previous?.url === path ? previous.sent : 0);
      }),
      onSent: live((bytes: number) => {
        this.#tell({ kind: 'sent', at: now(), bytes });
        if (now() - rememberedAt < 500 && bytes < file.size) return;
        rememberedAt = now();
        remember(bytes);
      }),
      onDone: live((uploadId: string) => {
        if (this.#tell({ kind: 'uploaded', uploadId })) void this.#register(uploadId, attempt);
      }),
      onUnreadable: live(() => void this.#tell({ kind: 'unreadable' })),
      onLost: live(() => void this.#tell({ kind: 'lost' })),
      onBack: live(() => void this.#tell({ kind: 'back' })),
      onRefused: live((problem) => {
        // Refused bytes are of no use to a later try.
        if (problem.code === 'file-refused' || problem.code === 'upload-too-large') unfinished.clear();
        this.#tell({ kind: 'refused', problem });
      }),
    });
    if (attempt !== this.#attempt) {
      transport.discard();
      return;
    }
    this.#transport = transport;
    // The button may have been pressed while the code of the transport was still loading.
    if (this.#flow.step === 'send' && this.#flow.pace === 'paused') transport.pause();
  }

  /** Asks until there is an answer: the key makes repeating safe. */
  async #register(uploadId: string, attempt: number): Promise<void> {
    for (let failures = 1; attempt === this.#attempt && this.#flow.step === 'register'; failures += 1) {
      const { check } = this.#flow;
      const result = await this.#ports.register(uploadId, check.sha256 ?? '', this.#note);
      if (result.ok) {
        this.#ports.unfinished.clear();
        this.#tell({ kind: 'received', submissionId: result.data.id, receipt: result.data.receipt });
        this.#ports.onReceived(result.data, check);
        return;
      }
      const { problem } = result;
      if (!isPassing(problem) || problem.code === 'storage-full') {
        if (problem.code === 'upload-not-yours' || problem.code === 'upload-hash-mismatch') this.#ports.unfinished.clear();
        this.#tell({ kind: 'refused', problem });
        return;
      }
      this.#tell({ kind: 'lost' });
      await this.#ports.wait(backoffMs(failures, this.#ports.random));
      this.#tell({ kind: 'back' });
    }
  }
}
