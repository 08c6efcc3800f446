/** A task of a competition archive as what runTask runs. */
import type { Bundle, BundleBoard, BundlePhase, BundleScorer, BundleTask } from '../bundles/bundle.ts';
import type { BundleTree, TreeFile } from '../bundles/tree.ts';
import type { Program, TaskSpec } from './contract.ts';
import { readMetadata } from './metadata.ts';
import { fileOf } from './trees.ts';

/** The boards that show a phase's scores; the bundle's first where it does not say. */
export function boardsOf(bundle: Pick<Bundle, 'boards'>, phase: BundlePhase): readonly BundleBoard[] {
  const own = bundle.boards.filter(({ phases }) => phases.includes(phase.index));
  return own.length > 0 ? own : bundle.boards.slice(0, 1);
}
/** Keys that the scorer is asked for. */
const askedFor = ({ columns }: BundleBoard): string[] => columns.filter(({ computation }) => computation === null).map(({ key }) => key);

export interface TaskOfPhase {
  bundle: Pick<Bundle, 'boards'>;
  phase: BundlePhase;
  task: BundleTask;
  /** EvalAI: instead of the phase's own. */
  annotation: TreeFile | null;
}

/** Null when the archive has no scorer for it that can be run here. */
export async function taskSpecOf({ bundle, phase, task, annotation }: TaskOfPhase): Promise<TaskSpec | null> {
  const { scorer, ingestion, ingestionOnlyDuringScoring, reference, input } = task;
  const boards = boardsOf(bundle, phase);
  switch (scorer?.kind) {
    case 'codabench':
      return {
        kind: 'codabench',
        scoring: scorer.program,
        ingestion,
        ingestionOnlyDuringScoring,
        reference,
        input,
        columns: boards[0] ? askedFor(boards[0]) : null,
      };
    case 'evalai':
      return {
        kind: 'evalai',
        script: scorer.tree,
        annotation: annotation ?? scorer.annotation,
        phaseCodename: phase.codename ?? phase.name,
        splits: splitsOf(boards),
        prediction: null,
      };
    case 'huggingface':
      return huggingFace(scorer);
    case 'metrics-json':
      return metricsJson(scorer, reference, boards);
    case undefined:
      return null;
  }
}

function splitsOf(boards: readonly BundleBoard[]): { codename: string; labels: string[] }[] {
  const codenames = [...new Set(boards.flatMap(({ split }) => (split === null ? [] : [split])))];
  return codenames.map((codename) => ({
    codename,
    labels: [...new Set(boards.filter(({ split }) => split === codename).flatMap(askedFor))],
  }));
}

function huggingFace({
  solution,
  metric,
  program,
  idColumn,
  columns,
  rows,
}: Extract<BundleScorer, { kind: 'huggingface' }>): TaskSpec | null {
  return solution ? { kind: 'huggingface', metric, program, solution, idColumn, columns, rows, prediction: null } : null;
}

async function metricsJson(
  { tree }: Extract<BundleScorer, { kind: 'metrics-json' }>,
  reference: BundleTree | null,
  boards: readonly BundleBoard[],
): Promise<TaskSpec | null> {
  const program = tree && (await evaluationOf(tree));
  const values = boards.flatMap(({ columns }) =>
    columns.flatMap(({ key, jsonPath }) => (jsonPath === null ? [] : [{ key, path: jsonPath }])),
  );
  return program ? { kind: 'metrics-json', program, reference, values, prediction: null } : null;
}

/** What starts an evaluation that is not an image: its metadata, or the name that the organization's own examples give it. */
async function evaluationOf(tree: BundleTree): Promise<Program | null> {
  const { command } = await readMetadata(tree);
  if (command !== null) return { tree, command };
  const name = ['evaluate', 'evaluation'].find((one) => fileOf(tree, `${one}.py`) ?? fileOf(tree, `${one}/__main__.py`));
  return name === undefined ? null : { tree, command: `python3 -m ${name}` };
}
