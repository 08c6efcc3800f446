import { readYamlText } from '../archive/texts.ts';
import { fileOf, folderOf, soleFolder, type BundleTree } from '../tree.ts';
import type { Workspace } from '../archive/workspace.ts';
import type { BundleProgram } from '../bundle.ts';
import { Report } from '../findings/report.ts';
import { parseYaml } from './yaml-document.ts';

const METADATA = ['metadata.yaml', 'metadata'] as const;
const metadataOf = (tree: BundleTree) => METADATA.map((name) => fileOf(tree, name)).find((file) => file !== null) ?? null;

/** A tree without the one folder its author zipped along, when only inside of it there is what makes a program. */
export function stripped(tree: BundleTree, isProgram: (tree: BundleTree) => boolean, report: Report): BundleTree {
  if (isProgram(tree)) return tree;
  const folder = soleFolder(tree);
  const inner = folder === null ? null : folderOf(tree, folder, tree.name);
  if (folder === null || inner === null || !isProgram(inner)) return tree;
  report.add('top-folder-stripped', { file: tree.name }, { folder });
  return inner;
}

/** A tree as a program: its command read from "metadata.yaml", else from "metadata". Metadata that is no YAML has no command, as Codabench has it. */
export async function programOf(tree: BundleTree, workspace: Workspace): Promise<BundleProgram> {
  const root = stripped(tree, (candidate) => metadataOf(candidate) !== null, workspace.report);
  const file = metadataOf(root);
  if (file === null) return { tree: root, command: null, metadataFile: null };
  const place = root.name === '' ? file.path : `${root.name}/${file.path}`;
  if (METADATA.every((name) => fileOf(root, name) !== null)) workspace.report.add('two-metadata', { file: root.name });
  const text = await readYamlText(file, workspace, place);
  const own = new Report();
  const raw = text === null ? null : parseYaml(text, place, own)?.raw;
  const [problem] = own.all().filter(({ severity }) => severity === 'error');
  if (problem)
    workspace.report.add('metadata-broken', { file: place, line: problem.line, column: problem.column }, { what: problem.message.en });
  const command: unknown = typeof raw === 'object' && raw !== null && 'command' in raw ? raw.command : null;
  return { tree: root, command: commandLine(command), metadataFile: file.path };
}

/** A command as one line; a list of words is joined as a shell would need it. */
function commandLine(command: unknown): string | null {
  const line = Array.isArray(command) ? command.map((word) => `'${String(word).replaceAll("'", `'"'"'`)}'`).join(' ') : command;
  return typeof line === 'string' && line.trim() !== '' ? line : null;
}
