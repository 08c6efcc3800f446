import type { Capabilities, CappedFolder, DriverName, ReapReport, SandboxDriver, SandboxProblem, SandboxResult } from './types.ts';

/** The result of a job that was never started. */
export const notRun = (status: SandboxResult['status'], detail: string | null): SandboxResult => ({
  status, exitCode: null, maybeSignal: null, wallMs: 0, cpuMs: 0, peakBytes: 0, oomKills: 0, pidsPeak: 0, contended: false, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), detail,
});

/** Stands in where a driver can't run at all: refuses every job and says why. */
export class UnfitDriver implements SandboxDriver {
  readonly identity = { version: 'none', profileSha256: '' };

  constructor(readonly name: DriverName, private readonly problems: SandboxProblem[], private readonly reaping: () => Promise<ReapReport>) {}

  probe(): Promise<Capabilities> {
    return Promise.resolve({ ready: false, isolation: 'none', limits: 'soft', problems: this.problems });
  }
  folder(): Promise<CappedFolder> {
    return Promise.reject(new Error(this.reason()));
  }
  run(): Promise<SandboxResult> {
    return Promise.resolve(notRun('sandbox_error', this.reason()));
  }
  reap(): Promise<ReapReport> {
    return this.reaping();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  private reason(): string {
    return this.problems.map(({ message }) => message).join(' ');
  }
}
