import type { ReproducibilityRecord } from '@gac/shared/contract/submissions';
import { isPlatformSide, isTerminal } from '@gac/shared/rules/lifecycle';
import type { PhaseId, SubmissionId } from '@gac/shared/values';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { LiveStreams } from '../../platform/live/live-streams.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ChallengesApi } from '../challenges/index.ts';
import { restAfter } from './domain/rest.ts';
import { AttemptsRepository } from './data/attempts.repository.ts';
import { EvaluationsRepository, type Claimed, type Stage } from './data/evaluations.repository.ts';
import { QuotaLedger } from './data/quota.repository.ts';
import { SubmissionsRepository, type Failure, type SubmissionRow } from './data/submissions.repository.ts';
import type { Capability } from './domain/capabilities.ts';
import type { Findings, RunResult, StoredLog } from './scorer-runner.ts';
import { evaluationQueued, submissionReceived, submissionRetired, submissionScored } from './submissions.api.ts';

const TOPICS = 'submission:';
export const submissionTopic = (id: SubmissionId): string => `${TOPICS}${id}`;
type Failing = Pick<Claimed, 'id' | 'attempt' | 'submissionId'>;
type LineData = Record<string, string | number | null>;
export interface ToldLine {
  kind: 'output' | 'output-skipped';
  data: LineData;
}
type Scored = Extract<RunResult, { kind: 'scored' }>;
/** What an evaluation leaves behind, whatever came of it. */
export interface Trace {
  record: ReproducibilityRecord | null;
  logs: readonly StoredLog[];
}

const NOTHING: Trace = { record: null, logs: [] };

/** The steps of an evaluation. Each is one transaction: evaluation, submission, quota, log line and event together, or nothing. */
@Injectable()
export class EvaluationSteps implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly evaluations: EvaluationsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly quota: QuotaLedger,
    private readonly challenges: ChallengesApi,
    private readonly outbox: Outbox,
    private readonly live: LiveStreams,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** The stream of a submission is its log, too. */
  onModuleInit(): void {
    this.live.keep(TOPICS);
  }

  private leaseUntil(): Date {
    return new Date(this.clock.now().getTime() + this.config.LEASE_MS);
  }

  claim(stage: Stage, owner: string, can: readonly Capability[]): Promise<Claimed | null> {
    return this.uow.run(async (tx) => {
      await this.evaluations.endWhenSilent(tx, this.config.LEASE_MS);
      const claimed = await this.evaluations.claim(tx, stage, { owner, can, now: this.clock.now(), leaseUntil: this.leaseUntil() }, this.config.MAX_ATTEMPTS);
      if (!claimed) return null;
      await this.attempts.begin(tx, claimed, stage, owner, this.clock.now());
      await this.follow(tx, claimed.submissionId);
      return claimed;
    });
  }

  /** False when the lease is lost: stop. */
  renew(claimed: Claimed): Promise<boolean> {
    return this.uow.run((tx) => this.evaluations.renew(tx, claimed, this.leaseUntil()));
  }

  /** VALIDATING -> QUEUED. */
  valid(claimed: Claimed, findings: Findings): Promise<boolean> {
    return this.change(claimed, async (tx) => {
      if (!(await this.evaluations.move(tx, claimed, 'enqueue', this.clock.now(), false))) return false;
      await this.attempts.end(tx, claimed, 'passed', null, this.clock.now());
      await this.submissions.storeFindings(tx, claimed.submissionId, findings);
      await this.line(tx, claimed.submissionId, 'checked', { rows: findings.rows, warnings: findings.total });
      await this.outbox.append(tx, evaluationQueued, { submissionId: claimed.submissionId, phaseId: claimed.phaseId });
      return true;
    });
  }

  /** VALIDATING -> INVALID: the uploaded file did not pass; the quota comes back. */
  invalid(claimed: Claimed, findings: Findings): Promise<boolean> {
    return this.change(claimed, async (tx) => {
      if (!(await this.evaluations.finish(tx, claimed, { event: 'reject', at: this.clock.now(), failure: null, record: null }))) return false;
      await this.attempts.end(tx, claimed, 'invalid', null, this.clock.now());
      await this.submissions.storeFindings(tx, claimed.submissionId, findings);
      await this.line(tx, claimed.submissionId, 'refused', { problems: findings.total, code: findings.first[0]?.code ?? null, line: findings.first[0]?.line ?? null });
      return true;
    });
  }

  /** RUNNING -> SCORING. */
  scoring(claimed: Claimed): Promise<boolean> {
    return this.change(claimed, (tx) => this.evaluations.move(tx, claimed, 'score', this.clock.now(), true));
  }

  /** Lines that the participant's program printed; nothing is told once the lease is lost. */
  output(claimed: Claimed, lines: readonly ToldLine[]): Promise<boolean> {
    return this.uow.run(async (tx) => {
      if (!(await this.evaluations.holds(tx, claimed))) return false;
      for (const { kind, data } of lines) await this.line(tx, claimed.submissionId, kind, data);
      return true;
    });
  }

  /** SCORING -> SCORED: scores and the terminal state are one transaction (C-03). */
  scored(claimed: Claimed, { scores, cases }: Pick<Scored, 'scores' | 'cases'>, { record, logs }: Trace): Promise<boolean> {
    return this.change(claimed, async (tx) => {
      const at = this.clock.now();
      if (!(await this.evaluations.finish(tx, claimed, { event: 'finish', at, failure: null, record }))) return false;
      await this.attempts.end(tx, claimed, 'scored', null, at);
      await this.evaluations.insertScores(tx, claimed.id, scores);
      await this.evaluations.insertCases(tx, claimed.id, cases);
      await this.evaluations.insertLogs(tx, claimed.id, logs, at);
      return true;
    });
  }

  /** `phaseId` may be left out for a fault of ours: it never uses a slot. */
  async failed(claimed: Failing & { phaseId?: PhaseId }, failure: Failure, trace: Trace = NOTHING): Promise<boolean> {
    // Asked before the transaction: whoever asks for a second connection while holding one may wait for ever.
    const countFailed = claimed.phaseId !== undefined && (await this.countsFailure(claimed.phaseId, failure.class));
    return this.uow.run(async (tx) => {
      await this.evaluations.endWhenSilent(tx, this.config.LEASE_MS);
      return this.failIn(tx, claimed, failure, countFailed, trace);
    });
  }

  /** Whether such a failure uses a slot in this phase. */
  async countsFailure(phaseId: PhaseId, failure: Failure['class']): Promise<boolean> {
    return !isPlatformSide(failure) && ((await this.challenges.phase(phaseId))?.quota.countFailed ?? false);
  }

  /** Ends it as failed in the caller's transaction. */
  failIn(tx: Tx, target: Failing, failure: Failure, countFailed: boolean, { record, logs }: Trace = NOTHING): Promise<boolean> {
    const work = async (): Promise<boolean> => {
      const at = this.clock.now();
      if (!(await this.evaluations.finish(tx, target, { event: 'fail', at, failure, record }))) return false;
      await this.evaluations.insertLogs(tx, target.id, logs, at);
      await this.attempts.end(tx, target, 'failed', failure.detail, at);
      await this.submissions.storeFailure(tx, target.submissionId, failure);
      await this.line(tx, target.submissionId, 'failed', { class: failure.class, reference: failure.reference });
      return true;
    };
    return this.changeIn(tx, target, work, countFailed);
  }

  /**
   * Takes an evaluation away from its worker and back into the queue; that worker's writes change nothing any more. In the caller's transaction,
   * with the submission locked. False when the attempt is not that one any more.
   */
  async putBack(tx: Tx, target: Pick<Claimed, 'id' | 'attempt' | 'submissionId' | 'phaseId' | 'state'>, reason: string): Promise<boolean> {
    const now = this.clock.now();
    const attempt = await this.evaluations.takeAway(tx, target, now);
    if (attempt === null) return false;
    const stage = target.state === 'VALIDATING' ? 'validate' : 'evaluate';
    await this.attempts.end(tx, target, 'taken-away', null, now);
    await this.attempts.begin(tx, { id: target.id, attempt }, stage, null, now);
    await this.attempts.end(tx, { id: target.id, attempt }, 'requeued', reason, now);
    await this.line(tx, target.submissionId, 'requeued', {});
    await this.outbox.append(tx, stage === 'validate' ? submissionReceived : evaluationQueued, { submissionId: target.submissionId, phaseId: target.phaseId });
    return true;
  }

  /** Our own failure: the lease goes back and counts as lapsed; another attempt follows while there are any left, each after a longer while. */
  giveBack(claimed: Claimed, detail: string): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const now = this.clock.now();
      if (!(await this.evaluations.giveBack(tx, claimed, new Date(now.getTime() + restAfter(claimed.lapses)), 'lapsed'))) return false;
      await this.attempts.end(tx, claimed, 'gave-back', detail, now);
      return true;
    });
  }

  /** The lease goes back as if it had never been taken, and somebody else is woken up. */
  leave(claimed: Claimed, stage: Stage): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const now = this.clock.now();
      if (!(await this.evaluations.giveBack(tx, claimed, new Date(now.getTime() - 1), 'left'))) return false;
      await this.attempts.end(tx, claimed, 'left', null, now);
      await this.outbox.append(tx, stage === 'validate' ? submissionReceived : evaluationQueued, { submissionId: claimed.submissionId, phaseId: claimed.phaseId });
      return true;
    });
  }

  /** Runs `work` with the submission locked, then lets the submission follow its evaluations. False and no change when `work` says so. */
  private change(claimed: Pick<Claimed, 'submissionId'>, work: (tx: Tx) => Promise<boolean>): Promise<boolean> {
    return this.uow.run(async (tx) => {
      await this.evaluations.endWhenSilent(tx, this.config.LEASE_MS);
      return this.changeIn(tx, claimed, work, false);
    });
  }

  private async changeIn(tx: Tx, { submissionId }: Pick<Claimed, 'submissionId'>, work: (tx: Tx) => Promise<boolean>, countFailed: boolean): Promise<boolean> {
    await this.submissions.lock(tx, submissionId);
    if (!(await work(tx))) return false;
    await this.follow(tx, submissionId, countFailed);
    return true;
  }

  /** Derives the submission's state, and does what a new state brings with it. countFailed: whether a failure of the participant's own making uses a slot. */
  async follow(tx: Tx, id: SubmissionId, countFailed = false): Promise<void> {
    const row = await this.submissions.lock(tx, id);
    if (!row) return;
    const now = this.clock.now();
    const change = await this.submissions.deriveState(tx, row, now);
    if (!change) return;
    await this.line(tx, id, 'state', { state: change.to });
    if (!isTerminal(change.to)) return;
    await this.endOpen(tx, id, now);
    await this.quota.settle(tx, row, change.to, await this.submissions.failureClass(tx, id), countFailed, now);
    if (change.to === 'SCORED') await this.outbox.append(tx, submissionScored, { submissionId: id, phaseId: row.phaseId });
  }

  /** Ends what has not ended; the submission must be locked. */
  async cancel(tx: Tx, id: SubmissionId): Promise<void> {
    await this.endOpen(tx, id, this.clock.now());
    await this.follow(tx, id);
  }

  private async endOpen(tx: Tx, id: SubmissionId, now: Date): Promise<void> {
    if ((await this.evaluations.cancelOpen(tx, id, now)) > 0) await this.attempts.endAll(tx, id, 'cancelled', now);
  }

  /** SCORED -> WITHDRAWN or DISQUALIFIED; nothing is deleted, but it may hold no rank any more. */
  async retire(tx: Tx, row: SubmissionRow, to: 'WITHDRAWN' | 'DISQUALIFIED'): Promise<boolean> {
    if (!(await this.submissions.move(tx, row, to, this.clock.now()))) return false;
    await this.line(tx, row.id, 'state', { state: to });
    await this.outbox.append(tx, submissionRetired, { submissionId: row.id, phaseId: row.phaseId });
    return true;
  }

  async line(tx: Tx, id: SubmissionId, kind: string, data: LineData): Promise<void> {
    await this.live.append(tx, submissionTopic(id), kind, data);
  }
}
