import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packFolder } from '../platform/archives/pack-folder.ts';

/** A zip of texts, by their names. */
export async function zipOf(texts: Readonly<Record<string, string>>): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'gac-zip-'));
  try {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const pieces: Buffer[] = [];
    for await (const piece of packFolder(folder)) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
/** A Python program that the file `main.py` starts. */
export const pythonZip = (source: string): Promise<Buffer> => zipOf({ 'metadata.yaml': 'command: python3 main.py\n', 'main.py': source });
