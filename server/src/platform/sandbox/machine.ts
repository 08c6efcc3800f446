import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUP, PASSWD } from './bwrap-args.ts';
import { findCgroups, type Cgroups } from './cgroup.ts';
import { openFolder } from './folders.ts';
import { Keeper } from './keeper.ts';
import { readText, startTime } from './processes.ts';
import { Slots, type Slot } from './slots.ts';
import type { CappedFolder, FolderCaps } from './types.ts';

/** Two named pipes as seen from this process and from the job's launcher. */
export interface Pipes {
  fromHere: { stdout: string; stderr: string };
  inside: { stdout: string; stderr: string };
}

export interface MachineOptions {
  workFolder: string;
  slots: number;
  /** Where control groups are made, relative to their mount; default `/gac`, or on v2 the group delegated to this process. */
  cgroup?: string;
}

let opened = 0;

/** What the jobs of one driver share: the keeper, the control groups, the slots, and a folder for the traces that a dead worker leaves. */
export class Machine {
  readonly slots: Slots;
  private folders = 0;
  private pipesMade = 0;
  private readonly pipesOf = new Map<Slot, string>();

  private constructor(readonly keeper: Keeper, readonly cgroups: Cgroups, private readonly runFolder: string, slots: number) {
    this.slots = new Slots(slots);
  }

  /** Throws when this machine has no keeper or no control groups for it. */
  static async open({ workFolder, slots, cgroup }: MachineOptions): Promise<Machine> {
    opened += 1;
    const worker = `${process.pid}-${startTime('self') ?? '0'}-${opened}`;
    const runFolder = join(workFolder, 'run', worker);
    const room = join(runFolder, 'room');
    mkdirSync(room, { recursive: true, mode: 0o700 });
    writeFileSync(join(runFolder, 'owner.json'), JSON.stringify({ pid: process.pid, startTime: startTime('self'), bootId: readText('/proc/sys/kernel/random/boot_id').trim() }));
    const found = findCgroups(worker, cgroup);
    if (!found.ok) throw new Error(found.reason);
    return new Machine(await Keeper.start(room), found.value, runFolder, slots);
  }

  /** Puts a file where every job's launcher finds it. Returns its path there. */
  provide(name: string, content: string | Buffer): string {
    const path = join(this.runFolder, 'room', name);
    writeFileSync(this.keeper.fromHere(path), content, { mode: 0o644 });
    // Whatever the umask: jobs run as other users.
    chmodSync(this.keeper.fromHere(path), 0o644);
    return this.keeper.inView(path);
  }
  provideUsers(): { passwd: string; group: string } {
    return { passwd: this.provide('passwd', PASSWD), group: this.provide('group', GROUP) };
  }

  /** The slot's own user of the host, so that per-user quotas of the kernel are not shared between jobs. 0: the machine has but one user to give. */
  uid(slot: Slot): number {
    return this.keeper.rights === 'root' ? this.keeper.uidBase + slot.number : 0;
  }

  folder(caps: FolderCaps): Promise<CappedFolder> {
    this.folders += 1;
    return openFolder(this.keeper, String(this.folders), caps);
  }

  /** New pipes for the slot's next job. */
  async pipes(slot: Slot): Promise<Pipes> {
    this.pipesMade += 1;
    const name = String(this.pipesMade);
    this.pipesOf.set(slot, name);
    const path = await this.keeper.ask('pipes', name);
    const pair = (base: string) => ({ stdout: `${base}.1`, stderr: `${base}.2` });
    return { fromHere: pair(this.keeper.fromHere(path)), inside: pair(this.keeper.inView(path)) };
  }
  async dropPipes(slot: Slot): Promise<void> {
    const name = this.pipesOf.get(slot);
    if (name !== undefined) await this.keeper.ask('unpipe', name);
  }

  async close(): Promise<void> {
    await this.keeper.close();
    this.cgroups.close();
    rmSync(this.runFolder, { recursive: true, force: true });
  }
}
