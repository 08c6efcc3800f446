import { join } from 'node:path';
import type { MetricUse } from '@gac/shared/contract/definition';
import type { Sha256 } from '@gac/shared/values';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { Fault } from '../../platform/fault.ts';
import { Health } from '../../platform/http/health.ts';
import { Stopping } from '../../platform/jobs/stopping.ts';
import { Log } from '../../platform/log/log.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { artifactFolder } from '../../platform/storage/configured-store.ts';
import type { TaskFacts } from '../challenges/index.ts';
import { engineFolder, ScorerPool, type ScoringOutcome } from '../scoring/index.ts';

export interface BuiltinRequest {
  mode: 'validate' | 'score';
  file: { sha256: Sha256; fileName: string };
  checked: NonNullable<TaskFacts['checked']>;
  /** None: the file is only checked. */
  metrics: MetricUse[];
}

/** The metrics of the platform, in limited children of this process without network and secrets. Started with the first request, or by `open`: the API never scores. */
@Injectable()
export class BuiltinScorer implements OnApplicationShutdown {
  private pool: Promise<ScorerPool> | null = null;
  constructor(
    private readonly artifacts: ArtifactStore,
    private readonly log: Log,
    private readonly health: Health,
    private readonly stopping: Stopping,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Before the first claim. Rejects when children can't be started here: such a worker would fail everything it takes. */
  async open(): Promise<void> {
    try {
      await this.started();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Fault(`This machine can't keep scoring from the network, and production asks for that: ${why}. Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1; in a container seccomp and AppArmor unconfined), or run the worker as root.`);
    }
  }

  private started(): Promise<ScorerPool> {
    this.pool ??= ScorerPool.start({
      size: this.config.WORKERS,
      readPaths: [artifactFolder(this.config), join(this.config.GAC_DATA, 'cache')],
      heapBytes: Math.floor(this.config.SCORE_MEMORY_BYTES * 0.75),
      engineDir: engineFolder(this.config),
      fenced: this.config.GAC_MODE === 'production',
      onDeath: ({ reason }) => { this.log.warn({ reason }, 'scorer: a child died'); },
    }).then(
      (pool) => {
        this.log.info({ isolation: pool.isolation() }, 'scorer: ready');
        // At once: a child that is ended with its job would be replaced, and the end would wait for it.
        this.stopping.signal.addEventListener('abort', () => void pool.close(), { once: true });
        this.health.add('scorer', () => Promise.resolve(pool.isolation()));
        return pool;
      },
      (error: unknown) => {
        this.pool = null;
        throw error;
      },
    );
    return this.pool;
  }

  get limits(): { wallMs: number; memoryBytes: number } {
    return { wallMs: this.config.SCORE_WALL_MS, memoryBytes: this.config.SCORE_MEMORY_BYTES };
  }

  /** Checks a file that is stored, and scores it. Every failure is an outcome; rejects with the reason of `signal`. */
  async run({ mode, file, checked, metrics }: BuiltinRequest, signal: AbortSignal): Promise<ScoringOutcome> {
    const pool = await this.started();
    const { format, reference, referenceSha256 } = checked;
    const [predictions, answers] = await Promise.all([this.artifacts.materialise(file.sha256), this.artifacts.materialise(referenceSha256)]);
    try {
      const { idColumn, truthColumn, partColumn } = reference;
      return await pool.run(
        {
          mode,
          file: { path: predictions.path, ...file },
          format,
          reference: { path: answers.path, sha256: referenceSha256, fileName: reference.file, idColumn, truthColumn, partColumn },
          metrics,
          limits: this.limits,
        },
        { signal },
      );
    } finally {
      await Promise.all([predictions.release(), answers.release()]);
    }
  }

  async identity(): Promise<{ scorer: string; scorerSha256: Sha256; runtime: string; isolation: string }> {
    const pool = await this.started();
    return { scorer: 'builtin/1', scorerSha256: pool.scorerSha256, runtime: `node ${process.version}`, isolation: pool.isolation() };
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.pool)?.close();
  }
}
