import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { BundleTree } from '../tree.ts';
import type { Content } from './draft.ts';

async function writeTree(tree: BundleTree, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of tree.emptyFolders) await mkdir(join(folder, path), { recursive: true });
  for (const { path, source } of tree.files) await copyTo(join(folder, path), source);
}
async function copyTo(path: string, source: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await copyFile(source, path);
}

/** Writes what a definition names below an existing folder. Names are the definition's and stay inside, as its check requires. */
export async function writeContents(files: ReadonlyMap<string, Content>, folder: string): Promise<void> {
  for (const [name, content] of files) {
    const path = join(folder, name);
    if ('tree' in content) await writeTree(content.tree, path);
    else if ('file' in content) await copyTo(path, content.file.source);
    else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content.written);
    }
  }
}

/** The text of a definition. Reading it gives the same definition; long texts keep their lines. */
export const definitionText = (definition: ChallengeDefinition): string =>
  stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'PLAIN' });

/** Writes a challenge as a bundle of ours: `challenge.yaml` and the files it names. Nothing of it is lost: loading it gives an equal challenge. */
export async function writeChallenge(definition: ChallengeDefinition, files: ReadonlyMap<string, Content>, folder: string): Promise<void> {
  await writeContents(files, folder);
  await writeFile(join(folder, 'challenge.yaml'), definitionText(definition));
}
