import type { ReproducibilityRecord } from '@gac/shared/contract/submissions';
import { isPlatformSide } from '@gac/shared/rules/lifecycle';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { Fault } from '../../platform/fault.ts';
import { isStopped, Stopping } from '../../platform/jobs/stopping.ts';
import { Log } from '../../platform/log/log.ts';
import { WorkerRegistry } from '../../platform/workers/worker-registry.ts';
import { ChallengesApi, type PhaseFacts, type TaskFacts } from '../challenges/index.ts';
import type { Claimed, Stage } from './data/evaluations.repository.ts';
import { EvaluationSteps, type Trace } from './evaluation-steps.ts';
import { LiveOutput } from './live-output.ts';
import { ScorerRunner, type RunOutcome, type RunResult, type ScorerRequest } from './scorer-runner.ts';

type Failed = Extract<RunResult, { kind: 'failed' }>;
/** What is evaluated on what. */
interface Place {
  phase: PhaseFacts;
  task: TaskFacts;
}
/** Takes evaluations by fair share and carries each through its stage. Any number of workers may do so at once. */
@Injectable()
export class EvaluationWorker {
  private readonly places: Record<Stage, { busy: number; asked: boolean }> = { validate: { busy: 0, asked: false }, evaluate: { busy: 0, asked: false } };
  constructor(
    private readonly steps: EvaluationSteps,
    private readonly challenges: ChallengesApi,
    private readonly runner: ScorerRunner,
    private readonly clock: Clock,
    private readonly self: WorkerRegistry,
    private readonly stopping: Stopping,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Works until nothing is left to take in this stage, the signal says to take nothing more, or something of ours is broken: then what waits stays where
   * it is, and the reconciler takes it up a period later. Else a store that is away for a second would use up everybody's attempts.
   * Throws `Stopped` when the process ends before: what is left is for others. What is under way when the signal fires is carried to its end,
   * which its own limits decide. Whoever calls, no more than WORKERS are in work in a stage at once: one more call leaves its work to the others.
   */
  async drain(stage: Stage, signal: AbortSignal): Promise<void> {
    const place = this.places[stage];
    if (place.busy >= this.config.WORKERS) {
      place.asked = true;
      return;
    }
    place.busy += 1;
    try {
      while (!signal.aborted && !this.stopping.signal.aborted) {
        place.asked = false;
        const claimed = await this.steps.claim(stage, this.self.id, this.runner.can());
        // Asked meanwhile: what that call came for may not have been there yet.
        if (claimed ? !(await this.carry(claimed, stage)) : !place.asked) break;
      }
    } finally {
      place.busy -= 1;
    }
    this.stopping.signal.throwIfAborted();
  }

  /** False when the platform failed. */
  private async carry(claimed: Claimed, stage: Stage): Promise<boolean> {
    const lease = this.keepLease(claimed);
    // Slots are told of evaluations: files are checked beside them, and quickly.
    const leave = stage === 'evaluate' ? this.self.occupy() : () => undefined;
    try {
      const phase = await this.challenges.phase(claimed.phaseId);
      const task = phase?.tasks.find(({ id }) => id === claimed.taskId);
      if (!phase || !task) throw new Fault(`task ${claimed.taskId} is not in phase ${claimed.phaseId}`);
      const place = { phase, task };
      const isWritten = stage === 'validate' ? await this.validate(claimed, place, lease.signal) : await this.evaluate(claimed, place, lease.signal);
      if (!isWritten) this.log.info({ evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: somebody else was first, the result is dropped');
      return true;
    } catch (error) {
      // A lost lease needs nothing from us: another worker has the evaluation, or it was cancelled.
      if (lease.lost()) this.log.info({ evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: lease lost, stopped');
      else if (isStopped(this.stopping.signal)) await this.leave(claimed, stage);
      else await this.ours(claimed, error);
      return lease.lost();
    } finally {
      leave();
      lease.stop();
    }
  }

  /** Like all that follows: false when a later attempt or somebody else was first, and nothing was written. */
  private async validate(claimed: Claimed, place: Place, signal: AbortSignal): Promise<boolean> {
    const outcome = await this.runner.validate(requestOf(claimed, place), signal);
    if (outcome.kind === 'valid') return this.steps.valid(claimed, outcome.findings);
    if (outcome.kind === 'invalid') return this.steps.invalid(claimed, outcome.findings);
    if (outcome.kind === 'failed') return this.failure(claimed, outcome, { record: null, logs: [] });
    throw new Fault(`the scorer answered ${outcome.kind} to a validation`);
  }

  private async evaluate(claimed: Claimed, place: Place, signal: AbortSignal): Promise<boolean> {
    const startedAt = this.clock.now();
    // A takeover may begin in SCORING. States never move back: what the first attempt made is gone, so all of it runs again in that state.
    let scoring: Promise<boolean> | null = claimed.state === 'RUNNING' ? null : Promise.resolve(true);
    const onScoring = (): void => {
      if (scoring !== null) return;
      scoring = this.steps.scoring(claimed);
      // The scorer is still at work when the database goes away: a failure is met once it is done, below.
      scoring.catch(() => undefined);
    };
    // Nothing of the participant's runs: there is nothing to wait for.
    if (claimed.kind === 'prediction') onScoring();
    const output = new LiveOutput(this.steps, claimed, place.task.key, (error) => { this.log.warn({ err: error, evaluation: claimed.id }, 'evaluation: output not told'); });
    let outcome: RunOutcome;
    try {
      outcome = await this.runner.score(requestOf(claimed, place), signal, { onScoring, onOutput: output.push });
    } finally {
      await output.end();
      // Else what follows a failed run would be written while this still is.
      await Promise.allSettled([scoring]);
    }
    if (scoring !== null && !(await scoring)) return false;
    const trace = { record: this.record(claimed, place.task, startedAt, outcome), logs: outcome.logs };
    if (outcome.kind === 'scored') return this.steps.scored(claimed, outcome, trace);
    if (outcome.kind === 'failed') return this.failure(claimed, outcome, trace);
    // The file passed the validator before: now it does not, so one of the two is wrong, and it is not the participant.
    return this.failure(claimed, { kind: 'failed', class: 'SCORER_FAULT', detail: `${outcome.kind} while scoring`, facts: null }, trace);
  }

  /** The participant's failures end the evaluation; ours are tried again. */
  private async failure(claimed: Claimed, { class: failureClass, detail, facts }: Failed, trace: Trace): Promise<boolean> {
    if (failureClass === 'PLATFORM_FAULT') throw new Fault(detail);
    this.log[isPlatformSide(failureClass) ? 'error' : 'info']({ evaluation: claimed.id, class: failureClass, detail }, 'evaluation: failed');
    return this.steps.failed(claimed, { class: failureClass, detail, facts, reference: claimed.id.slice(-8) }, trace);
  }

  /** The process ends: the next worker goes on at once, and no lapse is counted. */
  private async leave(claimed: Claimed, stage: Stage): Promise<void> {
    await this.steps.leave(claimed, stage);
    this.log.info({ evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: left to the next worker');
  }

  private async ours(claimed: Claimed, error: unknown): Promise<void> {
    this.log.error({ err: error, evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: platform fault');
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (claimed.lapses + 1 < this.config.MAX_ATTEMPTS) await this.steps.giveBack(claimed, detail);
    else await this.steps.failed(claimed, { class: 'PLATFORM_FAULT', detail, facts: null, reference: claimed.id.slice(-8) });
  }

  private record(claimed: Claimed, task: TaskFacts, startedAt: Date, { record }: RunOutcome): ReproducibilityRecord {
    return {
      ...record,
      artifactSha256: claimed.sha256,
      dataSha256: task.dataSha256,
      seed: null,
      worker: this.self.id,
      startedAt: startedAt.toISOString(),
      endedAt: this.clock.now().toISOString(),
    };
  }

  /** Renews the lease while the work goes on; aborts the work when it is lost. */
  private keepLease(claimed: Claimed): { signal: AbortSignal; lost(): boolean; stop(): void } {
    const controller = new AbortController();
    const timer = setInterval(() => {
      this.steps.renew(claimed).then(
        (kept) => { if (!kept) controller.abort(new Error('lease lost')); },
        (error: unknown) => { this.log.warn({ err: error, evaluation: claimed.id }, 'evaluation: lease not renewed'); },
      );
    }, this.config.LEASE_MS / 3);
    return { signal: AbortSignal.any([this.stopping.signal, controller.signal]), lost: () => controller.signal.aborted, stop: () => { clearInterval(timer); } };
  }
}

const requestOf = ({ sha256, fileName, kind }: Claimed, { phase, task }: Place): ScorerRequest => ({
  artifact: { sha256, fileName, kind },
  phase: { key: phase.key, limits: phase.limits },
  task,
});
