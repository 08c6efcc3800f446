import type { ChildProcess } from 'node:child_process';
import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { FromChild, ScoringJob, ScoringOutcome, ScoringResult, ScoringStage, ToChild, Usage } from './contract.ts';
import { processUse } from './process-memory.ts';

const WATCH_MS = process.platform === 'linux' ? 25 : 250;
const STDERR_CHARS = 4000;

/** The child was gone before it took the job: another may have it. */
export class ChildLost extends Error {
  override readonly name = 'ChildLost';
}
interface Running {
  id: number;
  /** The child has told that it works on it. */
  isTaken: boolean;
  onStage: (stage: ScoringStage) => void;
  settle: (outcome: ScoringOutcome) => void;
  lose: (error: ChildLost) => void;
}
export interface RunOptions {
  onStage?: (stage: ScoringStage) => void;
  /** Kills the child; `run` then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** One child process and the one job it works on. After a kill or a crash it is dead and takes no more. */
export class ScorerChild {
  private running: Running | null = null;
  private stderr = '';
  private dead = false;
  /** Why it was killed by us. */
  private verdict: { class: FailureClass; detail: string } | null = null;
  private nextId = 1;

  constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString()).slice(-STDERR_CHARS)));
    child.on('message', (message) => {
      this.hear(message as FromChild);
    });
    child.on('exit', (code, signal) => {
      this.dead = true;
      if (this.verdict === null && this.running?.isTaken === false) {
        this.running.lose(new ChildLost(this.epitaph(code, signal).detail));
        return;
      }
      const outcome = this.verdict ?? this.epitaph(code, signal);
      this.finish({ kind: 'failed', ...outcome }, { cpuMs: this.lastUse.cpuMs, peakBytes: this.lastUse.peakBytes });
    });
  }

  get isDead(): boolean {
    return this.dead;
  }
  get pid(): number | undefined {
    return this.child.pid;
  }
  private lastUse: Usage = { cpuMs: 0, peakBytes: 0 };

  /** Runs one job within its limits. One at a time. Resolves with an outcome; throws `ChildLost`, or the reason of `signal`. */
  async run(job: ScoringJob, { onStage = () => undefined, signal }: RunOptions): Promise<ScoringOutcome> {
    signal?.throwIfAborted();
    const id = this.nextId;
    this.nextId += 1;
    this.lastUse = { cpuMs: 0, peakBytes: 0 };
    const stopWatching = this.watch(job);
    const abort = () => {
      this.kill('PLATFORM_FAULT', 'cancelled');
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const outcome = await new Promise<ScoringOutcome>((settle, lose) => {
        if (this.dead) throw new ChildLost('dead before the job');
        this.running = { id, isTaken: false, onStage, settle, lose };
        this.child.send({ kind: 'run', id, job } satisfies ToChild, (error) => {
          if (error !== null) lose(new ChildLost(error.message));
        });
      });
      signal?.throwIfAborted();
      return outcome;
    } finally {
      stopWatching();
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Ends the child at once. */
  end(): void {
    this.dead = true;
    this.child.kill('SIGKILL');
  }

  private hear(message: FromChild): void {
    if (message.kind === 'ready' || message.id !== this.running?.id) return;
    this.running.isTaken = true;
    if (message.kind === 'stage') this.running.onStage(message.stage);
    else this.finish(message.result, { cpuMs: message.usage.cpuMs, peakBytes: Math.max(message.usage.peakBytes, this.lastUse.peakBytes) });
  }

  private finish(result: ScoringResult, usage: Usage): void {
    const running = this.running;
    this.running = null;
    running?.settle({ ...result, ...usage });
  }

  private kill(failure: FailureClass, detail: string): void {
    this.verdict ??= { class: failure, detail };
    this.end();
  }

  /** Enforces the limits from outside, where a busy or broken child has no say. */
  private watch({ limits }: ScoringJob): () => void {
    const wall = setTimeout(() => {
      this.kill('TIME_LIMIT', `more than ${limits.wallMs} ms`);
    }, limits.wallMs);
    let cpuBefore: number | null = null;
    const look = async () => {
      const use = this.pid === undefined ? null : await processUse(this.pid);
      if (use === null) return;
      cpuBefore ??= use.cpuMs;
      this.lastUse = { cpuMs: (use.cpuMs ?? 0) - (cpuBefore ?? 0), peakBytes: Math.max(this.lastUse.peakBytes, use.residentBytes) };
      if (use.residentBytes > limits.memoryBytes)
        this.kill('MEMORY_LIMIT', `${use.residentBytes} bytes resident, ${limits.memoryBytes} allowed`);
    };
    void look();
    const memory = setInterval(() => void look(), WATCH_MS);
    return () => {
      clearTimeout(wall);
      clearInterval(memory);
    };
  }

  /** What an end that we did not cause means. */
  private epitaph(code: number | null, signal: NodeJS.Signals | null): { class: FailureClass; detail: string } {
    const detail = `the scorer ended with ${String(signal ?? code)}\n${this.stderr}`;
    if (/heap out of memory|Reached heap limit/.test(this.stderr)) return { class: 'MEMORY_LIMIT', detail };
    // Somebody outside killed it: an operator, or the system short of memory. Not the scorer's doing.
    if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT') return { class: 'PLATFORM_FAULT', detail };
    return { class: 'SCORER_FAULT', detail };
  }
}
