import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PERL } from './keeper.ts';
import { sandboxProblem } from './problems.ts';
import { syscallNumbers, type SeccompArch } from './seccomp/syscalls.ts';
import type { CappedFolder, FolderCaps, SandboxJob, SandboxLimits, SandboxProblem, SandboxResult } from './types.ts';

/** What the doctor needs of a driver. */
export interface Patient {
  run(job: SandboxJob): Promise<SandboxResult>;
  folder(caps: FolderCaps): Promise<CappedFolder>;
}

const LOOK_AROUND = fileURLToPath(new URL('./probe.pl', import.meta.url));
const MB = 1024 ** 2;
/** Generous in time: a busy machine is not a broken one. */
const LIMITS: SandboxLimits = {
  cpuMs: 10_000, wallMs: 20_000, memoryBytes: 128 * MB, pids: 16, cpus: 1, tmpBytes: MB, fileBytes: 4 * MB, stdoutBytes: 64 * 1024, stderrBytes: 64 * 1024, openFiles: 64,
};
/** How far past its limit a job may run before we say that the limit does not hold. */
const SLACK_CPU_MS = 200;
const SLACK_WALL_MS = 3000;
/** Calls of section 8, A4: each would be a way out or a way to harm. */
const FORBIDDEN = [
  'io_uring_setup', 'bpf', 'ptrace', 'unshare', 'setns', 'keyctl', 'add_key', 'request_key', 'mount', 'umount2', 'pivot_root', 'chroot', 'open_tree', 'move_mount', 'fsopen', 'perf_event_open',
  'userfaultfd', 'process_vm_readv', 'pidfd_getfd', 'open_by_handle_at', 'init_module', 'kexec_load', 'reboot', 'swapon', 'syslog', 'clone3',
] as const;

let jobs = 0;
function probeJob(name: string, argv: readonly string[], limits: Partial<SandboxLimits> = {}, over: Partial<SandboxJob> = {}): SandboxJob {
  jobs += 1;
  return { id: `probe-${name}-${process.pid}-${jobs}`, rootfs: { kind: 'base' }, argv, env: {}, readOnly: [], writable: [], ...over, limits: { ...LIMITS, ...limits } };
}
const perl = (source: string, ...args: string[]): string[] => [PERL, '-e', source, ...args];

function listen(where: { port: number; host: string } | string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(where, () => resolve(server));
  });
}

/** What a program sees and may call: a canary lies on the disk and in our environment would be found, listeners stand by, forbidden calls are tried. */
async function lookAround(patient: Patient, folder: string, arch: SeccompArch): Promise<string[]> {
  const canary = randomUUID();
  const path = join(folder, 'canary');
  writeFileSync(path, canary, { mode: 0o644 });
  const abstract = `gac-probe-${process.pid}-${jobs}`;
  const servers = await Promise.all([listen({ port: 0, host: '127.0.0.1' }), listen(`\0${abstract}`)]);
  try {
    const address = servers[0].address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '0';
    const backwards = Buffer.from(canary).reverse().toString();
    const numbers = syscallNumbers(arch);
    const calls = FORBIDDEN.flatMap((name) => (numbers.has(name) ? [`${name}=${numbers.get(name) ?? 0}`] : []));
    const result = await patient.run(probeJob('look', perl(readFileSync(LOOK_AROUND, 'utf8'), port, abstract, path, backwards, ...calls)));
    if (result.status !== 'ok') return [`looking around ended as ${result.status} ${result.detail ?? ''}${result.stderr.toString()}`];
    const lines = result.stdout.toString().trim().split('\n');
    if (lines.length !== 5) return [`looking around said ${lines.length} things, not 5`];
    return lines.filter((line) => !line.endsWith(' ok'));
  } finally {
    for (const server of servers) server.close();
  }
}

async function expectEnd(patient: Patient, job: SandboxJob, wanted: SandboxResult['status'], holds: (result: SandboxResult) => string | null): Promise<string[]> {
  const result = await patient.run(job);
  if (result.status !== wanted) return [`${job.id} ended as ${result.status}, not ${wanted}`];
  const wrong = holds(result);
  return wrong === null ? [] : [wrong];
}

const limitProbes = (patient: Patient): Promise<string[]>[] => [
  expectEnd(patient, probeJob('processes', perl('my $n = 1; while ($n < 100 && defined(my $pid = fork())) { if (!$pid) { sleep 30; exit } $n++ } print $n'), {}), 'ok', ({ stdout }) => (Number(stdout.toString()) <= LIMITS.pids ? null : `${stdout.toString()} processes ran where ${LIMITS.pids} may`)),
  expectEnd(patient, probeJob('memory', perl('my @a; push @a, "x" x 1048576 . $_ for 1 .. 400; sleep 5'), { memoryBytes: 64 * MB }), 'memory_limit', () => null),
  expectEnd(patient, probeJob('processor', perl('$SIG{TERM} = "IGNORE"; 1 while 1'), { cpuMs: 150 }), 'cpu_limit', ({ cpuMs }) => (cpuMs <= 150 + SLACK_CPU_MS ? null : `${Math.round(cpuMs)} ms of processor time used where 150 may be`)),
  expectEnd(patient, probeJob('wall', perl('$SIG{TERM} = "IGNORE"; kill 19, $$; sleep 30'), { wallMs: 300 }), 'wall_limit', ({ wallMs }) => (wallMs <= 300 + SLACK_WALL_MS ? null : `ran ${Math.round(wallMs)} ms where 300 may be`)),
];

/** What can be left in a folder, and what is taken from it. */
async function folderProbe(patient: Patient, into: string): Promise<string[]> {
  const folder = await patient.folder({ maxBytes: MB, maxFiles: 8 });
  try {
    const source = 'chdir "/out"; symlink "/etc/passwd", "link"; open my $a, ">", "plain"; print $a "kept"; close $a; open my $b, ">", "full"; my $ok = 1; for (1 .. 300) { $ok &&= defined syswrite $b, "x" x 8192 } my $n = 0; for (1 .. 100) { open(my $c, ">", "f$_") or last; $n++ } print "$ok $n"';
    const result = await patient.run(probeJob('folder', perl(source), {}, { writable: [{ folder, target: '/out' }] }));
    const [filled, count] = result.stdout.toString().split(' ');
    if (result.status !== 'ok') return [`writing to a folder ended as ${result.status}`];
    const { files, rejected } = await folder.collect({ maxFiles: 4, maxDepth: 2, maxFileBytes: 100, maxBytes: 100, only: ['plain', 'link'] }, into);
    return [
      ...(filled === '1' ? ['a folder of 1 MiB took more'] : []),
      ...(Number(count) > 8 ? ['a folder for 8 files took more'] : []),
      ...(files.length === 1 && rejected.some(({ path, reason }) => path === 'link' && reason === 'symlink') ? [] : ['a link was not told from a file']),
    ];
  } finally {
    await folder.release();
  }
}

/** Tries a driver as an attacker would; what does not hold, as problems. Costs a few jobs. `folder`: for scratch. */
export async function examine(patient: Patient, folder: string, arch: SeccompArch): Promise<SandboxProblem[]> {
  const first = await patient.run(probeJob('start', perl('print "here"')));
  if (first.status !== 'ok' || first.stdout.toString() !== 'here') return [sandboxProblem('start-failed', `${first.status} ${first.detail ?? ''}${first.stderr.toString('utf8', 0, 500)}`.trim())];
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(folder, 'doctor-'));
  try {
    const found = (await Promise.all([lookAround(patient, scratch, arch), ...limitProbes(patient), folderProbe(patient, scratch)])).flat();
    return found.map((detail) => sandboxProblem('probe-failed', detail));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
