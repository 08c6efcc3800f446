import type { CreateDraft, CreateImport } from '@gac/shared/contract/imports';
import type { AccountId } from '@gac/shared/values';
import { createZipInspector } from '@gac/shared/scoring/inspect-archive';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Access } from '../../platform/access/access.ts';
import { ActorSource, type Actor } from '../../platform/access/actor.ts';
import type { Permission } from '../../platform/access/table.ts';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { AccountsService } from '../accounts/index.ts';
import { ChallengeDrafts } from '../challenges/index.ts';
import { Uploads } from '../submissions/index.ts';
import { ImportsRepository, type LockedImport } from './data/imports.repository.ts';
import { isDryRunOpen, mayBeDone, type ImportAct } from './domain/import-rules.ts';
import { ImportNews } from './import-news.ts';
import { dryRunAsked, importReceived } from './imports.api.ts';

/** What uploads of archives say that they are. */
const PURPOSE = 'import';
const HOUR_MS = 3_600_000;
/** The names of bytes that were stored a moment ago are not removed: see ArtifactNames. */
const DISCARDED_MS = 2 * HOUR_MS;

/** What organizers do with archives of other platforms. Every command is one transaction. */
@Injectable()
export class ImportsService implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly uploads: Uploads,
    private readonly drafts: ChallengeDrafts,
    private readonly accounts: AccountsService,
    private readonly actors: ActorSource,
    private readonly access: Access,
    private readonly outbox: Outbox,
    private readonly news: ImportNews,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.uploads.serve(PURPOSE, {
      admit: async (ownerId) => {
        this.access.require(await this.actors.find(ownerId), 'import.create', {});
        return { maxBytes: this.config.IMPORT_MAX_BYTES };
      },
      inspector: createZipInspector,
    });
  }

  /** Makes an import of a finished upload; the same upload again is the same import. Refusals: `upload-not-yours`, `upload-hash-mismatch`, `too-many-imports`. */
  async receive(actor: Actor, { uploadId, sha256 }: CreateImport): Promise<string> {
    this.access.require(actor, 'import.create', {});
    const accountId = accountOf(actor);
    const before = await this.uow.run((tx) => this.imports.ofUpload(tx, uploadId, accountId));
    if (before !== null) return before;
    const upload = await this.uploads.finishedFor(PURPOSE, uploadId, accountId);
    const actual = upload.sha256;
    if (actual === null) throw problem('upload-not-yours');
    if (sha256 !== undefined && sha256 !== actual) throw problem('upload-hash-mismatch', { expected: sha256, actual });
    const { IMPORT_OPEN: maxImports, IMPORT_TTL_HOURS } = this.config;
    return this.uow.run(async (tx) => {
      const open = await this.imports.countOpen(tx, accountId);
      const now = this.clock.now();
      const { fileName, length: bytes } = upload;
      const expiresAt = new Date(now.getTime() + IMPORT_TTL_HOURS * HOUR_MS);
      const { id, isNew } = await this.imports.insert(tx, {
        id: this.ids.next(),
        accountId,
        uploadId,
        fileName,
        bytes,
        sha256: actual,
        createdAt: now,
        expiresAt,
      });
      if (!isNew) return id;
      if (open >= maxImports) throw problem('too-many-imports', { maxImports });
      if (!(await this.uploads.takeOver(tx, uploadId))) throw problem('upload-not-yours');
      await this.outbox.append(tx, importReceived, { importId: id });
      await this.news.changed(tx, id);
      return id;
    });
  }

  /** Reads an archive once more that the platform could not read. Refusal: `import-state`. */
  async readAgain(actor: Actor, id: string): Promise<void> {
    await this.act(actor, id, 'read-again', async (tx) => {
      await this.imports.readAgain(tx, id, this.clock.now());
      await this.outbox.append(tx, importReceived, { importId: id });
    });
  }

  /** Lets the shipped solutions be run; asking while they are is asking once. Refusals: `import-state`, `nothing-to-run`. */
  async askDryRun(actor: Actor, id: string): Promise<void> {
    await this.act(actor, id, 'dry-run', async (tx, found) => {
      if (isDryRunOpen(found)) return;
      if (found.solutions.length === 0) throw problem('nothing-to-run');
      await this.imports.queueDryRun(tx, id, this.clock.now());
      await this.outbox.append(tx, dryRunAsked, { importId: id });
    });
  }

  /** Makes a draft of it, whose organizer the importer is. The same address again is the same draft. Refusals: `import-state`, `slug-taken`. */
  async createDraft(actor: Actor, id: string, { slug }: CreateDraft): Promise<void> {
    const accountId = accountOf(actor);
    await this.uow.run(async (tx) => {
      const found = await this.require(tx, actor, id, 'import.act');
      if (found.state === 'created' && found.slug === slug) return;
      if (!mayBeDone('create', found) || !found.draft) throw problem('import-state', { state: found.state });
      const challengeId = await this.drafts.create(tx, found.draft, slug);
      await this.accounts.addOrganizer(tx, found.accountId, challengeId);
      await this.imports.becomeChallenge(tx, id, challengeId, this.clock.now());
      await this.audit.record(tx, {
        actorId: accountId,
        action: 'challenge.drafted',
        subject: challengeId,
        reason: '',
        data: { challengeId, name: slug, importId: id },
      });
      await this.news.changed(tx, id);
    });
  }

  /** Nobody sees it any more, and its bytes go a while later. Refusal: `import-state`. */
  async discard(actor: Actor, id: string): Promise<void> {
    await this.act(actor, id, 'discard', async (tx) => {
      const now = this.clock.now();
      await this.imports.discard(tx, id, now, new Date(now.getTime() + DISCARDED_MS));
    });
  }

  private async act(actor: Actor, id: string, act: ImportAct, work: (tx: Tx, found: LockedImport) => Promise<void>): Promise<void> {
    await this.uow.run(async (tx) => {
      const found = await this.require(tx, actor, id, 'import.act');
      if (!mayBeDone(act, found)) throw problem('import-state', { state: found.state });
      await work(tx, found);
      await this.news.changed(tx, id);
    });
  }

  /** The import, locked; raises `not-found` also when it is somebody else's. */
  private async require(tx: Tx, actor: Actor, id: string, permission: Permission): Promise<LockedImport> {
    const found = await this.imports.lock(tx, id);
    if (!found || found.state === 'discarded') throw problem('not-found');
    this.access.require(actor, permission, { owners: [found.accountId] });
    return found;
  }
}

const accountOf = (actor: Actor): AccountId => {
  if (actor.kind !== 'account') throw problem('unauthenticated');
  return actor.id;
};
