import type { SandboxJob, SandboxLimits } from './types.ts';

/** Host users mean nothing inside: programs are always this one, nobody's. */
export const INSIDE_ID = 65534;

/** Set for every program; a job's own env may override. */
export const BASE_ENV: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: '/tmp',
  TMPDIR: '/tmp',
  PYTHONDONTWRITEBYTECODE: '1',
};

/** Our own /etc/passwd and /etc/group: names for the two users that a program may see. */
export const PASSWD = 'root:x:0:0:root:/root:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/tmp:/usr/sbin/nologin\n';
export const GROUP = 'root:x:0:\nnogroup:x:65534:\n';

/** Links of a root file system whose programs stand in /usr. */
export const USR_LINKS = ['bin', 'sbin', 'lib', 'lib64', 'lib32'] as const;
/** What of the host's /etc programs need: the dynamic linker's cache and files that Debian's packages of the runtimes point to. Nothing of users or networks. */
export const ETC = [
  'ld.so.cache', 'alternatives', 'python3', 'python3.9', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'matplotlibrc', 'fonts', 'mime.types', 'localtime',
] as const;

/** Host files that stand in for /etc/passwd and /etc/group. */
export interface UserFiles {
  passwd: string;
  group: string;
}

/** Limits of single processes: backstops for what the control group does for all of them together. Names as in setrlimit(2), in small letters. */
export const rlimitsOf = (limits: SandboxLimits): Record<string, number> => ({
  core: 0,
  fsize: limits.fileBytes,
  nofile: limits.openFiles,
  cpu: Math.ceil(limits.cpuMs / 1000) + 1,
  stack: 8 * 1024 ** 2,
  memlock: 64 * 1024,
  msgqueue: 0,
});

/** A job without its own values: what shapes every sandbox alike, for the hash of a profile. */
export const BARE_JOB: SandboxJob = {
  id: 'profile', rootfs: { kind: 'base' }, argv: [], env: {}, readOnly: [], writable: [],
  limits: { cpuMs: 0, wallMs: 0, memoryBytes: 0, pids: 0, cpus: 0, tmpBytes: 0, fileBytes: 0, stdoutBytes: 0, stderrBytes: 0, openFiles: 0 },
};
