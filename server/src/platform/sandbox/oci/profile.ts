import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BARE_JOB, ETC, USR_LINKS, type UserFiles } from '../inside.ts';
import { makeMountpoints, mountedOf, sources, type Mounted } from '../mounts.ts';
import type { Profile } from '../profile.ts';
import { sandboxProblem } from '../problems.ts';
import type { SeccompArch } from '../seccomp/syscalls.ts';
import type { SandboxJob } from '../types.ts';
import { ociConfig } from './config.ts';
import type { Runtime } from './runtime.ts';
import { seccompJson } from './seccomp-json.ts';

/** Debian's static tini: it runs whatever the root file system holds. */
const TINI = '/usr/bin/tini-static';

export interface OciSetup {
  runtime: Runtime;
  arch: SeccompArch;
  users: UserFiles;
  /** A file for the seccomp descriptor, which runtimes do not read. */
  seccomp: string;
  /** The keeper's room, as this process and as launchers reach it. */
  room: { fromHere: () => string; inView: () => string };
  /** Group of this worker's jobs in the unified hierarchy; null without control groups. */
  cgroupParent: string | null;
  /** Whether the keeper may use other users' ids. */
  isRoot: () => boolean;
}

/** The host's own file system. */
const baseBinds = (users: UserFiles): Mounted[] => [
  { source: '/usr', target: '/usr' },
  ...ETC.filter((name) => existsSync(`/etc/${name}`)).map((name) => ({ source: `/etc/${name}`, target: `/etc/${name}` })),
  { source: users.passwd, target: '/etc/passwd' },
  { source: users.group, target: '/etc/group' },
];

/** A runtime of the Open Container Initiative: its config.json is made here for each job. Needs root: it maps two host users for each slot. */
export function ociProfile({ runtime, arch, users, seccomp, room, cgroupParent, isRoot }: OciSetup): Profile {
  const filter = seccompJson(arch);
  const bundleOf = (job: SandboxJob) => join(room.fromHere(), 'b', job.id);
  const configOf = (job: SandboxJob, around: Pick<Parameters<typeof ociConfig>[1], 'root' | 'uids' | 'staged' | 'cgroupsPath'>) =>
    ociConfig(job, { ...around, tini: TINI, base: job.rootfs.kind === 'base' ? baseBinds(users) : [], seccomp: filter });
  return {
    name: 'oci',
    version: `${runtime.name} ${runtime.version}`,
    description: JSON.stringify([runtime.flags, configOf(BARE_JOB, { root: '', uids: { root: 0, program: 0 }, staged: String, cgroupsPath: null })]),
    own: runtime.own,
    problems: () => [...(existsSync(TINI) ? [] : [sandboxProblem('tini-missing')]), ...(isRoot() ? [] : [sandboxProblem('root-needed')])],
    launch: (job, place) => {
      const bundle = bundleOf(job);
      const inView = join(room.inView(), 'b', job.id);
      makeBundle(bundle, job);
      const config = configOf(job, {
        root: job.rootfs.kind === 'base' ? join(inView, 'root') : place.staged(0),
        uids: { root: place.uid + 1, program: place.uid },
        staged: place.staged,
        cgroupsPath: runtime.ownCgroup && cgroupParent !== null ? join(cgroupParent, job.id, 'c') : null,
      });
      writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
      return {
        uid: 0, seccomp, args: [],
        binds: sources(job).map((source, index) => [source, String(index)] as const),
        argv: [runtime.path, '--root', join(inView, 'state'), ...runtime.flags, 'run', '--bundle', inView, '--pid-file', join(inView, 'pid'), job.id],
      };
    },
    clear: (job) => rmSync(bundleOf(job), { recursive: true, force: true }),
    // The runtime's own failures look like a program's: only one that was started has left its number.
    codeOf: ({ code, signal }, _stderr, job) => (existsSync(join(bundleOf(job), 'pid')) ? (signal === 0 ? code : 128 + signal) : null),
  };
}

/** The folder that a runtime is pointed to, with mountpoints in an empty root: the runtime can't make them, its root inside owns nothing here. */
function makeBundle(bundle: string, job: SandboxJob): void {
  mkdirSync(join(bundle, 'state'), { recursive: true });
  // The mapped users pass through.
  for (const folder of [dirname(bundle), bundle]) chmodSync(folder, 0o755);
  if (job.rootfs.kind === 'folder') {
    makeMountpoints(job.rootfs.path, [...mountedOf(job), { source: TINI, target: '/tini' }]);
    return;
  }
  const root = join(bundle, 'root');
  mkdirSync(join(root, 'etc'), { recursive: true });
  for (const name of USR_LINKS) symlinkSync(`usr/${name}`, join(root, name));
  // What launchers call passwd and group are plain files, like /etc/hosts.
  makeMountpoints(root, [...baseBinds({ passwd: '/etc/hosts', group: '/etc/hosts' }), ...mountedOf(job), { source: TINI, target: '/tini' }]);
}
