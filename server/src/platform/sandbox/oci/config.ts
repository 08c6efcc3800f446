import { BASE_ENV, INSIDE_ID, rlimitsOf } from '../inside.ts';
import type { SandboxJob } from '../types.ts';

/** What the machine adds to a job: all paths as the runtime sees them. */
export interface Surroundings {
  root: string;
  tini: string;
  /** Host users that stand for root and for the program's user inside. */
  uids: { root: number; program: number };
  /** Binds that make up the root file system when it is the host's own. */
  base: readonly { source: string; target: string }[];
  /** Where each source of the job was staged, in the order of `sources`. */
  staged: (index: number) => string;
  /** Group for the container below the job's own; null: it stays in the job's. */
  cgroupsPath: string | null;
  seccomp: unknown;
}

const MASKED = [
  'acpi', 'asound', 'kcore', 'keys', 'key-users', 'latency_stats', 'timer_list', 'timer_stats', 'sched_debug', 'scsi', 'kallsyms', 'kmsg', 'config.gz', 'cmdline', 'kpagecount', 'kpageflags',
].map((name) => `/proc/${name}`);
const READ_ONLY = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`);

const bind = (source: string, destination: string, ...options: string[]) => ({ destination, type: 'bind', source, options: ['rbind', 'nosuid', 'nodev', ...options] });
const tmpfs = (destination: string, bytes: number, inodes: number, mode: string, ...options: string[]) => ({
  destination, type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', `size=${bytes}`, `nr_inodes=${inodes}`, `mode=${mode}`, ...options],
});

function mounts(job: SandboxJob, { tini, base, staged }: Surroundings) {
  let next = job.rootfs.kind === 'folder' ? 1 : 0;
  const { tmpBytes } = job.limits;
  return [
    ...base.map(({ source, target }) => bind(source, target, 'ro')),
    { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
    tmpfs('/dev', 65_536, 64, '755', 'noexec'),
    tmpfs('/dev/shm', tmpBytes, 1024, '1777'),
    tmpfs('/tmp', tmpBytes, 16_384, '1777'),
    bind(tini, '/tini', 'ro'),
    ...job.readOnly.map(({ target }) => bind(staged(next++), target, 'ro')),
    ...job.writable.map(({ target }) => bind(staged(next++), target, 'rw', 'noexec')),
  ];
}

const mapping = ({ root, program }: Surroundings['uids']) => [{ containerID: 0, hostID: root, size: 1 }, { containerID: INSIDE_ID, hostID: program, size: 1 }];

/** config.json of the OCI runtime specification 1.0 for one job: ours from the first word to the last, nothing of an image's own. */
export function ociConfig(job: SandboxJob, around: Surroundings) {
  const none: string[] = [];
  const limits = rlimitsOf(job.limits);
  return {
    ociVersion: '1.0.2',
    hostname: 'job',
    root: { path: around.root, readonly: true },
    process: {
      terminal: false,
      user: { uid: INSIDE_ID, gid: INSIDE_ID, umask: 0o022 },
      // The first process of a namespace ignores signals and inherits orphans: a small one does that, the program is its child.
      args: ['/tini', '-s', '-g', '--', ...job.argv],
      env: Object.entries({ ...BASE_ENV, ...job.env }).map(([name, value]) => `${name}=${value}`),
      cwd: job.cwd ?? '/tmp',
      capabilities: { bounding: none, effective: none, inheritable: none, permitted: none, ambient: none },
      noNewPrivileges: true,
      // Processes, too: runtimes have threads of their own in the job's group, so the count for the program's user is the exact one. One is tini.
      rlimits: Object.entries({ ...limits, nproc: job.limits.pids + 1 }).map(([name, value]) => ({ type: `RLIMIT_${name.toUpperCase()}`, soft: value, hard: value })),
    },
    mounts: mounts(job, around),
    linux: {
      namespaces: ['pid', 'network', 'ipc', 'uts', 'mount', 'cgroup', 'user'].map((type) => ({ type })),
      uidMappings: mapping(around.uids),
      gidMappings: mapping(around.uids),
      ...(around.cgroupsPath !== null && { cgroupsPath: around.cgroupsPath, resources: { devices: [{ allow: false, access: 'rwm' }] } }),
      seccomp: around.seccomp,
      maskedPaths: MASKED,
      readonlyPaths: READ_ONLY,
    },
  };
}
