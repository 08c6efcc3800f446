import type { Files } from '../zip.ts';

/** Where the keys of a table stand in a sample, and a value for each honoured key that changes what is read. */
export interface Walk {
  files: (definition: unknown, files?: Files) => Files;
  base: object;
  at: (string | number)[];
  examples: Record<string, unknown>;
}
/** Files that examples name, beside those of the samples. */
export const ADDED: Files = {
  'other.md': 'Other\n',
  'other.html': '<p>Other</p>',
  'other.png': 'o',
  'other/metadata.yaml': 'command: other\n',
  'script/__init__.py': 'evaluate = 1\n',
};
export const withPart = (base: object, part: object): object => ({ ...base, ...part });
