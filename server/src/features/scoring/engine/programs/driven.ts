/** Scorers that a driver of ours calls: Python in a sandbox, its answer in a file of its own. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePythonJson } from './lenient-json.ts';
import { isRecord } from './scores-file.ts';
import type { Place, TaskRun } from './task-run.ts';
import { faultOf, TaskFailed } from './verdict.ts';

/** Where the driver writes, inside. */
const RESULT = '/opt/gac/result';

/** What the scorer returned, as JSON. Throws `TaskFailed` for everything else that it did. */
export async function driven(
  run: TaskRun,
  driver: 'evalai' | 'kaggle' | 'huggingface',
  settings: object,
  places: readonly Place[],
): Promise<unknown> {
  const { output: caps, sandbox } = run.limits.scoring;
  const result = await run.cappedFolder(caps);
  const argv = ['python3', `/opt/gac/drivers/gac_${driver}.py`, JSON.stringify(settings)];
  const { program } = await run.step('scoring', [run.program('program', argv, '/app', [...places, { folder: result, target: RESULT }])]);
  const fault = program && faultOf('scorer', program, sandbox);
  if (fault) throw fault;
  const { files, into } = await run.collect(result, 'scoring', ['result.json']);
  if (files.length === 0) throw new TaskFailed('scorer-incomplete', {}, 'the scorer ended before it returned anything');
  return returned(parsePythonJson(await readFile(join(into, 'result.json'), 'utf8')));
}

function returned(answer: unknown): unknown {
  if (!isRecord(answer)) throw new TaskFailed('scorer-incomplete');
  if (answer['kind'] === 'result') return answer['value'];
  if (answer['kind'] === 'told' && isRecord(answer['fields'])) {
    const fields = Object.entries(answer['fields']).map(([key, value]): [string, string | number] => [
      key,
      typeof value === 'number' ? value : String(value),
    ]);
    throw new TaskFailed('wrong-row', Object.fromEntries(fields));
  }
  const message = typeof answer['message'] === 'string' ? answer['message'] : '';
  throw answer['kind'] === 'visible'
    ? new TaskFailed('scorer-says', { said: message })
    : new TaskFailed('scorer-failed', { exit: 1 }, message);
}
