import type { SandboxJob } from './types.ts';

/** Host user ids mean nothing inside: programs are always this one, nobody's. */
const INSIDE_ID = '65534';

/** Set for every program; a job's own env may override. */
export const BASE_ENV: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: '/tmp',
  TMPDIR: '/tmp',
  PYTHONDONTWRITEBYTECODE: '1',
};

/** What of the host's /etc programs need: the dynamic linker's cache and files that Debian's packages of the runtimes point to. Nothing of users or networks. */
const ETC = ['ld.so.cache', 'alternatives', 'python3', 'python3.9', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'matplotlibrc', 'fonts', 'mime.types', 'localtime'] as const;

/** Lines of /etc files that are ours: names for the two users a program may see. */
export const PASSWD = 'root:x:0:0:root:/root:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/tmp:/usr/sbin/nologin\n';
export const GROUP = 'root:x:0:\nnogroup:x:65534:\n';

/** Host files that stand in for /etc/passwd and /etc/group. */
export interface UserFiles {
  passwd: string;
  group: string;
}

/** The host's own programs, read-only. */
function hostRoot({ passwd, group }: UserFiles): string[] {
  return [
    '--ro-bind', '/usr', '/usr',
    ...['bin', 'sbin', 'lib', 'lib64', 'lib32'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...ETC.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    '--ro-bind', passwd, '/etc/passwd', '--ro-bind', group, '/etc/group',
  ];
}

const env = (values: Readonly<Record<string, string>>): string[] => Object.entries(values).flatMap(([name, value]) => ['--setenv', name, value]);

/** What bubblewrap is told about one job. `staged`: where the launcher finds each source, in the order of `sources`. */
export function bwrapArgs(job: SandboxJob, users: UserFiles, staged: (index: number) => string): string[] {
  const size = String(job.limits.tmpBytes);
  let next = 0;
  const root = job.rootfs.kind === 'base' ? hostRoot(users) : ['--ro-bind', staged(next++), '/'];
  const readOnly = job.readOnly.flatMap(({ target }) => ['--ro-bind', staged(next++), target]);
  const writable = job.writable.flatMap(({ target }) => ['--bind', staged(next++), target]);
  return [
    '--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup', '--disable-userns',
    '--die-with-parent', '--new-session', '--hostname', 'job', '--uid', INSIDE_ID, '--gid', INSIDE_ID, '--cap-drop', 'ALL',
    '--clearenv', ...env({ ...BASE_ENV, ...job.env }),
    ...root,
    '--proc', '/proc', '--dev', '/dev',
    '--size', size, '--perms', '1777', '--tmpfs', '/tmp', '--size', size, '--perms', '1777', '--tmpfs', '/dev/shm',
    ...readOnly, ...writable,
    '--chdir', job.cwd ?? '/tmp', '--remount-ro', '/', '--remount-ro', '/dev',
    '--seccomp', '3', '--json-status-fd', '4',
  ];
}

/** Host paths that the launcher stages, in the order that `bwrapArgs` counts. */
export function sources(job: SandboxJob): string[] {
  return [
    ...(job.rootfs.kind === 'folder' ? [job.rootfs.path] : []),
    ...job.readOnly.map(({ source }) => source),
    ...job.writable.map(({ folder }) => folder.path),
  ];
}
