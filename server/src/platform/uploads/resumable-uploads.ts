import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from '@tus/server';
import type { Upload } from '@tus/utils';
import type { Clock } from '../clock/clock.ts';
import { problem } from '../http/problem.ts';
import type { Ids } from '../ids/ids.ts';
import type { ArtifactStore } from '../storage/artifact-store.ts';
import { StorageFull } from '../storage/artifact-store.ts';
import { asWebRequest, problemResponse, send } from './answers.ts';
import type { UploadCaller, UploadLedger, UploadPolicy, UploadRecord, UploadStatus } from './contract.ts';
import { UploadRefused } from './reading.ts';
import { StagedUploads } from './staged-uploads.ts';
import { Staging } from './staging.ts';
import { UploadLocks } from './upload-locks.ts';

export interface UploadDeps {
  /** Folder of uploads under way, of this process alone. On the disk of a disk store, finishing is a rename. */
  folder: string;
  /** Where `handle` is mounted, without a slash at the end: `/api/uploads`. */
  path: string;
  /** An upload that is not finished this long after its creation is gone. */
  ttlMs: number;
  artifacts: ArtifactStore;
  ledger: UploadLedger;
  policy: UploadPolicy;
  clock: Clock;
  ids: Ids;
}
const MAX_NAME = 255;
/** A holder that was asked to stop and is still at it after so long is left to the next sweep. */
const SWEEP_PATIENCE_MS = 1_000;
const asFileName = (metadata: Record<string, string | null>): string => {
  const last = (metadata['filename'] ?? metadata['name'] ?? '').split(/[/\\]/).at(-1) ?? '';
  return last.replace(/\p{Cc}/gu, '').slice(0, MAX_NAME) || 'upload';
};

/**
 * Resumable uploads over the tus protocol 1.0 (creation, creation-with-upload, termination). An upload belongs to the
 * account that made it; to others it does not exist. Errors are answered as problems: `file-refused` (422) with the
 * finding, `upload-too-large`, `storage-full`, `upload-incomplete` (409, wrong offset), `not-found`.
 */
export class ResumableUploads {
  private readonly locks = new UploadLocks();
  private readonly store: StagedUploads;
  private readonly tus: Server;
  /** The caller of each request under way, and the error that ended it. */
  private readonly requests = new WeakMap<object, { caller: UploadCaller; error: unknown }>();

  private constructor(
    private readonly deps: UploadDeps,
    private readonly staging: Staging,
  ) {
    this.store = new StagedUploads(staging, deps.ledger, deps.artifacts, (upload) => deps.policy.inspect(upload));
    this.tus = new Server({
      path: deps.path,
      datastore: this.store,
      locker: this.locks,
      // A holder that is asked to stop has no reason to go on: its client has come back on another connection.
      lockDrainTimeout: 50,
      relativeLocation: true,
      allowedOrigins: () => false,
      disableTerminationForFinishedUploads: true,
      getFileIdFromRequest: (request) => this.idOf(request.url) ?? undefined,
      namingFunction: () => this.deps.ids.next(),
      onUploadCreate: (request, upload) => this.admit(request, upload),
      onUploadFinish: async (_request, upload) => {
        await this.finish(upload.id);
        return {};
      },
      onResponseError: (request, error) => {
        const state = this.requests.get(request);
        if (state !== undefined) state.error = error;
        return undefined;
      },
    });
  }

  static async open(deps: UploadDeps): Promise<ResumableUploads> {
    return new ResumableUploads(deps, await Staging.open(deps.folder));
  }

  /** Answers one HTTP request under `path`. Never rejects: every error becomes an answer by `caller.problemOf`. */
  async handle(req: IncomingMessage, res: ServerResponse, caller: UploadCaller): Promise<void> {
    let response: Response;
    try {
      response = (await this.answerEarly(req, caller)) ?? (await this.answerByTus(req, caller));
    } catch (error) {
      response = problemResponse(caller.problemOf(asKnown(error)));
    }
    await send(req, res, response);
  }

  /** The upload and how far it is; null when it is unknown or its time is over. Says nothing about whose it is: compare `ownerId`. */
  async get(id: string): Promise<UploadStatus | null> {
    const status = await this.store.status(id);
    return status === null || this.isOver(status) ? null : status;
  }

  /**
   * Completes an upload whose bytes are all here, also one whose process was killed on the way, and tells how it stands.
   * May be repeated. Throws `StorageFull` and what the store throws; a refusal is a state, not an error.
   */
  async finish(id: string): Promise<UploadStatus | null> {
    const status = await this.get(id);
    if (status === null || !(await this.store.isFinishable(status))) return status;
    await this.locks.exclusively(id, async () => {
      await this.store.finish(id).catch((error: unknown) => {
        if (!(error instanceof UploadRefused)) throw error;
      });
    });
    return this.get(id);
  }

  /**
   * Finishes what a killed process left almost finished, and removes the bytes of uploads whose time is over. Returns how many were removed.
   * Throws at the end, naming the uploads it could do nothing with: one of them keeps no other from being swept.
   */
  async sweep(now: Date): Promise<number> {
    let removed = 0;
    const left = new Map<string, unknown>();
    for (const id of await this.staging.ids())
      await this.sweepOne(id, now).then(
        (gone) => { removed += gone ? 1 : 0; },
        (error: unknown) => left.set(id, error),
      );
    if (left.size > 0) throw new AggregateError(left.values(), `uploads not swept: ${[...left.keys()].join(', ')}`);
    return removed;
  }

  private async sweepOne(id: string, now: Date): Promise<boolean> {
    const status = await this.store.status(id);
    if (status !== null && !this.isOver(status, now) && status.state === 'open') {
      if ((await this.staging.finished(id)) !== null) await this.finish(id);
      return false;
    }
    await this.locks.exclusively(id, () => this.store.clear(id), SWEEP_PATIENCE_MS);
    if (status?.state === 'open') await this.deps.ledger.discard(id);
    return true;
  }

  private isOver(upload: UploadRecord, now = this.deps.clock.now()): boolean {
    return upload.state === 'open' && now.getTime() >= upload.createdAt.getTime() + this.deps.ttlMs;
  }

  private idOf(url: string): string | null {
    const { pathname } = new URL(url, 'http://upload.invalid');
    const rest = pathname.startsWith(`${this.deps.path}/`) ? pathname.slice(this.deps.path.length + 1) : '';
    return /^[A-Za-z0-9-]{8,64}$/.test(rest) ? rest : null;
  }

  /** What is answered without the protocol library: uploads that are not the caller's, refused ones, ones to be completed first. */
  private async answerEarly(req: IncomingMessage, caller: UploadCaller): Promise<Response | null> {
    const { method = '' } = req;
    const id = this.idOf(req.url ?? '');
    if (id === null) {
      const atRoot = new URL(req.url ?? '/', 'http://upload.invalid').pathname === this.deps.path;
      if (!atRoot || !['POST', 'OPTIONS'].includes(method)) throw problem('not-found');
      return null;
    }
    if (!['HEAD', 'PATCH', 'DELETE'].includes(method)) throw problem('not-found');
    const upload = await this.get(id);
    if (upload?.ownerId !== caller.accountId) throw problem('not-found');
    if (upload.state === 'refused' && upload.finding !== null && method !== 'HEAD')
      throw problem('file-refused', { finding: upload.finding });
    if (method === 'HEAD' && (await this.store.isFinishable(upload))) await this.finish(id);
    return null;
  }

  private async answerByTus(req: IncomingMessage, caller: UploadCaller): Promise<Response> {
    const request = asWebRequest(req);
    const state = { caller, error: undefined as unknown };
    this.requests.set(request, state);
    const response = await this.tus.handleWeb(request);
    const id = this.idOf(request.url) ?? this.idOf(response.headers.get('location') ?? '/');
    const upload = id === null ? null : await this.get(id);
    if (state.error !== undefined) return this.answerError(state.error, upload, caller, response);
    // An upload that turned out to be refused at its very end.
    if (upload?.state === 'refused' && upload.finding !== null && req.method !== 'HEAD')
      throw problem('file-refused', { finding: upload.finding });
    if (upload?.state === 'open')
      response.headers.set('upload-expires', new Date(upload.createdAt.getTime() + this.deps.ttlMs).toUTCString());
    return response;
  }

  private answerError(error: unknown, upload: UploadStatus | null, caller: UploadCaller, response: Response): Response {
    const known = asKnown(error);
    if (known !== error || !isProtocolError(error)) return problemResponse(caller.problemOf(known));
    if (response.status === 404 || response.status === 410) throw problem('not-found');
    if (response.status === 409 && upload !== null) throw problem('upload-incomplete', { offset: upload.offset, length: upload.length });
    if (response.status === 413) throw problem('upload-too-large', { maxBytes: upload?.length ?? 0 });
    // The rest are breaches of the protocol, told in its own words.
    return response;
  }

  private async admit(request: Request, upload: Upload): Promise<{ metadata: Record<string, string | null> }> {
    const state = this.requests.get(request);
    const metadata = upload.metadata ?? {};
    const length = upload.size ?? NaN;
    if (state === undefined || !Number.isSafeInteger(length) || length < 0)
      throw problem('invalid', { errors: [{ pointer: '/Upload-Length', code: 'invalid', message: 'a whole number of bytes' }] });
    const asked = { ownerId: state.caller.accountId, fileName: asFileName(metadata), length };
    const { context, maxBytes } = await this.deps.policy.admit({ ...asked, metadata });
    if (length > maxBytes) throw problem('upload-too-large', { maxBytes });
    await this.deps.ledger.create({ id: upload.id, ...asked, context }, this.deps.clock.now());
    return { metadata };
  }
}

/** The library's own errors carry the status they are answered with. */
const isProtocolError = (error: unknown): boolean => typeof (error as { status_code?: unknown } | null)?.status_code === 'number';

/** Errors of this folder and of storage as problems; anything else as it is. */
function asKnown(error: unknown): unknown {
  if (error instanceof UploadRefused) return problem('file-refused', { finding: error.finding });
  if (error instanceof StorageFull) return problem('storage-full');
  return error;
}
