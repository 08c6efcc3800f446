import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUP, PASSWD } from './inside.ts';
import { findCgroups } from './cgroup/find.ts';
import { NoCgroups } from './cgroup/none.ts';
import type { Cgroups } from './cgroup/port.ts';
import { openFolder } from './folders.ts';
import { Keeper } from './keeper.ts';
import { ownerOf, workerName } from './owner.ts';
import { reap, type OwnerFile } from './reaper.ts';
import { Slots, type Slot } from './slots.ts';
import type { CappedFolder, FolderCaps, ReapReport } from './types.ts';

/** Two named pipes as seen from this process and from the job's launcher. */
export interface Pipes {
  name: string;
  fromHere: { stdout: string; stderr: string };
  inside: { stdout: string; stderr: string };
}

export interface MachineOptions {
  workFolder: string;
  slots: number;
  /** Where control groups are made, relative to their mount; default `/gac`, or on v2 the group delegated to this process. */
  cgroup?: string;
  /** Use no control groups though there may be some: what a machine without them does. */
  withoutCgroups?: boolean;
}

/** Host users of one slot: the program's, and for runtimes that map two, the one that stands for root inside. */
const UIDS_OF_A_SLOT = 2;
let opened = 0;

/** What the jobs of one driver share: the keeper, the control groups, the slots, and a folder for the traces that a dead worker leaves. */
export class Machine {
  readonly slots: Slots;
  private folders = 0;
  private pipesMade = 0;
  private pipesAhead: Promise<Pipes>[] = [];
  private keepers = 0;
  private starting: Promise<Keeper> | null = null;
  private readonly provided = new Map<string, string | Buffer>();

  private constructor(
    private current: Keeper,
    readonly cgroups: Cgroups,
    /** Why there are no control groups, when there are none. */
    readonly softReason: string | null,
    private readonly options: MachineOptions,
    readonly runFolder: string,
  ) {
    this.slots = new Slots(options.slots);
  }

  /** Removes first what dead workers left. Throws `KeeperFault` when this machine lets no keeper make namespaces. */
  static async open(options: MachineOptions): Promise<Machine> {
    await reap(join(options.workFolder, 'run'), options.cgroup);
    opened += 1;
    const name = workerName(ownerOf(process.pid), opened);
    const runFolder = join(options.workFolder, 'run', name);
    mkdirSync(runFolder, { recursive: true, mode: 0o700 });
    const keeper = await startKeeper(runFolder, 0, options.slots);
    const found = options.withoutCgroups ? { ok: false as const, reason: 'switched off' } : findCgroups(name, options.cgroup);
    return new Machine(keeper, found.ok ? found.value : new NoCgroups(), found.ok ? null : found.reason, options, runFolder);
  }

  get keeper(): Keeper {
    return this.current;
  }

  /** Starts another keeper when the last one is gone; its jobs and folders went with it. */
  async ready(): Promise<Keeper> {
    if (this.current.alive) return this.current;
    // One for all who wait.
    this.starting ??= this.startAgain().finally(() => {
      this.starting = null;
    });
    return this.starting;
  }
  private async startAgain(): Promise<Keeper> {
    this.keepers += 1;
    this.pipesAhead = [];
    this.current = await startKeeper(this.runFolder, this.keepers, this.options.slots);
    for (const [name, content] of this.provided) this.put(name, content);
    return this.current;
  }

  /** Puts a file where every job's launcher finds it, as `inRoom` tells. */
  provide(name: string, content: string | Buffer): string {
    this.provided.set(name, content);
    this.put(name, content);
    return this.inRoom(name);
  }
  private put(name: string, content: string | Buffer): void {
    const path = this.current.fromHere(`${this.current.room}/${name}`);
    writeFileSync(path, content);
    // Whatever the umask: jobs run as other users.
    chmodSync(path, 0o644);
  }
  /** Path of something in the keeper's room, as jobs' launchers see it. */
  inRoom(name: string): string {
    return `${this.current.view}/${name}`;
  }
  provideUsers(): { passwd: string; group: string } {
    return { passwd: this.provide('passwd', PASSWD), group: this.provide('group', GROUP) };
  }

  /** The slot's own user of the host, so that per-user quotas of the kernel are not shared between jobs. 0: the machine has but one user to give. */
  uid(slot: Slot): number {
    return this.current.rights === 'root' ? this.current.uidBase + UIDS_OF_A_SLOT * slot.number : 0;
  }

  async folder(caps: FolderCaps): Promise<CappedFolder> {
    this.folders += 1;
    // Before the wait: others ask for folders in the meantime.
    const name = String(this.folders);
    return openFolder(await this.ready(), name, caps);
  }

  /** Pipes for one job; some are made ahead, so that a job need not wait for them. */
  pipes(): Promise<Pipes> {
    return this.pipesAhead.shift() ?? this.makePipes();
  }
  private async makePipes(): Promise<Pipes> {
    this.pipesMade += 1;
    const name = String(this.pipesMade);
    const keeper = this.current;
    await keeper.ask('pipes', name);
    const pair = (base: string) => ({ stdout: `${base}/io/${name}.1`, stderr: `${base}/io/${name}.2` });
    return { name, fromHere: pair(keeper.fromHere(keeper.room)), inside: pair(keeper.view) };
  }
  /** Takes pipes away after their job and makes the next ones. Nobody waits: they stand in the keeper's room and would go with it. */
  dropPipes({ name }: Pipes): void {
    if (!this.current.alive) return;
    this.current.ask('unpipe', name).catch(() => undefined);
    if (this.pipesAhead.length >= this.options.slots) return;
    const next = this.makePipes();
    // Should the keeper be gone by then, the job that gets them will say so.
    next.catch(() => undefined);
    this.pipesAhead.push(next);
  }

  reap(): Promise<ReapReport> {
    return reap(join(this.options.workFolder, 'run'), this.options.cgroup);
  }

  async close(): Promise<void> {
    await this.current.close();
    this.cgroups.close();
    rmSync(this.runFolder, { recursive: true, force: true });
  }
}

/** Idle children are cheap, but not free. */
const MOST_SPARES = 8;

async function startKeeper(runFolder: string, count: number, slots: number): Promise<Keeper> {
  const room = join(runFolder, `room-${count}`);
  mkdirSync(room, { mode: 0o700 });
  const keeper = await Keeper.start(room, Math.min(slots, MOST_SPARES));
  const owners: OwnerFile = { worker: ownerOf(process.pid), keeper: ownerOf(keeper.pid) };
  writeFileSync(join(runFolder, 'owner.json'), JSON.stringify(owners));
  return keeper;
}
