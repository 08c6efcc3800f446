import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { BundleTree } from '../bundles/tree.ts';
import { fileOf } from './trees.ts';

export interface Metadata {
  /** "metadata.yaml" wins over "metadata"; null: there is neither. */
  file: string | null;
  command: string | null;
  /** False: the file is no YAML, and so names no command. */
  isYaml: boolean;
}

/** What the metadata at the root of a program say. Source: Codabench's compute worker. */
export async function readMetadata(tree: BundleTree): Promise<Metadata> {
  const file = fileOf(tree, 'metadata.yaml') ?? fileOf(tree, 'metadata');
  if (!file) return { file: null, command: null, isYaml: true };
  return { file: file.path, ...commandIn(await readFile(file.source, 'utf8')) };
}

/** The command in the text of metadata, variables as written. */
export function commandIn(text: string): Pick<Metadata, 'command' | 'isYaml'> {
  try {
    const value: unknown = parse(text.replace(/^\uFEFF/, ''), { version: '1.1', uniqueKeys: false, logLevel: 'error' });
    const command = typeof value === 'object' && value !== null && 'command' in value ? value.command : null;
    if (Array.isArray(command)) return { command: command.map((word) => quoted(String(word))).join(' '), isYaml: true };
    return { command: typeof command === 'string' && command.trim() !== '' ? command : null, isYaml: true };
  } catch {
    return { command: null, isYaml: false };
  }
}
const quoted = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`;
