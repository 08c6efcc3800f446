import { resolve } from 'node:path';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { Fault } from '../../platform/fault.ts';
import { Health } from '../../platform/http/health.ts';
import { Stopping } from '../../platform/jobs/stopping.ts';
import { Log } from '../../platform/log/log.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { artifactFolder } from '../../platform/storage/configured-store.ts';
import { engineFolder, ScorerPool, type ScoringOutcome, type ScoringStage } from '../scoring/index.ts';
import { ScorerRunner, type ScorerRequest } from './scorer-runner.ts';

/** Scoring in limited children of this process, without network and secrets. Started with the first evaluation: the API never scores. */
@Injectable()
export class PoolRunner extends ScorerRunner implements OnApplicationShutdown {
  private pool: Promise<ScorerPool> | null = null;
  constructor(
    private readonly artifacts: ArtifactStore,
    private readonly log: Log,
    private readonly health: Health,
    private readonly stopping: Stopping,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
  }

  private started(): Promise<ScorerPool> {
    this.pool ??= ScorerPool.start({
      size: this.config.WORKERS,
      readPaths: [artifactFolder(this.config), resolve(this.config.GAC_DATA, 'cache')],
      heapBytes: Math.floor(this.config.SCORE_MEMORY_BYTES * 0.75),
      engineDir: engineFolder(this.config),
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

  async run({ mode, artifact, task }: ScorerRequest, signal: AbortSignal, onStage: (stage: ScoringStage) => void): Promise<ScoringOutcome> {
    const { checked, scorer } = task;
    if (!checked || scorer.kind !== 'builtin') throw new Fault(`task ${task.id} is not scored by the built-in scorer`);
    const pool = await this.started();
    const [file, reference] = await Promise.all([this.artifacts.materialise(artifact.sha256), this.artifacts.materialise(checked.referenceSha256)]);
    try {
      return await pool.run(
        {
          mode,
          file: { path: file.path, sha256: artifact.sha256, fileName: artifact.fileName },
          format: checked.format,
          reference: { path: reference.path, sha256: checked.referenceSha256, fileName: checked.reference.file, idColumn: checked.reference.idColumn, truthColumn: checked.reference.truthColumn, partColumn: checked.reference.partColumn },
          metrics: scorer.metrics,
          limits: { wallMs: this.config.SCORE_WALL_MS, memoryBytes: this.config.SCORE_MEMORY_BYTES },
        },
        { signal, onStage },
      );
    } finally {
      await Promise.all([file.release(), reference.release()]);
    }
  }

  async identity(): ReturnType<ScorerRunner['identity']> {
    const pool = await this.started();
    return { scorer: 'builtin/1', scorerSha256: pool.scorerSha256, runtime: `node ${process.version}`, isolation: pool.isolation() };
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.pool)?.close();
  }
}
