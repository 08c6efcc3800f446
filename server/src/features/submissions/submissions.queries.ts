import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { FailureFacts, FailureView, LogName, MetricScore, QueueView, ReceiptView, SubmissionList, SubmissionLog, SubmissionRow, SubmissionView } from '@gac/shared/contract/submissions';
import { isPlatformSide, isTerminal, type EvaluationState, type FailureClass, type SubmissionState } from '@gac/shared/rules/lifecycle';
import { parseReceipt } from '@gac/shared/rules/receipt';
import type { ChallengeId, EvaluationId, PhaseId, SubmissionId, TaskId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/db/sql.ts';
import { problem } from '../../platform/http/problem.ts';
import { LiveStreams } from '../../platform/live/live-streams.ts';
import { ChallengesApi, type PhaseFacts } from '../challenges/index.ts';
import { TeamsApi } from '../teams/index.ts';
import { submissionTopic } from './evaluation-steps.ts';
import { QueueQueries } from './queue.queries.ts';
import { RankSource } from './submissions.api.ts';

/** A failure as participants may know it: the detail stays where it is. */
interface StoredFailure {
  reference: string;
  facts?: FailureFacts | null;
  message?: string;
}
interface Row {
  id: SubmissionId;
  number: number;
  receipt: string;
  phaseId: PhaseId;
  teamId: TeamId | null;
  kind: SubmissionKind;
  state: SubmissionState;
  history: SubmissionView['history'];
  receivedAt: Date;
  submittedBy: string | null;
  fileName: string;
  bytes: string;
  sha256: string;
  note: string;
  findings: SubmissionView['findings'];
  failureClass: FailureClass | null;
  failure: StoredFailure | null;
  quotaState: 'RESERVED' | 'COMMITTED' | 'REFUNDED' | null;
}
interface EvaluationRow {
  id: SubmissionView['evaluations'][number]['id'];
  submissionId: SubmissionId;
  taskId: TaskId;
  state: EvaluationState;
  attempt: number;
  stateAt: Date;
  failureClass: FailureClass | null;
  failure: StoredFailure | null;
  record: SubmissionView['evaluations'][number]['record'];
}
const ROW = `
  SELECT s.id, s.number, s.receipt, s.phase_id AS "phaseId", s.team_id AS "teamId", s.kind, s.state, s.history, s.received_at AS "receivedAt", a.name AS "submittedBy",
         s.file_name AS "fileName", s.bytes, s.artifact_sha256 AS sha256, s.note, s.findings, s.failure_class AS "failureClass", s.failure, q.state AS "quotaState"
    FROM submission s LEFT JOIN account a ON a.id = s.account_id LEFT JOIN quota_use q ON q.submission_id = s.id`;
const PAGE = 50;

const failureView = (row: { failureClass: FailureClass | null; failure: StoredFailure | null }, counted: boolean): FailureView | null =>
  row.failureClass === null ? null : { class: row.failureClass, side: isPlatformSide(row.failureClass) ? 'platform' : 'participant', counted, reference: row.failure?.reference ?? null, facts: row.failure?.facts ?? null, message: row.failure?.message ?? null };

/** What is told of a worker is the last part of its name: machine and process are for organizers, in the stored record. */
const publicRecord = (record: EvaluationRow['record']): EvaluationRow['record'] => record && { ...record, worker: record.worker.split('/').at(-1) ?? '' };

/** Reads of submissions. Public scores only: the private ones have no way into a view. */
@Injectable()
export class SubmissionQueries {
  constructor(
    private readonly sql: Sql,
    private readonly challenges: ChallengesApi,
    private readonly teams: TeamsApi,
    private readonly ranks: RankSource,
    private readonly queue: QueueQueries,
    private readonly live: LiveStreams,
  ) {}

  /** Whose it is: without a team it is a baseline. Null when there is no such submission. */
  belonging(id: SubmissionId): Promise<{ teamId: TeamId | null; challengeId: ChallengeId } | null> {
    return this.sql.one(`SELECT team_id AS "teamId", challenge_id AS "challengeId" FROM submission WHERE id = $1`, [id]);
  }

  async view(id: SubmissionId): Promise<SubmissionView> {
    const row = await this.sql.one<Row>(`${ROW} WHERE s.id = $1`, [id]);
    if (!row) throw problem('not-found');
    const phase = await this.phaseOf(row.phaseId);
    const [evaluations, logs, [base], queue, quota] = await Promise.all([
      this.evaluations([id]),
      this.programLogs(id),
      this.rows([row], phase),
      isTerminal(row.state) ? null : this.queue.ofSubmission(row, phase),
      row.teamId === null ? this.queue.noQuota(phase) : this.queue.quota(phase, row.teamId),
    ]);
    if (!base) throw problem('not-found');
    return {
      ...base,
      history: row.history,
      findings: row.findings,
      evaluations: evaluations.map((evaluation) => ({
        id: evaluation.id,
        ...taskNames(phase, evaluation.taskId),
        state: evaluation.state,
        attempt: evaluation.attempt,
        stateAt: evaluation.stateAt.toISOString(),
        failure: failureView(evaluation, row.quotaState === 'COMMITTED'),
        record: publicRecord(evaluation.record),
        logs: logs.get(evaluation.id) ?? [],
      })),
      queue,
      quota,
    };
  }

  /** For a submission made now. */
  async queueOf(phaseId: PhaseId): Promise<QueueView> {
    return this.queue.ofNewcomer(await this.phaseOf(phaseId));
  }

  async list(phase: PhaseFacts, teamId: TeamId, offset: number): Promise<SubmissionList> {
    const [rows, count, quota] = await Promise.all([
      this.sql.rows<Row>(`${ROW} WHERE s.team_id = $1 AND s.phase_id = $2 ORDER BY s.number DESC LIMIT ${String(PAGE)} OFFSET $3`, [teamId, phase.id, offset]),
      this.sql.one<{ n: number }>(`SELECT count(*)::int AS n FROM submission WHERE team_id = $1 AND phase_id = $2`, [teamId, phase.id]),
      this.queue.quota(phase, teamId),
    ]);
    return { items: await this.rows(rows, phase), total: count?.n ?? 0, quota };
  }

  async log(id: SubmissionId, after: number): Promise<SubmissionLog> {
    const topic = submissionTopic(id);
    const { events } = await this.live.read(topic, after);
    return { lines: events.map(({ seq, at, kind, data }) => ({ seq, at: at.toISOString(), kind, data: data as Record<string, string | number | null> })), lastSeq: events.at(-1)?.seq ?? after };
  }

  async receipt(text: string): Promise<ReceiptView> {
    const parsed = parseReceipt(text);
    if (parsed.kind !== 'valid') throw problem('not-found');
    const row = await this.sql.one<Row>(`${ROW} WHERE s.receipt = $1`, [parsed.receipt]);
    if (!row) throw problem('not-found');
    const phase = await this.phaseOf(row.phaseId);
    const [evaluations, [base], team] = await Promise.all([this.evaluations([row.id]), this.rows([row], phase), row.teamId === null ? null : this.teams.find(row.teamId)]);
    return {
      receipt: row.receipt,
      receivedAt: row.receivedAt.toISOString(),
      sha256: row.sha256 as ReceiptView['sha256'],
      bytes: Number(row.bytes),
      challenge: { slug: phase.slug, title: phase.challengeTitle },
      phase: phase.name,
      team: team?.name ?? '',
      state: row.state,
      scores: base?.scores ?? [],
      evaluations: evaluations.map(({ taskId, record }) => ({ taskName: taskNames(phase, taskId).taskName, record: publicRecord(record) })),
      privateHidden: true,
    };
  }

  /** What participants may read: the logs of their own program. */
  private async programLogs(id: SubmissionId): Promise<Map<EvaluationId, SubmissionView['evaluations'][number]['logs']>> {
    const rows = await this.sql.rows<{ evaluationId: EvaluationId; name: LogName; bytes: string }>(
      `SELECT l.evaluation_id AS "evaluationId", l.name, l.bytes FROM evaluation_log l JOIN evaluation e ON e.id = l.evaluation_id
        WHERE e.submission_id = $1 AND e.current AND l.name LIKE 'program.%' ORDER BY l.name DESC`,
      [id],
    );
    const logs = new Map<EvaluationId, SubmissionView['evaluations'][number]['logs']>();
    for (const { evaluationId, name, bytes } of rows) logs.set(evaluationId, [...(logs.get(evaluationId) ?? []), { name, bytes: Number(bytes) }]);
    return logs;
  }

  private async phaseOf(id: PhaseId): Promise<PhaseFacts> {
    const phase = await this.challenges.phase(id);
    if (!phase) throw problem('not-found');
    return phase;
  }

  private evaluations(ids: readonly SubmissionId[]): Promise<EvaluationRow[]> {
    return this.sql.rows<EvaluationRow>(
      `SELECT e.id, e.submission_id AS "submissionId", e.task_id AS "taskId", e.state, e.attempt, e.state_at AS "stateAt", e.failure_class AS "failureClass", e.failure, e.record
         FROM evaluation e LEFT JOIN phase_task pt ON pt.task_id = e.task_id JOIN submission s ON s.id = e.submission_id AND (pt.phase_id IS NULL OR pt.phase_id = s.phase_id)
        WHERE e.submission_id = ANY($1) AND e.current ORDER BY pt.position, e.id`,
      [ids],
    );
  }

  private async rows(rows: readonly Row[], phase: PhaseFacts): Promise<SubmissionRow[]> {
    const ids = rows.filter(({ state }) => state === 'SCORED' || state === 'WITHDRAWN' || state === 'DISQUALIFIED').map(({ id }) => id);
    const [scores, ranks] = await Promise.all([this.publicScores(ids, phase), this.ranks.of(ids)]);
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      receipt: row.receipt,
      phaseId: row.phaseId,
      challengeSlug: phase.slug,
      kind: row.kind,
      state: row.state,
      receivedAt: row.receivedAt.toISOString(),
      submittedBy: row.submittedBy ?? '',
      fileName: row.fileName,
      bytes: Number(row.bytes),
      sha256: row.sha256 as SubmissionRow['sha256'],
      note: row.note,
      failure: failureView(row, row.quotaState === 'COMMITTED'),
      scores: scores.get(row.id) ?? [],
      rankChange: ranks.get(row.id)?.change ?? null,
      bestBefore: ranks.get(row.id)?.bestBefore ?? null,
    }));
  }

  private async publicScores(ids: readonly SubmissionId[], phase: PhaseFacts): Promise<Map<SubmissionId, MetricScore[]>> {
    const values = new Map<string, number>();
    if (ids.length > 0) {
      const rows = await this.sql.rows<{ submissionId: SubmissionId; taskId: TaskId; metric: string; value: number }>(
        `SELECT e.submission_id AS "submissionId", e.task_id AS "taskId", c.metric, c.value FROM score c JOIN evaluation e ON e.id = c.evaluation_id WHERE e.current AND e.submission_id = ANY($1) AND c.part = 'public'`,
        [ids],
      );
      for (const row of rows) values.set(`${row.submissionId} ${row.taskId} ${row.metric}`, row.value);
    }
    const of = (id: SubmissionId): MetricScore[] =>
      phase.tasks.flatMap((task) =>
        task.metrics.filter(({ key }) => !phase.hidden.some((one) => one.task === task.key && one.metric === key)).map(({ key, name, decimals, direction }) => ({ key, name, value: values.get(`${id} ${task.id} ${key}`) ?? null, decimals, direction })),
      );
    return new Map(ids.map((id) => [id, of(id)]));
  }
}

const taskNames = (phase: PhaseFacts, id: TaskId): { taskKey: string; taskName: PhaseFacts['tasks'][number]['name'] } => {
  const task = phase.tasks.find((candidate) => candidate.id === id);
  return { taskKey: task?.key ?? 'task', taskName: task?.name ?? { ko: '과제', en: 'Task' } };
};
