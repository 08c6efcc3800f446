/**
 * The port of the sandbox: what runs strangers' programs, and what it says of them.
 * Paths on the host are the caller's affair; inside, a program sees only what its job mounts. Sizes are bytes, times milliseconds.
 */

export type DriverName = 'bubblewrap' | 'oci' | 'kubernetes' | 'unsafe-process';

/** What this machine's kernel and packages let a driver promise. */
export interface Capabilities {
  /** Whether jobs may be run at all; when not, `problems` say why and what to do. */
  ready: boolean;
  /** For people and for the reproducibility record, e.g. `bubblewrap 0.8.0, cgroup v1, seccomp`. */
  isolation: string;
  /** `soft`: memory and processor time are watched, not enforced by the kernel. Refused in production. */
  limits: 'hard' | 'soft';
  problems: SandboxProblem[];
}

/** What is wrong with this machine and what to do about it, in English and in Korean. */
export interface SandboxProblem {
  code: string;
  message: string;
  remedy: string;
  ko: { message: string; remedy: string };
}

export interface SandboxLimits {
  /** Processor time of all processes together. */
  cpuMs: number;
  wallMs: number;
  memoryBytes: number;
  /** Processes and threads at once. */
  pids: number;
  /** Share of processors: 1 is one core. */
  cpus: number;
  /** Of /tmp and of /dev/shm, each. */
  tmpBytes: number;
  /** Of one file. */
  fileBytes: number;
  /** Of each stream; a program that writes more is ended. */
  stdoutBytes: number;
  stderrBytes: number;
  openFiles: number;
}

/** A folder that programs write to: its bytes and files are limited by the file system it stands on, not by asking. */
export interface CappedFolder {
  /** On the host; given to jobs as a mount, never opened by name from outside while or after a program could write to it: see `collect`. */
  readonly path: string;
  /**
   * Takes what programs left there, after all of them have ended: plain files only, by the rules, each read without following links, copied to `into`
   * (an empty folder of the caller's) under its own relative path. Everything else is listed as rejected, with the reason.
   */
  collect(rules: CollectRules, into: string): Promise<Collected>;
  release(): Promise<void>;
}
export interface FolderCaps {
  maxBytes: number;
  maxFiles: number;
}
export interface CollectRules {
  maxFiles: number;
  maxDepth: number;
  maxFileBytes: number;
  maxBytes: number;
  /** Names that are kept, relative and with `/`; null keeps all that the other rules allow. */
  only: readonly string[] | null;
  /** What each name on the way must look like; default: up to 100 of `A-Z a-z 0-9 . _ -`, neither `.` nor `-` in front. */
  names?: RegExp;
}
export type RejectReason = 'symlink' | 'hard-link' | 'special' | 'name' | 'depth' | 'too-large' | 'too-many' | 'changed' | 'not-expected' | 'unreadable';
export interface Collected {
  files: { path: string; bytes: number; sha256: string }[];
  /** At most some hundreds, so that a program can't fill memory with its names; bytes that are not plain text are shown as `?`. */
  rejected: { path: string; reason: RejectReason }[];
}

export interface SandboxJob {
  /** Opaque and unique: it names cgroups and folders. */
  id: string;
  /** `base`: a declared runtime. `folder`: the unpacked root file system of a container image. */
  rootfs: { kind: 'base' } | { kind: 'folder'; path: string };
  argv: readonly string[];
  /** All that the program finds in its environment beside PATH, HOME, LANG, TMPDIR and PYTHONDONTWRITEBYTECODE, which it may set otherwise. */
  env: Readonly<Record<string, string>>;
  /** Working directory inside, default /tmp. */
  cwd?: string;
  /**
   * Read-only files and folders of the host, in the order in which they are mounted: a later one may lie inside an earlier one.
   * The program runs as another user: what it is to read must be readable by all (folders 0755, files 0644). The folders above need not be.
   */
  readOnly: readonly { source: string; target: string }[];
  /** Folders the program may write to; two jobs that run at once may share one. */
  writable: readonly { folder: CappedFolder; target: string }[];
  limits: SandboxLimits;
}

export interface SandboxOutput {
  /** Pieces as they come, at most the limit's bytes in all. */
  onStdout?: (piece: Buffer) => void;
  onStderr?: (piece: Buffer) => void;
}

/** Why a job ended, first that holds: our own ending, memory, processes, exit. `sandbox_error` is our fault and may be tried again; the rest is final. */
export type SandboxStatus = 'ok' | 'nonzero' | 'signal' | 'cpu_limit' | 'wall_limit' | 'memory_limit' | 'process_limit' | 'output_limit' | 'cancelled' | 'sandbox_error';

export interface SandboxResult {
  status: SandboxStatus;
  /** Null when the program was ended by us or never started. */
  exitCode: number | null;
  /** Signal that may have ended it: an exit code over 128 can't be told from a signal. */
  maybeSignal: number | null;
  wallMs: number;
  cpuMs: number;
  peakBytes: number;
  oomKills: number;
  pidsPeak: number;
  /** True when the machine kept the program waiting so much that its times say little. */
  contended: boolean;
  stdout: Buffer;
  stderr: Buffer;
  /** For our logs only, e.g. what the launcher said. */
  detail: string | null;
}

export interface ReapReport {
  jobs: number;
  processes: number;
  cgroups: number;
  folders: number;
}

export interface SandboxDriver {
  readonly name: DriverName;
  /** Version and hash of the profile, for the reproducibility record. */
  readonly identity: { version: string; profileSha256: string };
  /** Asks the machine once and remembers. */
  probe(): Promise<Capabilities>;
  folder(caps: FolderCaps): Promise<CappedFolder>;
  /** Resolves whatever the program does; rejects only on a mistake of the caller. */
  run(job: SandboxJob, output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult>;
  /** Removes what dead workers left: processes, cgroups, folders; mounts go with the process that made them. Safe at any time. */
  reap(): Promise<ReapReport>;
  close(): Promise<void>;
}
