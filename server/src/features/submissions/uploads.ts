import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { zSubmissionKind, type SubmissionKind } from '@gac/shared/contract/definition';
import { zPhaseId } from '@gac/shared/contract/primitives';
import type { AccountId, PhaseId, Sha256, SubmissionId } from '@gac/shared/values';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import type { NewUpload, UploadCaller, UploadInspector, UploadPolicy, UploadStatus } from '../../platform/uploads/contract.ts';
import { ResumableUploads } from '../../platform/uploads/resumable-uploads.ts';
import { ChallengesApi, maxUploadBytes } from '../challenges/index.ts';
import { TeamsApi } from '../teams/index.ts';
import { UploadsRepository } from './data/uploads.repository.ts';
import { phaseRefusal } from './domain/submit.ts';
import { uploadInspector } from './upload-inspectors.ts';

/** An upload with all its bytes, or what came of it, and what it is to be. */
export type FinishedUpload = UploadStatus & { kind: SubmissionKind };
export const UPLOAD_PATH = '/api/uploads';

/** Files that become something else than submissions, by a slice above: who may send them, how large they may be, what is looked at. */
export interface UploadPurpose {
  /** Refuses by throwing a problem. */
  admit(ownerId: AccountId): Promise<{ maxBytes: number }>;
  inspector(): UploadInspector;
}

/** Uploads of files that become submissions, or what another slice makes of them: who may, how large, and what is looked at while the bytes come. */
@Injectable()
export class Uploads implements OnModuleInit, UploadPolicy {
  private resumable: ResumableUploads | null = null;
  private readonly purposes = new Map<string, UploadPurpose>();
  constructor(
    private readonly ledger: UploadsRepository,
    private readonly artifacts: ArtifactStore,
    private readonly challenges: ChallengesApi,
    private readonly teams: TeamsApi,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    this.resumable = await ResumableUploads.open({
      folder: join(this.config.GAC_DATA, 'uploads'),
      path: UPLOAD_PATH,
      ttlMs: this.config.UPLOAD_TTL_HOURS * 3_600_000,
      artifacts: this.artifacts,
      ledger: this.ledger,
      policy: this,
      clock: this.clock,
      ids: this.ids,
    });
  }
  private get open(): ResumableUploads {
    if (!this.resumable) throw problem('unavailable', { retryAfterS: 1, what: 'uploads' });
    return this.resumable;
  }

  handle(req: IncomingMessage, res: ServerResponse, caller: UploadCaller): Promise<void> {
    return this.open.handle(req, res, caller);
  }
  sweep(): Promise<number> {
    return this.open.sweep(this.clock.now());
  }

  /** The upload with all its bytes, if it is this account's and for this phase; completes one whose process was killed on the way. */
  async finished(id: string, accountId: AccountId, phaseId: PhaseId): Promise<FinishedUpload> {
    const known = await this.open.get(id);
    const context = known && readContext(known.context);
    if (!context || purposeOf(known.context) !== null || known.ownerId !== accountId || context.phaseId !== phaseId) throw problem('upload-not-yours');
    const upload = known.state === 'open' && known.offset === known.length ? await this.open.finish(id) : known;
    if (!upload) throw problem('upload-not-yours');
    return { ...upload, kind: context.kind };
  }

  /** Takes uploads of this purpose too. Said by their slice when it starts. */
  serve(name: string, purpose: UploadPurpose): void {
    this.purposes.set(name, purpose);
  }
  /** The upload of this purpose with all its bytes, if it is this account's. Refusal: `upload-not-yours`. */
  async finishedFor(purpose: string, id: string, accountId: AccountId): Promise<UploadStatus> {
    const known = await this.open.get(id);
    if (known?.ownerId !== accountId || purposeOf(known.context) !== purpose) throw problem('upload-not-yours');
    const upload = known.state === 'open' && known.offset === known.length ? await this.open.finish(id) : known;
    if (!upload) throw problem('upload-not-yours');
    if (upload.state === 'refused' && upload.finding) throw problem('file-refused', { finding: upload.finding });
    if (upload.state !== 'complete') throw problem('upload-incomplete', { offset: upload.offset, length: upload.length });
    return upload;
  }
  /** The upload is something else from now on, which refers to its bytes in the same transaction. False when it is gone. */
  takeOver(tx: Tx, id: string): Promise<boolean> {
    return this.ledger.forget(tx, id);
  }
  /** Whether an upload waits that has these bytes: then they must stay. */
  isWaiting(tx: Tx, sha256: Sha256): Promise<boolean> {
    return this.ledger.isShared(tx, sha256);
  }

  /** The submission an upload was used for. */
  submissionOf(tx: Tx, id: string): Promise<SubmissionId | null> {
    return this.ledger.submissionOf(tx, id);
  }
  /** Refusal: `upload-not-yours` when its time was over meanwhile. */
  async use(tx: Tx, id: string, submission: SubmissionId): Promise<void> {
    if (!(await this.ledger.use(tx, id, submission))) throw problem('upload-not-yours');
  }

  /** Only who may submit to the phase may upload, a kind that it takes, and no more bytes than are allowed for that. */
  async admit({ ownerId, metadata }: { ownerId: AccountId; metadata: Readonly<Record<string, string | null>> }): Promise<{ context: string; maxBytes: number }> {
    const named = metadata['purpose'] ?? null;
    if (named !== null) return this.admitFor(named, ownerId);
    const parsed = zPhaseId.safeParse(metadata['phase']);
    const phase = parsed.success ? await this.challenges.phase(parsed.data) : null;
    if (!phase) throw problem('invalid', { errors: [{ pointer: '/Upload-Metadata/phase', code: 'invalid', message: 'the id of a phase' }] });
    const kind = zSubmissionKind.default('prediction').safeParse(metadata['kind'] ?? undefined).data;
    if (!kind) throw problem('invalid', { errors: [{ pointer: '/Upload-Metadata/kind', code: 'invalid', message: zSubmissionKind.options.join(', ') }] });
    await this.challenges.requireAcceptedRules(ownerId, phase.challengeId);
    if (!(await this.teams.of(ownerId, phase.challengeId))) throw problem('not-joined', { slug: phase.slug });
    const closed = phaseRefusal(phase, this.clock.now());
    if (closed) throw problem(closed.code, closed.fields as never);
    if (!phase.accepts.includes(kind)) throw problem('kind-not-accepted', { kind, accepts: phase.accepts });
    const isChecked = phase.tasks.some(({ checked }) => checked !== null);
    return { context: writeContext({ phaseId: phase.id, kind, isChecked }), maxBytes: maxUploadBytes(phase, kind, this.config) };
  }

  private async admitFor(name: string, ownerId: AccountId): Promise<{ context: string; maxBytes: number }> {
    const purpose = this.purposes.get(name);
    if (!purpose) throw problem('invalid', { errors: [{ pointer: '/Upload-Metadata/purpose', code: 'invalid', message: [...this.purposes.keys()].join(', ') }] });
    const { maxBytes } = await purpose.admit(ownerId);
    return { context: `${PURPOSE}${name}`, maxBytes: Math.min(maxBytes, this.config.UPLOAD_MAX_BYTES) };
  }

  inspect({ fileName, context }: NewUpload): UploadInspector {
    const purpose = this.purposes.get(purposeOf(context) ?? '');
    if (purpose) return purpose.inspector();
    const { kind, isChecked } = readContext(context);
    return uploadInspector({ kind, isChecked, fileName, maxBytes: kind === 'container' ? this.config.IMAGE_MAX_BYTES : this.config.UPLOAD_MAX_BYTES });
  }
}

/** What is remembered of an upload that is no submission. A phase is an id, so the two are never mistaken for each other. */
const PURPOSE = 'purpose ';
const purposeOf = (context: string): string | null => (context.startsWith(PURPOSE) ? context.slice(PURPOSE.length) : null);

/** What is remembered of an upload beside its bytes. */
interface UploadContext {
  phaseId: PhaseId;
  kind: SubmissionKind;
  /** Predictions are in a file format of ours. */
  isChecked: boolean;
}
const writeContext = ({ phaseId, kind, isChecked }: UploadContext): string => [phaseId, kind, isChecked ? 'checked' : 'opaque'].join(' ');
/** A phase alone is what uploads of earlier versions remember: predictions, checked. */
function readContext(context: string): UploadContext {
  const [phaseId, kind, check] = context.split(' ');
  return { phaseId: phaseId as PhaseId, kind: zSubmissionKind.catch('prediction').parse(kind), isChecked: check !== 'opaque' };
}
