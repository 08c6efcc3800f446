import { syscallNumbers } from '../../seccomp/syscalls.ts';
import type { RejectReason, SandboxLimits, SandboxStatus } from '../../types.ts';

/** What lies around on the host for programs to find. */
export interface Bait {
  /** A file 0644 beside the job's own, and what it and an environment variable of the worker hold. */
  hiddenFile: string;
  canary: string;
  port: number;
  abstractName: string;
  socketPath: string;
}

/** A hostile program and what must come of it. */
export interface Attack {
  name: string;
  /** Python after PRELUDE. It says `ESCAPED ...` when something got through, and `held` at its end. */
  source: (bait: Bait) => string;
  limits?: Partial<SandboxLimits>;
  /** Statuses that are right; default `ok`. */
  ends?: readonly SandboxStatus[];
  /** What it says; default `held`. Null: whatever it says, as long as nothing escaped. */
  says?: RegExp | null;
  /** What is taken from its /out: names kept, and the rest by reason. */
  out?: { kept: readonly string[]; rejected: Readonly<Record<string, RejectReason>> };
  /** One of the dozen that every test run tries. */
  core?: boolean;
}

const numbers = JSON.stringify(Object.fromEntries(syscallNumbers(process.arch === 'arm64' ? 'arm64' : 'x86_64')));

export const PRELUDE = `
import ctypes, errno, os, resource, signal, socket, stat, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
NR = ${numbers}
def call(name, *args):
    ctypes.set_errno(0)
    got = libc.syscall(NR[name] if isinstance(name, str) else name, *[a if isinstance(a, (bytes, ctypes.Array)) or a is None else ctypes.c_long(a) for a in args])
    return got, ctypes.get_errno()
def refused(name, *args):
    if name not in NR: return
    got, err = call(name, *args)
    if got != -1 or err not in (1, 38): print('ESCAPED', name, got, err)
def blocked(what, work):
    try: got = work()
    except (OSError, ValueError) as error: return error
    print('ESCAPED', what, repr(got)[:80])
def write(path, data='x'):
    with open(path, 'w') as f: f.write(data)
def fill(path, most):
    total, piece = 0, b'x' * 65536
    try:
        with open(path, 'wb', buffering=0) as f:
            while total <= most: total += f.write(piece)
    except OSError as error: return total, error.errno
    print('ESCAPED', path, total)
    return total, 0
`;

export const HELD = "\nprint('held')\n";
