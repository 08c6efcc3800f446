import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { ExportQuery, ExportReport, ImportFinding } from '@gac/shared/contract/imports';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import type { Actor } from '../../platform/access/actor.ts';
import { packFolder } from '../../platform/archives/pack-folder.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { problem } from '../../platform/http/problem.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { openScratch, withExport, type ExportedFolder } from '../scoring/index.ts';
import { DraftsService } from './drafts.service.ts';

/** Exports at once in a process: each writes all the files of a challenge to the disk for as long as it is downloaded. */
const MOST = 2;
const RETRY_S = 10;

/** Challenges as archives, for their organizers: hidden data and scoring programs are in them. */
@Injectable()
export class ExportsService implements OnApplicationShutdown {
  private scratch: Promise<string> | null = null;
  private running = 0;

  constructor(
    private readonly drafts: DraftsService,
    private readonly artifacts: ArtifactStore,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** What the format can't say, before anything is downloaded. */
  async report(actor: Actor, slug: string, wish: ExportQuery): Promise<ExportReport> {
    const { ok, findings } = await this.within(actor, slug, wish, ({ losses }) => Promise.resolve([...losses]));
    return { format: wish.format, isPossible: ok, findings };
  }

  /** Hands the bytes of the zip to `send`, which reads all of them. Refusals: `export-impossible`, `limited`. */
  async zip(actor: Actor, slug: string, wish: ExportQuery, send: (zip: Readable) => Promise<void>): Promise<void> {
    const { ok, findings } = await this.within(actor, slug, wish, async ({ folder }) => {
      await send(Readable.from(packFolder(folder)));
      return [];
    });
    if (!ok) throw problem('export-impossible', { reasons: findings.map(({ message }) => message) });
  }

  private async within(
    actor: Actor,
    slug: string,
    wish: ExportQuery,
    use: (exported: ExportedFolder) => Promise<ImportFinding[]>,
  ): Promise<{ ok: boolean; findings: ImportFinding[] }> {
    const challenge = await this.drafts.require(actor, slug, 'challenge.export');
    if (this.running >= MOST) throw problem('limited', { retryAfterS: RETRY_S });
    this.running += 1;
    try {
      this.scratch ??= openScratch(resolve(this.config.GAC_DATA, 'exports'));
      const done = await withExport(challenge, wish, { artifacts: this.artifacts, scratch: await this.scratch }, use);
      return done.ok ? { ok: true, findings: done.value } : { ok: false, findings: [...done.refusal] };
    } finally {
      this.running -= 1;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.scratch) await rm(await this.scratch, { recursive: true, force: true });
  }
}
