import { zKey, zSlug } from '@gac/shared/contract/primitives';
import type { Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Access } from '../../platform/access/access.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { problem } from '../../platform/http/problem.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { ChallengesRepository, type DataFileRow } from './data/challenges.repository.ts';
import { ParticipationsRepository } from './data/participations.repository.ts';

export interface Download extends DataFileRow {
  /** Open files are the same for everybody; the others must not be kept by a shared cache. */
  isOpen: boolean;
}

@Injectable()
export class DataFilesService {
  constructor(
    private readonly challenges: ChallengesRepository,
    private readonly participations: ParticipationsRepository,
    private readonly access: Access,
    private readonly store: ArtifactStore,
  ) {}

  /** The file, when the actor may have it. Refusals: `not-found`; for a participants' file `unauthenticated`, `not-joined`. */
  async get(actor: Actor, slug: string, key: string): Promise<Download> {
    const isName = zSlug.safeParse(slug).success && zKey.safeParse(key).success;
    const file = isName ? await this.challenges.dataFile(slug, key) : null;
    if (!file) throw problem('not-found');
    const { challengeId, access, ...facts } = file;
    if (access === 'open') {
      this.access.require(actor, 'data.read-open', {});
      return { ...facts, isOpen: true };
    }
    const joined = actor.kind === 'account' && (await this.participations.hasJoined(actor.id, challengeId));
    if (actor.kind === 'account' && !joined) throw problem('not-joined', { slug });
    this.access.require(actor, 'data.read', { owners: joined ? [actor.id] : [] });
    return { ...facts, isOpen: false };
  }

  /** All bytes, checked against their hash on the way. */
  whole(sha256: Sha256): Promise<Readable> {
    return this.store.open(sha256);
  }

  /** The bytes from `start` to `end`, both included. */
  async part(sha256: Sha256, { start, end }: { start: number; end: number }): Promise<Readable> {
    const copy = await this.store.materialise(sha256);
    const stream = createReadStream(copy.path, { start, end, highWaterMark: 1 << 18 });
    stream.once('close', () => void copy.release());
    return stream;
  }
}
