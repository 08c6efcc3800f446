/** What the kernel holds a job to. Sizes in bytes; `cpus` null: no quota. */
export interface CgroupLimits {
  memoryBytes: number;
  pids: number;
  cpus: number | null;
}
export interface CgroupCounters {
  cpuMs: number;
  peakBytes: number;
  oomKills: number;
  pidsPeak: number;
  /** How often a process or thread was refused. */
  pidsRefused: number;
  /** Time in which every process that could run waited for a processor, quota of its own not counted. */
  starvedMs: number;
}

/** One job's control groups: a folder of the same name in each hierarchy (v1) or one folder (v2). */
export interface JobCgroup {
  /** `cgroup.procs` files to join, all of them. */
  readonly procs: readonly string[];
  /** Tells which process was started: without control groups its descendants are the job. */
  attach(pid: number): void;
  cpuMs(): number;
  /** Memory that the job holds; only where the kernel does not limit it. */
  residentBytes?(): number;
  /** Only of use while the folder stands and the job was a direct member: v1 counts out-of-memory kills in the leaf alone. */
  counters(): CgroupCounters;
  /** Kills every member until none is left. False: some would not go within two seconds. */
  kill(): Promise<boolean>;
  /** Removes the folders. False: one would not go. */
  remove(): Promise<boolean>;
}

export interface Cgroups {
  /** `none`: nothing limits; jobs are watched instead. */
  readonly kind: 'v1' | 'v2' | 'none';
  /** Folder of this worker's jobs, relative to the unified hierarchy; null when there is none. */
  readonly parent: string | null;
  create(id: string, limits: CgroupLimits): JobCgroup;
  /** Removes the folder of this worker; its jobs must be gone. */
  close(): void;
}
