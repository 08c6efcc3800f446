import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ArchiveLimits } from '../archive/limits.ts';
import type { Bundle, BundleFinding } from '../bundle.ts';
import type { FindingCode } from '../findings/texts.ts';
import { readBundle } from '../read-bundle.ts';
import { zipOfFiles, type Files } from './zip.ts';

const made: string[] = [];
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gac-bundle-test-'));
  made.push(folder);
  return folder;
}
/** For afterAll: removes all folders that tests made. */
export const removeFolders = (): void => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));

/** A folder with these files. */
export function folderWith(files: Files): string {
  const folder = newFolder();
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), data);
  }
  return folder;
}

export const readFolderOf = (files: Files): Promise<Bundle> => readBundle(folderWith(files), { scratch: newFolder() });
/** @param archive the bytes of a zip, or the files to put into one */
export async function readZip(archive: Buffer | Files, limits?: ArchiveLimits): Promise<Bundle> {
  const path = join(newFolder(), 'bundle.zip');
  writeFileSync(path, Buffer.isBuffer(archive) ? archive : zipOfFiles(archive));
  return readBundle(path, { scratch: newFolder(), ...(limits && { limits }) });
}

export const found = ({ findings }: Bundle, code: FindingCode): BundleFinding[] => findings.filter((finding) => finding.code === code);
export const codesOf = ({ findings }: Bundle, severity?: BundleFinding['severity']): string[] => [
  ...new Set(findings.flatMap((finding) => (severity === undefined || finding.severity === severity ? [finding.code] : []))),
];
