import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { accept, refuse, type Decision } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { UnitOfWork } from '../../platform/db/unit-of-work.ts';
import { ArtifactNames } from '../../platform/storage/artifact-names.ts';
import { ArtifactStore, ArtifactTooLarge } from '../../platform/storage/artifact-store.ts';
import { ChallengeCatalogue } from './challenge-catalogue.ts';
import { ChallengeWriter, type LoadedChallenge } from './challenge-writer.ts';
import { BundleScorer } from './challenges.api.ts';
import { PartInUse } from './data/challenge-parts.repository.ts';
import { ChallengesRepository } from './data/challenges.repository.ts';
import { challengeRow } from './challenge-row.ts';
import type { FileFacts } from './definition-hash.ts';
import { bundleBytes, loadBundle, type Bundle, type BundleFile } from './definition/load-bundle.ts';
import { checkedTask } from './domain/checked-task.ts';
import type { DefinitionProblem } from './domain/definition-problem.ts';
import { filesOf, hiddenFiles } from './domain/files-of-task.ts';

export type LoadRefusal =
  /** A file offered for download holds the answers of a task. */
  | { code: 'answers-published'; data: string; task: string }
  /** A file is no longer what it was when the bundle was read. */
  | { code: 'file-changed'; file: string }
  /** The definition lacks a board, phase or task that submissions refer to. */
  | { code: 'part-in-use'; part: 'board' | 'phase' | 'task'; key: string };

/** The files a challenge keeps: what its tasks need and what it offers for download. Baselines are submitted, not kept. */
const keptFiles = ({ tasks, data }: ChallengeDefinition): string[] => [...new Set([...tasks.flatMap(filesOf), ...data.map(({ file }) => file)])];

/** A file offered for download that holds the answers of a task; null when there is none. */
export function publishedAnswers({ tasks, data }: ChallengeDefinition, files: Readonly<Record<string, FileFacts>>): LoadRefusal | null {
  const inputs = tasks.flatMap(({ key, input }) => (input === undefined ? [] : [{ key: `${key}/input`, file: input }]));
  for (const task of tasks) {
    const hidden = hiddenFiles(task).map((name) => files[name]?.sha256);
    const file = [...data, ...inputs].find((offered) => hidden.includes(files[offered.file]?.sha256));
    if (file) return { code: 'answers-published', data: file.key, task: task.key };
  }
  return null;
}
const factsOf = ({ sha256, bytes, isFolder }: BundleFile): FileFacts => ({ sha256, bytes, ...(isFolder ? { isFolder } : {}) });

/** A bundle whose files are stored, so that all that is left to do is one transaction. */
export interface StoredBundle {
  definition: ChallengeDefinition;
  files: Record<string, FileFacts>;
  /** Rows of each task's reference, by the key of the task. */
  references: Record<string, number>;
}

/** Puts challenges into the database: for the command line and the seed, and for whoever makes drafts. */
@Injectable()
export class ChallengeLoader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly challenges: ChallengesRepository,
    private readonly writer: ChallengeWriter,
    private readonly catalogue: ChallengeCatalogue,
    private readonly scorer: BundleScorer,
    private readonly store: ArtifactStore,
    private readonly names: ArtifactNames,
  ) {}

  /** Reads the bundle in a folder, or tells every problem of it. Changes nothing. */
  read(folder: string): Promise<Decision<Bundle, DefinitionProblem[]>> {
    return loadBundle(folder, this.scorer);
  }

  /**
   * Creates the challenge of the bundle or brings the one with its slug up to it. The same bundle twice changes nothing; parts keep their ids
   * as long as they keep their keys; what differs is kept as a revision.
   */
  async load(bundle: Bundle): Promise<Decision<LoadedChallenge, LoadRefusal>> {
    const kept = keptFiles(bundle.definition);
    const stored = await this.keepFiles(bundle, kept);
    if (!stored.ok) return stored;
    const row = challengeRow(bundle.definition, stored.value);
    const last = await this.challenges.lastRevision(row.slug);
    if (last?.definitionSha256 === row.definitionSha256) return accept({ id: last.id, slug: row.slug, outcome: 'unchanged', revision: last.revision, changes: [], isDraft: last.isDraft });
    const references = await this.countReferences(bundle);
    try {
      return accept(await this.uow.run((tx) => this.writer.write(tx, row, references, kept)));
    } catch (error) {
      if (error instanceof PartInUse) return refuse({ code: 'part-in-use', part: error.part, key: error.key });
      throw error;
    } finally {
      this.catalogue.forget();
    }
  }

  /** Stores every file of the bundle, its baselines too. Somebody has to refer to them within the hour. */
  async storeBundle(bundle: Bundle): Promise<Decision<StoredBundle, LoadRefusal>> {
    const stored = await this.keepFiles(bundle, [...bundle.files.keys()]);
    if (!stored.ok) return stored;
    return accept({ definition: bundle.definition, files: stored.value, references: Object.fromEntries(await this.countReferences(bundle)) });
  }

  private async keepFiles(bundle: Bundle, kept: readonly string[]): Promise<Decision<Record<string, FileFacts>, LoadRefusal>> {
    const files: Record<string, FileFacts> = Object.fromEntries([...bundle.files].map(([name, file]) => [name, factsOf(file)]));
    const published = publishedAnswers(bundle.definition, files);
    if (published) return refuse(published);
    for (const file of kept) {
      const found = bundle.files.get(file);
      if (!found || !(await this.keep(found))) return refuse({ code: 'file-changed', file });
    }
    return accept(files);
  }

  /** Stores the file; false when its bytes are not those that were read. */
  private async keep(file: BundleFile): Promise<boolean> {
    const { sha256, bytes } = file;
    await this.names.announce({ sha256, bytes });
    if (await this.store.has(sha256)) return true;
    try {
      return (await this.store.put(Readable.from(bundleBytes(file)), { maxBytes: bytes })).sha256 === sha256;
    } catch (error) {
      if (error instanceof ArtifactTooLarge) return false;
      throw error;
    }
  }

  private async countReferences({ definition, files }: Bundle): Promise<Map<string, number>> {
    const rows = new Map<string, number>();
    for (const task of definition.tasks) {
      const checked = checkedTask(task);
      if (checked) rows.set(task.key, await this.scorer.referenceRows(checked, files.get(checked.reference.file)?.path ?? ''));
    }
    return rows;
  }
}
