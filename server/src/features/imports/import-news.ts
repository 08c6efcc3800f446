import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { LiveStreams } from '../../platform/live/live-streams.ts';
import { ImportsRepository } from './data/imports.repository.ts';
import { importTopic } from './imports.api.ts';

/** Tells open pages that an import is not what it was. The last step of a transaction: readers of the topic wait for it. */
@Injectable()
export class ImportNews {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly live: LiveStreams,
  ) {}

  async changed(tx: Tx, id: string): Promise<void> {
    const now = await this.imports.statesOf(tx, id);
    if (now && now.state !== 'discarded') await this.live.append(tx, importTopic(id), 'changed', now);
  }
}
