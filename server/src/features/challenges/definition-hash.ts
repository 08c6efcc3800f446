import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { Sha256 } from '@gac/shared/values';
import { createHash } from 'node:crypto';

/** A file that a definition names: size in bytes and hash. */
export interface FileFacts {
  sha256: Sha256;
  bytes: number;
  /** True for a folder, which is stored as a zip; absent for a file. */
  isFolder?: true;
}

/** JSON with the keys of objects in code unit order and no white space: equal values give equal text (RFC 8785, for JSON values). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
/** SHA-256 of a text in UTF-8. */
export const sha256 = (text: string): Sha256 => createHash('sha256').update(text).digest('hex') as Sha256;

/** Hash of a definition together with the hashes of its files: changes when anything participants or scorers meet changes. */
export const definitionSha256 = (definition: ChallengeDefinition, files: Readonly<Record<string, FileFacts>>): Sha256 => sha256(canonicalJson({ definition, files }));

/** Hash of what a participant agrees to: version, date and clauses. The list of changes is not part of it. */
export const rulesSha256 = ({ version, date, clauses }: ChallengeDefinition['rules']): Sha256 => sha256(canonicalJson({ version, date, clauses }));
