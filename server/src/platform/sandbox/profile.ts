import type { Ended, Launch } from './keeper.ts';
import type { DriverName, SandboxJob, SandboxProblem } from './types.ts';

/** What the machine gives a job to run with. */
export interface Place {
  /** Host user of the slot; 0 when the machine has but one user to give. */
  uid: number;
  /** Where a staged source stands, by its number. */
  staged: (index: number) => string;
}

/** One way to confine a program: what to start for a job, and what its end means. */
export interface Profile {
  readonly name: DriverName;
  readonly version: string;
  /** Everything that shapes the sandbox, to be hashed. */
  readonly description: string;
  /** Processes and memory of the launcher itself that stand in the job's control group. */
  readonly own: { processes: number; bytes: number };
  launch(job: SandboxJob, place: Place): Pick<Launch, 'uid' | 'seccomp' | 'binds' | 'args' | 'argv'>;
  /** Removes what `launch` made for a job. */
  clear(job: SandboxJob): void;
  /** What would keep jobs from running whatever they do, e.g. a missing package. */
  problems(): SandboxProblem[];
  /** Exit code as a shell tells it; null when the program was never started by a fault of ours. `stderr` is what came on the job's stderr. */
  codeOf(ended: Ended, stderr: Buffer, job: SandboxJob): number | null;
}
