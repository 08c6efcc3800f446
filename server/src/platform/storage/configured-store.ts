import { hostname } from 'node:os';
import { join } from 'node:path';
import type { AppConfig } from '../config/config.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { DiskStore } from './disk-store.ts';
import { copiesFolder } from './local-copies.ts';
import { S3Store } from './s3-store.ts';

/** The store the configuration names. */
export async function configuredStore(config: AppConfig): Promise<ArtifactStore> {
  if (config.STORAGE === 'disk') return DiskStore.open(artifactFolder(config));
  return new S3Store({
    endpoint: config.S3_ENDPOINT ?? null,
    region: config.S3_REGION,
    bucket: config.S3_BUCKET ?? '',
    forcePathStyle: true,
    accessKeyId: config.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? '',
    // Each process has its own; the name lets others see whether it still lives.
    cacheDir: join(config.GAC_DATA, 'cache', copiesFolder(hostname(), process.pid)),
    cacheBytes: config.S3_CACHE_BYTES,
  });
}

/** Where artifacts lie on this machine with the disk driver. */
export const artifactFolder = (config: AppConfig): string => join(config.GAC_DATA, 'artifacts');
