import { open, type FileHandle } from 'node:fs/promises';
import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { Sha256 } from '@gac/shared/values';
import { isProblem, refuse, Refused } from '../refused.ts';
import type { Api } from './api.ts';
import type { Patience } from './backoff.ts';

/** Bytes of one request: what a proxy has to take at once. A broken one loses nothing, the server keeps what came. */
const PART_BYTES = 8 * 1024 * 1024;
const PART_WITHIN_MS = 300_000;
const TUS = { 'tus-resumable': '1.0.0' };

export interface LocalFile {
  path: string;
  /** Its last part, in NFC. */
  name: string;
  bytes: number;
  sha256: Sha256;
}
export interface UploadOptions {
  file: LocalFile;
  phaseId: string;
  kind: SubmissionKind;
  /** Path of an upload of the same bytes to go on with; null begins anew. One the server no longer has begins anew too. */
  begun: string | null;
  /** Told the path once the server has made the upload, before any byte is sent. */
  onBegun: (path: string) => Promise<void>;
  onSent: (bytes: number) => void;
  patience: Patience;
}
const encoded = (text: string): string => Buffer.from(text).toString('base64');

/** Sends a file over tus 1.0 (create, PATCH in parts, HEAD to resume). The upload's path, once all bytes are there. */
export async function uploadFile(api: Api, options: UploadOptions): Promise<string> {
  const handle = await open(options.file.path);
  try {
    return await new Sending(api, options, handle).run();
  } finally {
    await handle.close();
  }
}

class Sending {
  #path: string | null;
  #offset: number | null = null;
  constructor(
    private readonly api: Api,
    private readonly options: UploadOptions,
    private readonly handle: FileHandle,
  ) {
    this.#path = options.begun;
  }

  async run(): Promise<string> {
    const { file, patience, onSent } = this.options;
    for (;;) {
      try {
        const path = (this.#path ??= await this.#begin());
        const offset = (this.#offset ??= await this.#known(path));
        onSent(offset);
        if (offset >= file.bytes) return path;
        this.#offset = await this.#sendPart(path, offset);
        patience.reset();
      } catch (error) {
        if (this.#path !== null && this.#path === this.options.begun && isGone(error)) this.#path = null;
        else await patience.after(error);
        // What of the part arrived only the server knows.
        this.#offset = null;
      }
    }
  }

  async #begin(): Promise<string> {
    const { file, phaseId, kind, onBegun } = this.options;
    const metadata = `filename ${encoded(file.name)},phase ${encoded(phaseId)},kind ${encoded(kind)}`;
    const answer = await this.api.request('POST', '/api/uploads', { headers: { ...TUS, 'upload-length': String(file.bytes), 'upload-metadata': metadata } });
    await answer.arrayBuffer();
    const location = answer.headers.get('location');
    if (location === null) throw refuse('not-this-api', this.api.server);
    // Behind a proxy the address may name another host; the path is ours.
    const path = new URL(location, this.api.server).pathname;
    await onBegun(path);
    this.#offset = 0;
    return path;
  }

  async #known(path: string): Promise<number> {
    return offsetOf(await this.api.request('HEAD', path, { headers: TUS }), this.api);
  }

  async #sendPart(path: string, offset: number): Promise<number> {
    const part = Buffer.allocUnsafe(Math.min(PART_BYTES, this.options.file.bytes - offset));
    const { bytesRead } = await this.handle.read(part, 0, part.length, offset);
    // Shorter than when it was hashed: another file by now.
    if (bytesRead === 0) throw refuse('file-differs', this.options.file.path);
    const answer = await this.api.request('PATCH', path, {
      headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: part.subarray(0, bytesRead),
      signal: AbortSignal.timeout(PART_WITHIN_MS),
    });
    await answer.arrayBuffer();
    return offsetOf(answer, this.api);
  }
}

function offsetOf(answer: Response, api: Api): number {
  const header = answer.headers.get('upload-offset');
  if (header === null || !/^\d+$/.test(header)) throw refuse('not-this-api', api.server);
  return Number(header);
}
/** Answers to HEAD have no body: that the server no longer has an upload shows by the status alone. */
const isGone = (error: unknown): boolean =>
  isProblem(error, 'upload-not-yours', 'not-found') ||
  (error instanceof Refused && error.refusal.kind === 'local' && [403, 404, 410].includes(error.refusal.status ?? 0));
