import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePythonJson } from './lenient-json.ts';
import { judgeScores, readScoresJson, readScoresText, type JudgedScores, type ScoresRead } from './scores-file.ts';
import type { Scored, TaskRun } from './task-run.ts';
import { TaskFailed } from './verdict.ts';

/** The scores of a scorer that wrote to `folder`, as collected from its sandbox. Throws `TaskFailed` when no finite one is among them. */
export async function readScores(run: TaskRun, folder: string, columns: readonly string[] | null): Promise<Scored> {
  if (existsSync(join(folder, 'metadata'))) throw new TaskFailed('scorer-wrote-metadata');
  const written = await scoresIn(folder);
  if (!written) throw new TaskFailed('scorer-no-scores', { file: 'scores.json' });
  if (!written.ok) throw new TaskFailed('scorer-scores-unreadable', {}, written.reason);
  if (written.isPlainText) run.warn('scores-not-yaml');
  const judged = judgeScores(written.value, columns);
  return {
    scores: [{ split: null, values: accepted(run, judged, Object.keys(written.value)), errors: {} }],
    ignored: judged.ignored,
    perCase: await perCaseIn(folder),
  };
}

/** Warns of what is not a score; nothing left is the scorer's fault. */
export function accepted(run: TaskRun, { values, refused, missing }: JudgedScores, written: readonly string[]): Record<string, number> {
  for (const { key, value } of refused) run.warn('score-refused', { key, value });
  if (Object.keys(values).length === 0)
    throw new TaskFailed('scorer-no-known-score', {}, `written: ${written.join(', ')}; asked for: ${missing.join(', ')}`);
  if (missing.length > 0) run.warn('score-missing', { keys: missing.join(', ') });
  return values;
}

async function scoresIn(folder: string): Promise<ScoresRead | null> {
  if (existsSync(join(folder, 'scores.json'))) return readScoresJson(await readFile(join(folder, 'scores.json'), 'utf8'));
  if (existsSync(join(folder, 'scores.txt'))) return readScoresText(await readFile(join(folder, 'scores.txt'), 'utf8'));
  return null;
}

/** Our own addition: a scorer may leave the value of every case for statistics. Null when it does not, or not as JSON. */
async function perCaseIn(folder: string): Promise<unknown> {
  const file = join(folder, 'per_case.json');
  if (!existsSync(file)) return null;
  try {
    return parsePythonJson(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
