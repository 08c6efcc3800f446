import type { Problem } from '../../lib/problems.ts';
import type { CheckProgress, FileCheck } from './check/check-file.ts';
import { nextRate, startRate, type Rate } from './upload/rate.ts';

export interface ChosenFile {
  name: string;
  bytes: number;
  /** From where: the entrant's own, or one of the challenge's files. */
  origin: 'own' | 'sample' | 'example';
}
/** Why a choice is not even checked. */
export type FileRefusal =
  | { kind: 'type'; name: string }
  | { kind: 'too-large'; name: string; bytes: number; maxBytes: number }
  | { kind: 'several' }
  | { kind: 'folder' }
  | { kind: 'not-loaded'; problem: Problem };
/** What became of an unfinished upload of before, now that a file is chosen: `same` goes on from its bytes. */
type Resumption = 'same' | 'other' | null;

interface Checked {
  file: ChosenFile;
  check: FileCheck;
  resumption: Resumption;
}
/** A submission on its way from the choice of a file to its receipt. */
export type Flow =
  | { step: 'choose'; refusal: FileRefusal | null }
  | { step: 'check'; file: ChosenFile; progress: CheckProgress | null }
  | { step: 'unreadable'; file: ChosenFile }
  | ({ step: 'checked' } & Checked)
  /** `waiting`: the connection is gone; it goes on by itself. */
  | ({ step: 'send'; sent: number; rate: Rate; pace: 'going' | 'paused' | 'waiting' } & Checked)
  /** All bytes are there; the receipt is asked for. */
  | ({ step: 'register'; uploadId: string; waiting: boolean } & Checked)
  | ({ step: 'received'; submissionId: string; receipt: string } & Checked)
  /** `uploadId`: known when the bytes are there and only the receipt was refused. */
  | ({ step: 'refused'; problem: Problem; uploadId: string | null } & Checked);

export type FlowEvent =
  | { kind: 'choose'; file: ChosenFile }
  | { kind: 'turn-away'; refusal: FileRefusal }
  | { kind: 'progress'; progress: CheckProgress }
  | { kind: 'checked'; check: FileCheck; resumption: Resumption }
  | { kind: 'unreadable' }
  /** `at`: ms of a steady clock. */
  | { kind: 'send'; at: number; sent: number }
  | { kind: 'sent'; at: number; bytes: number }
  | { kind: 'pause' }
  | { kind: 'go-on'; at: number }
  | { kind: 'lost' }
  | { kind: 'back' }
  | { kind: 'uploaded'; uploadId: string }
  | { kind: 'received'; submissionId: string; receipt: string }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'cancel' }
  | { kind: 'restart' };

export const START: Flow = { step: 'choose', refusal: null };
/** A file may be chosen anew until its bytes are all there. */
const mayChoose = ({ step }: Flow): boolean => step !== 'send' && step !== 'register';
const checkedOf = ({ file, check, resumption }: Checked): Checked => ({ file, check, resumption });
export const mayBeSent = ({ report, sha256 }: FileCheck): boolean => report.ok && sha256 !== null;

/** The next state; the same object when the event says nothing in this state (a late answer, a second press). */
export function nextFlow(flow: Flow, event: FlowEvent): Flow {
  switch (event.kind) {
    case 'choose':
      return mayChoose(flow) ? { step: 'check', file: event.file, progress: null } : flow;
    case 'turn-away':
      return mayChoose(flow) ? { step: 'choose', refusal: event.refusal } : flow;
    case 'progress':
      return flow.step === 'check' ? { ...flow, progress: event.progress } : flow;
    case 'checked':
      return flow.step === 'check' ? { step: 'checked', file: flow.file, check: event.check, resumption: event.resumption } : flow;
    case 'unreadable':
      return 'file' in flow && flow.step !== 'received' ? { step: 'unreadable', file: flow.file } : flow;
    case 'restart':
      return mayChoose(flow) ? START : flow;
    case 'cancel':
      if (flow.step === 'check') return START;
      return flow.step === 'send' || flow.step === 'refused' ? { step: 'checked', ...checkedOf(flow), resumption: null } : flow;
    default:
      return nextTransfer(flow, event);
  }
}

function nextTransfer(
  flow: Flow,
  event: Extract<FlowEvent, { kind: 'send' | 'sent' | 'pause' | 'go-on' | 'lost' | 'back' | 'uploaded' | 'received' | 'refused' }>,
): Flow {
  switch (event.kind) {
    case 'send':
      if ((flow.step !== 'checked' && flow.step !== 'refused') || !mayBeSent(flow.check)) return flow;
      // The bytes of a refused receipt are there: only the receipt is asked for again.
      if (flow.step === 'refused' && flow.uploadId !== null)
        return { step: 'register', ...checkedOf(flow), uploadId: flow.uploadId, waiting: false };
      return { step: 'send', ...checkedOf(flow), sent: event.sent, rate: startRate(event.at, event.sent), pace: 'going' };
    case 'sent':
      return flow.step === 'send'
        ? {
            ...flow,
            sent: event.bytes,
            rate: flow.pace === 'going' ? nextRate(flow.rate, event.at, event.bytes) : startRate(event.at, event.bytes),
            pace: flow.pace === 'paused' ? 'paused' : 'going',
          }
        : flow;
    case 'pause':
      return flow.step === 'send' && flow.pace !== 'paused' ? { ...flow, pace: 'paused' } : flow;
    case 'go-on':
      return flow.step === 'send' && flow.pace === 'paused' ? { ...flow, pace: 'going', rate: startRate(event.at, flow.sent) } : flow;
    case 'lost':
      if (flow.step === 'register') return { ...flow, waiting: true };
      return flow.step === 'send' && flow.pace === 'going' ? { ...flow, pace: 'waiting' } : flow;
    case 'back':
      if (flow.step === 'register') return { ...flow, waiting: false };
      return flow.step === 'send' && flow.pace === 'waiting' ? { ...flow, pace: 'going' } : flow;
    case 'uploaded':
      return flow.step === 'send' ? { step: 'register', ...checkedOf(flow), uploadId: event.uploadId, waiting: false } : flow;
    case 'received':
      return flow.step === 'register'
        ? { step: 'received', ...checkedOf(flow), submissionId: event.submissionId, receipt: event.receipt }
        : flow;
    case 'refused':
      if (flow.step !== 'send' && flow.step !== 'register') return flow;
      return { step: 'refused', ...checkedOf(flow), problem: event.problem, uploadId: flow.step === 'register' ? flow.uploadId : null };
  }
}
/** Leaving the page now would lose something: bytes under way, or a receipt not yet issued. */
export const isUnsent = (flow: Flow): boolean => flow.step === 'send' || flow.step === 'register';
