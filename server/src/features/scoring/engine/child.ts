import type { FromChild, ScoringResult, ToChild } from './contract.ts';
import { Evaluator } from './evaluator.ts';
import { SourceDamaged } from './source-bytes.ts';

/** A scoring process: takes one job after the other over the IPC channel. Preloaded: lockdown.ts. */
const evaluator = new Evaluator();
const tell = (message: FromChild) => {
  process.send?.(message);
};

async function work({ id, job }: ToChild): Promise<void> {
  const before = process.cpuUsage();
  let result: ScoringResult;
  try {
    result = await evaluator.evaluate(job, (stage) => {
      tell({ kind: 'stage', id, stage });
    });
  } catch (error) {
    result = failureOf(error);
  }
  const { user, system } = process.cpuUsage(before);
  tell({ kind: 'done', id, result, usage: { cpuMs: (user + system) / 1000, peakBytes: process.memoryUsage.rss() } });
}

function failureOf(error: unknown): ScoringResult {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (error instanceof SourceDamaged) return { kind: 'failed', class: 'PLATFORM_FAULT', detail };
  const isMemory = error instanceof RangeError && /allocation failed|Invalid (typed )?array length/i.test(error.message);
  return { kind: 'failed', class: isMemory ? 'MEMORY_LIMIT' : 'SCORER_FAULT', detail };
}

// The pool is gone: so is the need for this process.
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => void work(message as ToChild));
tell({ kind: 'ready' });
