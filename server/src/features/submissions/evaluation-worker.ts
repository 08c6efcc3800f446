import { hostname } from 'node:os';
import type { ReproducibilityRecord } from '@gac/shared/contract/submissions';
import { isPlatformSide } from '@gac/shared/rules/lifecycle';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { isStopped } from '../../platform/jobs/stopping.ts';
import { Log } from '../../platform/log/log.ts';
import { ChallengesApi, type TaskFacts } from '../challenges/index.ts';
import type { ScoringOutcome } from '../scoring/index.ts';
import type { Claimed, Stage } from './data/evaluations.repository.ts';
import type { Failure } from './data/submissions.repository.ts';
import { EvaluationSteps, type Findings } from './evaluation-steps.ts';
import { ScorerRunner } from './scorer-runner.ts';
import { Fault } from '../../platform/fault.ts';

/** Public scores must be numbers; a part without rows has no score. */
type Scored = Extract<ScoringOutcome, { kind: 'scored' }>;

/** Takes evaluations by fair share and carries each through its stage. Any number of workers may do so at once. */
@Injectable()
export class EvaluationWorker {
  private readonly owner: string;
  constructor(
    private readonly steps: EvaluationSteps,
    private readonly challenges: ChallengesApi,
    private readonly runner: ScorerRunner,
    private readonly clock: Clock,
    ids: Ids,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    this.owner = `${hostname()}/${String(process.pid)}/${ids.next().slice(-12)}`;
  }

  /**
   * Works until nothing is left to take in this stage, the signal says stop, or something of ours is broken: then what waits stays where
   * it is, and the reconciler takes it up a period later. Else a store that is away for a second would use up everybody's attempts.
   * Throws `Stopped` when the process ends before: what is left is for others.
   */
  async drain(stage: Stage, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const claimed = await this.steps.claim(stage, this.owner);
      if (!claimed || !(await this.carry(claimed, stage, signal))) break;
    }
    if (isStopped(signal)) throw signal.reason as Error;
  }

  /** False when the platform failed. */
  private async carry(claimed: Claimed, stage: Stage, signal: AbortSignal): Promise<boolean> {
    const lease = this.keepLease(claimed, signal);
    try {
      const task = (await this.challenges.phase(claimed.phaseId))?.tasks.find(({ id }) => id === claimed.taskId);
      if (!task) throw new Fault(`task ${claimed.taskId} is not in phase ${claimed.phaseId}`);
      const isWritten = stage === 'validate' ? await this.validate(claimed, task, lease.signal) : await this.evaluate(claimed, task, lease.signal);
      if (!isWritten) this.log.info({ evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: somebody else was first, the result is dropped');
      return true;
    } catch (error) {
      // A lost lease needs nothing from us: another worker has the evaluation, or it was cancelled.
      if (lease.lost()) this.log.info({ evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: lease lost, stopped');
      else if (isStopped(signal)) await this.leave(claimed, stage);
      else await this.ours(claimed, error);
      return lease.lost();
    } finally {
      lease.stop();
    }
  }

  /** Like all that follows: false when a later attempt or somebody else was first, and nothing was written. */
  private async validate(claimed: Claimed, task: TaskFacts, signal: AbortSignal): Promise<boolean> {
    const outcome = await this.runner.run({ mode: 'validate', artifact: claimed, task }, signal, () => undefined);
    if (outcome.kind === 'valid') return this.steps.valid(claimed, findingsOf(outcome));
    if (outcome.kind === 'invalid') return this.steps.invalid(claimed, findingsOf(outcome));
    if (outcome.kind === 'failed') return this.failure(claimed, outcome, null);
    throw new Fault(`the scorer answered ${outcome.kind} to a validation`);
  }

  private async evaluate(claimed: Claimed, task: TaskFacts, signal: AbortSignal): Promise<boolean> {
    const startedAt = this.clock.now();
    // A takeover may begin in SCORING; the steps before it are not repeated.
    if (claimed.state === 'RUNNING' && !(await this.steps.scoring(claimed))) return false;
    const outcome = await this.runner.run({ mode: 'score', artifact: claimed, task }, signal, () => undefined);
    const record = await this.record(claimed, task, startedAt, outcome);
    if (outcome.kind === 'scored') return this.scored(claimed, outcome, record);
    if (outcome.kind === 'failed') return this.failure(claimed, outcome, record);
    // The file passed the validator before: now it does not, so one of the two is wrong, and it is not the participant.
    return this.failure(claimed, { class: 'SCORER_FAULT', detail: `${outcome.kind} while scoring` }, record);
  }

  private async scored(claimed: Claimed, outcome: Scored, record: ReproducibilityRecord): Promise<boolean> {
    const numbers = outcome.scores.flatMap((score) => (score.public === null ? [] : [{ ...score, public: score.public }]));
    if (numbers.length === outcome.scores.length) return this.steps.scored(claimed, numbers, record);
    return this.failure(claimed, { class: 'SCORER_FAULT', detail: 'a metric has no finite public value' }, record);
  }

  /** The participant's failures end the evaluation; ours are tried again. */
  private async failure(claimed: Claimed, outcome: Pick<Failure, 'class' | 'detail'>, record: ReproducibilityRecord | null): Promise<boolean> {
    if (outcome.class === 'PLATFORM_FAULT') throw new Fault(outcome.detail);
    const failure = { class: outcome.class, detail: outcome.detail, reference: claimed.id.slice(-8) };
    this.log[isPlatformSide(outcome.class) ? 'error' : 'info']({ evaluation: claimed.id, class: outcome.class, detail: outcome.detail }, 'evaluation: failed');
    return this.steps.failed(claimed, failure, record);
  }

  /** The process ends: the next worker goes on at once, and no lapse is counted. */
  private async leave(claimed: Claimed, stage: Stage): Promise<void> {
    await this.steps.leave(claimed, stage);
    this.log.info({ evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: left to the next worker');
  }

  private async ours(claimed: Claimed, error: unknown): Promise<void> {
    this.log.error({ err: error, evaluation: claimed.id, attempt: claimed.attempt }, 'evaluation: platform fault');
    if (claimed.lapses + 1 < this.config.MAX_ATTEMPTS) await this.steps.giveBack(claimed);
    else await this.steps.failed(claimed, { class: 'PLATFORM_FAULT', detail: error instanceof Error ? (error.stack ?? error.message) : String(error), reference: claimed.id.slice(-8) }, null);
  }

  private async record(claimed: Claimed, task: TaskFacts, startedAt: Date, outcome: ScoringOutcome): Promise<ReproducibilityRecord> {
    return {
      artifactSha256: claimed.sha256,
      ...(await this.runner.identity()),
      dataSha256: task.dataSha256,
      limits: { wallMs: this.config.SCORE_WALL_MS, memoryBytes: this.config.SCORE_MEMORY_BYTES },
      seed: null,
      worker: this.owner,
      startedAt: startedAt.toISOString(),
      endedAt: this.clock.now().toISOString(),
      cpuMs: outcome.cpuMs,
      peakBytes: outcome.peakBytes,
    };
  }

  /** Renews the lease while the work goes on; aborts the work when it is lost. */
  private keepLease(claimed: Claimed, outer: AbortSignal): { signal: AbortSignal; lost(): boolean; stop(): void } {
    const controller = new AbortController();
    const timer = setInterval(() => {
      this.steps.renew(claimed).then(
        (kept) => { if (!kept) controller.abort(new Error('lease lost')); },
        (error: unknown) => { this.log.warn({ err: error, evaluation: claimed.id }, 'evaluation: lease not renewed'); },
      );
    }, this.config.LEASE_MS / 3);
    return { signal: AbortSignal.any([outer, controller.signal]), lost: () => controller.signal.aborted, stop: () => { clearInterval(timer); } };
  }
}

const findingsOf = (outcome: Extract<ScoringOutcome, { kind: 'valid' | 'invalid' }>): Findings => ({ first: outcome.report.first, total: outcome.report.errors + outcome.report.warnings, rows: outcome.report.rows });
