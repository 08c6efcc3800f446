import { BASE_ENV, ETC, INSIDE_ID, USR_LINKS, type UserFiles } from './inside.ts';
import type { SandboxJob } from './types.ts';

/** The host's own programs, read-only. */
function hostRoot({ passwd, group }: UserFiles): string[] {
  return [
    '--ro-bind', '/usr', '/usr',
    ...USR_LINKS.flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...ETC.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    '--ro-bind', passwd, '/etc/passwd', '--ro-bind', group, '/etc/group',
  ];
}

const env = (values: Readonly<Record<string, string>>): string[] => Object.entries(values).flatMap(([name, value]) => ['--setenv', name, value]);

/** What bubblewrap is told about one job. `staged`: where the launcher finds each source, in the order of `sources`. */
export function bwrapArgs(job: SandboxJob, users: UserFiles, staged: (index: number) => string): string[] {
  const size = String(job.limits.tmpBytes);
  const id = String(INSIDE_ID);
  let next = 0;
  const root = job.rootfs.kind === 'base' ? hostRoot(users) : ['--ro-bind', staged(next++), '/'];
  const readOnly = job.readOnly.flatMap(({ target }) => ['--ro-bind', staged(next++), target]);
  const writable = job.writable.flatMap(({ target }) => ['--bind', staged(next++), target]);
  return [
    '--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup', '--disable-userns',
    '--die-with-parent', '--new-session', '--hostname', 'job', '--uid', id, '--gid', id, '--cap-drop', 'ALL',
    '--clearenv', ...env({ ...BASE_ENV, ...job.env }),
    ...root,
    '--proc', '/proc', '--dev', '/dev',
    '--size', size, '--perms', '1777', '--tmpfs', '/tmp', '--size', size, '--perms', '1777', '--tmpfs', '/dev/shm',
    ...readOnly, ...writable,
    '--chdir', job.cwd ?? '/tmp', '--remount-ro', '/', '--remount-ro', '/dev',
    '--seccomp', '3', '--json-status-fd', '4',
  ];
}
