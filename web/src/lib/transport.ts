import { backoffMs, chance } from './backoff.ts';
import { isPassing, type Problem } from './problems.ts';
import { wait } from './wait.ts';

/** Bytes of one request. A broken request loses nothing (the server keeps what came), parts only bound what a proxy has to take at once. */
export const PART_BYTES = 8 * 1024 * 1024;
export const partsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / PART_BYTES));
const ENDPOINT = '/api/uploads';

export interface TransportOptions {
  file: File;
  /** What it is to be, beside its name. */
  metadata: Readonly<Record<string, string>>;
  /** Address of an upload of the same bytes to go on with; null begins anew. A server that no longer knows it begins anew too. */
  previousUrl: string | null;
  /** The path of the upload, once the server has made it. */
  onUrl: (url: string) => void;
  onSent: (bytes: number) => void;
  onDone: (uploadId: string) => void;
  /** The connection is gone, or the server is not able; it is tried again by itself. */
  onLost: () => void;
  onBack: () => void;
  onRefused: (problem: Problem) => void;
  /** The file was changed, moved or taken away since it was chosen. */
  onUnreadable: () => void;
}
export interface Transport {
  pause(): void;
  resume(): void;
  /** Ends the upload; the server throws the bytes away. */
  discard(): void;
}
export type OpenTransport = (options: TransportOptions) => Promise<Transport>;

/** An answer of the server that tus has no way to carry. */
class Answered extends Error {
  override readonly name = 'Answered';
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(String(status));
  }
}
const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'code' in value && 'status' in value;

/** What a failed answer says; null when there was none or when trying again is the thing to do (offset raced, lock held, server not able). */
export function refusalOf(status: number | null, body: string): Problem | null {
  if (status === null || status === 423) return null;
  let problem: Problem = { code: 'unreadable', status };
  try {
    const parsed: unknown = JSON.parse(body);
    if (isProblem(parsed)) problem = parsed;
  } catch {
    // Not ours: a proxy answered.
  }
  // The server has another offset than we thought: it is asked, and the upload goes on from there.
  if (status === 409 && (problem.code === 'unreadable' || problem.code === 'upload-incomplete')) return null;
  // Storage does not empty itself within seconds: say so and let the person decide.
  return isPassing(problem) && problem.code !== 'storage-full' ? null : problem;
}

const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** The part of tus-js-client that is used. */
type Tus = Pick<typeof import('tus-js-client'), 'Upload'>;

/** What the server says in a failure of the library; nulls and nothing when it said nothing. */
function answerIn(cause: Error): { status: number | null; body: string } {
  const inner = 'causingError' in cause && cause.causingError instanceof Answered ? cause.causingError : null;
  const response = 'originalResponse' in cause ? (cause.originalResponse as { getStatus(): number; getBody(): string } | null) : null;
  return { status: inner?.status ?? response?.getStatus() ?? null, body: inner?.body ?? response?.getBody() ?? '' };
}

/** One file on its way, going on from what the server has after every break. */
class TusTransport implements Transport {
  readonly #stop = new AbortController();
  readonly #upload: InstanceType<Tus['Upload']>;
  #failures = 0;
  #paused = false;

  constructor(
    { Upload }: Tus,
    private readonly options: TransportOptions,
  ) {
    this.#upload = new Upload(options.file, {
      endpoint: ENDPOINT,
      ...(options.previousUrl === null ? {} : { uploadUrl: options.previousUrl }),
      chunkSize: PART_BYTES,
      // Waiting is done here, where it is seen on the screen and ends as soon as the network is back.
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: { filename: options.file.name.normalize('NFC'), ...options.metadata },
      onAfterResponse: (request, response) => {
        // tus-js-client would begin anew whatever the answer to HEAD; parts may only be given up when the server no longer has them.
        if (request.getMethod() === 'HEAD' && response.getStatus() >= 400 && ![403, 404, 410, 423].includes(response.getStatus()))
          throw new Answered(response.getStatus(), response.getBody());
      },
      onUploadUrlAvailable: () => this.#withPath(options.onUrl),
      onProgress: (bytes) => {
        if (this.#failures > 0) options.onBack();
        this.#failures = 0;
        options.onSent(bytes);
      },
      onSuccess: () => this.#withPath((path) => options.onDone(path.split('/').at(-1) ?? '')),
      onError: (error) => void this.#failed(error),
    });
    this.#upload.start();
  }

  pause(): void {
    this.#paused = true;
    void this.#upload.abort();
  }
  resume(): void {
    this.#paused = false;
    this.#upload.start();
  }
  discard(): void {
    this.#stop.abort();
    // Should the request not get through, the server sweeps the upload away later.
    this.#upload.abort(true).catch(() => undefined);
  }

  #withPath(give: (path: string) => void): void {
    if (this.#upload.url !== null) give(new URL(this.#upload.url, location.origin).pathname);
  }
  #resting(): boolean {
    return this.#stop.signal.aborted || this.#paused;
  }
  async #failed(cause: Error): Promise<void> {
    if (this.#resting()) return;
    const { status, body } = answerIn(cause);
    const problem = refusalOf(status, body);
    if (problem) {
      this.options.onRefused(problem);
      return;
    }
    // A file that can't be read any more looks like a broken connection from here.
    if (!(await isReadable(this.options.file))) {
      this.options.onUnreadable();
      return;
    }
    this.#failures += 1;
    this.options.onLost();
    await wait(backoffMs(this.#failures, chance), this.#stop.signal, true);
    if (!this.#resting()) this.#upload.start();
  }
}

/** Sends a file over tus 1.0 in parts. tus-js-client is loaded with the first upload. */
export const openTransport: OpenTransport = async (options) => new TusTransport(await import('tus-js-client'), options);
