import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProblemBody } from '@gac/shared/problems';
import { finding } from '@gac/shared/scoring/findings';
import type { AccountId, Sha256 } from '@gac/shared/values';
import { SettableClock } from '../../clock/clock.ts';
import { ProblemError } from '../../http/problem.ts';
import { UuidIds } from '../../ids/ids.ts';
import { DiskStore } from '../../storage/disk-store.ts';
import type { NewUpload, RefusalFinding, UploadInspector, UploadLedger, UploadRecord } from '../contract.ts';
import { ResumableUploads } from '../resumable-uploads.ts';

/** The ledger in memory: what PostgreSQL does in the product. It outlives the uploads object, as the database outlives a process. */
export class MemoryLedger implements UploadLedger {
  readonly rows = new Map<string, UploadRecord>();
  /** Throws instead of the next `complete`, as a killed process would never come to it. */
  failNextComplete = false;
  create(upload: NewUpload, createdAt: Date) {
    this.rows.set(upload.id, { ...upload, createdAt, state: 'open', sha256: null, finding: null });
    return Promise.resolve();
  }
  announce() {
    return Promise.resolve();
  }
  complete({ id, sha256 }: { id: string; sha256: Sha256; bytes: number }) {
    if (this.failNextComplete) {
      this.failNextComplete = false;
      return Promise.reject(new Error('killed here'));
    }
    this.change(id, { state: 'complete', sha256 });
    return Promise.resolve();
  }
  refuse({ id, finding: found }: { id: string; finding: RefusalFinding }) {
    this.change(id, { state: 'refused', finding: found });
    return Promise.resolve();
  }
  discard(id: string) {
    this.rows.delete(id);
    return Promise.resolve();
  }
  get(id: string) {
    return Promise.resolve(this.rows.get(id) ?? null);
  }
  private change(id: string, change: Partial<UploadRecord>) {
    const row = this.rows.get(id);
    if (row?.state === 'open') this.rows.set(id, { ...row, ...change });
  }
}

/** Refuses what starts like a zip, a line past 64 KiB, and an empty file. */
export class LineInspector implements UploadInspector {
  seen = 0;
  private line = 0;
  constructor(private readonly onPush: (bytes: number) => void = () => undefined) {}
  push(chunk: Uint8Array): RefusalFinding | null {
    this.onPush(chunk.length);
    if (this.seen === 0 && chunk[0] === 0x50 && chunk[1] === 0x4b) return finding('LOOKS_LIKE_ZIP', { line: 1 });
    this.seen += chunk.length;
    const last = chunk.lastIndexOf(10);
    this.line = last < 0 ? this.line + chunk.length : chunk.length - last - 1;
    return this.line > 65_536 ? finding('ROW_TOO_LONG', { line: 1 }) : null;
  }
  end(): RefusalFinding | null {
    return this.seen === 0 ? finding('EMPTY_FILE', { line: null }) : null;
  }
}

export const ANNA = 'anna' as AccountId;
export const BORA = 'bora' as AccountId;
const problemOf = (error: unknown): ProblemBody => {
  const known = error instanceof ProblemError ? error : null;
  return {
    type: '/problems',
    code: known?.code ?? 'fault',
    status: known?.status ?? 500,
    title: 't',
    detail: known === null ? String(error) : 'd',
    ...known?.fields,
  };
};

/** A real HTTP server with resumable uploads on it; `account` of a request is its Authorization header. */
export class Bench {
  readonly ledger = new MemoryLedger();
  readonly clock = new SettableClock(new Date('2026-11-01T00:00:00Z'));
  uploads!: ResumableUploads;
  store!: DiskStore;
  inspected = 0;
  maxBytes = 1 << 30;
  inspector: (upload: NewUpload) => UploadInspector = () => new LineInspector((bytes) => (this.inspected += bytes));
  private server!: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(readonly folder: string) {}

  static async start(): Promise<Bench> {
    const bench = new Bench(await mkdtemp(join(tmpdir(), 'gac-uploads-')));
    await bench.restartProcess();
    bench.server = createServer(
      (req, res) => void bench.uploads.handle(req, res, { accountId: (req.headers.authorization ?? ANNA) as AccountId, problemOf }),
    );
    bench.server.on('connection', (socket) => {
      bench.sockets.add(socket);
      socket.on('close', () => bench.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => bench.server.listen(0, '127.0.0.1', resolve));
    return bench;
  }

  /** Everything in memory is forgotten; disk and ledger stay. */
  async restartProcess(): Promise<void> {
    this.cutConnections();
    this.store = await DiskStore.open(join(this.folder, 'artifacts'));
    const rng = { bytes: (n: number) => randomBytes(n) };
    this.uploads = await ResumableUploads.open({
      folder: join(this.folder, 'staging'),
      path: '/api/uploads',
      ttlMs: 3_600_000,
      artifacts: this.store,
      ledger: this.ledger,
      policy: { admit: () => Promise.resolve({ context: 'phase', maxBytes: this.maxBytes }), inspect: (upload) => this.inspector(upload) },
      clock: this.clock,
      ids: new UuidIds(this.clock, rng as never),
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/uploads`;
  }
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
  cutConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }
  async stop(): Promise<void> {
    this.cutConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
  }

  create(length: number, fileName = 'pred.csv', headers: Record<string, string> = {}): Promise<Response> {
    const metadata = `filename ${Buffer.from(fileName).toString('base64')}`;
    return fetch(this.url, {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': String(length), 'upload-metadata': metadata, ...headers },
    });
  }
  async created(length: number, fileName?: string): Promise<string> {
    const response = await this.create(length, fileName);
    return new URL(response.headers.get('location') ?? '', this.url).pathname.split('/').at(-1) ?? '';
  }
  patch(id: string, offset: number, body: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/${id}`, {
      method: 'PATCH',
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
      body: body as never,
    });
  }
  head(id: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/${id}`, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0', ...headers } });
  }
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as Sha256;
/** `size` bytes of short random CSV-like lines. */
export function lines(size: number): Buffer {
  const text = Buffer.from(
    randomBytes(Math.ceil(size / 2))
      .toString('hex')
      .slice(0, size),
  );
  for (let at = 40; at < size; at += 41) text[at] = 10;
  return text;
}
