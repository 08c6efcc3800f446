import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { LocalizedText } from '@gac/shared/values';
import type { z } from 'zod';
import type { Report } from '../findings/report.ts';
import type { FindingCode, FindingValues } from '../findings/texts.ts';
import type { BundleTree, TreeFile } from '../tree.ts';

/** A definition as it is written: defaults left out. */
export type WrittenDefinition = z.input<typeof ChallengeDefinition>;

export type WrittenTask = WrittenDefinition['tasks'][number];
/** A task of the archive under its new key, and what its numbers are called here. */
export interface TaskKeys {
  index: number;
  key: string;
  name: string;
  metrics: readonly { key: string; output: string; split: string | null }[];
}

/** What a definition names: a folder's tree, a file, or what was no file before. */
export type Content = { tree: BundleTree } | { file: TreeFile } | { written: string | Buffer };

/** Collects what belongs to a challenge while it is made: files by their new names, texts in one language, and what can't be said. */
export class Draft {
  readonly files = new Map<string, Content>();
  private readonly untranslated: string[] = [];

  constructor(private readonly report: Report) {}

  /** A text for both languages. @param path where it stands in the definition */
  text(path: string, written: string, otherwise: string): LocalizedText {
    const text = written.trim() === '' ? otherwise : written.trim();
    this.untranslated.push(path);
    return { ko: text, en: text };
  }

  /** The name under which the definition has a tree. */
  tree(name: string, tree: BundleTree): string {
    this.files.set(name, { tree });
    return name;
  }
  file(name: string, file: TreeFile): string {
    this.files.set(name, { file });
    return name;
  }

  /** A file that the archive has not. */
  written(name: string, written: string): string {
    this.files.set(name, { written });
    return name;
  }

  say(code: FindingCode, path: string, values: FindingValues = {}): void {
    this.report.add(code, { file: null, path }, values);
  }
  /** Something the archive says and a challenge can't. */
  leaveOut(path: string, whatKo: string, what: string): void {
    this.say('not-carried', path, { what, whatKo });
  }
  sayLanguages(): void {
    if (this.untranslated.length > 0)
      this.say('one-language', '', { count: this.untranslated.length, paths: this.untranslated.join(', ') });
  }
}
