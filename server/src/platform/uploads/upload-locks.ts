import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/utils';

interface Holder {
  askToStop: RequestRelease;
  waiting: (() => void)[];
}

/**
 * One writer per upload within this process. A newcomer asks the holder to stop (its connection is most often dead,
 * which TCP tells late) and is served next. Waiting costs nothing, unlike the polling lock of the library.
 */
export class UploadLocks implements Locker {
  private readonly held = new Map<string, Holder>();

  constructor(private readonly timeoutMs = 30_000) {}

  newLock(id: string): Lock {
    return {
      lock: (signal, askToStop) => this.acquire(id, signal, askToStop),
      unlock: () => {
        this.release(id);
        return Promise.resolve();
      },
    };
  }

  /** Runs `work` while nobody else holds the upload. It is not asked to stop: it is expected to be short. Rejects when the holder does not let go within `patienceMs`. */
  async exclusively<T>(id: string, work: () => Promise<T>, patienceMs = this.timeoutMs): Promise<T> {
    await this.acquire(id, AbortSignal.timeout(patienceMs), () => undefined);
    try {
      return await work();
    } finally {
      this.release(id);
    }
  }

  private async acquire(id: string, signal: AbortSignal, askToStop: RequestRelease): Promise<void> {
    const holder = this.held.get(id);
    if (holder === undefined) {
      this.held.set(id, { askToStop, waiting: [] });
      return;
    }
    await holder.askToStop();
    await new Promise<void>((resolve, reject) => {
      const granted = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', givenUp);
        // Others wait behind: this holder is as welcome to stop as the last one was.
        const now = this.held.get(id);
        if (now !== undefined) now.askToStop = askToStop;
        if ((now?.waiting.length ?? 0) > 0) void askToStop();
        resolve();
      };
      const givenUp = () => {
        clearTimeout(timer);
        const at = holder.waiting.indexOf(granted);
        if (at >= 0) holder.waiting.splice(at, 1);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the library's errors are plain objects that its handlers turn into answers
        reject(ERRORS.ERR_LOCK_TIMEOUT);
      };
      const timer = setTimeout(givenUp, this.timeoutMs);
      signal.addEventListener('abort', givenUp, { once: true });
      holder.waiting.push(granted);
    });
  }

  private release(id: string): void {
    const next = this.held.get(id)?.waiting.shift();
    if (next === undefined) this.held.delete(id);
    else next();
  }
}
