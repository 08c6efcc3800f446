import { fileURLToPath } from 'node:url';
import { Global, Module } from '@nestjs/common';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { BundleScorer, ScorerIdentity } from '../challenges/index.ts';
import { CatalogueBundleScorer } from './bundle-scorer.ts';
import { codeSha256 } from './engine/code-hash.ts';

/** Where the built engine stands: beside this file, unless the configuration says otherwise. */
export const engineFolder = (config: AppConfig): string => config.SCORER_DIR ?? fileURLToPath(new URL('./engine', import.meta.url));

/** Global, because it fills ports of the challenges slice. */
@Global()
@Module({
  providers: [
    { provide: BundleScorer, useClass: CatalogueBundleScorer },
    { provide: ScorerIdentity, inject: [CONFIG], useFactory: async (config: AppConfig): Promise<ScorerIdentity> => ({ sha256: await codeSha256(engineFolder(config)) }) },
  ],
  exports: [BundleScorer, ScorerIdentity],
})
export class ScoringModule {}
