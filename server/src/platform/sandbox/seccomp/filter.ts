import { ALLOWED, CLONE_NAMESPACES, REFUSED, REFUSED_IOCTLS, SOCKET_FAMILIES } from './policy.ts';
import { syscallNumbers, type SeccompArch } from './syscalls.ts';

/** One instruction of classic BPF (linux/filter.h): operation, jump distances when true and when false, operand. */
export type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];

// linux/bpf_common.h: word loads from the call's description, jumps against a constant, return of a constant.
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_ABOVE = 0x25;
const JUMP_FROM = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;

// linux/seccomp.h. EPERM is 1, ENOSYS 38.
export const ALLOW = 0x7fff0000;
export const KILL = 0x80000000;
export const EPERM = 0x00050001;
export const ENOSYS = 0x00050026;

/** struct seccomp_data: number, architecture, instruction pointer, six arguments of 64 bits (little end first on both architectures). */
const NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (index: number, half: 'low' | 'high'): number => 16 + index * 8 + (half === 'high' ? 4 : 0);

/** linux/audit.h */
export const AUDIT_ARCH: Record<SeccompArch, number> = { x86_64: 0xc000003e, arm64: 0xc00000b7 };
/** x32 calls have this bit in their number: the same architecture to audit, other tables to the kernel. */
const X32_BIT = 0x40000000;

const CONDITIONAL = ['clone', 'socket', 'ioctl'] as const;

/** Runs of neighbouring numbers, `[first, last]`, ascending. */
function ranges(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

const whenInRange = ([first, last]: [number, number], result: number): Instruction[] => [[JUMP_FROM, 0, 2, first], [JUMP_ABOVE, 1, 0, last], [RETURN, 0, 0, result]];

/** Rules for one call by its arguments. `body` decides and returns; the number stays loaded for the calls after it. */
const whenNumber = (number: number, body: readonly Instruction[]): Instruction[] => [[JUMP_EQUAL, 0, body.length, number], ...body];

const cloneRule: Instruction[] = [[LOAD, 0, 0, argument(0, 'low')], [JUMP_ANY_BIT, 0, 1, CLONE_NAMESPACES], [RETURN, 0, 0, EPERM], [RETURN, 0, 0, ALLOW]];
/** The kernel takes families and ioctl numbers as 32 bits: the upper half is nobody's. */
const socketRule: Instruction[] = [
  [LOAD, 0, 0, argument(0, 'low')],
  ...SOCKET_FAMILIES.flatMap((family): Instruction[] => [[JUMP_EQUAL, 0, 1, family], [RETURN, 0, 0, ALLOW]]),
  [RETURN, 0, 0, EPERM],
];
const ioctlRule: Instruction[] = [
  [LOAD, 0, 0, argument(1, 'low')],
  ...REFUSED_IOCTLS.flatMap((request): Instruction[] => [[JUMP_EQUAL, 0, 1, request], [RETURN, 0, 0, EPERM]]),
  [RETURN, 0, 0, ALLOW],
];

/** The filter of an architecture: kill what belongs to another one, decide by arguments, then allowed, refused (EPERM), all else unknown (ENOSYS). */
export function seccompProgram(arch: SeccompArch): Instruction[] {
  const numbers = syscallNumbers(arch);
  const numbersOf = (names: readonly string[]) => names.flatMap((name) => numbers.get(name) ?? []);
  const [clone = -1, socket = -1, ioctl = -1] = CONDITIONAL.map((name) => numbers.get(name));
  return [
    [LOAD, 0, 0, ARCHITECTURE],
    [JUMP_EQUAL, 1, 0, AUDIT_ARCH[arch]],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER],
    [JUMP_FROM, 0, 1, X32_BIT],
    [RETURN, 0, 0, EPERM],
    ...whenNumber(clone, cloneRule),
    ...whenNumber(socket, socketRule),
    ...whenNumber(ioctl, ioctlRule),
    ...ranges(numbersOf(ALLOWED)).flatMap((range) => whenInRange(range, ALLOW)),
    ...ranges(numbersOf(REFUSED)).flatMap((range) => whenInRange(range, EPERM)),
    [RETURN, 0, 0, ENOSYS],
  ];
}

/** The program as bubblewrap's --seccomp wants it: struct sock_filter, 8 bytes each, little end first. */
export function seccompBytes(arch: SeccompArch): Buffer {
  const program = seccompProgram(arch);
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, operand], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(operand, index * 8 + 4);
  });
  return bytes;
}
