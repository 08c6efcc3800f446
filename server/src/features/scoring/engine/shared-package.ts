import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The engine's programs import a package that is not built beside them. */
class SharedMissing extends Error {
  override readonly name = 'SharedMissing';
}

/** The root of the built shared package that the engine's programs import: the nearest above them, as Node looks it up; links followed. */
export function sharedPackage(engineDir: string): string {
  for (let folder = engineDir; ; folder = dirname(folder)) {
    const root = join(folder, 'node_modules/@gac/shared');
    if (existsSync(join(root, 'dist'))) return realpathSync(root);
    if (folder === dirname(folder)) throw new SharedMissing(`@gac/shared is not built above ${engineDir}`);
  }
}
