import { Injectable } from '@nestjs/common';
import { Job, type JobContext, type JobDefinition } from '../../../platform/jobs/job.ts';
import { ImportWorker } from '../import-worker.ts';
import { dryRunAsked, importReceived } from '../imports.api.ts';

type Ref = ReturnType<(typeof importReceived)['payload']['parse']>;
const HOUR_MS = 3_600_000;
const wakeUp = { attempts: 3, backoffMs: 1_000, timeoutMs: 2 * HOUR_MS } as const;

/** A wake-up, not an order: which archive is taken is decided when it is taken. */
@Injectable()
export class ReadNextImport extends Job<Ref> {
  readonly definition: JobDefinition<Ref> = { name: 'read-next-import', on: importReceived, queue: 'validation', ...wakeUp };
  constructor(private readonly worker: ImportWorker) {
    super();
  }
  handle(_ref: Ref, { signal }: JobContext): Promise<void> {
    return this.worker.drain('read', signal);
  }
}

/** The same for dry runs, which only workers with a sandbox take. */
@Injectable()
export class DryRunNext extends Job<Ref> {
  readonly definition: JobDefinition<Ref> = { name: 'dry-run-next', on: dryRunAsked, queue: 'evaluation', ...wakeUp };
  constructor(private readonly worker: ImportWorker) {
    super();
  }
  handle(_ref: Ref, { signal }: JobContext): Promise<void> {
    return this.worker.drain('dry-run', signal);
  }
}
