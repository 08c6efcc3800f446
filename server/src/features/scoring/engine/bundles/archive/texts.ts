import { readFile } from 'node:fs/promises';
import type { Report } from '../findings/report.ts';
import type { TreeFile } from '../tree.ts';
import type { Workspace } from './workspace.ts';

function decoded(bytes: Buffer, path: string, report: Report): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    report.add('not-utf8', { file: path });
    return bytes.toString('latin1');
  }
}

/** The text of a file, null when it is larger than `most` bytes, which is reported. @param path as it is told to people */
async function textUpTo(most: number, file: TreeFile, report: Report, path: string): Promise<string | null> {
  if (file.bytes > most) {
    report.add('text-too-large', { file: path }, { most });
    return null;
  }
  return decoded(await readFile(file.source), path, report);
}
/** The text of a page or a program; null when it is too large, which is reported. */
export const readText = (file: TreeFile, { report, limits }: Workspace, path = file.path): Promise<string | null> =>
  textUpTo(limits.maxTextBytes, file, report, path);
/** The text of a definition or of metadata; null when it is too large to be parsed, which is reported. */
export const readYamlText = (file: TreeFile, { report, limits }: Workspace, path = file.path): Promise<string | null> =>
  textUpTo(limits.maxYamlBytes, file, report, path);
