import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finding } from '@gac/shared/scoring/findings';
import type { Sha256 } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { Fault } from '../../platform/fault.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { KeptBytes } from '../../platform/storage/kept-bytes.ts';
import { caseScores, checkZip, declaredScores, type ProgramRun, type ProgramTask, type ScoringOutcome, type TaskOutcome } from '../scoring/index.ts';
import { BuiltinScorer, type BuiltinRequest } from './builtin-scorer.ts';
import type { Capability } from './domain/capabilities.ts';
import { ProgramHost } from './program-host.ts';
import { failureOf, logsOf, ProgramTrace, recordOf } from './program-outcome.ts';
import { ScorerRunner, type Findings, type RunHooks, type RunOutcome, type RunRecord, type RunResult, type ScorerRequest, type StoredLog } from './scorer-runner.ts';

const NOTHING_FOUND: Findings = { first: [], total: 0, rows: null };

/**
 * Checks, runs and scores by the kind of the submission and of the scorer: participants' programs in a sandbox that has the phase's limits and the
 * public input; scoring programs in a second one that alone sees hidden data; the metrics of the platform in children of their own.
 */
@Injectable()
export class EvaluationRunner extends ScorerRunner {
  constructor(
    private readonly builtin: BuiltinScorer,
    private readonly host: ProgramHost,
    private readonly artifacts: ArtifactStore,
    private readonly kept: KeptBytes,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
  }

  can(): readonly Capability[] {
    return this.host.can();
  }

  async validate({ artifact, task }: ScorerRequest, signal: AbortSignal): Promise<RunResult> {
    if (artifact.kind === 'code') return this.validateZip(artifact.sha256, task);
    if (artifact.kind === 'container' || !task.checked) return { kind: 'valid', findings: NOTHING_FOUND };
    return this.checkFile({ mode: 'validate', file: artifact, checked: task.checked, metrics: metricsOf(task) }, signal);
  }

  async score(request: ScorerRequest, signal: AbortSignal, hooks: RunHooks): Promise<RunOutcome> {
    const { artifact, task } = request;
    if (isProgramTask(task)) return this.scoreByProgram({ ...request, task }, signal, hooks);
    if (artifact.kind === 'prediction') return this.scoreFile(request, artifact, signal);
    return this.runAndScore(request, signal, hooks);
  }

  private async validateZip(sha256: Sha256, task: ScorerRequest['task']): Promise<RunResult> {
    const folder = join(this.config.GAC_DATA, 'checks');
    await mkdir(folder, { recursive: true });
    const copy = await this.artifacts.materialise(sha256);
    try {
      const faults = await checkZip(copy.path, task, folder);
      const first = faults.map(({ code, value, expected }) => finding(code, { value, expected: expected ?? null, hint: code === 'NO_COMMAND' ? 'metadata-yaml' : code === 'NOT_A_ZIP' ? 'make-zip' : null }));
      return { kind: faults.length > 0 ? 'invalid' : 'valid', findings: { first: first.slice(0, 20), total: first.length, rows: null } };
    } finally {
      await copy.release();
    }
  }

  private scoreFile({ task }: ScorerRequest, file: BuiltinRequest['file'], signal: AbortSignal): Promise<RunOutcome> {
    if (!task.checked) throw new Fault(`task ${task.key} has neither a format nor a program`);
    return this.checkFile({ mode: 'score', file, checked: task.checked, metrics: metricsOf(task) }, signal);
  }

  private async checkFile(request: BuiltinRequest, signal: AbortSignal): Promise<RunOutcome> {
    const outcome = await this.builtin.run(request, signal);
    const { cpuMs, peakBytes } = outcome;
    return { ...resultOf(outcome), logs: [], record: { ...(await this.builtin.identity()), limits: this.builtin.limits, cpuMs, peakBytes } };
  }

  /** The participant's program makes the file; the platform checks and scores it as if it had been handed in. */
  private async runAndScore(request: ScorerRequest, signal: AbortSignal, hooks: RunHooks): Promise<RunOutcome> {
    const { task, phase } = request;
    const trace = new ProgramTrace(hooks, phase.limits);
    const made = await this.withRun(request, (run) =>
      this.host.ready().predict(run, { ...trace.hooks, signal }, (path) => this.kept.file(path)),
    );
    const logs = await this.keepLogs(made.outcome);
    const ran = recordOf(made.outcome, { task, isolation: this.host.state().isolation, trace });
    if (made.made === null) return { ...failureOf(made.outcome), logs, record: ran };
    hooks.onScoring();
    const scored = await this.scoreFile(request, { sha256: made.made.sha256, fileName: task.output }, signal);
    const record: RunRecord = {
      ...ran,
      limits: scored.record.limits,
      scorer: scored.record.scorer,
      scorerSha256: scored.record.scorerSha256,
      cpuMs: made.outcome.cpuMs + scored.record.cpuMs,
      peakBytes: Math.max(made.outcome.peakBytes, scored.record.peakBytes),
      predictionSha256: made.made.sha256,
    };
    return { ...asMade(scored, task.output), logs, record };
  }

  private async scoreByProgram(request: ScorerRequest & { task: ProgramTask }, signal: AbortSignal, hooks: RunHooks): Promise<RunOutcome> {
    const { task } = request;
    const trace = new ProgramTrace(hooks, request.phase.limits);
    const outcome = await this.withRun(request, (run) => this.host.ready().score({ ...run, task }, { ...trace.hooks, signal }));
    return { ...programResult(task, outcome), logs: await this.keepLogs(outcome), record: recordOf(outcome, { task, isolation: this.host.state().isolation, trace }) };
  }

  private keepLogs(outcome: TaskOutcome): Promise<StoredLog[]> {
    return Promise.all(logsOf(outcome).map(async ({ name, text }) => ({ name, ...(await this.kept.text(text)) })));
  }

  private async withRun<T>({ artifact, task, phase }: ScorerRequest, work: (run: ProgramRun) => Promise<T>): Promise<T> {
    const copy = await this.artifacts.materialise(artifact.sha256);
    try {
      const { kind, fileName } = artifact;
      return await work({ handedIn: { kind, path: copy.path, fileName }, task, phaseKey: phase.key, limits: phase.limits });
    } finally {
      await copy.release();
    }
  }
}

const isProgramTask = (task: ScorerRequest['task']): task is ProgramTask => task.scorer.kind === 'program';
const metricsOf = ({ scorer }: ScorerRequest['task']): BuiltinRequest['metrics'] => (scorer.kind === 'builtin' ? scorer.metrics : []);
const findingsOf = ({ report }: Extract<ScoringOutcome, { kind: 'valid' | 'invalid' }>): Findings => ({ first: report.first, total: report.errors + report.warnings, rows: report.rows });

/** What the built-in scorer says. Nothing of a participant runs in it: its limits, and a metric without a finite public value, are its own faults. */
function resultOf(outcome: ScoringOutcome): RunResult {
  if (outcome.kind === 'failed') return { kind: 'failed', class: outcome.class === 'PLATFORM_FAULT' ? outcome.class : 'SCORER_FAULT', detail: `${outcome.class}: ${outcome.detail}`, facts: null };
  if (outcome.kind !== 'scored') return { kind: outcome.kind, findings: findingsOf(outcome) };
  if (outcome.scores.some((score) => score.public === null)) return { kind: 'failed', class: 'SCORER_FAULT', detail: 'a metric has no finite public value', facts: null };
  return { kind: 'scored', scores: outcome.scores, cases: [] };
}

/** A file that a program made and that is not right is the program's doing: BAD_FORMAT, with the first place (C-00). */
function asMade(result: RunOutcome, file: string): RunResult {
  if (result.kind !== 'invalid') return result;
  const first = result.findings.first.find(({ severity }) => severity === 'error') ?? null;
  const detail = `${file}: ${first?.code ?? 'invalid'} at line ${String(first?.line)}, column ${String(first?.column)}; ${String(result.findings.total)} finding(s)`;
  return { kind: 'failed', class: 'BAD_FORMAT', detail, facts: { code: null, fields: { file }, finding: first } };
}

function programResult(task: ProgramTask, outcome: TaskOutcome): RunResult {
  if (outcome.status === 'FAILED') return failureOf(outcome);
  const refused = outcome.warnings.filter(({ code }) => code === 'score-refused');
  if (refused.length > 0) return { kind: 'failed', class: 'SCORER_FAULT', detail: `not finite: ${JSON.stringify(refused.map(({ fields }) => fields))}`, facts: null };
  return { kind: 'scored', scores: declaredScores(task.scorer, outcome.scores), cases: caseScores(outcome.perCase) };
}
