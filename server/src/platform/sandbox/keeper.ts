import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./keeper.pl', import.meta.url));
export const PERL = '/usr/bin/perl';
/** Folders that every Linux has and no program of a job needs: one is covered, for jobs only. */
const VIEWS = ['/mnt', '/media', '/srv', '/opt'];
/** Names of the kernel for the processors that keeper and filter know. */
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** What the keeper has to know to start one job; see keeper.pl. */
export interface Launch {
  /** Host user of the job; 0 keeps the keeper's own. */
  uid: number;
  /** Give the job a user namespace of its own, in which its processes are counted. */
  freshUser: boolean;
  /** Show the job's launcher the unified hierarchy of control groups alone: runtimes do not cope with a hybrid. */
  unifiedOnly: boolean;
  stdout: string;
  stderr: string;
  seccomp: string;
  cgroupProcs: readonly string[];
  rlimits: Readonly<Record<string, number>>;
  /** Host path and the name under which it stands in the job's staging folder. */
  binds: readonly (readonly [source: string, name: string])[];
  /** Read by the program from descriptor 5, each ended by NUL. */
  args: readonly string[];
  argv: readonly string[];
}
export interface Ended {
  code: number;
  signal: number;
  /** Of the process that was started and all that it and its descendants waited for. */
  cpuMs: number;
  /** Of the largest single process of those. */
  residentBytes: number;
  /** What was written to the status descriptor. */
  said: string;
}
export interface Started {
  pid: number;
  ended: Promise<Ended>;
}

/** Number of the frame that a keeper sends unasked. */
const GREETING = '0';

interface Waiting {
  resolve: (fields: string[]) => void;
  reject: (reason: Error) => void;
  ended?: (result: Ended) => void;
}

/** The keeper could not do what was asked, or is gone: never the program's doing. */
export class KeeperFault extends Error {
  override readonly name = 'KeeperFault';
}

/** The process that owns the mounts and starts the jobs of one driver. When it ends, its jobs are dead and its mounts gone. */
export class Keeper {
  private readonly waiting = new Map<string, Waiting>();
  private sequence = 0;
  private inbox: Buffer = Buffer.alloc(0);
  private gone = false;
  private readonly greeting: Promise<void>;
  /** `root`: may use other users' ids, `uidBase` and 255 more; `user`: stands inside a user namespace and has but one. */
  rights: 'root' | 'user' = 'user';
  uidBase = 0;

  private constructor(
    private readonly child: ChildProcess,
    readonly room: string,
    readonly view: string,
  ) {
    this.greeting = new Promise<string[]>((resolve, reject) => this.waiting.set(GREETING, { resolve, reject })).then((fields) => this.settle(fields));
    child.stdout?.on('data', (chunk: Buffer) => this.receive(chunk));
    child.stdin?.on('error', () => undefined);
    child.on('error', () => this.lose());
    child.on('close', () => this.lose());
  }

  private settle([rights, uidBase]: string[]): void {
    this.rights = rights === 'root' ? 'root' : 'user';
    this.uidBase = Number(uidBase);
  }

  /**
   * Starts a keeper whose mounts stand in `room`, an existing folder; jobs' launchers find them below `view`. `spares`: children that wait for the next job. Throws `KeeperFault` when this machine does not allow it.
   */
  static async start(room: string, spares: number): Promise<Keeper> {
    const arch = ARCHITECTURES[process.arch];
    const view = VIEWS.find((folder) => existsSync(folder));
    if (arch === undefined || view === undefined) throw new KeeperFault(`no keeper for ${process.arch}`);
    if (!existsSync(PERL)) throw new KeeperFault(`${PERL} is missing`);
    // An empty environment: what the keeper starts keeps it, and programs may read that.
    const child = spawn(PERL, [SCRIPT, arch, room, view, String(spares)], { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] });
    const keeper = new Keeper(child, room, view);
    await keeper.greeting;
    return keeper;
  }

  get alive(): boolean {
    return !this.gone;
  }
  get pid(): number {
    return this.child.pid ?? 0;
  }
  /** Where a path of the keeper's namespace is found from this process. */
  fromHere(path: string): string {
    return `/proc/${this.pid}/root${path}`;
  }
  /** The keeper's own name of a path from `fromHere`, any other unchanged. */
  own(path: string): string {
    const root = `/proc/${this.pid}/root`;
    return path.startsWith(`${root}/`) ? path.slice(root.length) : path;
  }
  /** Where a job's bound sources stand, for the launcher. */
  staged(name: string): string {
    return `${this.view}/s/${name}`;
  }

  async ask(what: 'pipes' | 'unpipe' | 'folder' | 'drop', ...fields: (string | number)[]): Promise<string> {
    const [answer] = await this.request(what, fields.map(String));
    return answer ?? '';
  }

  async run(launch: Launch): Promise<Started> {
    let settle: (result: Ended) => void = () => undefined;
    const ended = new Promise<Ended>((resolve) => (settle = resolve));
    const list = (items: readonly string[]) => [String(items.length), ...items];
    const fields = [
      String(launch.uid), launch.freshUser ? '1' : '0', launch.unifiedOnly ? '1' : '0', launch.stdout, launch.stderr, launch.seccomp,
      ...list(launch.cgroupProcs),
      ...list(Object.entries(launch.rlimits).map(([name, value]) => `${name}=${value}`)),
      ...list(launch.binds.flat()),
      ...list(launch.args),
      ...list(launch.argv),
    ];
    const [pid] = await this.request('run', fields, settle);
    return { pid: Number(pid), ended };
  }

  /** Ends the keeper, and with it all that it keeps. */
  async close(): Promise<void> {
    if (this.gone) return;
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.child.stdin?.end();
    await closed;
  }

  private request(what: string, fields: string[], ended?: (result: Ended) => void): Promise<string[]> {
    if (this.gone) return Promise.reject(new KeeperFault('the keeper is gone'));
    this.sequence += 1;
    const seq = String(this.sequence);
    const body = Buffer.from([seq, what, ...fields].join('\0'));
    const head = Buffer.alloc(4);
    head.writeUInt32LE(body.length);
    return new Promise((resolve, reject) => {
      this.waiting.set(seq, { resolve, reject, ...(ended && { ended }) });
      this.child.stdin?.write(Buffer.concat([head, body]));
    });
  }

  private receive(chunk: Buffer): void {
    this.inbox = this.inbox.length === 0 ? chunk : Buffer.concat([this.inbox, chunk]);
    while (this.inbox.length >= 4) {
      const end = 4 + this.inbox.readUInt32LE();
      if (this.inbox.length < end) return;
      const [seq = '', kind = '', ...fields] = this.inbox.toString('utf8', 4, end).split('\0');
      this.inbox = this.inbox.subarray(end);
      this.answer(seq, kind, fields);
    }
  }

  private answer(seq: string, kind: string, fields: string[]): void {
    const waiting = this.waiting.get(seq);
    if (waiting === undefined) return;
    if (kind === 'ended') waiting.ended?.(endOf(fields));
    if (kind === 'error') waiting.reject(new KeeperFault(fields[0] ?? 'refused'));
    else waiting.resolve(fields);
    // A job is answered twice: when it has started and when it has ended.
    if (kind !== 'started') this.waiting.delete(seq);
  }

  private lose(): void {
    this.gone = true;
    for (const { reject, ended } of this.waiting.values()) {
      reject(new KeeperFault('the keeper is gone'));
      ended?.({ code: 0, signal: 9, cpuMs: 0, residentBytes: 0, said: 'the keeper is gone' });
    }
    this.waiting.clear();
  }
}

const endOf = ([code, signal, cpuMs, residentBytes, ...said]: string[]): Ended => ({
  code: Number(code), signal: Number(signal), cpuMs: Number(cpuMs), residentBytes: Number(residentBytes), said: said.join('\0'),
});
