export type { ScoringOutcome, ScoringStage } from './engine/contract.ts';
export { ScorerPool } from './engine/scorer-pool.ts';
export { engineFolder, ScoringModule } from './scoring.module.ts';
