import { resolve } from 'node:path';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { Fault } from '../../platform/fault.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { Log } from '../../platform/log/log.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { ProgramEngine } from '../scoring/index.ts';
import type { Capability } from './domain/capabilities.ts';

/** What a worker's sandbox is, for organizers. */
export interface SandboxState {
  driver: string;
  ready: boolean;
  isolation: string;
  limits: 'hard' | 'soft';
  problems: { code: string; message: string; remedy: string }[];
}
const OFF: SandboxState = {
  driver: 'off',
  ready: false,
  isolation: '',
  limits: 'soft',
  problems: [{ code: 'sandbox-off', message: 'This process runs no programs.', remedy: 'Set SANDBOX_DRIVER=bubblewrap and start the worker again.' }],
};

/**
 * The sandbox of a worker process: opened once, when the worker starts, and tried with hostile programs. Where it is not ready, evaluations that need
 * it are left to other workers, and predictions go on.
 */
@Injectable()
export class ProgramHost implements OnApplicationShutdown {
  private opening: Promise<ProgramEngine> | null = null;
  private engine: ProgramEngine | null = null;
  private told: SandboxState = OFF;

  constructor(
    private readonly artifacts: ArtifactStore,
    private readonly ids: Ids,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** For a process that works. Never rejects: a machine that can't run programs still scores predictions. */
  async open(): Promise<void> {
    const { SANDBOX_DRIVER: driver } = this.config;
    if (driver === 'off' || this.opening) return;
    try {
      this.opening = this.start(driver);
      this.engine = await this.opening;
      const { ready, isolation, limits, problems } = this.engine.capabilities;
      this.told = { driver, ready, isolation, limits, problems: problems.map(({ code, message, remedy }) => ({ code, message, remedy })) };
      this.log[ready ? 'info' : 'warn']({ ...this.told, missing: this.engine.runtimeProblems() }, ready ? 'sandbox: ready' : 'sandbox: not ready, programs are not run here');
    } catch (error) {
      this.log.error({ err: error }, 'sandbox: could not be opened, programs are not run here');
      const message = error instanceof Error ? error.message : String(error);
      this.told = { ...OFF, driver, problems: [{ code: 'sandbox-failed', message, remedy: 'See the log of the worker.' }] };
    }
  }

  private start(driver: Exclude<AppConfig['SANDBOX_DRIVER'], 'off'>): Promise<ProgramEngine> {
    const { SANDBOX_OCI_RUNTIME: ociRuntime, SANDBOX_SLOTS: slots, GAC_CGROUP: cgroup, GAC_MODE, GAC_DATA } = this.config;
    return ProgramEngine.open({
      sandbox: {
        driver,
        workFolder: resolve(GAC_DATA, 'sandbox'),
        slots,
        production: GAC_MODE === 'production',
        ...(ociRuntime === undefined ? {} : { ociRuntime }),
        ...(cgroup === undefined ? {} : { cgroup }),
      },
      scratchRoot: resolve(GAC_DATA, 'scratch'),
      images: { folder: resolve(GAC_DATA, 'images'), cacheBytes: this.config.IMAGE_CACHE_BYTES, limits: { bytes: this.config.IMAGE_MAX_BYTES, entries: this.config.IMAGE_MAX_FILES, wallMs: this.config.IMAGE_UNPACK_MS } },
      artifacts: this.artifacts,
      newId: () => this.ids.next(),
    });
  }

  state(): SandboxState {
    return this.told;
  }
  can(): readonly Capability[] {
    if (!this.told.ready) return [];
    return this.engine?.canRunImages === true ? ['sandbox', 'container'] : ['sandbox'];
  }
  /** Throws when programs can't be run here: such an evaluation should not have been claimed. */
  ready(): ProgramEngine {
    if (!this.engine || !this.told.ready) throw new Fault('no sandbox is ready in this process');
    return this.engine;
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.opening?.catch(() => null))?.close();
  }
}
