import { Injectable } from '@nestjs/common';
import { Periodic } from '../../../platform/jobs/job.ts';
import { Uploads } from '../uploads.ts';

const EVERY_MS = 10 * 60_000;

/** Removes uploads that were given up, and finishes the ones a killed process left almost finished. Uploads under way lie on the API's own disk. */
@Injectable()
export class UploadSweeper extends Periodic {
  readonly name = 'sweep-uploads';
  readonly everyMs = EVERY_MS;
  override readonly place = 'every-api';
  constructor(private readonly uploads: Uploads) {
    super();
  }
  async run(): Promise<void> {
    await this.uploads.sweep();
  }
}
