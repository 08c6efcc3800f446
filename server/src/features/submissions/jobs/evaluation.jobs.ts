import { Injectable } from '@nestjs/common';
import { Job, type JobContext, type JobDefinition } from '../../../platform/jobs/job.ts';
import { EvaluationWorker } from '../evaluation-worker.ts';
import { evaluationQueued, submissionReceived } from '../submissions.api.ts';

type Ref = ReturnType<(typeof submissionReceived)['payload']['parse']>;
const HOUR_MS = 3_600_000;
/** So long one job takes work; what it has then is carried to its end. */
const wakeUp = { attempts: 3, backoffMs: 1_000, timeoutMs: HOUR_MS } as const;

/** A wake-up, not an order: which submission is taken is decided when it is taken, by fair share. */
@Injectable()
export class ValidateNext extends Job<Ref> {
  readonly definition: JobDefinition<Ref> = { name: 'validate-next', on: submissionReceived, queue: 'validation', ...wakeUp };
  constructor(private readonly worker: EvaluationWorker) {
    super();
  }
  handle(_ref: Ref, { signal }: JobContext): Promise<void> {
    return this.worker.drain('validate', signal);
  }
}

/** The same for evaluations. */
@Injectable()
export class EvaluateNext extends Job<Ref> {
  readonly definition: JobDefinition<Ref> = { name: 'evaluate-next', on: evaluationQueued, queue: 'evaluation', ...wakeUp };
  constructor(private readonly worker: EvaluationWorker) {
    super();
  }
  handle(_ref: Ref, { signal }: JobContext): Promise<void> {
    return this.worker.drain('evaluate', signal);
  }
}
