import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { seccompJson } from '../oci/seccomp-json.ts';
import { ALLOW, AUDIT_ARCH, ENOSYS, EPERM, KILL, seccompBytes, seccompProgram, type Instruction } from './filter.ts';
import { ALLOWED, REFUSED } from './policy.ts';
import { syscallNumbers, type SeccompArch } from './syscalls.ts';

const ARCHES: SeccompArch[] = ['x86_64', 'arm64'];
interface Call {
  number: number;
  arch: number;
  args?: readonly bigint[];
}

/** Classic BPF as the kernel runs it (net/core/filter.c), for the operations that a filter of ours may have. */
function interpret(program: readonly Instruction[], { number, arch, args = [] }: Call): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(arch >>> 0, 4);
  args.forEach((value, index) => data.writeBigUInt64LE(BigInt.asUintN(64, value), 16 + index * 8));
  let accumulator = 0;
  for (let at = 0; at < program.length; at++) {
    const [code, ifTrue, ifFalse, operand] = program[at]!;
    const jump = (holds: boolean) => (at += holds ? ifTrue : ifFalse);
    if (code === 0x20) accumulator = data.readUInt32LE(operand);
    else if (code === 0x15) jump(accumulator === operand);
    else if (code === 0x25) jump(accumulator > operand);
    else if (code === 0x35) jump(accumulator >= operand);
    else if (code === 0x45) jump((accumulator & operand) !== 0);
    else if (code === 0x06) return operand;
    else throw new Error(`operation ${code}`);
  }
  throw new Error('ran past its end');
}

describe.each(ARCHES)('%s', (arch) => {
  const program = seccompProgram(arch);
  const numbers = syscallNumbers(arch);
  const ask = (name: string, ...args: bigint[]) => interpret(program, { number: numbers.get(name)!, arch: AUDIT_ARCH[arch], args });

  test('the bytes are the ones that were reviewed', () => {
    const bytes = seccompBytes(arch);
    expect(bytes.length).toBe(program.length * 8);
    // The kernel takes 4096 instructions at most.
    expect(program.length).toBeLessThan(400);
    expect(createHash('sha256').update(bytes).digest('hex')).toMatchSnapshot();
  });
  test('every call of the table and beyond has the answer of its list', () => {
    const byArguments = new Set(['clone', 'socket', 'ioctl']);
    const names = new Map([...numbers].map(([name, number]) => [number, name]));
    for (let number = 0; number < 600; number++) {
      const name = names.get(number) ?? '';
      if (byArguments.has(name)) continue;
      const wanted = ALLOWED.includes(name) ? ALLOW : REFUSED.includes(name) ? EPERM : ENOSYS;
      expect([number, name, interpret(program, { number, arch: AUDIT_ARCH[arch] })]).toEqual([number, name, wanted]);
    }
  });
  test('another architecture is killed, whatever it asks', () => {
    for (const other of [0x40000003, 0x40000028, 0xc000003e, 0xc00000b7, 0].filter((audit) => audit !== AUDIT_ARCH[arch])) {
      for (const number of [0, 1, 39, 9999]) expect(interpret(program, { number, arch: other })).toBe(KILL);
    }
  });
  test('x32 calls and negative numbers are refused', () => {
    for (const number of [0x40000000, 0x40000001, 0x40000000 + 39, 0x7fffffff, 0xffffffff]) expect(interpret(program, { number, arch: AUDIT_ARCH[arch] })).toBe(EPERM);
  });
  test('clone makes processes and threads, no namespaces', () => {
    expect(ask('clone', 17n)).toBe(ALLOW);
    expect(ask('clone', 0x3d0f00n)).toBe(ALLOW); // what pthread_create asks
    for (const flag of [0x00020000n, 0x02000000n, 0x04000000n, 0x08000000n, 0x10000000n, 0x20000000n, 0x40000000n]) {
      expect(ask('clone', flag | 17n)).toBe(EPERM);
      expect(ask('clone', flag | 0x3d0f00n)).toBe(EPERM);
    }
  });
  test('sockets of three families, whatever stands in the upper half', () => {
    for (let family = 0n; family < 64n; family++) {
      const wanted = [1n, 2n, 10n].includes(family) ? ALLOW : EPERM;
      expect(ask('socket', family)).toBe(wanted);
      expect(ask('socket', family | (1n << 32n))).toBe(wanted);
    }
  });
  test('no typing into terminals, whatever stands in the upper half', () => {
    for (const request of [0x5412n, 0x541cn]) for (const upper of [0n, 1n << 32n, 0xffffffffn << 32n]) expect(ask('ioctl', 0n, request | upper)).toBe(EPERM);
    for (const request of [0x5401n, 0x5411n, 0x5413n, 0x541bn, 0x541dn, 0x80045430n]) expect(ask('ioctl', 0n, request)).toBe(ALLOW);
  });
  test('an OCI runtime is told the same', () => {
    const { defaultErrnoRet, syscalls } = seccompJson(arch);
    const answer = (name: string, args: bigint[]): number => {
      const met = syscalls.filter(({ names, args: conditions }) => names.includes(name) && (conditions ?? []).every(({ index, value, valueTwo = 0 }) => ((args[index] ?? 0n) & BigInt(value)) === BigInt(valueTwo)));
      if (met.length === 0) return name === 'clone' || name === 'socket' || name === 'ioctl' ? EPERM : 0x50000 + defaultErrnoRet;
      return met[0]!.action === 'SCMP_ACT_ALLOW' ? ALLOW : EPERM;
    };
    for (const name of numbers.keys()) {
      for (const args of [[17n, 0x5401n], [0x10000011n, 0x5412n], [1n, 0x541cn], [10n, 0x5413n], [40n, 0xffffffff00005412n], [0n, 0x541dn]]) expect([name, args, answer(name, args)]).toEqual([name, args, ask(name, ...args)]);
    }
  });
});

test('nothing is both allowed and refused, and every name is one of the table', () => {
  const known = new Set(ARCHES.flatMap((arch) => [...syscallNumbers(arch).keys()]));
  expect(REFUSED.filter((name) => ALLOWED.includes(name))).toEqual([]);
  expect([...ALLOWED, ...REFUSED].filter((name) => !known.has(name))).toEqual([]);
});
