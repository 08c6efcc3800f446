import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { ArtifactNames } from './artifact-names.ts';
import { ArtifactStore, type StoredArtifact } from './artifact-store.ts';

/** Stores bytes that were made here. Their name is announced first, so that whoever removes unused bytes leaves them alone until they are referred to. */
@Injectable()
export class KeptBytes {
  constructor(
    private readonly names: ArtifactNames,
    private readonly store: ArtifactStore,
  ) {}

  text(text: string): Promise<StoredArtifact> {
    const bytes = Buffer.from(text);
    return this.keep(() => Readable.from([bytes]));
  }

  /** A file that nobody changes any more. */
  file(path: string): Promise<StoredArtifact> {
    return this.keep(() => createReadStream(path));
  }

  private async keep(open: () => Readable): Promise<StoredArtifact> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of open() as AsyncIterable<Buffer>) {
      hash.update(piece);
      bytes += piece.length;
    }
    await this.names.announce({ sha256: hash.digest('hex') as Sha256, bytes });
    return this.store.put(open(), { maxBytes: bytes });
  }
}
