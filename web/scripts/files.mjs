import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file under `dir` whose name matches, sorted; Node 20 has no glob of its own. */
export function filesIn(dir, pattern) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
