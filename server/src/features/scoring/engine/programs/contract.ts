/** One contract for whatever scores a submission: a task, a submission, limits in; an outcome out. Sizes are bytes, times milliseconds. */
import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { OutcomeMessage, OutcomeWarning } from '@gac/shared/scoring/outcome';
import type { FolderCaps, SandboxDriver, SandboxLimits, SandboxResult } from '../../../../platform/sandbox/types.ts';
import type { BundleTree, TreeFile } from '../bundles/tree.ts';
import type { RuntimeRecord, Runtimes } from '../runtimes/runtimes.ts';

/** A folder with code and what starts it; null: nothing does, it is there to be read by another program. */
export interface Program {
  tree: BundleTree;
  command: string | null;
}

/** Codabench and CodaLab: programs in the tree /app, scores.json or scores.txt out. */
export interface CodabenchTask {
  kind: 'codabench';
  scoring: Program;
  ingestion: Program | null;
  ingestionOnlyDuringScoring: boolean;
  reference: BundleTree | null;
  input: BundleTree | null;
  /** Keys that count as scores; null: every one that the scorer writes. */
  columns: readonly string[] | null;
}
/** Tasks whose scorer takes one file: participants send it, or code that makes it. */
interface FileTask {
  /** Null: code is not taken. */
  prediction: PredictionSpec | null;
}
/** EvalAI: `evaluate(test_annotation_file, user_submission_file, phase_codename, **kwargs)`. */
export interface EvalaiTask extends FileTask {
  kind: 'evalai';
  script: BundleTree;
  annotation: TreeFile | null;
  phaseCodename: string;
  /** Splits that belong to this phase, with the labels of their boards; null: every one that the scorer returns. */
  splits: readonly { codename: string; labels: readonly string[] }[] | null;
}
/** Kaggle: `score(solution, submission, row_id_column_name) -> float`. */
export interface KaggleTask extends FileTask {
  kind: 'kaggle';
  /** Holds `score.py` or `metric.py`. */
  program: BundleTree;
  solution: TreeFile;
  /** Null: the first column of the solution. */
  rowIdColumn: string | null;
}
/** Hugging Face: a scikit-learn metric by name, or `compute(params)` of metric.py. */
export interface HuggingFaceTask extends FileTask {
  kind: 'huggingface';
  metric: string;
  program: TreeFile | null;
  solution: TreeFile;
  idColumn: string;
  columns: readonly string[];
  rows: number | null;
}
/** Grand Challenge: reads /input, writes /output/metrics.json. */
export interface MetricsJsonTask extends FileTask {
  kind: 'metrics-json';
  program: Program;
  reference: BundleTree | null;
  /** Where in metrics.json each score stands. */
  values: readonly { key: string; path: string }[];
}
export type TaskSpec = CodabenchTask | EvalaiTask | KaggleTask | HuggingFaceTask | MetricsJsonTask;

/** How participants' code makes predictions for tasks of ours; Codabench has its own way. */
export interface PredictionSpec {
  /** Read-only at /app/input_data. */
  input: BundleTree | null;
  /** Used when the submission's metadata name no command. */
  command: string | null;
  /** The file that must be there afterwards, below /app/output; null: whatever is there counts. */
  expects: string | null;
}

/** What was handed in, archives unpacked where the task wants files. */
export type Submission =
  | { kind: 'file'; name: string; path: string }
  /** Files with answers, or a Codabench submission, which says by itself whether it is to be run. */
  | { kind: 'tree'; tree: BundleTree }
  /** To be run on the task's input. */
  | { kind: 'code'; tree: BundleTree }
  /** The unpacked root file system of a container image: makes predictions, is never a scorer. */
  | { kind: 'image'; rootfs: string; argv: readonly string[]; env: Readonly<Record<string, string>>; cwd: string };

export interface StepLimits {
  /** Of each program of the step. */
  sandbox: SandboxLimits;
  /** Of what they write to /app/output together, while they run. */
  output: FolderCaps;
  /** Of what is taken from there when they have ended. */
  keptBytes: number;
}
export interface TaskLimits {
  prediction: StepLimits;
  scoring: StepLimits;
}

/** What tasks are run on. */
export interface Bench {
  driver: SandboxDriver;
  runtimes: Runtimes;
  /** An empty folder of the caller, who removes it; others of the machine may pass through it. */
  scratch: string;
  /** Opaque and unique. */
  newId: () => string;
}

export type Stage = 'prediction' | 'scoring';
export type Role = 'program' | 'ingestion';
export type LogName = `${Stage}_${'stdout' | 'stderr' | 'ingestion_stdout' | 'ingestion_stderr'}`;
export interface RunHooks {
  onStage?: (stage: Stage) => void;
  /** Pieces as they are printed. Those of the scoring stage are for organizers only: they may hold hidden data. */
  onLog?: (name: LogName, piece: Buffer) => void;
  /** What a program used, once it has ended. */
  onUse?: (stage: Stage, role: Role, result: SandboxResult) => void;
  signal: AbortSignal;
}

/** Scores under one name; finite numbers only. */
export interface ScoreSet {
  /** EvalAI: the split's codename. Parts of the reference data: `public`, `private`. Null: the scores of the task. */
  split: string | null;
  values: Readonly<Record<string, number>>;
  /** EvalAI's error bars, by label. */
  errors: Readonly<Record<string, number>>;
}
export interface TaskOutcome {
  status: 'SCORED' | 'FAILED';
  class: FailureClass | null;
  message: OutcomeMessage | null;
  /** For organizers only, e.g. why scores can't be read; the logs hold the rest. */
  detail: string | null;
  /** Empty unless SCORED. */
  scores: readonly ScoreSet[];
  /** What the scorer wrote and no column asks for. */
  ignored: readonly string[];
  /** Kept for statistics when the scorer gives them: its JSON, as it stands. */
  perCase: unknown;
  /** EvalAI's `submission_result`: for the participant. */
  forParticipant: unknown;
  /** EvalAI's `submission_metadata`: for the organizers. */
  forOrganizer: unknown;
  wallMs: number;
  cpuMs: number;
  /** Of the program that held most. */
  peakBytes: number;
  logs: Readonly<Partial<Record<LogName, string>>>;
  warnings: readonly OutcomeWarning[];
  record: TaskRecord;
}
/** Who scores: an adapter's program, or the metrics of the platform. */
export type Contract = TaskSpec['kind'] | 'builtin';
/** For the reproducibility record (C-13). */
export interface TaskRecord {
  contract: Contract;
  sandbox: SandboxDriver['identity'] & { driver: string };
  runtimes: readonly RuntimeRecord[];
  limits: TaskLimits;
}
