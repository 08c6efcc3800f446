import { accept, refuse, type Decision } from '@gac/shared/values';
import { execFileSync } from 'node:child_process';
import { bwrapArgs } from './bwrap-args.ts';
import { BARE_JOB, type UserFiles } from './inside.ts';
import type { Ended } from './keeper.ts';
import { makeMountpoints, mountedOf, sources } from './mounts.ts';
import { sandboxProblem } from './problems.ts';
import type { Profile } from './profile.ts';
import type { SandboxProblem } from './types.ts';

const BWRAP = '/usr/bin/bwrap';
/** As shells answer for a command that does not exist. */
const NOT_FOUND = 127;
const OLDEST_MINOR = 8;
const NO_SUCH_PROGRAM = 'bwrap: execvp ';

/** `0.8.0`, or null when there is no bubblewrap. */
function bwrapVersion(): string | null {
  try {
    return /\d+\.\d+\.\d+/.exec(execFileSync(BWRAP, ['--version'], { encoding: 'utf8', env: {} }))?.[0] ?? null;
  } catch {
    return null;
  }
}

/** Its version, or why it can't be used: --disable-userns came with 0.8. */
export function findBubblewrap(): Decision<string, SandboxProblem> {
  const version = bwrapVersion();
  if (version === null) return refuse(sandboxProblem('bubblewrap-missing'));
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 0 || minor >= OLDEST_MINOR ? accept(version) : refuse(sandboxProblem('bubblewrap-too-old', version));
}

/** The exit code from what bubblewrap reports. It reports none when it could not start the program, and then all of stderr is its own words. */
function codeOf({ code, signal, said }: Ended, stderr: Buffer): number | null {
  const reported = /"exit-code": (\d+)/.exec(said)?.[1];
  if (reported !== undefined) return Number(reported);
  if (signal === 0 && code === 1 && stderr.toString('utf8', 0, NO_SUCH_PROGRAM.length) === NO_SUCH_PROGRAM) return NOT_FOUND;
  return null;
}

/** Namespaces, mounts and seccomp by bubblewrap, unprivileged. `seccomp`: file of the compiled filter. */
export function bubblewrapProfile(version: string, seccomp: { path: string; sha256: string }, users: UserFiles): Profile {
  return {
    name: 'bubblewrap',
    version,
    description: JSON.stringify([bwrapArgs(BARE_JOB, { passwd: '', group: '' }, String), seccomp.sha256]),
    // The one that waits outside and the first process inside.
    own: { processes: 2, bytes: 0 },
    problems: () => [],
    clear: () => undefined,
    launch: (job, { uid, staged }) => {
      if (job.rootfs.kind === 'folder') makeMountpoints(job.rootfs.path, mountedOf(job));
      return {
        uid,
        seccomp: seccomp.path,
        binds: sources(job).map((source, index) => [source, String(index)] as const),
        args: bwrapArgs(job, users, staged),
        argv: [BWRAP, '--args', '5', '--', ...job.argv],
      };
    },
    codeOf,
  };
}
