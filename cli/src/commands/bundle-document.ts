import type { Bundle, BundleFinding, BundlePhase, BundleProgram, BundleScorer, BundleTask } from '@gac/server/bundles/bundle';
import type { BundleTree, TreeFile } from '@gac/server/bundles/tree';

const treeDocument = (tree: BundleTree | null) =>
  tree && { name: tree.name, files: tree.files.length, bytes: tree.files.reduce((sum, { bytes }) => sum + bytes, 0) };
const programDocument = (program: BundleProgram | null) =>
  program && { ...treeDocument(program.tree), command: program.command, metadataFile: program.metadataFile };
const pathOf = (file: TreeFile | null): string | null => file && file.path;

function scorerDocument(scorer: BundleScorer | null) {
  switch (scorer?.kind) {
    case undefined:
      return null;
    case 'codabench':
      return { kind: scorer.kind, program: programDocument(scorer.program) };
    case 'evalai':
      return { kind: scorer.kind, program: treeDocument(scorer.tree), annotation: pathOf(scorer.annotation) };
    case 'huggingface':
      return { ...scorer, solution: pathOf(scorer.solution), program: pathOf(scorer.program) };
    case 'metrics-json':
      return { kind: scorer.kind, image: pathOf(scorer.image) };
  }
}
const phaseDocument = ({ startingKit, publicData, ...phase }: BundlePhase) => ({
  ...phase,
  startingKit: treeDocument(startingKit),
  publicData: treeDocument(publicData),
});
const taskDocument = ({ scorer, reference, input, ingestion, ...task }: BundleTask) => ({
  ...task,
  scorer: scorerDocument(scorer),
  reference: treeDocument(reference),
  input: treeDocument(input),
  ingestion: programDocument(ingestion),
});
const ofSeverity = (findings: readonly BundleFinding[], wanted: BundleFinding['severity']) =>
  findings.flatMap(({ severity, ...finding }) => (severity === wanted ? [finding] : []));

/** A bundle as a JSON document: what it says, without contents of files and places on this machine. */
export function bundleDocument(bundle: Bundle) {
  const { format, version, title, description, pages, terms, logo, dockerImage, phases, tasks, solutions, boards, factSheet, settings } = bundle;
  const { findings } = bundle;
  return {
    format,
    version,
    title,
    description,
    dockerImage,
    logo: pathOf(logo),
    terms: terms?.file ?? null,
    pages: pages.map(({ text: _, ...page }) => page),
    phases: phases.map(phaseDocument),
    tasks: tasks.map(taskDocument),
    solutions: solutions.map(({ tree, ...solution }) => ({ ...solution, tree: treeDocument(tree) })),
    boards,
    factSheet,
    settings,
    warnings: ofSeverity(findings, 'warning'),
    errors: ofSeverity(findings, 'error'),
  };
}
export type BundleDocument = ReturnType<typeof bundleDocument>;
