import type { CheckProgress, FileCheck } from './check-file.ts';
import type { CheckAnswer, CheckOrder, CheckTask } from './check.worker.ts';

/** The file could not be read: it was moved, changed or is not readable any more. */
class CheckBroken extends Error {
  override readonly name = 'CheckBroken';
}
/** The check was given up. */
export class CheckStopped extends Error {
  override readonly name = 'CheckStopped';
}
export interface Checker {
  /** Rejects with CheckBroken or CheckStopped. */
  check(file: File, onProgress: (progress: CheckProgress) => void): Promise<FileCheck>;
  /** Ends a running check at once. */
  stop(): void;
  close(): void;
}
/** Who waits for the running check. */
interface Waiting {
  resolve: (check: FileCheck) => void;
  reject: (error: Error) => void;
  onProgress: (progress: CheckProgress) => void;
}
/** The part of Worker that is used. */
export type CheckWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Runs checks in a worker that is made ready ahead, so that the first finding comes soon after the choice of a file. */
export function createChecker(startWorker: () => CheckWorker, task: CheckTask): Checker {
  let worker: CheckWorker | null = null;
  let settle: Waiting | null = null;

  const order = (to: CheckWorker, message: CheckOrder): void => to.postMessage(message);
  const start = (): CheckWorker => {
    const started = startWorker();
    started.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<CheckAnswer>;
      if (data.kind === 'progress') return settle?.onProgress(data.progress);
      if (data.kind === 'done') settle?.resolve(data.check);
      else settle?.reject(new CheckBroken(data.reason));
      settle = null;
    });
    started.addEventListener('error', () => {
      settle?.reject(new CheckBroken('worker'));
      end();
    });
    order(started, { kind: 'prepare', task });
    return started;
  };
  const end = (): void => {
    worker?.terminate();
    worker = null;
    settle = null;
  };
  const stop = (): void => {
    if (!settle) return;
    settle.reject(new CheckStopped());
    end();
    worker = start();
  };
  worker = start();
  return {
    check(file, onProgress) {
      stop();
      worker ??= start();
      const busy = worker;
      return new Promise((resolve, reject) => {
        settle = { resolve, reject, onProgress };
        order(busy, { kind: 'check', file });
      });
    },
    stop,
    close: end,
  };
}
