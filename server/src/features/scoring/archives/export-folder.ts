import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { accept, type Decision, type Lang, type Sha256 } from '@gac/shared/values';
import { Fault } from '../../../platform/fault.ts';
import type { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import { filesOfChallenge } from '../../challenges/index.ts';
import type { BundleFinding } from '../engine/bundles/bundle.ts';
import type { Content } from '../engine/bundles/challenge/draft.ts';
import { toCodabench } from '../engine/bundles/challenge/to-codabench.ts';
import { writeChallenge, writeContents } from '../engine/bundles/challenge/write-challenge.ts';
import { ArtifactTrees, type TreeSource } from '../programs/artifact-trees.ts';

/** A challenge as it is stored. */
export interface StoredDefinition {
  definition: ChallengeDefinition;
  files: Readonly<Record<string, { sha256: Sha256; bytes: number; isFolder?: true }>>;
}
export interface ExportWish {
  format: 'challenge' | 'codabench';
  /** Of the texts, where the format knows one language. */
  lang: Lang;
}
/** A folder that is ready to be packed, and what its format could not say. */
export interface ExportedFolder {
  folder: string;
  losses: readonly BundleFinding[];
}

async function contentOf(trees: ArtifactTrees, source: TreeSource): Promise<Content> {
  if (source.isFolder) return { tree: await trees.tree(source) };
  const [file] = (await trees.file(source)).files;
  if (!file) throw new Fault(`"${source.name}" could not be copied`);
  return { file };
}

/**
 * Writes a challenge into a folder below `scratch` and hands it to `use`; nothing is left afterwards. Refuses with what a format has no word for.
 * What is unpacked are folders that the platform packed itself.
 */
export async function withExport<T>(
  { definition, files }: StoredDefinition,
  { format, lang }: ExportWish,
  place: { artifacts: ArtifactStore; scratch: string },
  use: (exported: ExportedFolder) => Promise<T>,
): Promise<Decision<T, readonly BundleFinding[]>> {
  const root = await mkdtemp(join(place.scratch, 'export-'));
  try {
    const folder = join(root, 'out');
    await mkdir(folder);
    const trees = new ArtifactTrees(place.artifacts, join(root, 'files'));
    const contents = new Map<string, Content>();
    for (const name of filesOfChallenge(definition)) {
      const file = files[name];
      if (!file) throw new Fault(`the challenge has no file "${name}"`);
      contents.set(name, await contentOf(trees, { name, sha256: file.sha256, bytes: file.bytes, isFolder: file.isFolder ?? false }));
    }
    if (format === 'challenge') {
      await writeChallenge(definition, contents, folder);
      return accept(await use({ folder, losses: [] }));
    }
    const made = toCodabench(definition, contents, lang);
    if (!made.ok) return made;
    await writeContents(made.value.files, folder);
    return accept(await use({ folder, losses: made.value.losses }));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
