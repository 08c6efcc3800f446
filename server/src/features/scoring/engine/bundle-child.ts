import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { READING, type FromReader, type ReadingJob, type ReadingResult, type ToReader } from './bundle-contract.ts';
import { toChallenge } from './bundles/challenge/to-challenge.ts';
import { writeChallenge } from './bundles/challenge/write-challenge.ts';
import { readBundle } from './bundles/read-bundle.ts';

/** Reads one archive of a stranger in a process that may write to one folder and reach nothing else. Preloaded: lockdown.ts. */
const tell = (message: FromReader) => {
  process.send?.(message);
};

async function read({ folder, now, limits }: ReadingJob): Promise<ReadingResult> {
  const {
    raw: _,
    findings,
    ...bundle
  } = await readBundle(join(folder, READING.archive), { scratch: join(folder, READING.unpacked), limits });
  if (findings.some(({ severity }) => severity === 'error')) return { bundle, isChallenge: false, findings };
  const made = await toChallenge({ ...bundle, raw: null, findings }, { now: new Date(now) });
  if (!made.ok) return { bundle, isChallenge: false, findings: [...findings, ...made.refusal] };
  await writeChallenge(made.value.definition, made.value.files, join(folder, READING.challenge));
  return { bundle, isChallenge: true, findings: [...findings, ...made.value.findings] };
}

async function work({ job }: ToReader): Promise<void> {
  try {
    for (const name of [READING.unpacked, READING.challenge]) await mkdir(join(job.folder, name), { mode: 0o755 });
    await writeFile(join(job.folder, READING.result), JSON.stringify(await read(job)));
    tell({ kind: 'done' });
  } catch (error) {
    tell({ kind: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

// Whoever asked is gone: so is the need for this process.
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => void work(message as ToReader));
tell({ kind: 'ready' });
