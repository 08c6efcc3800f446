import { ALLOWED, CLONE_NAMESPACES, REFUSED, REFUSED_IOCTLS, SOCKET_FAMILIES } from '../seccomp/policy.ts';
import type { SeccompArch } from '../seccomp/syscalls.ts';

interface Rule {
  names: readonly string[];
  action: 'SCMP_ACT_ALLOW' | 'SCMP_ACT_ERRNO';
  errnoRet?: number;
  args?: { index: number; value: number; valueTwo?: number; op: 'SCMP_CMP_EQ' | 'SCMP_CMP_MASKED_EQ' }[];
}

const EPERM = 1;
const ENOSYS = 38;
const allow = (name: string, args: Rule['args']): Rule => ({ names: [name], action: 'SCMP_ACT_ALLOW', args });
/** Holds when the bits of `mask` in an argument are those of `value`; all others are nobody's. */
const masked = (index: number, mask: number, value: number) => ({ index, value: mask >>> 0, valueTwo: value >>> 0, op: 'SCMP_CMP_MASKED_EQ' as const });

/**
 * Conditions of which at least one holds exactly for the 32-bit numbers outside `values`, which differ in their last four bits only.
 * libseccomp knows no "neither of two", and a plain comparison sees the upper half of the register, which the kernel does not.
 */
function noneOf(index: number, values: readonly number[]): NonNullable<Rule['args']>[] {
  const [first = 0] = values;
  const upper = Array.from({ length: 28 }, (_, bit) => bit + 4).map((bit) => [masked(index, 2 ** bit, ~first & (2 ** bit))]);
  const last = Array.from({ length: 16 }, (_, nibble) => ((first & ~0xf) | nibble) >>> 0).filter((value) => !values.includes(value));
  return [...upper, ...last.map((value) => [masked(index, 0xffffffff, value)])];
}

/** The filter of system calls in the words of an OCI runtime's config.json; what it allows is what `seccompProgram` allows. */
export function seccompJson(arch: SeccompArch) {
  const rules: Rule[] = [
    { names: ALLOWED, action: 'SCMP_ACT_ALLOW' },
    { names: REFUSED, action: 'SCMP_ACT_ERRNO', errnoRet: EPERM },
    allow('clone', [masked(0, CLONE_NAMESPACES, 0)]),
    ...SOCKET_FAMILIES.map((family) => allow('socket', [masked(0, 0xffffffff, family)])),
    ...noneOf(1, REFUSED_IOCTLS).map((args) => allow('ioctl', args)),
  ];
  return { defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: ENOSYS, architectures: [arch === 'x86_64' ? 'SCMP_ARCH_X86_64' : 'SCMP_ARCH_AARCH64'], syscalls: rules };
}
