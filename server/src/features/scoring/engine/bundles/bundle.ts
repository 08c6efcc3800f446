/**
 * What a competition archive of another platform says, whichever platform that is. Readers fill it, the runner runs it, the importer turns it
 * into a challenge of ours. Sources: Codabench, CodaLab, EvalAI and Hugging Face formats (docs/bundles.md).
 */
import type { Direction, LocalizedText } from '@gac/shared/values';
import type { BundleTree, TreeFile } from './tree.ts';

export type BundleFormat = 'codabench' | 'codalab' | 'evalai' | 'huggingface' | 'grand-challenge';

/** Something wrong with an archive (`error`: it can't be used) or something its organizer should know (`warning`). */
export interface BundleFinding {
  severity: 'error' | 'warning';
  /** Kebab-case, closed: findings/ says what each means. */
  code: string;
  /** In the archive; null when it is about the archive itself. */
  file: string | null;
  /** From 1; null when no line is to blame. */
  line: number | null;
  column: number | null;
  /** `phases[0].end` in that file; empty for the whole. */
  path: string;
  message: LocalizedText;
  hint: LocalizedText | null;
}

export interface BundlePage {
  title: string;
  file: string;
  text: string;
  kind: 'markdown' | 'html';
  /** What the page is for, where the format says so. */
  role: 'page' | 'overview' | 'evaluation' | 'guidelines' | 'terms' | 'data';
}

/** A folder with code. */
export interface BundleProgram {
  tree: BundleTree;
  /** `command` of its metadata; null when there is none, or when the file is no YAML. Legacy `$` variables stand in it as written. */
  command: string | null;
  /** "metadata.yaml" wins over "metadata". */
  metadataFile: string | null;
}

export type BundleScorer =
  /** Runs with the tree /app of Codabench. */
  | { kind: 'codabench'; program: BundleProgram }
  /** A Python package that exports `evaluate(annotation, submission, phase_codename, **kwargs)`. */
  | { kind: 'evalai'; tree: BundleTree; annotation: TreeFile | null }
  | HuggingFaceScorer
  /** Reads /input, writes /output/metrics.json; columns pick their value by JSONPath. */
  | { kind: 'metrics-json'; image: TreeFile | null; imageName: string | null; tree: BundleTree | null };
export interface HuggingFaceScorer {
  kind: 'huggingface';
  /** Holds the answers and a column `split` with `public` or `private`; null when it is kept elsewhere. */
  solution: TreeFile | null;
  /** scikit-learn's name, or `custom` for `program`. */
  metric: string;
  /** `metric.py` with `compute(params)`. */
  program: TreeFile | null;
  idColumn: string;
  columns: readonly string[];
  rows: number | null;
}

export interface BundleTask {
  /** As the archive numbers it. Phases and solutions name tasks by it. */
  index: number;
  name: string;
  description: string;
  scorer: BundleScorer | null;
  reference: BundleTree | null;
  input: BundleTree | null;
  ingestion: BundleProgram | null;
  ingestionOnlyDuringScoring: boolean;
}

export interface BundleQuota {
  perDay: number | null;
  perMonth: number | null;
  total: number | null;
  concurrent: number | null;
}
export interface BundlePhase {
  /** 0, 1, 2 ... Codabench and CodaLab: in the order in which they open; EvalAI: in that of its list. */
  index: number;
  name: string;
  /** What an EvalAI scorer gets; null where the format has none. */
  codename: string | null;
  description: string;
  /** ISO 8601, UTC. Null when the archive does not say it, or says it so that it can't be read. */
  opensAt: string | null;
  closesAt: string | null;
  quota: BundleQuota;
  /** For each step of a run (predicting, scoring). */
  stepTimeLimitMs: number;
  hides: { logs: boolean; predictions: boolean; scores: boolean };
  /** Indexes of tasks. */
  tasks: readonly number[];
  /** Whether the best entries move on into this phase by themselves. */
  migratesHere: boolean;
  /** False: everything that is sent must be files with answers, no programs. */
  takesCode: boolean;
  startingKit: BundleTree | null;
  publicData: BundleTree | null;
  access: BundleAccess;
}
/** Who may see and enter. */
export interface BundleAccess {
  isPublic: boolean;
  areSubmissionsPublic: boolean;
  /** Empty: everybody. */
  allowedEmails: readonly string[];
  /** ".json", ".zip"; empty: any. */
  fileTypes: readonly string[];
  /** Asked of everybody who submits. */
  fields: readonly BundleField[];
}
export interface BundleField {
  key: string;
  title: string;
  type: 'text' | 'checkbox' | 'select' | 'radio';
  options: readonly string[];
  isRequired: boolean;
  isOnBoard: boolean;
}

export interface BundleSolution {
  index: number;
  name: string;
  description: string;
  /** Indexes of tasks. */
  tasks: readonly number[];
  tree: BundleTree | null;
}

export type Computation = 'avg' | 'sum' | 'min' | 'max' | 'average-rank';
export interface BundleColumn {
  index: number;
  /** What the scorer calls it. Any text: EvalAI's labels hold spaces, slashes and parentheses. */
  key: string;
  title: string;
  direction: Direction;
  /** Shown decimals. */
  precision: number;
  hidden: boolean;
  /** Made by the platform out of other columns of the board; null: the scorer gives it. */
  computation: Computation | null;
  computationIndexes: readonly number[];
  /** Grand Challenge: where in metrics.json it stands. */
  jsonPath: string | null;
}
/** Which submission stands for whoever sent it. Codabench's six, in our words. */
export type SubmissionRule = 'choose-one' | 'choose-one-changeable' | 'choose-many' | 'last' | 'every' | 'best';
export interface BundleBoard {
  index: number;
  key: string;
  title: string;
  /** Sorted by index. */
  columns: readonly BundleColumn[];
  /** Index of the column that ranks; the others break its ties in their order. */
  primary: number;
  hidden: boolean;
  rule: SubmissionRule;
  /** Indexes of phases. Empty: stored by the other platform, never used. */
  phases: readonly number[];
  /** EvalAI: codename of the data set split whose numbers it shows. */
  split: string | null;
  audience: 'host' | 'submitter' | 'public';
}

/** What holds for the whole competition and neither the runner nor a board needs. */
export interface BundleSettings {
  approvesEntrantsByItself: boolean;
  runsSubmissionsByItself: boolean;
  detailedResults: { isOn: boolean; inPanel: boolean; onBoard: boolean };
  submissionsMayBePublic: boolean;
  programsAreAvailable: boolean;
  inputIsAvailable: boolean;
  hasForum: boolean;
  kind: 'competition' | 'benchmark';
  /** Null: no limit is given. */
  maxTeamSize: number | null;
  queue: string | null;
  contactEmail: string | null;
  reward: string | null;
}

export interface Bundle {
  /** Null: nothing of what it holds says what it is. */
  format: BundleFormat | null;
  /** As written: "2", "1.5"; empty where the format has no versions. */
  version: string;
  title: string;
  description: string;
  pages: readonly BundlePage[];
  terms: BundlePage | null;
  logo: TreeFile | null;
  /** As written. Nothing is pulled: it runs in the declared runtime `python`. */
  dockerImage: string | null;
  phases: readonly BundlePhase[];
  tasks: readonly BundleTask[];
  solutions: readonly BundleSolution[];
  boards: readonly BundleBoard[];
  factSheet: readonly BundleField[];
  settings: BundleSettings;
  /** The definition as parsed, every key of it: what nothing above holds is here. */
  raw: unknown;
  findings: readonly BundleFinding[];
}
